#include "unit/market/deal.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

result<decision> quoted(const proposal& about, const std::vector<requested_term>& terms,
                        instant when = now) {
    mint ids = some_ids();
    return quote(about, terms, ids, when);
}

result<decision> quoted(const proposal& about, instant when = now) {
    return quoted(about, all_terms(about.of), when);
}

agreement_request a_request(const proposal& about = a_proposal()) {
    return written<agreement_request>(quoted(about).value()).at(0);
}

result<decision> accepted(const proposal& about, const agreement_request& request,
                          instant when = now) {
    mint ids({9, 9, 9, 9});
    return accept(about, request, ids, when);
}

TEST(offer, is_quoted_until_the_last_millisecond_of_its_last_day) {
    const instant last = instant::end_of(on("2027-01-10"));
    EXPECT_TRUE(quoted(a_proposal(), last));
    EXPECT_TRUE(refused(quoted(a_proposal(), last.plus_ms(1)), reason::proposal_expired));
}

TEST(offer, a_buyer_cannot_accept_twice) {
    proposal again = a_proposal();
    again.already_accepted = true;
    EXPECT_TRUE(refused(quoted(again), reason::offer_already_accepted));
}

TEST(agreement, is_the_only_one_for_services_until_it_ends) {
    proposal second = a_proposal();
    const agreement_request asked_before = a_request();
    second.agreements_beside = 1;
    EXPECT_TRUE(refused(quoted(second), reason::product_agreed_already));
    EXPECT_TRUE(refused(accepted(second, asked_before), reason::product_agreed_already));
    second.sold.type = product_type::machine_image;
    second.sold.visibility = product_visibility::public_;
    EXPECT_TRUE(refused(quoted(second), reason::product_agreed_already));
}

TEST(agreement, stands_beside_others_for_a_saas_product_unless_its_seller_wants_one) {
    proposal more = a_proposal();
    more.sold.type = product_type::saas;
    more.sold.visibility = product_visibility::public_;
    more.agreements_beside = 99;
    EXPECT_TRUE(quoted(more));
    more.agreements_beside = 100;
    EXPECT_TRUE(refused(quoted(more), reason::product_agreed_already));
    more.sold.texts.single_agreement = true;
    more.agreements_beside = 1;
    EXPECT_TRUE(refused(quoted(more), reason::product_agreed_already));
    more.agreements_beside = 0;
    EXPECT_TRUE(quoted(more));
}

agreement agreed_before() {
    agreement made = written<agreement>(accepted(a_proposal(), a_request()).value()).at(0);
    made.offer = offer_id::minted("offer-before");
    return made;
}

TEST(agreement, of_services_is_not_replaced) {
    proposal instead = a_proposal();
    instead.source = agreed_before();
    EXPECT_TRUE(refused(quoted(instead), reason::replacement_not_possible));
    instead.sold.type = product_type::saas;
    instead.sold.visibility = product_visibility::public_;
    EXPECT_TRUE(quoted(instead));
}

TEST(agreement, that_is_replaced_before_its_start_ends_then) {
    agreement later = agreed_before();
    const auto replaced_at = [&](instant starts) {
        later.starts = starts;
        decision out;
        replace(out, later, {}, {}, now);
        return *written<agreement>(out).at(0).ends;
    };
    EXPECT_EQ(replaced_at(now.plus_ms(-1)), now);
    EXPECT_EQ(replaced_at(now.plus_ms(5)), now.plus_ms(5));
}

TEST(choice, of_a_year_ends_after_its_year_though_the_agreement_lasts_longer) {
    resale_authorization from = an_authorization();
    from.terms.fixed_upfront = {};
    from.terms.schedule = {};
    const rate one{"migration", price::parse("1").value(), "1"};
    from.terms.upfront = configurable_upfront_term{currency::usd, true, {{lasting("P12M"), {one}}}};
    proposal about = a_proposal(an_offer(from));
    about.of.terms.validity = validity_term{lasting("P450D"), {}, {}};
    about.sold.type = product_type::machine_image;
    about.sold.visibility = product_visibility::public_;
    auto terms = all_terms(about.of);
    for (requested_term& each : terms)
        if (each.id == term_id(about.of.id, "ConfigurableUpfrontPricingTerm"))
            each = {each.id, true, upfront_choice{lasting("P1Y"), {{"migration", 1}}}};
    const auto request = written<agreement_request>(quoted(about, terms).value()).at(0);
    const decision made = accepted(about, request).value();
    std::vector<due_work> ends;
    for (const due_work& each : written<due_work>(made))
        if (each.kind == due_kind::end_choice) ends.push_back(each);
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(ends[0].due, at("2027-11-20T09:00:00Z"));
    const agreement of = written<agreement>(made).at(0);
    EXPECT_EQ(of.ends, at("2028-02-13T09:00:00Z"));
    EXPECT_EQ(granted_until(of), ends[0].due);
    const decision over = end_choice(of, written<entitlement>(made), ends[0]);
    EXPECT_EQ(written<entitlement>(over).at(0).status, entitlement_status::deprovisioned);
    EXPECT_TRUE(written<agreement>(over).empty());
}

