#include "tidy/source_text.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace cppo::tidy {
namespace {

namespace fs = std::filesystem;

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// Not written by people: build results, the server's data, installed packages.
bool is_foreign(const std::string& name, int depth) {
    if (depth == 0 && (name == "build" || name == "data")) return true;
    return name == "node_modules" || name == "dist" || name == "package-lock.json" ||
           (name.starts_with('.') && name != ".ci");
}

// Walks C++ text once; what is no code becomes spaces in `out.code`.
class reader {
  public:
    explicit reader(std::string_view text) : text_(text) { out_.code.reserve(text.size()); }

    cpp_text read() {
        while (at_ < text_.size()) step();
        return std::move(out_);
    }

  private:
    void step() {
        const std::string_view rest = text_.substr(at_);
        const char before = at_ > 0 ? text_[at_ - 1] : '\n';
        if (rest.starts_with("//")) return blank(rest.find('\n'));
        if (rest.starts_with("/*")) return blank(end_of(rest, "*/", 2));
        if (rest.starts_with('#') && is_line_start()) return blank(directive_length(rest));
        if (rest.starts_with("R\"") && !is_word(before)) return raw(rest);
        if (rest.starts_with('"')) return quoted(rest);
        // A quote inside a number separates its digits.
        if (rest.starts_with('\'') && !is_word(before)) return blank(quoted_length(rest));
        if (!std::isspace(static_cast<unsigned char>(rest.front()))) joins_ = false;
        take(1);
    }

    bool is_line_start() const {
        const std::size_t start = out_.code.find_last_of('\n');
        const std::size_t from = start == std::string::npos ? 0 : start + 1;
        return out_.code.find_first_not_of(' ', from) == std::string::npos;
    }

    static std::size_t end_of(std::string_view rest, std::string_view mark, std::size_t from) {
        const std::size_t found = rest.find(mark, from);
        return found == std::string_view::npos ? rest.size() : found + mark.size();
    }

    static std::size_t directive_length(std::string_view rest) {
        std::size_t end = 0;
        do end = std::min(rest.find('\n', end + 1), rest.size());
        while (end < rest.size() && rest[end - 1] == '\\');
        return end;
    }

    static std::size_t quoted_length(std::string_view rest) {
        std::size_t end = 1;
        while (end < rest.size() && rest[end] != rest[0] && rest[end] != '\n')
            end += rest[end] == '\\' ? 2 : 1;
        return std::min(end + 1, rest.size());
    }

    void quoted(std::string_view rest) {
        const std::size_t length = quoted_length(rest);
        std::string text;
        for (std::size_t at = 1; at + 1 < length; ++at) {
            if (rest[at] == '\\') ++at;
            text += rest[at];
        }
        keep(text);
        blank(length);
    }

    void raw(std::string_view rest) {
        const std::size_t open = rest.find('(');
        const std::string end = ")" + std::string(rest.substr(2, open - 2)) + "\"";
        const std::size_t length = end_of(rest, end, open);
        keep(std::string(rest.substr(open + 1, length - open - 1 - end.size())));
        blank(length);
    }

    void keep(const std::string& text) {
        if (joins_)
            out_.literals.back().text += text;
        else
            out_.literals.push_back({line_, text});
        joins_ = true;
    }

    void take(std::size_t count) {
        for (const char c : text_.substr(at_, count)) {
            out_.code += c;
            line_ += c == '\n';
        }
        at_ += count;
    }

    void blank(std::size_t count) {
        for (const char c : text_.substr(at_, count)) {
            out_.code += c == '\n' ? '\n' : ' ';
            line_ += c == '\n';
        }
        at_ = std::min(at_ + std::min(count, text_.size()), text_.size());
    }

    std::string_view text_;
    cpp_text out_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool joins_ = false;
};

std::vector<source_file> read_project() {
    const fs::path root = CPPO_PROJECT_ROOT;
    std::vector<source_file> files;
    for (auto at = fs::recursive_directory_iterator(root); at != fs::end(at); ++at) {
        if (is_foreign(at->path().filename(), at.depth())) {
            at.disable_recursion_pending();
            continue;
        }
        if (!at->is_regular_file()) continue;
        std::ifstream file(at->path());
        files.push_back({fs::relative(at->path(), root),
                         {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
    }
    std::ranges::sort(files, {}, &source_file::path);
    return files;
}

} // namespace

const std::vector<source_file>& project_files() {
    static const std::vector<source_file> files = read_project();
    return files;
}

cpp_text take_apart(std::string_view text) {
    return reader(text).read();
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_word(text[end])) ++end;
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

} // namespace cppo::tidy
