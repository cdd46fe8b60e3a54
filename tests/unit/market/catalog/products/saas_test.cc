// SaaS: products with public offers, contract and usage prices, choices, metering, closing months.
#include "market/usage/metering.h"

#include "market/catalog/terms/pricing.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

const std::string public_text = "offer-public";

rate costs(const char* dimension, const char* price_text) {
    return {dimension, price::parse(price_text).value(), price_text};
}

usage_term metered(std::vector<rate> rates = {costs("calls", "0.008")}) {
    return {currency::usd, std::move(rates)};
}

configurable_upfront_term yearly(std::vector<rate> rates = {costs("seats", "9600")}) {
    return {currency::usd, true, {{lasting("P12M"), std::move(rates)}}};
}

product a_saas() {
    product made = a_product();
    made.type = product_type::saas;
    made.dimensions = {
        {"seats", "Seats", "One seat", "Users", {dimension_type::entitled}},
        {"calls", "Calls", "One call", "Requests", {dimension_type::externally_metered}}};
    made.delivery = {{"do-1", "https://isv.example/register"}};
    made.allowed = {buyer};
    return made;
}

offer listed() {
    return {.owner = isv,
            .id = offer_id::minted(public_text),
            .revision = 1,
            .state = offer_state::draft,
            .product = product_id::minted(product_text),
            .manufacturer = isv,
            .authorization = {},
            .name = "Public",
            .description = "For everybody",
            .markup = {},
            .available_until = {},
            .terms = {.basis = {.model = pricing_model::contract,
                                .usage = metered(),
                                .upfront = yearly()},
                      .documents = {{legal_document_type::standard_eula, "", "2022-07-14"}},
                      .refund_policy = "None",
                      .renews = true},
            .created = now,
            .modified = now,
            .released = {},
            .audience = offer_audience::everybody};
}

working_copies saas_catalog() {
    working_copies made{.by = isv, .now = now};
    made.exchange = some_rates().exchange;
    made.products.emplace(product_text, a_saas());
    offer released = listed();
    released.state = offer_state::released;
    made.offers.emplace(public_text, released);
    resale_authorization draft = a_draft_authorization();
    draft.terms = {.model = pricing_model::contract,
                   .buyer_documents = {{legal_document_type::standard_eula, "", ""}},
                   .usage = metered(),
                   .upfront = yearly()};
    made.authorizations.emplace(authorization_text, draft);
    made.accounts.emplace(partner, an_account(partner, role::seller));
    made.sellers.emplace(isv, a_seller(isv));
    made.sellers.emplace(partner, a_seller(partner));
    return made;
}

refusals priced(std::optional<usage_term> usage, std::optional<configurable_upfront_term> upfront,
                std::optional<fixed_upfront_term> fixed = {}) {
    return check_prices(a_saas(), usage, upfront, fixed);
}

TEST(saas_price, is_for_the_right_dimensions_once_and_whole) {
    EXPECT_TRUE(priced(metered(), yearly()));
    EXPECT_TRUE(
        refused(priced(metered({costs("seats", "1")}), {}), reason::rate_not_for_dimension));
    EXPECT_TRUE(refused(priced({}, yearly({costs("calls", "1")})), reason::rate_not_for_dimension));
    EXPECT_TRUE(refused(priced(metered({costs("calls", "1"), costs("calls", "2")}), {}),
                        reason::rate_repeated));
    EXPECT_TRUE(refused(priced(metered({}), {}), reason::rates_incomplete));
    EXPECT_TRUE(
        refused(priced({}, yearly(), fixed_quantities()), reason::terms_exclude_each_other));
    auto twice = yearly();
    twice.cards.push_back(twice.cards[0]);
    EXPECT_TRUE(refused(priced({}, twice), reason::duration_repeated));
    auto momentary = yearly();
    momentary.cards[0].duration = lasting("P0D");
    EXPECT_TRUE(refused(priced({}, momentary), reason::duration_not_positive));
    auto mixed = yearly();
    mixed.has_one_constraint = false;
    EXPECT_TRUE(refused(priced({}, mixed), reason::rate_constraints_differ));
}

