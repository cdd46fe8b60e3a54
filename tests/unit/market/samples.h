// Values for tests: a whole, legal deal of which a test changes only what it is about. The day is
// 2026-11-20; Northwind (the ISV) lets Contoso (the partner) sell to Fabrikam (the buyer) once,
// until the end of the year, in two instalments of 0.50 in January.
#pragma once

#include <utility>

#include "market/agreements/acceptance.h"
#include "market/agreements/course.h"
#include "market/any_row.h"
#include "market/catalog/authorizations/authorization_changes.h"
#include "market/catalog/change_sets/change_set.h"
#include "market/catalog/offers/offer_changes.h"
#include "market/catalog/products/product_changes.h"
#include "market/money/collecting.h"
#include "market/money/disbursing.h"
#include "market/money/invoicing.h"
#include "market/usage/month_end.h"

namespace cppo::market::sample {

inline money usd(std::string_view text) {
    return money::parse(text, currency::usd).value();
}
inline day on(std::string_view text) {
    return day::parse(text).value();
}
inline instant at(std::string_view text) {
    return instant::parse(text).value();
}
inline period lasting(std::string_view text) {
    return period::parse(text).value();
}
inline markup by(std::string_view percentage) {
    return markup::parse(percentage).value();
}
inline mint some_ids() {
    return mint({1, 2, 3, 4});
}

inline const instant now = at("2026-11-20T09:00:00Z");
inline const account_id isv = account_id::minted("100000000001");
inline const account_id partner = account_id::minted("100000000002");
inline const account_id buyer = account_id::minted("100000000003");
inline const account_id other_buyer = account_id::minted("100000000004");
inline const account_id stranger = account_id::minted("100000000009");
inline const std::string product_text = "prod-cloudmigration";
inline const std::string authorization_text = "resaleauthz-once";
inline const std::string offer_text = "offer-fabrikam";

inline account an_account(const account_id& id, role part) {
    return {id, 1, "Account " + id.text(), "a@example.com", "DE", {}, {part}, now};
}

inline seller a_seller(const account_id& owner) {
    constexpr auto done = registration_state::complete;
    return {owner, 1, done, done, done, registration_state::not_required, done, {}};
}

inline dimension a_dimension(const std::string& key = "migration") {
    return {key, "Migration", "One migration", "Units", {dimension_type::entitled}};
}

inline product a_product() {
    return {.owner = isv,
            .id = product_id::minted(product_text),
            .revision = 3,
            .type = product_type::professional_services,
            .visibility = product_visibility::limited,
            .title = "Cloud migration",
            .code = "cloudmigration",
            .texts = {.short_description = "We move you."},
            .dimensions = {a_dimension()},
            .created = now,
            .modified = now};
}

inline product a_draft_product() {
    product made = a_product();
    made.visibility = product_visibility::draft;
    return made;
}

inline payment_schedule_term paid_on(
    std::initializer_list<std::pair<const char*, const char*>> rows,
    currency unit = currency::usd) {
    payment_schedule_term made{unit, {}};
    for (const auto& [charge_on, amount] : rows)
        made.instalments.push_back(
            {on(charge_on), money::parse(amount, unit).value(), std::string(amount)});
    return made;
}

inline payment_schedule_term two_halves() {
    return paid_on({{"2027-01-17", "0.50"}, {"2027-01-18", "0.50"}});
}

inline fixed_upfront_term fixed_quantities() {
    return {currency::usd, "0", lasting("P12M"), {{"migration", 1}}};
}

inline authorization_terms a_wholesale() {
    return {.model = pricing_model::contract,
            .fixed_upfront = fixed_quantities(),
            .schedule = two_halves(),
            .buyer_documents = {{legal_document_type::standard_eula, "", ""}},
            .resale_documents = {{legal_document_type::standard_reseller_contract, "", ""}},
            .buyers = {buyer},
            .payment_due = {},
            .renewal = {}};
}

inline resale_authorization a_draft_authorization() {
    return {.owner = isv,
            .id = authorization_id::minted(authorization_text),
            .revision = 2,
            .state = authorization_state::draft,
            .product = product_id::minted(product_text),
            .product_title = "Cloud migration",
            .reseller = partner,
            .name = "Fabrikam deal",
            .description = "",
            .available_until = instant::end_of(on("2026-12-31")),
            .offers_max = 1,
            .terms = a_wholesale(),
            .created = now,
            .modified = now};
}

inline resale_authorization an_authorization() {
    resale_authorization made = a_draft_authorization();
    made.state = authorization_state::active;
    return made;
}

inline authorization_use unused(const resale_authorization& of) {
    return {of.owner, of.id, of.offers_max, 0};
}

// Complete, ten per cent on top, but not released.
inline offer a_draft_offer(const resale_authorization& from = an_authorization(),
                           const std::string& id = offer_text) {
    offer made = drafted(from, offer_id::minted(id), now);
    made.revision = 4;
    made.name = "Migration for Fabrikam";
    made.description = "Two instalments";
    made.markup = by("10");
    made.available_until = instant::end_of(on("2027-01-10"));
    if (made.terms.buyers.empty()) made.terms.buyers = {buyer};
    return made;
}

inline offer an_offer(const resale_authorization& from = an_authorization()) {
    offer made = a_draft_offer(from);
    made.state = offer_state::released;
    made.released = now;
    return made;
}

// As a new marketplace has them, in short.
inline rate_tables some_rates() {
    using enum fee_part;
    using enum fee_product;
    const day since = on("2024-01-05");
    rate_tables made;
    for (const fee_product each : {saas, server}) {
        made.fees.push_back({listing, each, false, 0, "", since, 30'000});
        made.fees.push_back({listing, each, false, 1'000'000, "", since, 20'000});
        made.fees.push_back({listing, each, false, 10'000'000, "", since, 15'000});
        made.fees.push_back({listing, each, true, 0, "", since, 15'000});
    }
    for (const bool renewed : {false, true}) {
        made.fees.push_back({listing, professional_services, renewed, 0, "", since, 25'000});
        made.fees.push_back(
            {listing, professional_services, renewed, 0, "", on("2026-06-16"), 5'000});
    }
    for (const fee_product each : {saas, server, professional_services}) {
        made.fees.push_back({channel, each, false, 0, "", since, 5'000});
        made.fees.push_back({region, each, false, 0, "KR", on("2025-04-01"), 10'000});
    }
    made.exchange = {{currency::usd, since, price(price::scale)},
                     {currency::eur, since, price(109'000'000)},
                     {currency::gbp, since, price(127'000'000)},
                     {currency::aud, since, price(67'000'000)},
                     {currency::jpy, since, price(690'000)}};
    return made;
}

inline proposal a_proposal(offer of = an_offer()) {
    return {.of = std::move(of),
            .sold = a_product(),
            .buyer = an_account(buyer, role::buyer),
            .proposer = an_account(partner, role::seller),
            .already_accepted = false,
            .single_use = true,
            .agreements_before = 0,
            .rates = some_rates()};
}

// All terms of an offer, as a buyer asks for them.
inline std::vector<requested_term> all_terms(const offer& of) {
    std::vector<requested_term> made;
    for (const std::string& type : term_types(terms_of(of).value()))
        made.push_back({term_id(of.id, type), false});
    return made;
}

// The values of one type among a decision's writes.
template <class T>
std::vector<T> written(const decision& made) {
    std::vector<T> found;
    for (const write& each : made.writes)
        if (const T* one = each.find<T>()) found.push_back(*one);
    return found;
}

// The catalog as one party's change set sees it, with everything above in it.
inline working_copies a_catalog(const account_id& of) {
    working_copies made{.by = of, .now = now};
    made.exchange = some_rates().exchange;
    made.products.emplace(product_text, a_product());
    for (const account_id& each : {isv, partner}) {
        made.accounts.emplace(each, an_account(each, role::seller));
        made.sellers.emplace(each, a_seller(each));
    }
    for (const account_id& each : {buyer, other_buyer})
        made.accounts.emplace(each, an_account(each, role::buyer));
    return made;
}

inline void add(working_copies& to, const resale_authorization& of) {
    to.authorizations.insert_or_assign(of.id.text(), of);
    if (of.state != authorization_state::draft) to.uses.insert_or_assign(of.id.text(), unused(of));
}

inline void add(working_copies& to, const offer& of) {
    to.offers.insert_or_assign(of.id.text(), of);
}

} // namespace cppo::market::sample
