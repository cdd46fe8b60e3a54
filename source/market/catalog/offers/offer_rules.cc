// What must hold of a partner offer, whatever the order of the changes that made it.
#include <algorithm>
#include <set>

#include "ground/dated_refusal.h"
#include "market/catalog/offers/offer.h"
#include "market/catalog/offers/offer_changes.h"
#include "market/catalog/terms/pricing.h"
#include "market/parties/country.h"

namespace cppo::market {
namespace {

refusals check_grants(const upfront_card& card, const configurable_upfront_term& prices,
                      const std::vector<grant>& grants) {
    refusals found;
    std::set<std::string> seen;
    for (const grant& each : grants) {
        if (!seen.insert(each.dimension).second)
            found.add(no(reason::grant_dimension_repeated, each.dimension));
        else if (std::ranges::find(card.rates, each.dimension, &rate::dimension) ==
                 card.rates.end())
            found.add(no(reason::grants_not_authorized, each.dimension));
        else if (!prices.is_configurable && each.quantity_max != 1)
            found.add(no(reason::grants_invalid, each.dimension));
    }
    if (found && !prices.is_configurable && grants.size() > 1)
        return no(reason::grants_invalid, grants[1].dimension);
    return found;
}

bool has_same_days(const payment_schedule_term& a, const payment_schedule_term& b) {
    return std::ranges::equal(a.instalments, b.instalments, {}, &instalment::charge_on,
                              &instalment::charge_on);
}

refusals check_converted_schedule(const offer& of, const payment_schedule_term& custom,
                                  instant now) {
    refusals found;
    for (const instalment& each : custom.instalments)
        if (each.charge_on < now.day())
            found.add(no_today(reason::charge_date_not_future, now.day(), each.charge_on.text()));
    if (custom.unit != of.terms.basis.upfront->unit)
        found.add(no(reason::currency_not_authorized, std::string(code_of(custom.unit))));
    else if (custom.total() < TRY(of.wholesale_total()))
        found.add(no(reason::total_below_wholesale));
    return found;
}

refusals check_authorized_schedule(const payment_schedule_term& wholesale,
                                   const payment_schedule_term& custom) {
    if (custom.unit != wholesale.unit)
        return no(reason::currency_not_authorized, std::string(code_of(custom.unit)));
    if (!has_same_days(custom, wholesale)) return no(reason::charge_dates_not_authorized);
    refusals found;
    for (std::size_t at = 0; at < custom.instalments.size(); ++at)
        if (custom.instalments[at].amount < wholesale.instalments[at].amount)
            found.add(no(reason::amount_below_wholesale, custom.instalments[at].charge_on.text()));
    return found;
}

// A start lies in the future, within three years and what the authorization allows.
result<void> check_start(const offer& of, const product& sold, day starts_on, day today) {
    if (of.replaces) return no(reason::replacement_starts_at_once, starts_on.text());
    if (sold.type != product_type::saas || of.is_usage_only())
        return no(reason::future_start_not_for_product);
    if (starts_on <= today || period::parse("P3Y")->after(today) < starts_on)
        return no_today(reason::start_out_of_range, today, starts_on.text());
    const auto& latest = of.terms.basis.latest_start;
    if (latest && *latest < starts_on) return no(reason::start_not_authorized, latest->text());
    return {};
}

// An end without a start is for usage, which has no length of its own, and for replacements.
result<void> check_lone_end(const offer& of, const product& sold, day ends_on, day today) {
    if (ends_on <= today) return no_today(reason::end_not_future, today, ends_on.text());
    if (!is_agreement_length(sold, of.is_usage_only(), today, ends_on))
        return no_today(reason::end_too_late, today, ends_on.text());
    if (of.replaces || of.is_usage_only()) return {};
    if (sold.type == product_type::saas) return no(reason::start_missing);
    return no(reason::future_start_not_for_product);
}

// Whether an agreement from `start` to `end` (the day after its last) is as long as one that was
// authorized.
bool is_authorized_length(const offer& of, day start, day end) {
    const auto lasts = [&](const period& each) { return each.after(start) == end; };
    if (const auto fixed = of.fixed_upfront()) return !fixed->duration || lasts(*fixed->duration);
    return std::ranges::any_of(of.terms.basis.upfront->cards, lasts, &upfront_card::duration);
}

// Buyers of an AMI may add entitlements until the offer expires, so the agreement outlasts both
// (R-DUR-11).
result<void> check_machine_image_length(const offer& of, const period& duration, instant now) {
    std::vector<period> entitled;
    if (const auto fixed = of.fixed_upfront(); fixed && fixed->duration)
        entitled.push_back(*fixed->duration);
    else if (of.terms.basis.upfront)
        for (const upfront_card& each : of.terms.basis.upfront->cards)
            entitled.push_back(each.duration);
    const day today = now.day();
    const day last = of.available_until ? of.available_until->day() : today;
    for (const period& each : entitled)
        if (!(each.after(last) < duration.after(today)))
            return no_today(reason::agreement_too_short, today, each.after(last).text());
    return {};
}

result<void> check_length(const offer& of, const product& sold, const validity_term& validity,
                          instant now) {
    if (of.is_usage_only() || (of.replaces && !validity.duration)) return {};
    if (sold.type == product_type::machine_image)
        return check_machine_image_length(of, *validity.duration, now);
    const day start = validity.starts_on.value_or(now.day());
    const day end =
        validity.duration ? validity.duration->after(start) : validity.ends_on->plus_days(1);
    if (!is_authorized_length(of, start, end))
        return no(reason::duration_not_authorized, of.id.text());
    return {};
}

result<void> check_duration(const offer& of, const product& sold, const period& duration,
                            day today) {
    if (!(today < duration.after(today))) return no(reason::agreement_too_short, "P1D");
    const bool is_bounded = sold.type == product_type::machine_image || !of.is_usage_only();
    if (is_bounded && !is_contract_length(sold, duration))
        return no(reason::agreement_too_long, duration.text());
    return {};
}

// What everybody who is to release an offer must have said of it.
refusals check_texts(const offer& of) {
    refusals found;
    if (of.name.empty()) found.add(no(reason::offer_name_missing));
    if (of.description.empty()) found.add(no(reason::offer_description_missing));
    return found;
}

// What is granted, and for how long, as the authorization has it.
refusals check_authorized_grants(const authorization_terms& wholesale,
                                 const fixed_upfront_term& asked) {
    const auto other_duration = [&] {
        return no(reason::duration_not_authorized, asked.duration->text());
    };
    if (!wholesale.fixed_upfront) {
        const upfront_card* card = wholesale.upfront->find_card(*asked.duration);
        if (!card) return other_duration();
        return check_grants(*card, *wholesale.upfront, asked.grants);
    }
    refusals found;
    if (asked.duration != wholesale.fixed_upfront->duration) found.add(other_duration());
    if (asked.grants != wholesale.fixed_upfront->grants)
        found.add(no(reason::grants_not_authorized));
    return found;
}

} // namespace

result<void> check_sold(const product& of) {
    if (!of.can_be_sold()) return no(reason::product_not_sellable, of.id.text());
    return {};
}

bool is_sold_to(const offer& of, const product& sold, const account_id& buyer) {
    const bool is_renewed = of.replaces && sold.visibility == product_visibility::restricted;
    return is_renewed || sold.is_sold_to(buyer);
}

refusals check_conversion(const offer& of, const update_offer_pricing& ask) {
    const auto& asked = ask.fixed_upfront;
    if (ask.usage || ask.upfront || !asked)
        return no(reason::change_not_for_partner_offer, of.id.text());
    if (ask.model != pricing_model::contract) return no(reason::pricing_model_switched);
    if (asked->grants.size() > grants_max) return no(reason::too_many_grants);
    const authorization_terms& wholesale = of.terms.basis;
    if (!wholesale.fixed_upfront && !wholesale.upfront) return no(reason::term_not_authorized);
    refusals found;
    if (price::parse(asked->price)->units() != 0)
        found.add(no(reason::fixed_price_not_zero, asked->price));
    const currency unit =
        wholesale.fixed_upfront ? wholesale.fixed_upfront->unit : wholesale.upfront->unit;
    if (asked->unit != unit)
        found.add(no(reason::currency_not_authorized, std::string(code_of(asked->unit))));
    if (!asked->duration)
        found.add(no(reason::duration_missing));
    else
        found.add(check_authorized_grants(wholesale, *asked));
    return found;
}

refusals check_custom_schedule(const offer& of, instant now) {
    const auto& custom = of.terms.custom_schedule;
    if (of.is_converted() && !of.markup.is_zero()) return no(reason::fixed_price_with_markup);
    if (of.is_converted() && !custom)
        return no_because(reason::mandatory_term_missing,
                          "A fixed price needs a PaymentScheduleTerm.", "PaymentScheduleTerm");
    if (!custom) return {};
    if (!of.markup.is_zero()) return no(reason::markup_with_custom_schedule);
    const auto& wholesale = of.terms.basis.schedule;
    if (!wholesale && !of.is_converted()) return no(reason::schedule_not_authorized);
    refusals found;
    for (std::size_t at = 1; at < custom->instalments.size(); ++at)
        if (custom->instalments[at].charge_on == custom->instalments[at - 1].charge_on)
            found.add(no(reason::charge_dates_repeat, custom->instalments[at].charge_on.text()));
    if (!found) return found;
    return wholesale ? check_authorized_schedule(*wholesale, *custom)
                     : check_converted_schedule(of, *custom, now);
}

refusals check_targeting(const offer& of) {
    refusals found;
    for (const std::vector<std::string>* list : {&of.terms.countries, &of.terms.excluded_countries})
        for (const std::string& each : *list)
            if (!is_country(each)) found.add(no(reason::country_unknown, each));
    if (!of.terms.countries.empty() && !of.terms.excluded_countries.empty())
        found.add(no(reason::countries_wanted_and_unwanted));
    const auto& allowed = of.terms.basis.buyers;
    for (const account_id& buyer : of.terms.buyers)
        if (!allowed.empty() && std::ranges::find(allowed, buyer) == allowed.end())
            found.add(no(reason::buyer_not_authorized, buyer.text()));
    return found;
}

refusals check_validity(const offer& of, const product& sold, instant now) {
    const auto& validity = of.terms.validity;
    if (!validity) return {};
    const day today = now.day();
    refusals found;
    if (validity->duration && validity->ends_on) found.add(no(reason::duration_and_end));
    if (validity->starts_on)
        found.add(check_start(of, sold, *validity->starts_on, today));
    else if (validity->ends_on && !validity->duration)
        found.add(check_lone_end(of, sold, *validity->ends_on, today));
    if (validity->starts_on && validity->ends_on && !(*validity->starts_on < *validity->ends_on))
        found.add(no(reason::start_not_before_end, validity->ends_on->text()));
    if (validity->duration) found.add(check_duration(of, sold, *validity->duration, today));
    if (!found) return found;
    if (!validity->duration && !validity->ends_on) return no(reason::validity_incomplete);
    return check_length(of, sold, *validity, now);
}

refusals check_dates(const offer& of, instant now) {
    const validity_term validity = of.validity();
    std::vector<instalment> rows;
    if (of.has_schedule()) rows = TRY(of.schedule()).instalments;
    std::optional<day> end = validity.ends_on;
    if (validity.duration && validity.starts_on)
        end = validity.duration->after(*validity.starts_on);
    refusals found;
    const day today = now.day();
    if (validity.starts_on && of.available_until &&
        *validity.starts_on <= of.available_until->day())
        found.add(no(reason::start_not_after_availability, validity.starts_on->text()));
    if (found && end && of.available_until && !(of.available_until->day() < *end))
        found.add(no(reason::availability_reaches_agreement_end));
    // A duration counts from the acceptance, which is today at the earliest.
    if (validity.duration && !end) end = validity.duration->after(today);
    if (end && !rows.empty() && !(rows.back().charge_on < *end))
        found.add(
            no_today(reason::charge_after_agreement_end, today, rows.back().charge_on.text()));
    if (!of.available_until) return found;
    const auto backdated = std::ranges::count_if(
        rows, [&](const instalment& each) { return each.charge_on <= of.available_until->day(); });
    if (backdated > 1) found.add(no(reason::too_many_backdated_charges));
    return found;
}

result<void> check_net_payment(const offer& of) {
    const auto& own = of.terms.payment_due;
    if (!own) return {};
    const auto& ceiling = of.terms.basis.payment_due;
    if (!ceiling) return no(reason::net_payment_not_authorized);
    if (ceiling->days() < own->days()) return no(reason::net_payment_too_long, ceiling->text());
    return {};
}

refusals check_public_release(const offer& of) {
    const auto missing = [](const char* term) {
        return no_because(reason::mandatory_term_missing, std::string("A ") + term + " is missing.",
                          term);
    };
    const offer_terms& terms = of.terms;
    if (of.state != offer_state::draft) return no(reason::offer_already_released, of.id.text());
    refusals found = check_texts(of);
    if (!terms.basis.usage && !terms.basis.upfront) found.add(missing("pricing term"));
    if (terms.documents.empty()) found.add(missing("LegalTerm"));
    if (!terms.refund_policy) found.add(missing("SupportTerm"));
    if (terms.basis.model == pricing_model::contract && !terms.renews)
        found.add(missing("RenewalTerm"));
    return found;
}

refusals check_release(const offer& of, instant now) {
    refusals found = check_texts(of);
    if (of.terms.buyers.empty()) found.add(no(reason::offer_buyers_missing));
    if (!of.available_until)
        found.add(no(reason::offer_availability_missing));
    else if (of.has_expired(now))
        found.add(
            no_because(reason::offer_availability_missing,
                       "The offer's AvailabilityEndDate has passed; the marketplace's today is " +
                           now.day().text() + "."));
    if (of.replaces && !of.validity().ends_on) found.add(no(reason::agreement_end_missing));
    return found;
}

} // namespace cppo::market
