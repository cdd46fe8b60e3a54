// A manufacturer that sells its own product: an agreement without an authorization, without a
// partner and without a partner's part of the money.
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

// A private offer of one's own with a schedule, as drafted() makes one of an authorization.
offer own_offer() {
    offer made = own_draft(a_product(), offer_id::minted("offer-own"), now);
    made.revision = 2;
    made.state = offer_state::released;
    made.released = now;
    made.audience = offer_audience::buyers;
    made.name = "Migration for Fabrikam";
    made.available_until = instant::end_of(on("2026-12-31"));
    made.terms.basis.fixed_upfront = fixed_quantities();
    made.terms.basis.schedule = two_halves();
    made.terms.documents = a_wholesale().buyer_documents;
    made.terms.buyers = {buyer};
    return made;
}

class own_sale : public testing::Test {
  protected:
    own_sale() {
        proposal about = a_proposal(own_offer());
        about.proposer = an_account(isv, role::seller);
        const decision priced = quote(about, all_terms(about.of), ids, now).value();
        accepted = accept(about, written<agreement_request>(priced).at(0), ids, now).value();
        under = written<agreement>(accepted).at(0);
    }

    decision cut() {
        const charge what = written<charge>(accepted).at(0);
        const due_work work{what.owner, due_kind::invoice_charge, what.id.text(),
                            instant::start_of(what.due_on)};
        return invoice_charge(what, *under, work, ids);
    }

    mint ids = some_ids();
    decision accepted;
    std::optional<agreement> under;
};

TEST_F(own_sale, has_no_authorization_and_two_parties) {
    EXPECT_FALSE(under->authorization);
    EXPECT_EQ(under->proposer, isv);
    EXPECT_EQ(under->manufacturer, isv);
    EXPECT_TRUE(under->manufacturer_knows_buyer);
    EXPECT_EQ(accepted.made, under->id.text());
    for (const event& each : accepted.events)
        for (const auto& [name, value] : each.content)
            EXPECT_NE(name, "resaleAuthorization.id") << value;
}

TEST_F(own_sale, costs_half_a_point_less_than_one_through_a_partner) {
    EXPECT_EQ(under->fees.listing_ppm, 5'000);
    const decision priced = quote(a_proposal(), all_terms(an_offer()), ids, now).value();
    const auto request = written<agreement_request>(priced).at(0);
    const decision resold = accept(a_proposal(), request, ids, now).value();
    EXPECT_EQ(written<agreement>(resold).at(0).fees.listing_ppm, 10'000);
}

TEST_F(own_sale, pays_the_manufacturer_all_but_the_fee) {
    const decision made = cut();
    const invoice on = written<invoice>(made).at(0);
    EXPECT_EQ(on.due.partner.minor(), 0);
    EXPECT_EQ(on.due.manufacturer + on.due.marketplace, on.due.total());
    const auto lines = written<statement_line>(made);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].owner, isv);
    EXPECT_FALSE(lines[0].authorization);
    EXPECT_EQ(lines[0].customer, buyer);

    const payment_case paid{on, written<charge>(made).at(0), lines[0], {}, a_seller(isv), {}};
    const decision settled = record_payment(paid, {on.due.total(), {}, ""}, ids, now).value();
    EXPECT_EQ(written<invoice>(settled).at(0).status, invoice_status::paid);
    const auto owed = written<payable>(settled);
    ASSERT_EQ(owed.size(), 1U);
    EXPECT_EQ(owed[0].owner, isv);
    EXPECT_EQ(owed[0].amount, on.due.manufacturer);
}

} // namespace
} // namespace cppo::market
