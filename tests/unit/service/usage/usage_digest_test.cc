#include "service/usage/usage_digest.h"

#include "market/usage/metering.h"
#include "service/work/verification.h"
#include "store/tables/usage.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

class usage_digest : public on_stage {
  protected:
    void record(std::int64_t agreement_no, std::int64_t quantity, const std::string& tags = "") {
        market.kept->write([&](store::session& in) {
            store::insert_if_absent(
                in, cppo::market::usage_record{hour, std::stoll(buyer.account.text()), agreement_no,
                                               0, quantity, tags, at});
            service::seal_when_closed(in, buyer.account, hour);
        });
    }
    std::vector<std::string> faults() {
        return service::verify(market.engine, &market.keys).faults;
    }
    std::vector<store::audit_entry> sealed() {
        auto all = market.ledger.audit_entries(buyer.account, {200})->items;
        std::erase_if(all, [](const auto& each) { return each.operation != "SealUsage"; });
        return all;
    }

    const service::actor buyer = market.open("Fabrikam", {cppo::market::role::buyer});
    const instant at = instant::parse("2026-11-20T09:00:00Z").value();
    const std::int64_t hour = cppo::market::hour_of(at);
};
CPPO_ON_BOTH_ENGINES_OF(usage_digest);

TEST_P(usage_digest, is_put_into_the_chain_once_the_hour_is_closed) {
    record(1, 5);
    record(2, 7, R"([{"quantity":7}])");
    ASSERT_TRUE(market.move_to(cppo::market::closing_of_hour(hour).plus_ms(-1)));
    EXPECT_TRUE(sealed().empty());
    ASSERT_TRUE(market.move_to(cppo::market::closing_of_hour(hour)));
    ASSERT_EQ(sealed().size(), 1U);
    EXPECT_EQ(sealed()[0].subject, "2026-11-20T09:00:00.000Z");
    EXPECT_TRUE(sealed()[0].after.starts_with(R"({"records":2,"sha256":")")) << sealed()[0].after;
    EXPECT_EQ(faults(), std::vector<std::string>());
    EXPECT_EQ(service::verify(market.engine).usage_hours, 1);
}

TEST_P(usage_digest, shows_a_record_that_was_changed_removed_or_added) {
    record(1, 5);
    record(2, 7);
    ASSERT_TRUE(market.move_to(cppo::market::closing_of_hour(hour)));
    const auto is_shown = [&] {
        return std::ranges::any_of(faults(), [](const std::string& each) {
            return each.find("is not what was sealed") != std::string::npos;
        });
    };
    EXPECT_FALSE(is_shown());
    market.tamper("UPDATE usage SET quantity = 6 WHERE agreement_no = 1");
    EXPECT_TRUE(is_shown());
    market.tamper("UPDATE usage SET quantity = 5 WHERE agreement_no = 1");
    EXPECT_FALSE(is_shown());
    market.tamper("UPDATE usage SET allocations = '[]' WHERE agreement_no = 1");
    EXPECT_TRUE(is_shown());
    market.tamper("UPDATE usage SET allocations = '' WHERE agreement_no = 1");
    record(3, 1);
    EXPECT_TRUE(is_shown());
    market.tamper("DELETE FROM usage WHERE agreement_no = 3");
    EXPECT_FALSE(is_shown());
    market.tamper("DELETE FROM usage WHERE agreement_no = 2");
    EXPECT_TRUE(is_shown());
}

TEST_P(usage_digest, of_an_hour_without_records_is_not_made) {
    ASSERT_TRUE(market.move_to(instant::parse("2026-12-20T09:00:00Z").value()));
    EXPECT_TRUE(sealed().empty());
}

} // namespace
} // namespace cppo::story
