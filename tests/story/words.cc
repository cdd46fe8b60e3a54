#include "story/words.h"

#include <stdexcept>
#include <utility>

namespace cppo::story {

std::regex form(std::string text) {
    const std::pair<const char*, std::string> words[] = {{"PARTY", party_form},
                                                         {"DAY", "([0-9]{4}-[0-9]{2}-[0-9]{2})"},
                                                         {"AMOUNT", amount_form},
                                                         {"NAME", "\"([^\"]+)\""}};
    for (const auto& [word, means] : words)
        for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;)
            text.replace(at, std::string(word).size(), means), at += means.size();
    return std::regex(text);
}

std::vector<std::smatch> all_of(const std::string& text, const std::regex& form) {
    return {std::sregex_iterator(text.begin(), text.end(), form), std::sregex_iterator()};
}

money read_money(const std::string& text) {
    const auto space = text.find(' ');
    const auto unit =
        space == std::string::npos ? currency::usd : parse_currency(text.substr(space + 1)).value();
    return money::parse(text.substr(0, space), unit).value();
}

void expect(bool holds, const std::string& instead) {
    if (!holds) throw std::runtime_error(instead);
}

void expect_amount(money found, const std::string& wanted, const std::string& what) {
    expect(found == read_money(wanted), what + " " + found.text() + ", not " + wanted);
}

} // namespace cppo::story
