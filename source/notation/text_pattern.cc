#include "notation/text_pattern.h"

#include <algorithm>

namespace cppo::notation {
namespace {

// The usual matcher recurses once a character; this one of libstdc++ walks all states at once.
std::regex machine_for(const std::string& expression) {
    return std::regex(expression, std::regex::ECMAScript | std::regex_constants::__polynomial);
}

// The class of `^[...]+$` or `^[...]*$`, where the expression is nothing else.
std::string find_repeated_class(std::string_view expression) {
    if (expression.starts_with('^')) expression.remove_prefix(1);
    if (expression.ends_with('$')) expression.remove_suffix(1);
    if (!expression.starts_with('[') || expression.size() < 3) return {};
    if (!expression.ends_with("]+") && !expression.ends_with("]*")) return {};
    const std::string_view set = expression.substr(0, expression.size() - 1);
    for (std::size_t at = 1; at + 1 < set.size(); ++at) {
        if (set[at] == '\\')
            ++at;
        else if (set[at] == '[' || set[at] == ']')
            return {};
    }
    return std::string(set);
}

} // namespace

text_pattern::text_pattern(std::string_view expression)
    : expression_(expression), machine_(machine_for(expression_)) {
    const std::string set = find_repeated_class(expression);
    if (set.empty()) return;
    const std::regex one = machine_for(set);
    repeated_class_.emplace();
    for (int byte = 0; byte < 256; ++byte)
        repeated_class_->set(static_cast<std::size_t>(byte),
                             std::regex_match(std::string(1, static_cast<char>(byte)), one));
}

bool text_pattern::matches(std::string_view text) const {
    if (!machine_) return true;
    if (!repeated_class_ || text.empty())
        return std::regex_match(text.begin(), text.end(), *machine_);
    return std::ranges::all_of(
        text, [this](char c) { return repeated_class_->test(static_cast<unsigned char>(c)); });
}

} // namespace cppo::notation
