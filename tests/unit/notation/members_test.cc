// Values as JSON: each member once, in its order, byte for byte as stores of today have them.
#include "notation/members.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "notation/records.h"
#include "notation/terms.h"

namespace cppo::notation {
namespace {

using namespace market;

template <class T>
void keeps(const char* text) {
    const T read = from_json<T>(boost::json::parse(text));
    EXPECT_EQ(boost::json::serialize(to_json(read)), text);
}

TEST(members, are_read_and_written_as_stores_have_them) {
    keeps<disbursement_preference>(R"({"frequency":"MONTHLY","dayOfMonth":10})");
    keeps<dimension>(R"({"Key":"seats","Name":"Seats","Description":"One","Unit":"Users",)"
                     R"("Types":["Entitled"]})");
    keeps<grant>(R"({"DimensionKey":"seats","MaxQuantity":5})");
    keeps<fee_rates>(R"({"profile":"manufacturer_pays","listingPpm":35000,"processingPpm":0})");
    keeps<expected_charge>(
        R"({"id":"ch-1","dueOn":"2027-01-17","amount":{"minor":55,"currency":"USD"},)"
        R"("written":"0.55","wholesale":{"minor":50,"currency":"USD"},"kind":"UPFRONT",)"
        R"("lines":[{"dimension":"seats","quantity":5,"unitPrice":"0.11",)"
        R"("amount":{"minor":55,"currency":"USD"},"wholesale":{"minor":50,"currency":"USD"}}]})");
    keeps<invoice_line>(
        R"({"id":"1","kind":"INSTALMENT","description":"Instalment of 2027-01-17","dimension":"",)"
        R"("quantity":1,"amount":{"minor":55,"currency":"JPY"},"unitPrice":""})");
    keeps<disbursement_line>(
        R"({"agreement":"agmt-1","invoice":"inv-1","amount":{"minor":55,"currency":"EUR"}})");
}

TEST(members, that_may_be_nothing_are_null) {
    keeps<delivery_option>(
        R"({"id":"do-1","fulfillmentUrl":"","image":"ami-1","versionTitle":"1.0","texts":{)"
        R"("UsageInstructions":"Start it.","LaunchUrl":"","QuickLaunchEnabled":null,)"
        R"("ReleaseNotes":"First","RecommendedInstanceType":"t2.small","SecurityGroups":[)"
        R"({"IpProtocol":"tcp","FromPort":443,"ToPort":444,"IpRanges":["0.0.0.0/0"]}],)"
        R"("AccessEndpointUrl":{"Protocol":"https","Port":8443,"RelativePath":"index.html"},)"
        R"("OperatingSystemName":"RHEL","OperatingSystemVersion":"9","UserName":"ec2-user",)"
        R"("ScanningPort":22,"Created":"2026-11-20T09:00:00.000Z"}})");
    keeps<delivery_texts>(
        R"({"UsageInstructions":"","LaunchUrl":"","QuickLaunchEnabled":true,"ReleaseNotes":"",)"
        R"("RecommendedInstanceType":"","SecurityGroups":[],"AccessEndpointUrl":null,)"
        R"("OperatingSystemName":"","OperatingSystemVersion":"","UserName":"",)"
        R"("ScanningPort":null,"Created":""})");
}

TEST(members, that_came_later_are_empty_in_older_values) {
    const auto option = from_json<delivery_option>(
        boost::json::parse(R"({"id":"do-1","fulfillmentUrl":"https://isv.example"})"));
    EXPECT_EQ(option, (delivery_option{"do-1", "https://isv.example"}));
    EXPECT_THROW(from_json<delivery_option>(boost::json::parse(R"({"id":"do-1"})")),
                 std::exception);
}

configurable_upfront_term a_choice() {
    return {
        currency::usd,
        true,
        {{period::parse("P12M").value(), {{"seats", price::parse("96.5", 6).value(), "96.5"}}}}};
}

TEST(terms, are_written_as_each_reader_has_them) {
    EXPECT_EQ(boost::json::serialize(written(a_choice(), stored_style)),
              R"({"CurrencyCode":"USD","RateCards":[{"Selector":{"Type":"Duration",)"
              R"("Value":"P12M"},"Constraints":{"MultipleDimensionSelection":"Allowed",)"
              R"("QuantityConfiguration":"Allowed"},"RateCard":[{"DimensionKey":"seats",)"
              R"("Price":"96.5"}]}]})");
    EXPECT_EQ(boost::json::serialize(written(a_choice(), agreement_style)),
              R"({"currencyCode":"USD","rateCards":[{"selector":{"type":"Duration",)"
              R"("value":"P12M"},"constraints":{"multipleDimensionSelection":"Allowed",)"
              R"("quantityConfiguration":"Allowed"},"rateCard":[{"dimensionKey":"seats",)"
              R"("price":"96.5"}]}]})");
}

TEST(terms, tell_days_as_each_reader_has_them) {
    const validity_term term{
        {}, day::parse("2027-01-01").value(), day::parse("2027-12-31").value()};
    EXPECT_EQ(boost::json::serialize(written(term, stored_style)),
              R"({"AgreementStartDate":"2027-01-01","AgreementEndDate":"2027-12-31"})");
    EXPECT_EQ(boost::json::serialize(written(term, entity_style)),
              R"({"AgreementStartDate":"2027-01-01T00:00:00.000Z",)"
              R"("AgreementEndDate":"2027-12-31T23:59:59.999Z"})");
    EXPECT_EQ(boost::json::serialize(written(term, agreement_style)),
              R"({"agreementStartDate":1798761600,"agreementEndDate":1.830297599999E9})");
}

TEST(terms, of_agreements_keep_the_first_of_the_chain) {
    agreement_terms terms;
    EXPECT_EQ(agreement_terms_from(text_from(terms)), terms);
    terms.first = agreement_id::minted("agmt-1");
    EXPECT_EQ(agreement_terms_from(text_from(terms)), terms);
}

TEST(terms, read_what_was_written) {
    const auto term = upfront_from(written(a_choice(), stored_style)).value();
    EXPECT_EQ(term, a_choice());
}

} // namespace
} // namespace cppo::notation
