// Where in its document a change is wrong.
#include "notation/changes/fault_places.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace cppo::notation {
namespace {

using places = std::vector<std::string>;

refusal of(reason why, std::string subject = {}) {
    return no(why, std::move(subject)).error();
}

places in(const char* document, const std::vector<refusal>& faults) {
    return places_of(faults, boost::json::parse(document));
}

TEST(fault_place, is_the_value_it_is_about) {
    const char* buyers = R"({"PositiveTargeting":{"BuyerAccounts":["1","2","1"]}})";
    EXPECT_EQ(in(buyers, {of(reason::buyer_account_unknown, "2")}),
              places{"/PositiveTargeting/BuyerAccounts/1"});
    EXPECT_EQ(in(buyers, {of(reason::too_many_buyers)}),
              places{"/PositiveTargeting/BuyerAccounts"});
}

TEST(fault_place, of_the_same_fault_several_times_is_another_each_time) {
    const char* buyers = R"({"BuyerAccounts":["1","2","1"]})";
    const refusal unknown = of(reason::buyer_account_unknown, "1");
    EXPECT_EQ(in(buyers, {unknown, unknown, unknown}),
              (places{"/BuyerAccounts/0", "/BuyerAccounts/2", "/BuyerAccounts/2"}));
}

TEST(fault_place, of_what_is_repeated_is_the_second) {
    const char* card = R"({"RateCard":[{"DimensionKey":"a"},{"DimensionKey":"a"}]})";
    EXPECT_EQ(in(card, {of(reason::rate_repeated, "a")}), places{"/RateCard/1/DimensionKey"});
    const char* terms = R"({"Terms":[{"Type":"A"},{"Type":"B"},{"Type":"A"}]})";
    EXPECT_EQ(in(terms, {of(reason::term_type_repeated)}), places{"/Terms/2/Type"});
    EXPECT_EQ(in(R"([{"Key":"a"}])", {of(reason::dimension_repeated, "a")}), places{"/0/Key"});
}

TEST(fault_place, may_stand_beside_what_names_it) {
    const char* rows = R"({"Schedule":[{"ChargeDate":"2027-01-01","ChargeAmount":"1"},)"
                       R"({"ChargeDate":"2027-02-01","ChargeAmount":"1"}]})";
    EXPECT_EQ(in(rows, {of(reason::amount_below_wholesale, "2027-02-01")}),
              places{"/Schedule/1/ChargeAmount"});
}

TEST(fault_place, of_what_is_missing_is_where_it_would_stand) {
    const char* terms =
        R"({"Terms":[{"Type":"BuyerLegalTerm","Documents":[{"Type":"CustomEula"}]},)"
        R"({"Type":"FixedUpfrontPricingTerm"}]})";
    EXPECT_EQ(in(terms, {of(reason::duration_missing), of(reason::buyer_document_invalid)}),
              (places{"/Terms/1/Duration", "/Terms/0/Documents/0/Url"}));
}

TEST(fault_place, of_what_is_compared_is_the_last) {
    const char* terms = R"({"Terms":[{"CurrencyCode":"USD"},{"CurrencyCode":"EUR"}]})";
    EXPECT_EQ(in(terms, {of(reason::currencies_differ)}), places{"/Terms/1/CurrencyCode"});
}

TEST(fault_place, of_a_release_is_the_document) {
    EXPECT_EQ(in("{}", {of(reason::offer_name_missing)}), places{""});
}

TEST(fault_place, is_a_pointer_whatever_the_names) {
    EXPECT_EQ(in(R"({"a/b~":"there"})", {of(reason::entity_not_found, "there")}),
              places{"/a~1b~0"});
}

} // namespace
} // namespace cppo::notation
