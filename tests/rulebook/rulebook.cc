#include "rulebook/rulebook.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace cppo::rulebook {
namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

std::size_t count_while(std::string_view text, bool (*holds)(char)) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, holds) - text.begin());
}

// Rules on prices, currencies, instalments, fees, invoices, pay-outs, the ledger, taxes, durations
// and the clock, and golden numbers.
bool is_on_money_or_time(std::string_view id) {
    constexpr std::array<std::string_view, 10> families{"PRC", "CUR", "FPS", "FEE", "BIL",
                                                        "DIS", "LED", "TAX", "DUR", "CLK"};
    return id.starts_with("GV-") || std::ranges::find(families, id.substr(2, 3)) != families.end();
}

// How long the id at the front is; 0 where there is none.
std::size_t id_length(std::string_view text) {
    if (text.starts_with("OQ-") || text.starts_with("GV-")) {
        const std::size_t digits = count_while(text.substr(3), is_digit);
        return digits == 0 ? 0 : 3 + digits;
    }
    if (!text.starts_with("R-")) return 0;
    const std::size_t letters = count_while(text.substr(2), is_upper);
    if (letters < 2) return 0;
    const std::size_t stem = 2 + letters;
    if (stem >= text.size() || text[stem] != '-') return stem;
    const std::size_t digits = count_while(text.substr(stem + 1), is_digit);
    return digits == 0 ? stem : stem + 1 + digits;
}

// Reads the document line by line.
class reader {
  public:
    book read(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            ++line_;
            take(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (inside_) made_.open_fence = fence_;
        return std::move(made_);
    }

  private:
    void take(std::string_view line) {
        if (line.starts_with("```")) return inside_ ? close() : open(line);
        if (inside_) {
            story_ += line;
            story_ += '\n';
            return;
        }
        if (line.starts_with("**")) begin_rule(line);
        if (line.empty())
            rule_open_ = false;
        else if (rule_open_ && line.find("*From") != std::string_view::npos)
            made_.rules.back().has_source = true;
        if (line.starts_with("Example of ")) {
            named_ = ids_in(line);
        } else if (!line.empty()) {
            named_.clear();
        }
    }

    void begin_rule(std::string_view line) {
        const std::string_view rest = line.substr(2);
        const std::size_t length = id_length(rest);
        if (length == 0 || !rest.substr(length).starts_with("**")) return;
        const std::string_view said = rest.substr(length + 2);
        made_.rules.push_back({std::string(rest.substr(0, length)), line_,
                               said.starts_with(" (money)") || said.starts_with(" (time)"), false});
        rule_open_ = true;
    }

    void open(std::string_view line) {
        inside_ = true;
        fence_ = line_;
        is_story_ = line == "```story";
        story_.clear();
    }

    void close() {
        inside_ = false;
        if (is_story_) made_.examples.push_back({fence_, named_, story_});
        named_.clear();
    }

    book made_;
    int line_ = 0;
    int fence_ = 0;
    bool inside_ = false;
    bool is_story_ = false;
    bool rule_open_ = false;
    std::string story_;
    std::vector<std::string> named_;
};

} // namespace

const rule* book::find(std::string_view id) const {
    const auto found = std::ranges::find(rules, id, &rule::id);
    return found == rules.end() ? nullptr : &*found;
}

book read(std::string_view text) {
    return reader().read(text);
}

std::vector<std::string> faults_of(const book& of) {
    std::vector<std::string> found;
    const auto add = [&](int line, const std::string& what) {
        found.push_back(std::to_string(line) + ": " + what);
    };
    std::set<std::string> shown;
    for (const example& each : of.examples) {
        if (each.rules.empty()) add(each.line, "the example is of no rule");
        for (const std::string& id : each.rules) {
            if (!of.find(id)) add(each.line, "the example is of " + id + ", which is no rule");
            shown.insert(id);
        }
    }
    std::set<std::string> seen;
    for (const rule& each : of.rules) {
        if (!each.is_of_money_or_time && is_on_money_or_time(each.id))
            add(each.line, each.id + " does not say that it is of money or time");
        if (!seen.insert(each.id).second) add(each.line, each.id + " stands twice");
        if (!each.has_source) add(each.line, each.id + " does not say where it comes from");
        if (each.is_of_money_or_time && !shown.contains(each.id))
            add(each.line, each.id + " is of money or time and has no example");
    }
    if (of.open_fence != 0) add(of.open_fence, "the block does not end");
    return found;
}

std::vector<std::string> ids_in(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size();) {
        const bool begins = at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '-');
        const std::size_t length = begins ? id_length(text.substr(at)) : 0;
        const bool ends = at + length >= text.size() || !is_word(text[at + length]);
        if (length > 0 && ends) found.emplace_back(text.substr(at, length));
        at += std::max<std::size_t>(length, 1);
    }
    return found;
}

} // namespace cppo::rulebook
