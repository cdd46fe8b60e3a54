#include "market/parties/seller.h"

#include <string>

namespace cppo::market {
namespace {

// The first such day of a month that is `from` or later.
day first_on_or_after(day from, day_of_month on) {
    const auto date = from.date();
    const std::chrono::day wanted(static_cast<unsigned>(on.number()));
    const day this_month(date.year() / date.month() / wanted);
    if (from <= this_month) return this_month;
    const auto next = date.year() / date.month() + std::chrono::months(1);
    return day(next / wanted);
}

bool may_follow(registration_state was, registration_state becomes) {
    if (was == becomes) return true;
    switch (becomes) {
        case registration_state::not_started:
        case registration_state::not_required:
            return false;
        case registration_state::pending:
        case registration_state::complete:
        case registration_state::failed:
            return true;
    }
    __builtin_unreachable();
}

// The part of a registration that only the operator says, where the change names one.
std::optional<std::string> part_of_operator(const registration_change& change) {
    if (change.profile) return "profile";
    if (change.tax) return "tax";
    if (change.bank) return "bank";
    if (change.kyc) return "kyc";
    return {};
}

} // namespace

result<day_of_month> day_of_month::of(std::int64_t number) {
    if (number < 1 || last < number)
        return no_because(reason::malformed_value, "A day of the month is one from 1 to 28.",
                          std::to_string(number));
    return day_of_month(static_cast<int>(number));
}

std::optional<payout_hold> seller::held_in(currency unit) const {
    using enum registration_state;
    if (profile != complete) return payout_hold::profile;
    if (tax != complete) return payout_hold::tax;
    if (!is_verified()) return payout_hold::identity;
    const bool is_of_bank = currencies.empty() || currencies.contains(unit);
    if (bank != complete && is_of_bank) return payout_hold::bank;
    return {};
}

result<seller> change_registration(const seller& was, const registration_change& change,
                                   bool by_operator) {
    if (const auto part = part_of_operator(change); part && !by_operator)
        return no(reason::action_not_allowed, *part);
    seller becomes = was;
    becomes.profile = change.profile.value_or(was.profile);
    becomes.tax = change.tax.value_or(was.tax);
    becomes.bank = change.bank.value_or(was.bank);
    becomes.kyc = change.kyc.value_or(was.kyc);
    becomes.service_linked_role = change.service_linked_role.value_or(was.service_linked_role);
    becomes.currencies = change.currencies.value_or(was.currencies);
    becomes.preference.frequency = change.frequency.value_or(was.preference.frequency);
    becomes.preference.on = change.on.value_or(was.preference.on);
    CHECK_OK(check_registration(was, becomes));
    return becomes;
}

result<void> check_registration(const seller& was, const seller& becomes) {
    if (!may_follow(was.profile, becomes.profile))
        return no(reason::registration_state_out_of_order, "profile");
    if (!may_follow(was.tax, becomes.tax))
        return no(reason::registration_state_out_of_order, "tax");
    if (!may_follow(was.bank, becomes.bank))
        return no(reason::registration_state_out_of_order, "bank");
    return {};
}

day disbursement_preference::next_after(day collected, day today) const {
    const day after = collected.plus_days(1);
    const day earliest = std::max(after, today);
    if (frequency == disbursement_frequency::daily) return earliest;
    return first_on_or_after(earliest, on);
}

} // namespace cppo::market
