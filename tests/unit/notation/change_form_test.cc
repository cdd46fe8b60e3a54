// Change documents: each type has one form, described and read side by side.
#include "notation/changes/change_form.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "market/catalog/offers/offer_changes.h"
#include "market/catalog/products/product_changes.h"

namespace cppo::notation {
namespace {

using namespace market;

shapes described() {
    shapes made("change documents");
    describe_changes(made);
    return made;
}

read_change read(const char* entity, const char* type, const char* text) {
    return decode(*find_form(entity, type), boost::json::parse(text));
}

TEST(change_form, is_found_by_entity_and_change_type) {
    EXPECT_TRUE(find_form("Offer@1.0", "UpdateMarkup"));
    EXPECT_TRUE(find_form("SaaSProduct", "UpdateDeliveryOptions"));
    EXPECT_TRUE(find_form("AmiProduct", "RestrictRegions"));
    EXPECT_FALSE(find_form("AmiProduct", "UpdateDeliveryOptions"));
    EXPECT_FALSE(find_form("SaaSProduct", "RestrictRegions"));
    EXPECT_FALSE(find_form("Offer", "ReleaseProduct"));
}

TEST(change_form, refers_only_to_what_is_described) {
    EXPECT_EQ(described().undescribed(), std::vector<std::string>{});
}

TEST(change_form, tells_where_a_document_does_not_fit) {
    const auto faults =
        check_document(described(), *find_form("SaaSProduct", "UpdateDeliveryOptions"),
                       boost::json::parse(R"({"DeliveryOptions":[{"Id":"do-1"}]})"));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].pointer, "/DeliveryOptions/0/Details");
}

TEST(change_form, says_what_the_change_says_about_itself) {
    const auto made = read("Offer", "CreateOffer", R"({"ProductId":"prod-1"})");
    EXPECT_EQ(made->facts().works_on, entity_kind::offer);
    EXPECT_TRUE(made->facts().creates);
    ASSERT_EQ(made->refers_to().products.size(), 1U);
    EXPECT_EQ(made->refers_to().products[0].text(), "prod-1");
    EXPECT_TRUE(made->find<create_own_offer>());
    EXPECT_FALSE(made->find<create_offer>());
}

TEST(change_form, leaves_to_the_market_what_is_judged_when_applied) {
    const auto made = read("Offer", "UpdatePaymentScheduleTerms",
                           R"({"Terms":[{"Type":"PaymentScheduleTerm","CurrencyCode":"XYZ",)"
                           R"("Schedule":[{"ChargeDate":"2027-01-01","ChargeAmount":"1"}]}]})");
    ASSERT_TRUE(made);
    ASSERT_TRUE(made->find<impossible>());
    EXPECT_EQ(made->find<impossible>()->why.at(0).why, reason::currency_unknown);
    EXPECT_EQ(made->facts(), update_offer_schedule::facts);
    EXPECT_EQ(
        read("Offer", "UpdateAvailability", R"({"AvailabilityEndDate":"2027-02-30"})").error().why,
        reason::malformed_value);
}

} // namespace
} // namespace cppo::notation
