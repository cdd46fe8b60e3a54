#include "cli/offers/offers_file.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace cppo::cli {
namespace {

namespace json = boost::json;

const std::string header =
    "resale_authorization_id,name,description,markup,buyers,expires,duration,ends_on,release,"
    "schedule,currency\n";
const std::string plain =
    "resaleauthz-1,An offer,Through us,5.0,111111111111,2027-05-31,P450D,,,,\n";

std::vector<planned_offer> read(const std::string& rows) {
    auto read = read_offers(header + rows);
    EXPECT_TRUE(read) << read.error().front();
    return std::move(read).value_or(std::vector<planned_offer>{});
}

table_faults faults_of(const std::string& text) {
    const auto read = read_offers(text);
    return read ? table_faults{} : read.error();
}

std::vector<std::string> types_of(const planned_offer& offer) {
    std::vector<std::string> made;
    for (const json::value& each : offer.changes)
        made.emplace_back(each.at("ChangeType").as_string());
    return made;
}

TEST(offers_file, makes_the_seven_changes_of_a_published_partner_offer) {
    const auto wanted = json::parse(R"([
{"ChangeType": "CreateOfferUsingResaleAuthorization", "ChangeName": "CreateCPPO",
 "Entity": {"Type": "Offer@1.0"},
 "DetailsDocument": {"ResaleAuthorizationId": "resaleauthz-1"}},
{"ChangeType": "UpdateInformation",
 "Entity": {"Type": "Offer@1.0", "Identifier": "$CreateCPPO.Entity.Identifier"},
 "DetailsDocument": {"Name": "An offer", "Description": "Through us"}},
{"ChangeType": "UpdateMarkup",
 "Entity": {"Type": "Offer@1.0", "Identifier": "$CreateCPPO.Entity.Identifier"},
 "DetailsDocument": {"Percentage": "5.0"}},
{"ChangeType": "UpdateTargeting",
 "Entity": {"Type": "Offer@1.0", "Identifier": "$CreateCPPO.Entity.Identifier"},
 "DetailsDocument": {"PositiveTargeting": {"BuyerAccounts": ["111111111111"]}}},
{"ChangeType": "UpdateAvailability",
 "Entity": {"Type": "Offer@1.0", "Identifier": "$CreateCPPO.Entity.Identifier"},
 "DetailsDocument": {"AvailabilityEndDate": "2027-05-31"}},
{"ChangeType": "UpdateValidityTerms",
 "Entity": {"Type": "Offer@1.0", "Identifier": "$CreateCPPO.Entity.Identifier"},
 "DetailsDocument": {"Terms": [{"Type": "ValidityTerm", "AgreementDuration": "P450D"}]}},
{"ChangeType": "ReleaseOffer",
 "Entity": {"Type": "Offer@1.0", "Identifier": "$CreateCPPO.Entity.Identifier"},
 "DetailsDocument": {}}])");
    EXPECT_EQ(json::value(read(plain).at(0).changes), wanted);
}

TEST(offers_file, makes_only_the_changes_a_row_needs) {
    const auto offers = read(
        "resaleauthz-1,,,,,,,,no,,\n"
        "resaleauthz-1,A,B,,,2027-05-31,,2028-01-01,yes,2027-01-01=100.00; 2027-02-01=5,EUR\n");
    EXPECT_EQ(types_of(offers[0]), std::vector<std::string>{"CreateOfferUsingResaleAuthorization"});
    EXPECT_EQ(types_of(offers[1]),
              (std::vector<std::string>{"CreateOfferUsingResaleAuthorization", "UpdateInformation",
                                        "UpdatePaymentScheduleTerms", "UpdateAvailability",
                                        "UpdateValidityTerms", "ReleaseOffer"}));
    EXPECT_EQ(offers[1].changes[2].at("DetailsDocument"), json::parse(R"({"Terms": [
{"Type": "PaymentScheduleTerm", "CurrencyCode": "EUR", "Schedule": [
 {"ChargeDate": "2027-01-01", "ChargeAmount": "100.00"},
 {"ChargeDate": "2027-02-01", "ChargeAmount": "5.00"}]}]})"));
    EXPECT_EQ(offers[1].changes[4].at("DetailsDocument"), json::parse(R"({"Terms": [
{"Type": "ValidityTerm", "AgreementEndDate": "2028-01-01"}]})"));
}

