#include "service/command/limit_service.h"

#include "unit/market/reason_check.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

class limits : public with_a_deal {
  protected:
    service::limit_service of{market.engine, {{"StartChangeSet", 5}}};
    instant now = instant::parse("2026-11-20T09:00:00Z").value();

    // How many requests in a row are admitted at that moment.
    int admitted(const account_id& account, instant at) {
        int count = 0;
        while (count < 100 && of.admits(account, "StartChangeSet", at)) ++count;
        return count;
    }
};
CPPO_ON_BOTH_ENGINES_OF(limits);

TEST_P(limits, of_requests_do_not_hold_until_they_are_set) {
    EXPECT_EQ(admitted(isv.account, now), 100);
}

TEST_P(limits, admit_a_seconds_worth_at_once_and_then_evenly) {
    ASSERT_TRUE(of.set(operator_, "StartChangeSet", 5, "", ""));
    EXPECT_EQ(admitted(isv.account, now), 5);
    EXPECT_EQ(admitted(partner.account, now), 5);
    EXPECT_EQ(admitted(isv.account, now.plus_ms(199)), 0);
    EXPECT_EQ(admitted(isv.account, now.plus_ms(200)), 1);
    EXPECT_EQ(admitted(isv.account, now.plus_ms(900)), 3);
    EXPECT_EQ(admitted(isv.account, now.plus_ms(60'000)), 5);
    ASSERT_TRUE(of.set(operator_, "StartChangeSet", {}, "", ""));
    EXPECT_EQ(admitted(isv.account, now.plus_ms(60'000)), 100);
}

TEST_P(limits, reach_other_servers_within_a_second) {
    service::limit_service other{market.engine, {{"StartChangeSet", 5}}};
    EXPECT_TRUE(other.admits(isv.account, "StartChangeSet", now));
    ASSERT_TRUE(of.set(operator_, "StartChangeSet", 1, "", ""));
    EXPECT_TRUE(other.admits(isv.account, "StartChangeSet", now.plus_ms(1'000)));
    EXPECT_FALSE(other.admits(isv.account, "StartChangeSet", now.plus_ms(1'001)));
}

TEST_P(limits, have_a_known_name_and_are_positive) {
    EXPECT_TRUE(refused(of.set(operator_, "Colour", 5, "", ""), reason::limit_unknown));
    EXPECT_TRUE(refused(of.set(operator_, "StartChangeSet", 0, "", ""), reason::malformed_value));
}

TEST_P(limits, of_open_change_sets_have_awss_number_until_another_is_set) {
    const auto open_max = [&] {
        std::int64_t found = 0;
        market.kept->read([&](store::session& in) { found = service::open_change_sets_max(in); });
        return found;
    };
    EXPECT_EQ(open_max(), 250);
    ASSERT_TRUE(of.set(operator_, "OpenChangeSets", 1, "", ""));
    EXPECT_EQ(open_max(), 1);
    service::change_set_request ask;
    ask.changes = {product_changes(ids.next<product_kind>(), "More", "m").front()};
    EXPECT_TRUE(market.catalog.start(partner, ask));
    ask.changes = {product_changes(ids.next<product_kind>(), "More", "m").front()};
    EXPECT_TRUE(refused(market.catalog.start(partner, ask), reason::too_many_open_change_sets));
    EXPECT_TRUE(market.catalog.start(isv, ask));
}

TEST_P(limits, of_offers_count_what_open_change_sets_work_on) {
    const auto started = [&] {
        service::change_set_request ask;
        ask.changes = story::draft_changes(order_of(ids.next<offer_kind>()));
        return market.catalog.start(partner, ask);
    };
    ASSERT_TRUE(of.set(operator_, "ConcurrentOffers", 1, "", ""));
    EXPECT_TRUE(started());
    EXPECT_TRUE(refused(started(), reason::too_many_concurrent_offers));
    ASSERT_TRUE(of.set(operator_, "ConcurrentOffers", 2, "", ""));
    EXPECT_TRUE(started());
    market.clockwork.run_due();
    EXPECT_TRUE(started());
}

} // namespace
} // namespace cppo::story
