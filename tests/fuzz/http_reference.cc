#include "fuzz/http_reference.h"

#include <algorithm>
#include <charconv>

#include "wire/message/message.h"

namespace cppo::fuzz {
namespace {

constexpr std::string_view line_end = "\r\n";

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < 0x7F &&
               std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
    });
}

// Spaces, tabs, and all that is neither a control character nor a line break.
bool is_field_text(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= ' ' && byte != 0x7F);
    });
}

std::string_view trimmed(std::string_view text) {
    const auto start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

std::optional<std::size_t> number_in(std::string_view text, int base) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

class reader {
  public:
    explicit reader(std::string_view bytes) : rest_(bytes) {}

    std::optional<framed_request> next() {
        framed_request made;
        if (!read_request_line(made) || !read_fields()) return {};
        if (hosts_ > 1 || (hosts_ == 0 && !is_http_1_0_)) return {};
        if (coding_ && (length_ || is_http_1_0_)) return {};
        if (coding_ ? !read_chunks(made.body) : !take(length_.value_or(0), made.body)) return {};
        return made;
    }

  private:
    std::optional<std::string_view> take_line() {
        const auto end = rest_.find(line_end);
        if (end == std::string_view::npos) return {};
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end + line_end.size());
        return line;
    }

    bool take(std::size_t size, std::string& into) {
        if (size > rest_.size()) return false;
        into += rest_.substr(0, size);
        rest_.remove_prefix(size);
        return true;
    }

    bool read_request_line(framed_request& into) {
        const auto line = take_line();
        if (!line) return false;
        const auto first = line->find(' ');
        const auto last = line->rfind(' ');
        if (first == std::string_view::npos || first == last) return false;
        into.method = line->substr(0, first);
        into.target = line->substr(first + 1, last - first - 1);
        const std::string_view version = line->substr(last + 1);
        is_http_1_0_ = version == "HTTP/1.0";
        return is_token(into.method) && into.target.starts_with('/') &&
               std::ranges::all_of(into.target, [](char c) { return c > ' ' && c < 0x7F; }) &&
               (is_http_1_0_ || version == "HTTP/1.1");
    }

    bool read_fields() {
        hosts_ = 0;
        coding_ = false;
        length_.reset();
        for (auto line = take_line(); line; line = take_line()) {
            if (line->empty()) return true;
            if (!read_field(*line)) return false;
        }
        return false;
    }

    bool read_field(std::string_view line) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return false;
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!is_token(name) || !is_field_text(value)) return false;
        if (wire::same_name(name, "host")) ++hosts_;
        if (wire::same_name(name, "content-length")) {
            if (length_) return false;
            length_ = number_in(value, 10);
            return length_.has_value();
        }
        if (wire::same_name(name, "transfer-encoding")) {
            if (coding_ || !wire::same_name(value, "chunked")) return false;
            coding_ = true;
        }
        return true;
    }

    bool read_chunks(std::string& into) {
        while (const auto line = take_line()) {
            const std::string_view digits = line->substr(0, line->find_first_of("; \t"));
            const std::string_view extension = trimmed(line->substr(digits.size()));
            const auto size = number_in(digits, 16);
            if (!size || !is_field_text(*line)) return false;
            if (!extension.empty() && !extension.starts_with(';')) return false;
            if (*size == 0) return read_trailers();
            if (!take(*size, into) || !rest_.starts_with(line_end)) return false;
            rest_.remove_prefix(line_end.size());
        }
        return false;
    }

    // They are dropped, so it does not matter how they are folded.
    bool read_trailers() {
        bool may_fold = false;
        for (auto line = take_line(); line; line = take_line()) {
            if (line->empty()) return true;
            if (may_fold && (line->starts_with(' ') || line->starts_with('\t'))) continue;
            may_fold = true;
            const auto colon = line->find(':');
            if (!is_token(line->substr(0, colon)) || !is_field_text(*line)) return false;
            if (colon == std::string_view::npos) return false;
        }
        return false;
    }

    std::string_view rest_;
    int hosts_ = 0;
    bool coding_ = false;
    bool is_http_1_0_ = false;
    std::optional<std::size_t> length_;
};

} // namespace

std::vector<framed_request> framed_requests(std::string_view bytes) {
    std::vector<framed_request> made;
    reader from(bytes);
    while (auto one = from.next()) made.push_back(std::move(*one));
    return made;
}

} // namespace cppo::fuzz
