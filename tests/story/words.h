// The words that sentences are made of, and what they mean.
#pragma once

#include <regex>
#include <string>
#include <vector>

#include "ground/instant.h"
#include "ground/money.h"

namespace cppo::story {

// A party as sentences name it, with or without an article.
inline constexpr const char* party_form = "(?:the )?(isv|partner|buyer|operator|\"[^\"]+\")";
inline constexpr const char* amount_form = "([0-9.]+(?: [A-Z]{3})?)";

// A form with PARTY, DAY, AMOUNT and NAME where these words stand, each one group.
std::regex form(std::string text);

// Every place in the text where the form fits.
std::vector<std::smatch> all_of(const std::string& text, const std::regex& form);

money read_money(const std::string& text);

// Throw what there is instead.
void expect(bool holds, const std::string& instead);
void expect_amount(money found, const std::string& wanted, const std::string& what);

} // namespace cppo::story
