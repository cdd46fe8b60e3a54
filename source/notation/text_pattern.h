// A regular expression whose match takes time and stack in proportion to the text, whatever it is.
#pragma once

#include <bitset>
#include <optional>
#include <regex>
#include <string>
#include <string_view>

namespace cppo::notation {

class text_pattern {
  public:
    // Matches every text.
    text_pattern() = default;
    // Throws std::regex_error for what is no ECMAScript regular expression.
    explicit text_pattern(std::string_view expression);

    bool matches(std::string_view text) const;
    const std::string& expression() const { return expression_; }

  private:
    std::string expression_;
    std::optional<std::regex> machine_;
    // Most patterns only repeat one class of characters; a table of them is much faster.
    std::optional<std::bitset<256>> repeated_class_;
};

} // namespace cppo::notation