TEST(saas_price, is_marked_up_to_its_scale) {
    EXPECT_EQ(marked_up(metered({costs("calls", "0.0075")}), by("33.3")).rates[0].written,
              "0.0099975");
    EXPECT_EQ(marked_up(yearly(), by("25")).cards[0].rates[0].written, "12000");
    EXPECT_EQ(marked_up(yearly({costs("seats", "150.00")}), by("0")).cards[0].rates[0].written,
              "150.00");
}

TEST(saas_product, is_released_with_its_public_offer) {
    working_copies on = saas_catalog();
    on.products.at(product_text).visibility = product_visibility::draft;
    EXPECT_TRUE(succeeded(alone(on, product_text, release_product{})));
    on.offers.clear();
    EXPECT_TRUE(refused(alone(on, product_text, release_product{}), reason::public_offer_missing));
}

TEST(saas_product, shows_a_limited_product_to_named_buyers) {
    working_copies on = saas_catalog();
    EXPECT_TRUE(succeeded(alone(on, product_text, update_product_targeting{{buyer}})));
    on.products.at(product_text).visibility = product_visibility::public_;
    EXPECT_TRUE(refused(alone(on, product_text, update_product_targeting{{buyer}}),
                        reason::product_not_limited));
}

TEST(offer_to_everybody, is_one_for_a_saas_product) {
    const create_own_offer ask{product_id::minted(product_text), {}};
    working_copies on = saas_catalog();
    EXPECT_TRUE(refused(alone(on, "offer-second", ask), reason::second_public_offer));
    on.offers.clear();
    on.products.at(product_text).visibility = product_visibility::draft;
    EXPECT_TRUE(succeeded(alone(on, "offer-second", ask)));
    on.products.at(product_text).type = product_type::professional_services;
    EXPECT_TRUE(refused(alone(on, "offer-second", ask), reason::public_offer_not_for_product));
}

TEST(offer_to_everybody, takes_its_own_changes_only) {
    working_copies on = saas_catalog();
    EXPECT_TRUE(refused(alone(on, public_text, update_markup{by("5")}),
                        reason::markup_without_authorization));
    EXPECT_TRUE(refused(alone(on, public_text, update_targeting{{buyer}, {}, {}}),
                        reason::change_not_for_public_offer));
    EXPECT_TRUE(succeeded(alone(on, public_text, update_offer_support{"None"})));
    on.by = partner;
    on.offers.emplace(offer_text, a_draft_offer());
    on.authorizations.at(authorization_text) = an_authorization();
    EXPECT_TRUE(refused(alone(on, offer_text, update_offer_support{"None"}),
                        reason::change_not_for_partner_offer));
}

TEST(offer_to_everybody, is_released_when_whole) {
    EXPECT_TRUE(check_public_release(listed()));
    const auto without = [](auto change) {
        offer of = listed();
        change(of);
        return check_public_release(of);
    };
    EXPECT_TRUE(refused(without([](auto& of) { of.terms.renews = false; }),
                        reason::mandatory_term_missing));
    EXPECT_TRUE(refused(without([](auto& of) { of.terms.refund_policy = {}; }),
                        reason::mandatory_term_missing));
    EXPECT_TRUE(refused(without([](auto& of) { of.name = ""; }), reason::offer_name_missing));
}

TEST(saas_authorization, may_start_within_three_years) {
    const auto latest = [](const char* text) {
        return alone(saas_catalog(), authorization_text, update_buyer_validity{on(text)});
    };
    EXPECT_TRUE(succeeded(latest("2029-11-20")));
    EXPECT_TRUE(refused(latest("2029-11-21"), reason::latest_start_out_of_range));
    EXPECT_TRUE(refused(latest("2026-11-20"), reason::latest_start_out_of_range));
}

// An offer of seats for a year and metered calls, a quarter dearer than wholesale.
offer a_saas_offer() {
    offer made = a_draft_offer(saas_catalog().authorizations.at(authorization_text));
    made.markup = by("25");
    made.terms.buyers = {buyer};
    made.state = offer_state::released;
    made.released = now;
    return made;
}

TEST(saas_offer, has_a_duration_or_an_end) {
    offer of = a_saas_offer();
    of.terms.validity = validity_term{lasting("P12M"), {}, {}};
    EXPECT_TRUE(check_validity(of, a_saas(), now));
    of.terms.validity = validity_term{lasting("P12M"), {}, on("2027-11-20")};
    EXPECT_TRUE(refused(check_validity(of, a_saas(), now), reason::duration_and_end));
    of.terms.basis.upfront = {};
    of.terms.validity = validity_term{lasting("P3650D"), {}, {}};
    EXPECT_TRUE(check_validity(of, a_saas(), now));
    of.terms.validity = validity_term{{}, {}, on("2036-11-20")};
    EXPECT_TRUE(check_validity(of, a_saas(), now));
}

