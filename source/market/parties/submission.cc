#include "market/parties/submission.h"

#include <algorithm>

namespace cppo::market {
namespace {

registration_state& state_of(seller& of, seller_part part) {
    switch (part) {
        case seller_part::profile:
            return of.profile;
        case seller_part::tax:
            return of.tax;
        case seller_part::bank:
            return of.bank;
        case seller_part::kyc:
            return of.kyc;
    }
    __builtin_unreachable();
}

} // namespace

bool submission::has(seller_part part) const {
    switch (part) {
        case seller_part::profile:
            return legal_name || address || contact;
        case seller_part::tax:
            return !tax_numbers.empty();
        case seller_part::bank:
            return bank.has_value();
        case seller_part::kyc:
            return false;
    }
    __builtin_unreachable();
}

result<registration> submit(registration was, const submitted& what, std::string sealed_bank,
                            instant now) {
    submission& sent = was.sent;
    const auto pending = [&](seller_part part) {
        state_of(was.of, part) = registration_state::pending;
        sent.submitted_at = now;
    };
    if (what.legal_name) sent.legal_name = what.legal_name;
    if (what.address) sent.address = what.address;
    if (what.contact) sent.contact = what.contact;
    if (what.legal_name || what.address || what.contact) pending(seller_part::profile);
    if (what.tax_numbers) {
        sent.tax_numbers = *what.tax_numbers;
        pending(seller_part::tax);
    }
    if (what.bank) {
        sent.bank = shown(TRY(checked(*what.bank)));
        sent.sealed_bank = std::move(sealed_bank);
        pending(seller_part::bank);
    }
    return was;
}

result<registration> decide(registration was, const part_order& order, instant now) {
    const seller before = was.of;
    registration_state& state = state_of(was.of, order.part);
    const bool begun = state != registration_state::not_started;
    if (order.part != seller_part::kyc && !begun && !was.sent.has(order.part))
        return no(reason::nothing_submitted, std::string(name_of(order.part)));
    state = order.state;
    CHECK_OK(check_registration(before, was.of));
    auto& decisions = was.sent.decisions;
    std::erase_if(decisions, [&](const part_decision& each) { return each.part == order.part; });
    decisions.push_back({order.part, order.state, order.note, now.ms()});
    return was;
}

} // namespace cppo::market
