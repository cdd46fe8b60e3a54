// How long records are kept that only answer repeated calls or tell what has happened (R-STO-04).
#pragma once

#include <array>
#include <string_view>

#include "ground/instant.h"

namespace cppo::market {

constexpr std::int64_t kept_days = 400;

// What was recorded before this moment may be taken away at `now`.
constexpr instant kept_until(instant now) {
    constexpr std::int64_t day_ms = 86'400'000;
    return now.plus_ms(-kept_days * day_ms);
}

// Commands whose records stay for ever, since repeating one would move money or make a deal again;
// and those by which a marketplace is founded, which every start repeats.
inline constexpr std::array<std::string_view, 13> operations_kept{"RecordPayment",
                                                                  "DecideApproval",
                                                                  "RecordRefund",
                                                                  "RefundPayment",
                                                                  "AcceptAgreementRequest",
                                                                  "StartChangeSet",
                                                                  "CancelChangeSet",
                                                                  "CopyOffer",
                                                                  "CopyResaleAuthorization",
                                                                  "DiscountResaleAuthorization",
                                                                  "CreateAccount",
                                                                  "CreateAccessKey",
                                                                  "RegisterSeller"};

// Events of the same, by the names they are stored under.
inline constexpr std::array<std::string_view, 5> events_kept{
    "payment_received", "disbursement_paid", "purchase_agreement_created", "change_set_succeeded",
    "change_set_failed"};

} // namespace cppo::market
