// Work that falls due at a moment of market time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/names.h"

namespace cppo::market {

enum class due_kind {
    apply_change_set,
    close_month,
    invoice_charge,
    disburse,
    end_agreement,
    start_agreement,
    end_choice,
    seal_usage,
    prune_records
};

// The number the store keeps of a kind. It never changes and is never used again; numbers are
// spaced so that what belongs together can stand together.
constexpr int number_of(due_kind kind) {
    switch (kind) {
        case due_kind::apply_change_set:
            return 1'000;
        case due_kind::close_month:
            return 2'000;
        case due_kind::invoice_charge:
            return 3'000;
        case due_kind::disburse:
            return 4'000;
        case due_kind::end_agreement:
            return 5'000;
        case due_kind::start_agreement:
            return 5'100;
        case due_kind::end_choice:
            return 5'200;
        case due_kind::seal_usage:
            return 2'500;
        case due_kind::prune_records:
            return 9'000;
    }
    __builtin_unreachable();
}

// The kind of that number, if there is one.
constexpr std::optional<due_kind> find_due_kind(std::int64_t number) {
    for (std::size_t at = 0; at < naming::count<due_kind>(); ++at)
        if (number_of(static_cast<due_kind>(at)) == number) return static_cast<due_kind>(at);
    return {};
}

// What comes first of the work that falls due together: the lowest rank (R-CLK-03). Kept beside
// each piece of work, so that a new order holds for new work only.
constexpr int rank_of(due_kind kind) {
    switch (kind) {
        case due_kind::apply_change_set:
            return 10;
        case due_kind::close_month:
            return 20;
        case due_kind::invoice_charge:
            return 30;
        case due_kind::disburse:
            return 40;
        case due_kind::end_agreement:
            return 50;
        case due_kind::start_agreement:
            return 60;
        case due_kind::end_choice:
            return 55;
        case due_kind::seal_usage:
            return 25;
        case due_kind::prune_records:
            return 90;
    }
    __builtin_unreachable();
}

struct due_work {
    account_id owner;
    due_kind kind;
    std::string subject; // the change set, charge, currency, agreement or hour
    instant due;
};

} // namespace cppo::market