TEST(offers_file, takes_its_columns_in_any_order_and_buyers_in_any_list) {
    const auto offers = read_offers(
                            "release,buyers,resale_authorization_id\r\n"
                            "no,\"111111111111, 222222222222\",resaleauthz-1\r\n"
                            "no,111111111111;222222222222,resaleauthz-2\r\n"
                            "no,111111111111 222222222222 111111111111,resaleauthz-3\r\n")
                            .value();
    for (const planned_offer& each : offers)
        EXPECT_EQ(json::serialize(each.changes[1].at_pointer(
                      "/DetailsDocument/PositiveTargeting/BuyerAccounts")),
                  R"(["111111111111","222222222222"])");
    EXPECT_EQ(offers[2].line, 4);
}

TEST(offers_file, has_a_token_a_row_that_stays_with_the_row) {
    const std::string other = "resaleauthz-2,An offer,Through us,5.0,,2027-05-31,,,,,\n";
    const auto offers = read(plain + plain + other);
    EXPECT_EQ(offers[0].token.size(), 64U);
    EXPECT_NE(offers[0].token, offers[1].token);
    const auto moved = read("\n" + other + plain + plain);
    EXPECT_EQ(moved[0].token, offers[2].token);
    EXPECT_EQ(moved[1].token, offers[0].token);
    EXPECT_EQ(moved[2].token, offers[1].token);
    const auto changed = read("resaleauthz-2,An offer,Through us,5,,2027-05-31,,,,,\n");
    EXPECT_NE(changed[0].token, offers[2].token);
}

TEST(offers_file, is_refused_with_every_fault_by_line_and_column) {
    const auto faults = faults_of(
        header + "resaleauthz-1,An offer,Through us,5%,11111111111,2027-02-30,P1W,,maybe,,\n" +
        plain +
        ",\"Two\nlines\",Through us,1.0000000001,,,P1M,2028-01-01,,2027-01-01:5,CHF\n"
        "resaleauthz-1,An offer\n"
        "resaleauthz-1,,,3,,,,,,2027-01-01=5.001;2027-01-01=5;x,\n"
        "resaleauthz-1,A <b>," +
        std::string(256, 'x') + ",,,2027-05-31,,,,,\n");
    const auto start_of = [](const std::string& fault) {
        return fault.substr(0, fault.find(": ", fault.find(": ") + 1));
    };
    std::vector<std::string> starts;
    for (const std::string& each : faults) starts.push_back(start_of(each));
    const std::vector<std::string> wanted{"2: markup",
                                          "2: expires",
                                          "2: duration",
                                          "2: buyers",
                                          "2: release",
                                          "5: markup",
                                          "5: currency",
                                          "4: resale_authorization_id",
                                          "5: ends_on",
                                          "5: expires",
                                          "6: It has 2 cells for 11 columns.",
                                          "7: schedule",
                                          "7: schedule",
                                          "7: schedule",
                                          "7: name",
                                          "7: description",
                                          "7: expires",
                                          "8: name",
                                          "8: description"};
    EXPECT_EQ(starts, wanted);
}

TEST(offers_file, is_refused_where_its_header_is_not_right) {
    EXPECT_EQ(faults_of(""), table_faults{"1: It has no offers."});
    EXPECT_EQ(faults_of(header), table_faults{"1: It has no offers."});
    EXPECT_EQ(faults_of("name,price,name\nA,1,B\n"),
              (table_faults{"1: price: There is no such column.",
                            "1: name: The column stands here twice.",
                            "1: resale_authorization_id: The column is missing."}));
    EXPECT_EQ(faults_of("name\nA,\"B"), table_faults{"2: character 3: A quote is never closed."});
}

} // namespace
} // namespace cppo::cli
