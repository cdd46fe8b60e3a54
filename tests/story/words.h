// The words that sentences are made of, and what they mean.
#pragma once

#include <regex>
#include <string>
#include <vector>

#include "ground/instant.h"
#include "ground/money.h"
#include "market/catalog/terms/terms.h"
#include "story/documents.h"

namespace cppo::story {

// A party as sentences name it, with or without an article.
inline constexpr const char* party_form = "(?:the )?(isv|partner|buyer|operator|\"[^\"]+\")";
inline constexpr const char* amount_form = "([0-9.]+(?: [A-Z]{3})?)";

// A form with PARTY, DAY, MOMENT, DURATION, AMOUNT, NUMBER, NAME, QUANTITIES, SHARES, RECORD,
// RECORDS, PRICES and ROWS where these words stand, each one group.
std::regex form(std::string text);

// Every place in the text where the form fits.
std::vector<std::smatch> all_of(const std::string& text, const std::regex& form);

// A day, from its first moment, or `2026-11-20 at 09:30`.
result<instant> read_moment(const std::string& text);
// `40 of "BasicService" and 20 of "PremiumService"`, and back.
std::vector<market::grant> read_quantities(const std::string& text);
std::string quantities_text(const std::vector<market::grant>& quantities);
// `P12M of "BasicService" at 120 and "PremiumService" at 240, use of "WorkloadSmall" at 0.12`
std::vector<price_card> read_prices(const std::string& text);
money read_money(const std::string& text);
// `0.50 on 2027-01-17, 0.50 on 2027-01-18`, or `60 times 0.50 daily from 2027-01-17`
std::vector<charge_row> read_rows(const std::string& text);

// Throw what there is instead.
void expect(bool holds, const std::string& instead);
void expect_amount(money found, const std::string& wanted, const std::string& what);

} // namespace cppo::story
