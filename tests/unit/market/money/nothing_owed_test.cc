// What comes to nothing is no debt (R-BIL-10).
#include "unit/market/deal.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

// A contract whose buyer chooses of two dimensions; the first is free.
offer a_contract() {
    resale_authorization from = an_authorization();
    from.terms.fixed_upfront = {};
    from.terms.schedule = {};
    const auto rates = [](const char* free, const char* paid) {
        return std::vector<rate>{{"free", price::parse(free).value(), free},
                                 {"paid", price::parse(paid).value(), paid}};
    };
    from.terms.upfront =
        configurable_upfront_term{currency::usd, true, {{lasting("P12M"), rates("0", "10")}}};
    return an_offer(from);
}

std::vector<requested_term> choosing(const offer& of, std::int64_t free, std::int64_t paid) {
    std::vector<requested_term> made = all_terms(of);
    for (requested_term& each : made)
        if (each.id == term_id(of.id, "ConfigurableUpfrontPricingTerm")) {
            each.configured = true;
            each.choice = upfront_choice{lasting("P12M"), {{"free", free}, {"paid", paid}}};
        }
    return made;
}

struct purchase {
    agreement_request request;
    decision accepted;
};
purchase buy(std::int64_t free, std::int64_t paid) {
    mint ids = some_ids();
    const proposal about = a_proposal(a_contract());
    const auto request =
        written<agreement_request>(quote(about, choosing(about.of, free, paid), ids, now).value())
            .at(0);
    return {request, accept(about, request, ids, now).value()};
}

decision cut(const charge& what, const agreement& under) {
    mint ids({5, 6, 7, 8});
    return invoice_charge(
        what, under,
        {what.owner, due_kind::invoice_charge, what.id.text(), instant::start_of(what.due_on)},
        ids);
}

TEST(choice, of_something_free_is_charged_nothing_and_paid_at_once) {
    const purchase made = buy(5, 0);
    const charge what = written<charge>(made.accepted).at(0);
    EXPECT_EQ(what.amount, usd("0"));
    const decision invoiced = cut(what, written<agreement>(made.accepted).at(0));
    const invoice on = written<invoice>(invoiced).at(0);
    EXPECT_EQ(on.status, invoice_status::paid);
    ASSERT_EQ(on.lines.size(), 1U);
    EXPECT_EQ(on.lines[0].dimension, "free");
    EXPECT_EQ(written<charge>(invoiced).at(0).status, charge_status::paid);
    EXPECT_TRUE(written<statement_line>(invoiced).empty());
    EXPECT_TRUE(written<transfer>(invoiced).empty());
}

TEST(choice, of_nothing_is_a_purchase_without_a_charge) {
    const purchase made = buy(0, 0);
    EXPECT_TRUE(written<charge>(made.accepted).empty());
    const agreement under = written<agreement>(made.accepted).at(0);
    EXPECT_EQ(under.value, usd("0"));
    EXPECT_TRUE(written<entitlement>(made.accepted).at(0).grants.empty());
}

TEST(choice, of_some_and_nothing_is_charged_for_some) {
    const purchase made = buy(0, 5);
    const charge what = written<charge>(made.accepted).at(0);
    EXPECT_EQ(what.amount, usd("55"));
    ASSERT_EQ(what.lines.size(), 1U);
    EXPECT_EQ(what.lines[0].quantity, 5);
    const auto grants = written<entitlement>(made.accepted).at(0).grants;
    ASSERT_EQ(grants.size(), 1U);
    EXPECT_EQ(grants[0].dimension, "paid");
}

TEST(choice, of_less_than_nothing_is_refused) {
    mint ids = some_ids();
    const proposal about = a_proposal(a_contract());
    EXPECT_TRUE(
        refused(quote(about, choosing(about.of, 1, -1), ids, now), reason::choice_not_offered));
}

TEST(choice, worth_more_than_an_agreement_may_be_is_refused) {
    mint ids = some_ids();
    const proposal about = a_proposal(a_contract());
    EXPECT_TRUE(quote(about, choosing(about.of, 0, 90'909'090), ids, now));
    EXPECT_TRUE(refused(quote(about, choosing(about.of, 0, 90'909'091), ids, now),
                        reason::agreement_value_too_large));
}

TEST(instalment, of_nothing_is_done_on_its_day_without_an_invoice) {
    resale_authorization from = an_authorization();
    from.terms.schedule = paid_on({{"2027-01-17", "0.00"}, {"2027-01-18", "0.50"}});
    const deal made(an_offer(from));
    const decision done = cut(made.charges().at(0), made.under());
    EXPECT_EQ(written<charge>(done).at(0).status, charge_status::paid);
    EXPECT_TRUE(written<invoice>(done).empty());
    EXPECT_TRUE(written<agreement>(done).empty());
}

