#include "market/parties/bank_account.h"

#include "unit/market/proof.h"

namespace cppo::market {
namespace {

bank_account by_iban(std::string iban, std::string bic = "COBADEFFXXX") {
    return {.holder = "Northwind GmbH", .unit = currency::eur, .iban = iban, .bic = bic};
}
bank_account by_number(std::string number, std::string routing = "021000021") {
    return {.holder = "Northwind Inc.",
            .unit = currency::usd,
            .account_number = number,
            .routing_number = routing};
}

std::vector<std::string> wrong_in(const bank_account& given) {
    const auto made = checked(given);
    if (made) return {};
    EXPECT_TRUE(refused(made, reason::bank_account_invalid));
    std::vector<std::string> paths;
    for (const violation& each : made.error().violations) paths.push_back(each.path);
    return paths;
}
const std::vector<std::string> nothing;

TEST(bank_account, has_an_iban_of_its_country) {
    for (const char* each :
         {"DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "de89370400440532013000",
          "GB29NWBK60161331926819", "FR1420041010050500013M02606", "NO9386011117947",
          "MT84MALT011000012345MTLCAST001S", "CH9300762011623852957"})
        EXPECT_EQ(wrong_in(by_iban(each)), nothing) << each;
    EXPECT_EQ(checked(by_iban("de89 3704 0044 0532 0130 00"))->iban, "DE89370400440532013000");
}

TEST(bank_account, with_a_wrong_iban_is_refused) {
    const std::vector<std::string> at_iban{"/bankAccount/iban"};
    // Wrong check digits, two digits changed about, too long, too short, no country, no IBAN.
    for (const char* each :
         {"DE88370400440532013000", "DE89370400440532031000", "DE893704004405320130000",
          "DE8937040044053201300", "8937040044053201300000", "DE", "",
          "DE89-3704-0044-0532-0130-00", "GB29NWBK6016133192681"})
        EXPECT_EQ(wrong_in(by_iban(each)), at_iban) << each;
}

TEST(bank_account, has_the_iban_of_a_country_that_is_not_listed_by_its_check_digits) {
    // Check digits of a made-up country: 98 less the number modulo 97.
    EXPECT_EQ(wrong_in(by_iban("ZZ6012345678901")).size(), 1U);
    int right = 0;
    for (int digits = 2; digits < 99; ++digits) {
        const std::string text = (digits < 10 ? "0" : "") + std::to_string(digits);
        if (wrong_in(by_iban("ZZ" + text + "12345678901")).empty()) ++right;
    }
    EXPECT_EQ(right, 1);
}

TEST(bank_account, has_a_bic_of_a_country) {
    const std::string iban = "DE89370400440532013000";
    for (const char* each : {"COBADEFF", "COBADEFFXXX", "cobadeff", "COBA DE FF"})
        EXPECT_EQ(wrong_in(by_iban(iban, each)), nothing) << each;
    for (const char* each : {"COBADEF", "COBADEFFXX", "COBAQQFF", "COBADEF!", ""})
        EXPECT_EQ(wrong_in(by_iban(iban, each)), (std::vector<std::string>{"/bankAccount/bic"}))
            << each;
}

TEST(bank_account, has_a_routing_number_with_its_checksum) {
    for (const char* each : {"021000021", "011401533", "091000019"})
        EXPECT_EQ(wrong_in(by_number("123456789", each)), nothing) << each;
    for (const char* each : {"021000022", "120000021", "02100002", "0210000210", "000000000", "x"})
        EXPECT_EQ(wrong_in(by_number("123456789", each)),
                  (std::vector<std::string>{"/bankAccount/routingNumber"}))
            << each;
    for (const char* each : {"123", "123456789012345678", "12A4"})
        EXPECT_EQ(wrong_in(by_number(each)),
                  (std::vector<std::string>{"/bankAccount/accountNumber"}))
            << each;
}

TEST(bank_account, is_one_of_the_two_kinds_and_whole) {
    bank_account both = by_iban("DE89370400440532013000");
    both.account_number = "123456789";
    both.routing_number = "021000021";
    EXPECT_EQ(wrong_in(both), (std::vector<std::string>{"/bankAccount"}));
    EXPECT_EQ(wrong_in({"Nobody", currency::usd, {}, {}, {}, {}}),
              (std::vector<std::string>{"/bankAccount"}));
    bank_account half = by_iban("DE88");
    half.bic.reset();
    EXPECT_EQ(wrong_in(half), (std::vector<std::string>{"/bankAccount/iban", "/bankAccount/bic"}));
    half = by_number("1");
    half.routing_number.reset();
    EXPECT_EQ(wrong_in(half), (std::vector<std::string>{"/bankAccount/accountNumber",
                                                        "/bankAccount/routingNumber"}));
}

TEST(bank_account, is_shown_by_its_last_four) {
    const auto iban = shown(*checked(by_iban("DE89 3704 0044 0532 0130 00")));
    EXPECT_EQ(iban.last_four, "3000");
    EXPECT_TRUE(iban.is_iban);
    const auto number = shown(*checked(by_number("0012345678")));
    EXPECT_EQ(number.last_four, "5678");
    EXPECT_FALSE(number.is_iban);
}

} // namespace
} // namespace cppo::market
