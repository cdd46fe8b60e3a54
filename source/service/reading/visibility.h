// What an account may see. What it may not see is not found (R-BUY-01).
#pragma once

#include <initializer_list>
#include <optional>

#include "store/tables/views.h"

namespace cppo::service {

// The owner of a thing the account owns or sees in one of these roles; none otherwise.
std::optional<account_id> owner_seen_by(store::session& in, const account_id& viewer,
                                        market::entity_kind kind, const std::string& id,
                                        std::initializer_list<market::view_role> roles);

// The thing itself, by the same rule.
template <class Row, class Id>
std::optional<Row> find_seen(store::session& in, const account_id& viewer, market::entity_kind kind,
                             const Id& id, std::initializer_list<market::view_role> roles) {
    const auto owner = owner_seen_by(in, viewer, kind, id.text(), roles);
    if (!owner) return {};
    return store::find<Row>(in, *owner, id);
}

} // namespace cppo::service