TEST(month_of_use, that_rounds_to_nothing_is_charged_and_done) {
    deal made(an_offer());
    agreement of = made.under();
    const usage_term term{currency::usd, {{"calls", price::parse("0.004").value(), "0.004"}}};
    of.terms.usage = of.terms.wholesale_usage = term;
    mint ids = some_ids();
    const due_work work{buyer, due_kind::close_month, of.id.text(), at("2026-12-01T06:00:00Z")};
    const decision closed = close_month(of, {1}, work, ids).value();
    const charge what = written<charge>(closed).at(0);
    EXPECT_EQ(what.amount, usd("0"));
    EXPECT_EQ(what.status, charge_status::paid);
    EXPECT_EQ(what.lines.size(), 1U);
    for (const due_work& each : written<due_work>(closed))
        EXPECT_NE(each.kind, due_kind::invoice_charge);
    // Two of them make a cent.
    EXPECT_EQ(written<charge>(close_month(of, {2}, work, ids).value()).at(0).status,
              charge_status::scheduled);
    EXPECT_TRUE(written<charge>(close_month(of, {0}, work, ids).value()).empty());
}

TEST(markup, never_lifts_a_price_above_the_maximum_of_its_term) {
    resale_authorization from = an_authorization();
    from.terms.fixed_upfront = {};
    from.terms.schedule = {};
    const price dear = price::parse("90000000").value();
    from.terms.usage = usage_term{currency::usd, {{"calls", dear, "90000000"}}};
    working_copies on = a_catalog(partner);
    add(on, from);
    add(on, a_draft_offer(from));
    EXPECT_TRUE(succeeded(alone(on, offer_text, update_markup{by("11")})));
    EXPECT_TRUE(refused(alone(on, offer_text, update_markup{by("25")}), reason::amount_too_large));
    from.terms.usage = {};
    from.terms.upfront =
        configurable_upfront_term{currency::usd, true, {{lasting("P12M"), {{"seats", dear, ""}}}}};
    on = a_catalog(partner);
    add(on, from);
    add(on, a_draft_offer(from));
    EXPECT_TRUE(refused(alone(on, offer_text, update_markup{by("25")}), reason::amount_too_large));
}

TEST(markup, never_lifts_an_agreement_above_its_greatest_value) {
    resale_authorization from = an_authorization();
    from.terms.schedule = payment_schedule_term{currency::usd, {}};
    for (int each = 0; each < 8; ++each)
        from.terms.schedule->instalments.push_back(
            {on("2027-01-17").plus_days(each), usd("100000000"), "100000000"});
    working_copies catalog = a_catalog(partner);
    add(catalog, from);
    add(catalog, a_draft_offer(from));
    EXPECT_TRUE(succeeded(alone(catalog, offer_text, update_markup{by("25")})));
    EXPECT_TRUE(refused(alone(catalog, offer_text, update_markup{by("25.000001")}),
                        reason::amount_too_large));
    offer plain = a_draft_offer(from);
    plain.markup = {};
    catalog.offers.erase(offer_text);
    add(catalog, plain);
    payment_schedule_term more = *from.terms.schedule;
    for (instalment& each : more.instalments) each.amount = usd("100000000");
    EXPECT_TRUE(succeeded(alone(catalog, offer_text, update_offer_schedule{more})));
    more.instalments.back().amount = money(30'000'000'001, currency::usd);
    EXPECT_TRUE(refused(alone(catalog, offer_text, update_offer_schedule{more}),
                        reason::agreement_value_too_large));
}

TEST(renewal, is_one_because_the_authorization_says_so) {
    const pre_existing_agreement renewed{acquisition_channel::external, pricing_model::contract};
    resale_authorization from = an_authorization();
    working_copies catalog = a_catalog(partner);
    add(catalog, from);
    add(catalog, a_draft_offer(from));
    const update_offer_information says{{}, {}, renewed};
    EXPECT_TRUE(refused(alone(catalog, offer_text, says), reason::renewal_not_authorized));
    from.terms.renewal = renewed;
    catalog = a_catalog(partner);
    add(catalog, from);
    add(catalog, a_draft_offer(from));
    EXPECT_TRUE(succeeded(alone(catalog, offer_text, says)));
}

} // namespace
} // namespace cppo::market