proposal saas_proposal() {
    return {a_saas_offer(),
            a_saas(),
            an_account(buyer, role::buyer),
            an_account(partner, role::seller),
            false,
            true,
            0,
            some_rates()};
}

std::vector<requested_term> with_choice(std::optional<upfront_choice> choice) {
    const offer of = a_saas_offer();
    std::vector<requested_term> made;
    for (const std::string& type : term_types(terms_of(of).value()))
        made.push_back({term_id(of.id, type), false});
    for (requested_term& each : made)
        if (each.id == term_id(of.id, "ConfigurableUpfrontPricingTerm") && choice) {
            each.configured = true;
            each.choice = choice;
        }
    return made;
}

result<decision> quoted(std::optional<upfront_choice> choice) {
    mint ids = some_ids();
    return quote(saas_proposal(), with_choice(std::move(choice)), ids, now);
}

TEST(saas_offer, of_a_contract_ends_within_sixty_months) {
    offer of = a_saas_offer();
    of.replaces = agreement_id::minted("agmt-old");
    of.terms.validity = validity_term{{}, {}, on("2031-11-20")};
    EXPECT_TRUE(check_validity(of, a_saas(), now));
    of.terms.validity = validity_term{{}, {}, on("2031-11-21")};
    EXPECT_TRUE(refused(check_validity(of, a_saas(), now), reason::end_too_late));
}

TEST(machine_image_offer, of_whatever_kind_lasts_1095_days_at_most) {
    product image = a_saas();
    image.type = product_type::machine_image;
    offer of = a_saas_offer();
    const auto lasts = [&](const char* duration) {
        of.terms.validity = validity_term{lasting(duration), {}, {}};
        return check_validity(of, image, now);
    };
    EXPECT_TRUE(lasts("P1095D"));
    EXPECT_TRUE(refused(lasts("P1096D"), reason::agreement_too_long));
    of.terms.basis.upfront = {};
    EXPECT_TRUE(lasts("P3Y"));
    EXPECT_TRUE(refused(lasts("P37M"), reason::agreement_too_long));
    of.terms.validity = validity_term{{}, {}, on("2029-11-20")};
    EXPECT_TRUE(refused(check_validity(of, image, now), reason::end_too_late));
}

TEST(saas_quote, is_for_the_accounts_a_limited_product_is_sold_to) {
    const auto asked = [](product_visibility shown, std::vector<account_id> allowed) {
        proposal about = saas_proposal();
        about.sold.visibility = shown;
        about.sold.allowed = std::move(allowed);
        mint ids = some_ids();
        return quote(about, with_choice(upfront_choice{lasting("P12M"), {{"seats", 1}}}), ids, now);
    };
    using enum product_visibility;
    EXPECT_TRUE(asked(limited, {other_buyer, buyer}));
    EXPECT_TRUE(asked(public_, {}));
    EXPECT_TRUE(refused(asked(limited, {}), reason::proposal_not_found));
    EXPECT_TRUE(refused(asked(limited, {other_buyer}), reason::proposal_not_found));
    EXPECT_TRUE(refused(asked(restricted, {buyer}), reason::proposal_not_found));
}

TEST(saas_quote, takes_a_duration_however_it_is_written) {
    EXPECT_TRUE(quoted(upfront_choice{lasting("P1Y"), {{"seats", 1}}}));
    EXPECT_TRUE(refused(quoted(upfront_choice{lasting("P365D"), {{"seats", 1}}}),
                        reason::choice_not_offered));
}

TEST(saas_price, is_for_a_duration_once_however_it_is_written) {
    configurable_upfront_term prices = yearly();
    prices.cards.push_back(prices.cards.front());
    prices.cards.back().duration = lasting("P1Y");
    EXPECT_TRUE(refused(check_prices(a_saas(), {}, prices, {}), reason::duration_repeated));
    prices.cards.back().duration = lasting("P365D");
    EXPECT_TRUE(check_prices(a_saas(), {}, prices, {}));
}

