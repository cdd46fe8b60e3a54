// What ends an agreement before its day.
#include "market/agreements/course.h"

#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

// An agreement as acceptance makes it, with the commitment taken out where it is paid by use.
class course : public testing::Test {
  protected:
    course() {
        const proposal about = a_proposal();
        const decision priced = quote(about, all_terms(about.of), ids, now).value();
        accepted = accept(about, written<agreement_request>(priced).at(0), ids, now).value();
        committed = written<agreement>(accepted).at(0);
        by_use = committed;
        by_use->terms.fixed_upfront.reset();
        by_use->terms.schedule.reset();
    }

    result<decision> cancelled(const agreement& of, const std::vector<agreement>& beside = {}) {
        return cancel(of, written<entitlement>(accepted), written<charge>(accepted), beside, later);
    }

    const instant later = now.plus_ms(3'600'000);
    mint ids = some_ids();
    decision accepted;
    std::optional<agreement> committed;
    std::optional<agreement> by_use;
};

TEST_F(course, of_what_is_paid_by_use_is_ended_by_its_buyer) {
    const decision made = cancelled(*by_use).value();
    const agreement ended = written<agreement>(made).at(0);
    EXPECT_EQ(ended.status, agreement_status::cancelled);
    EXPECT_EQ(ended.ends, std::max(later, by_use->starts));
    for (const entitlement& each : written<entitlement>(made))
        EXPECT_EQ(each.status, entitlement_status::deprovisioned);
    EXPECT_EQ(made.made, by_use->id.text());
}

TEST_F(course, of_a_commitment_is_not_cancelled_by_its_buyer) {
    EXPECT_TRUE(refused(cancelled(*committed), reason::agreement_not_cancellable));
}

TEST_F(course, beside_a_commitment_for_the_product_goes_on) {
    EXPECT_TRUE(refused(cancelled(*by_use, {*committed}), reason::agreement_not_cancellable));
    committed->status = agreement_status::expired;
    EXPECT_TRUE(cancelled(*by_use, {*committed}));
}

TEST_F(course, that_has_ended_ends_once) {
    by_use->status = agreement_status::cancelled;
    EXPECT_TRUE(refused(cancelled(*by_use), reason::agreement_not_active));
}

} // namespace
} // namespace cppo::market