TEST(offer, does_not_exist_outside_its_countries) {
    const auto in_countries = [](std::vector<std::string> only, std::vector<std::string> not_in) {
        proposal made = a_proposal();
        made.of.terms.countries = std::move(only);
        made.of.terms.excluded_countries = std::move(not_in);
        return quoted(made);
    };
    EXPECT_TRUE(in_countries({"FR", "DE"}, {}));
    EXPECT_TRUE(in_countries({}, {"FR"}));
    EXPECT_TRUE(refused(in_countries({"FR"}, {}), reason::proposal_not_found));
    EXPECT_TRUE(refused(in_countries({}, {"DE"}), reason::proposal_not_found));
}

TEST(offer, is_open_to_buyers_who_can_accept_it) {
    const account whose = an_account(buyer, role::buyer);
    offer of = an_offer();
    EXPECT_TRUE(is_open_to(of, whose, false, {}, now));
    EXPECT_FALSE(is_open_to(of, whose, true, {}, now));
    EXPECT_FALSE(is_open_to(of, whose, false, {}, of.available_until->plus_ms(1)));
    agreement old = deal(an_offer()).under();
    of.replaces = old.id;
    EXPECT_FALSE(is_open_to(of, whose, false, {}, now));
    EXPECT_TRUE(is_open_to(of, whose, false, old, now));
    old.status = agreement_status::expired;
    EXPECT_FALSE(is_open_to(of, whose, false, old, now));
    of.replaces = {};
    of.terms.excluded_countries = {whose.country};
    EXPECT_FALSE(is_open_to(of, whose, false, {}, now));
}

TEST(quote, asks_for_terms_the_offer_has) {
    const proposal about = a_proposal();
    auto terms = all_terms(about.of);
    terms.push_back({"term-unknown", false});
    EXPECT_TRUE(refused(quoted(about, terms), reason::requested_term_unknown));
}

TEST(quote, asks_for_each_term_once) {
    const proposal about = a_proposal();
    auto terms = all_terms(about.of);
    terms.push_back(terms.front());
    EXPECT_TRUE(refused(quoted(about, terms), reason::requested_term_repeated));
}

TEST(quote, configures_no_fixed_term) {
    const proposal about = a_proposal();
    auto terms = all_terms(about.of);
    terms.front().configured = true;
    EXPECT_TRUE(refused(quoted(about, terms), reason::term_takes_no_configuration));
}

TEST(quote, asks_for_all_terms) {
    const proposal about = a_proposal();
    auto terms = all_terms(about.of);
    EXPECT_TRUE(quoted(about, terms));
    terms.pop_back();
    EXPECT_TRUE(refused(quoted(about, terms), reason::requested_terms_incomplete));
    EXPECT_TRUE(
        refused(quoted(about, std::vector<requested_term>{}), reason::requested_terms_incomplete));
}

TEST(quote, shows_the_charges_of_the_buyer) {
    const agreement_request made = a_request();
    ASSERT_EQ(made.charges.size(), 2U);
    EXPECT_EQ(made.charges[0].written, "0.55");
    EXPECT_EQ(made.charges[1].amount, usd("0.55"));
    EXPECT_EQ(made.charges[1].due_on, on("2027-01-18"));
}

TEST(quote, lives_an_hour) {
    const agreement_request request = a_request();
    EXPECT_TRUE(accepted(a_proposal(), request, now.plus_ms(3'600'000)));
    EXPECT_TRUE(refused(accepted(a_proposal(), request, now.plus_ms(3'600'001)),
                        reason::request_not_found));
}

TEST(quote, ends_when_the_offer_expires_changes_or_is_accepted) {
    const agreement_request request = a_request();
    const auto with = [&](const auto& change) {
        proposal about = a_proposal();
        change(about);
        return accepted(about, request);
    };
    EXPECT_TRUE(with([](proposal&) {}));
    EXPECT_TRUE(refused(with([](proposal& about) { about.of.available_until = now.plus_ms(-1); }),
                        reason::request_not_found));
    EXPECT_TRUE(
        refused(with([](proposal& about) { ++about.of.revision; }), reason::request_not_found));
    EXPECT_TRUE(refused(with([](proposal& about) { about.already_accepted = true; }),
                        reason::request_not_found));
    EXPECT_TRUE(refused(with([](proposal& about) {
                            about.buyer.country = "FR";
                            about.of.terms.countries = {"DE"};
                        }),
                        reason::request_not_found));
}

