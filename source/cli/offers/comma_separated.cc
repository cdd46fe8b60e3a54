#include "cli/offers/comma_separated.h"

#include "wire/value/notation.h"

namespace cppo::cli {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

class reader {
  public:
    explicit reader(std::string_view text) : text_(text) {}

    std::vector<std::vector<cell>> records() {
        std::vector<std::vector<cell>> made;
        while (!at_end()) {
            if (skip_line_end()) continue;
            made.push_back(record());
        }
        return made;
    }

  private:
    bool at_end() const { return next_ == text_.size(); }
    bool is_next(char wanted) const { return !at_end() && text_[next_] == wanted; }
    bool is_line_end() const {
        return is_next('\n') || (is_next('\r') && text_.substr(next_).starts_with("\r\n"));
    }

    char take() {
        const char taken = text_[next_++];
        if (taken == '\n')
            at_ = {at_.line + 1, 1};
        else
            at_.column += (taken & 0xc0) != 0x80;
        return taken;
    }

    bool skip_line_end() {
        if (!is_line_end()) return false;
        if (take() == '\r') take();
        return true;
    }

    std::vector<cell> record() {
        std::vector<cell> made{field()};
        while (is_next(',')) {
            take();
            made.push_back(field());
        }
        skip_line_end();
        return made;
    }

    cell field() {
        cell made{"", at_};
        if (is_next('"')) {
            quoted(made);
            if (!at_end() && !is_next(',') && !is_line_end())
                throw malformed_table{at_,
                                      "After a closing quote comes a comma or the line's end."};
            return made;
        }
        while (!at_end() && !is_next(',') && !is_line_end()) {
            if (is_next('"')) throw malformed_table{at_, "A cell with a quote must be quoted."};
            made.text += take();
        }
        return made;
    }

    void quoted(cell& to) {
        take();
        for (;;) {
            if (at_end()) throw malformed_table{to.at, "A quote is never closed."};
            const char taken = take();
            if (taken == '"' && !is_next('"')) return;
            if (taken == '"') take();
            to.text += taken;
        }
    }

    std::string_view text_;
    std::size_t next_ = 0;
    place at_;
};

} // namespace

std::expected<std::vector<std::vector<cell>>, malformed_table> parse_comma_separated(
    std::string_view text) {
    if (!wire::is_text(text)) return std::unexpected(malformed_table{{}, "It is not UTF-8 text."});
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    try {
        return reader(text).records();
    } catch (const malformed_table& wrong) {
        return std::unexpected(wrong);
    }
}

std::string comma_separated(const std::vector<std::string>& cells) {
    std::string made;
    for (const std::string& each : cells) {
        if (&each != &cells.front()) made += ',';
        if (each.find_first_of(",\"\r\n") == std::string::npos) {
            made += each;
            continue;
        }
        made += '"';
        for (const char c : each) made += c == '"' ? std::string("\"\"") : std::string(1, c);
        made += '"';
    }
    return made + '\n';
}

} // namespace cppo::cli
