// Random sequences of changes on an authorization and its offers, against a model of their states
// that shares no code with the market: what may happen, and what the buyer would pay.
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>

#include "unit/ground/rapidcheck.h"
#include "unit/market/changes.h"

namespace cppo::market {
namespace {

using namespace sample;
using boost::multiprecision::cpp_rational;

// An offer, as a person would note it down.
struct noted_offer {
    bool is_released = false;
    bool has_own_amounts = false;
    bool has_name = false;
    bool has_end = false;
    int markup = 0;
};

enum class noted_state { draft, active, restricted };

struct notes {
    noted_state authorization = noted_state::draft;
    bool is_used = false; // for one offer only
    std::vector<noted_offer> offers;

    bool can_be_used() const { return authorization == noted_state::active && !is_used; }
};

// Whether a change set of one change succeeds; it is refused at once, or fails, or it is stored.
bool happens(working_copies& on, const account_id& by, const std::string& entity,
             change_details details) {
    on.by = by;
    const change_set set = set_of(by, {change_of(entity, std::move(details))});
    if (!check_start(on, set, {})) return false;
    const decision made = finished(on, set);
    if (result_of(made).status != change_set_status::succeeded) return false;
    for (const auto& each : written<resale_authorization>(made))
        on.authorizations.insert_or_assign(each.id.text(), each);
    for (const auto& each : written<offer>(made)) on.offers.insert_or_assign(each.id.text(), each);
    for (const auto& each : written<authorization_use>(made))
        on.uses.insert_or_assign(each.id.text(), each);
    for (const auto& each : written<use_taken>(made)) ++on.uses.at(each.id.text()).released;
    return true;
}

day day_of(std::string_view text) {
    return day::parse(text).value();
}

payment_schedule_term own_amounts() {
    return paid_on({{"2027-01-17", "0.60"}, {"2027-01-18", "0.70"}});
}

// 0.50 with a markup, half-up to the cent, without the market's arithmetic.
std::int64_t expected_minor(int markup) {
    const cpp_rational exact = cpp_rational(50) * (100 + markup) / 100;
    const cpp_rational shifted = exact + cpp_rational(1, 2);
    return static_cast<std::int64_t>(numerator(shifted) / denominator(shifted));
}

void check_same(const working_copies& on, const notes& noted) {
    const resale_authorization& source = on.authorizations.at(authorization_text);
    RC_ASSERT(static_cast<int>(source.state) == static_cast<int>(noted.authorization));
    if (on.uses.contains(authorization_text))
        RC_ASSERT(on.uses.at(authorization_text).is_consumed() == noted.is_used);
    for (std::size_t at = 0; at < noted.offers.size(); ++at) {
        const noted_offer& wanted = noted.offers[at];
        const offer& made = on.offers.at("offer-" + std::to_string(at));
        RC_ASSERT((made.state == offer_state::released) == wanted.is_released);
        const auto rows = made.schedule().value().instalments;
        const std::int64_t first = wanted.has_own_amounts ? 60 : expected_minor(wanted.markup);
        RC_ASSERT(rows.at(0).amount.minor() == first);
        RC_ASSERT(made.wholesale_instalments().value().at(0).minor() == 50);
    }
}

// One random change on the authorization, and whether the notes say it happens.
void change_authorization(working_copies& on, notes& noted) {
    const bool is_draft = noted.authorization == noted_state::draft;
    switch (*rc::gen::inRange(0, 4)) {
        case 0:
            RC_ASSERT(happens(on, isv, authorization_text, release_authorization{}) == is_draft);
            if (is_draft) noted.authorization = noted_state::active;
            return;
        case 1: {
            const bool is_active = noted.authorization == noted_state::active;
            // Few are restricted, since little happens after that.
            if (*rc::gen::inRange(0, 4) != 0) return;
            RC_ASSERT(happens(on, isv, authorization_text, restrict_authorization{}) == is_active);
            if (is_active) noted.authorization = noted_state::restricted;
            return;
        }
        case 2:
            RC_ASSERT(happens(on, isv, authorization_text,
                              update_authorization_information{"Renamed", {}, {}}) == is_draft);
            return;
        default: {
            const std::string id = "offer-" + std::to_string(noted.offers.size());
            const create_offer ask{authorization_id::minted(authorization_text), {}, {}};
            RC_ASSERT(happens(on, partner, id, ask) == noted.can_be_used());
            if (noted.can_be_used()) noted.offers.emplace_back();
        }
    }
}

void change_terms(working_copies& on, const std::string& id, noted_offer& of) {
    switch (*rc::gen::inRange(0, 4)) {
        case 0: {
            const int percent = *rc::gen::element(0, 10, 33);
            const bool may = !of.is_released && (percent == 0 || !of.has_own_amounts);
            RC_ASSERT(happens(on, partner, id, update_markup{by(std::to_string(percent))}) == may);
            if (may) of.markup = percent;
            return;
        }
        case 1: {
            const bool may = !of.is_released && of.markup == 0;
            RC_ASSERT(happens(on, partner, id, update_offer_schedule{own_amounts()}) == may);
            if (may) of.has_own_amounts = true;
            return;
        }
        case 2:
            RC_ASSERT(happens(on, partner, id, update_offer_schedule{}) == !of.is_released);
            if (!of.is_released) of.has_own_amounts = false;
            return;
        default: {
            const bool authorized = *rc::gen::arbitrary<bool>();
            const update_targeting ask{{authorized ? buyer : other_buyer}, {}, {}};
            RC_ASSERT(happens(on, partner, id, ask) == (!of.is_released && authorized));
        }
    }
}

void change_offer(working_copies& on, notes& noted, std::size_t at) {
    const std::string id = "offer-" + std::to_string(at);
    noted_offer& of = noted.offers[at];
    switch (*rc::gen::inRange(0, 7)) {
        case 0:
            RC_ASSERT(happens(on, partner, id, update_offer_information{"Name", "Description"}));
            of.has_name = true;
            return;
        case 1:
            RC_ASSERT(happens(on, partner, id, update_offer_availability{day_of("2027-01-10")}));
            of.has_end = true;
            return;
        case 2:
            RC_ASSERT(happens(on, partner, id, update_offer_availability{day_of("2026-11-01")}) ==
                      of.is_released);
            return;
        case 3: {
            const bool may = !of.is_released && of.has_name && of.has_end && noted.can_be_used();
            RC_ASSERT(happens(on, partner, id, release_offer{}) == may);
            if (may) of.is_released = noted.is_used = true;
            return;
        }
        default:
            change_terms(on, id, of);
    }
}

TEST(resale_model, agrees_with_any_sequence_of_changes) {
    EXPECT_TRUE(rc::check([] {
        working_copies on = a_catalog(isv);
        add(on, a_draft_authorization());
        notes noted;
        const int steps = *rc::gen::inRange(1, 60);
        for (int step = 0; step < steps; ++step) {
            if (noted.offers.empty() || *rc::gen::inRange(0, 4) == 0)
                change_authorization(on, noted);
            else
                change_offer(on, noted, *rc::gen::inRange<std::size_t>(0, noted.offers.size()));
            check_same(on, noted);
        }
    }));
}

} // namespace
} // namespace cppo::market