TEST(agreement, keeps_what_was_agreed) {
    const auto made = written<agreement>(accepted(a_proposal(), a_request()).value()).at(0);
    EXPECT_EQ(made.owner, buyer);
    EXPECT_EQ(made.proposer, partner);
    EXPECT_EQ(made.manufacturer, isv);
    EXPECT_EQ(made.value, usd("1.10"));
    EXPECT_EQ(made.starts, now);
    EXPECT_EQ(made.ends, at("2027-11-20T09:00:00Z"));
    EXPECT_EQ(made.number, 1);
    EXPECT_EQ(made.fees, (fee_rates{fee_profile::manufacturer_pays, 10'000, 0}));
}

TEST(agreement, charges_what_was_quoted_under_the_same_ids) {
    const agreement_request request = a_request();
    const decision made = accepted(a_proposal(), request).value();
    const auto charges = written<charge>(made);
    ASSERT_EQ(charges.size(), request.charges.size());
    for (std::size_t each = 0; each < charges.size(); ++each) {
        EXPECT_EQ(charges[each].id, request.charges[each].id);
        EXPECT_EQ(charges[each].amount, request.charges[each].amount);
        EXPECT_EQ(charges[each].status, charge_status::scheduled);
    }
}

TEST(agreement, invoices_a_day_that_has_come_at_once_and_others_on_their_day) {
    resale_authorization from = an_authorization();
    from.terms.schedule = paid_on({{"2026-11-20", "1"}, {"2027-01-18", "1"}});
    const proposal about = a_proposal(an_offer(from));
    const decision made = accepted(about, a_request(about)).value();
    std::vector<instant> due;
    for (const due_work& each : written<due_work>(made))
        if (each.kind == due_kind::invoice_charge) due.push_back(each.due);
    EXPECT_EQ(due, (std::vector{now, at("2027-01-18T00:00:00Z")}));
}

TEST(agreement, under_an_authorization_for_many_hides_the_buyer_from_the_manufacturer) {
    const auto party_seen_by_isv = [](bool single_use) {
        proposal about = a_proposal();
        about.single_use = single_use;
        const decision made = accepted(about, a_request(about)).value();
        for (const view& each : written<view>(made))
            if (each.viewer == isv) return each.party;
        return std::string();
    };
    EXPECT_EQ(party_seen_by_isv(true), buyer.text());
    EXPECT_EQ(party_seen_by_isv(false), partner.text());
}

// What the manufacturer is told of the buyer when the agreement is made (R-VIS-04).
std::string buyer_told(bool single_use, isv_buyer_visibility visibility) {
    proposal about = a_proposal();
    about.single_use = single_use;
    about.visibility = visibility;
    const decision made = accepted(about, a_request(about)).value();
    for (const event& each : made.events)
        if (each.part == event_part::manufacturer)
            for (const auto& [name, value] : each.content)
                if (name == "acceptor.accountId") return value;
    return "";
}

TEST(agreement, tells_the_manufacturer_whom_it_provisions_unless_the_operator_is_strict) {
    using enum isv_buyer_visibility;
    EXPECT_EQ(buyer_told(false, masked), buyer.text());
    EXPECT_EQ(buyer_told(false, open), buyer.text());
    EXPECT_EQ(buyer_told(false, strict), "");
    EXPECT_EQ(buyer_told(true, strict), buyer.text());
}

TEST(agreement, of_a_linked_account_is_paid_by_its_payer) {
    proposal about = a_proposal();
    about.buyer.payer = other_buyer;
    const decision made = accepted(about, a_request()).value();
    EXPECT_EQ(written<agreement>(made).at(0).payer, other_buyer);
    const auto views = written<view>(made);
    EXPECT_TRUE(std::ranges::any_of(views, [](const view& each) {
        return each.viewer == other_buyer && each.role == view_role::payer;
    }));
}

TEST(agreement, names_the_first_of_its_chain) {
    const auto replaced = [](const agreement& source) {
        proposal about = a_proposal(an_offer(an_authorization()));
        about.of.id = offer_id::minted("offer-after-" + source.id.text());
        about.sold.type = product_type::saas; // services are not replaced
        about.sold.visibility = product_visibility::public_;
        about.source = source;
        about.agreements_before = source.number;
        mint ids({static_cast<std::uint64_t>(source.number), 7, 8, 9});
        const decision priced = quote(about, all_terms(about.of), ids, now).value();
        const auto request = written<agreement_request>(priced).at(0);
        const decision made = accept(about, request, ids, now).value();
        return written<agreement>(made).at(0);
    };
    const agreement first = written<agreement>(accepted(a_proposal(), a_request()).value()).at(0);
    EXPECT_EQ(first.initial(), first.id);
    const agreement second = replaced(first);
    const agreement third = replaced(second);
    EXPECT_NE(second.id, third.id);
    EXPECT_EQ(second.initial(), first.id);
    EXPECT_EQ(third.initial(), first.id);
}

TEST(agreement, ends_once_and_takes_its_entitlement_along) {
    const decision made = accepted(a_proposal(), a_request()).value();
    const agreement of = written<agreement>(made).at(0);
    const due_work work{buyer, due_kind::end_agreement, of.id.text(), *of.ends};
    const decision ended = end(of, written<entitlement>(made), work);
    EXPECT_EQ(written<agreement>(ended).at(0).status, agreement_status::expired);
    EXPECT_EQ(written<entitlement>(ended).at(0).status, entitlement_status::deprovisioned);
    EXPECT_EQ(written<view_changed>(ended).size(), 3U);
    const decision again = end(written<agreement>(ended).at(0), {}, work);
    EXPECT_EQ(again.writes.size(), 1U);
}

} // namespace
} // namespace cppo::market