TEST(saas_authorization, fixes_no_quantity_of_what_is_only_metered) {
    const auto fixes = [](const char* dimension) {
        return alone(saas_catalog(), authorization_text,
                     update_authorization_pricing{
                         pricing_model::contract,
                         fixed_upfront_term{currency::usd, "0", lasting("P12M"), {{dimension, 1}}},
                         {},
                         {},
                         false});
    };
    EXPECT_TRUE(succeeded(fixes("seats")));
    EXPECT_TRUE(refused(fixes("calls"), reason::dimension_not_sold));
}

TEST(saas_quote, is_of_a_choice_the_offer_has) {
    EXPECT_TRUE(quoted(upfront_choice{lasting("P12M"), {{"seats", 1}}}));
    EXPECT_TRUE(refused(quoted({}), reason::configuration_missing));
    for (const upfront_choice& wrong :
         {upfront_choice{lasting("P24M"), {{"seats", 1}}}, upfront_choice{lasting("P12M"), {}},
          upfront_choice{lasting("P12M"), {{"seats", -1}}},
          upfront_choice{lasting("P12M"), {{"calls", 1}}},
          upfront_choice{lasting("P12M"), {{"seats", 1}, {"seats", 1}}}})
        EXPECT_TRUE(refused(quoted(wrong), reason::choice_not_offered));
}

// GV-5: list 12,000, wholesale 9,600, a quarter on top, below a million.
TEST(saas_deal, gv_5_from_quote_to_split) {
    mint ids = some_ids();
    const auto asked = quoted(upfront_choice{lasting("P12M"), {{"seats", 1}}}).value();
    const auto request = written<agreement_request>(asked).at(0);
    const decision made = accept(saas_proposal(), request, ids, now).value();
    const auto under = written<agreement>(made).at(0);
    EXPECT_EQ(under.value, usd("12000"));
    EXPECT_EQ(under.ends, at("2027-11-20T09:00:00Z"));
    const auto what = written<charge>(made).at(0);
    EXPECT_EQ(what.kind, charge_type::upfront);
    const due_work work{buyer, due_kind::invoice_charge, what.id.text(), now};
    const auto cut = written<invoice>(invoice_charge(what, under, work, ids)).at(0);
    EXPECT_EQ(cut.due.manufacturer, usd("9264"));
    EXPECT_EQ(cut.due.partner, usd("2400"));
    EXPECT_EQ(cut.due.marketplace, usd("336"));
    EXPECT_EQ(cut.lines.at(0).kind, line_kind::upfront);
}

TEST(usage, is_charged_once_a_month_by_dimension) {
    mint ids = some_ids();
    const auto asked = quoted(upfront_choice{lasting("P12M"), {{"seats", 1}}}).value();
    const auto request = written<agreement_request>(asked).at(0);
    const auto under = written<agreement>(accept(saas_proposal(), request, ids, now).value()).at(0);
    const due_work work{buyer, due_kind::close_month, under.id.text(), at("2026-12-01T06:00:00Z")};
    const decision closed = close_month(under, {1'000'000}, work, ids).value();
    const auto what = written<charge>(closed).at(0);
    EXPECT_EQ(what.amount, usd("10000"));
    EXPECT_EQ(what.wholesale, usd("8000"));
    EXPECT_EQ(what.due_on, on("2026-12-02"));
    EXPECT_EQ(written<due_work>(closed).size(), 2U);
    EXPECT_TRUE(written<charge>(close_month(under, {0}, work, ids).value()).empty());
}

TEST(usage, is_worth_what_an_invoice_can_say) {
    EXPECT_TRUE(check_worth(10, costs("calls", "100000000"), currency::usd));
    EXPECT_TRUE(refused(check_worth(11, costs("calls", "100000000"), currency::usd),
                        reason::usage_worth_too_much));
}

TEST(usage, is_allocated_whole) {
    const usage_allocation untagged{3, {}};
    const usage_allocation tagged{2, {{"team", "a"}}};
    EXPECT_TRUE(check_allocations({untagged, tagged}, 5));
    EXPECT_TRUE(check_allocations({}, 5));
    EXPECT_TRUE(refused(check_allocations({untagged, tagged}, 6),
                        reason::allocations_differ_from_quantity));
    EXPECT_TRUE(refused(check_allocations({tagged, tagged}, 4), reason::allocations_repeat));
}

} // namespace
} // namespace cppo::market
