#include "service/reading/visibility.h"

namespace cppo::service {

std::optional<account_id> owner_seen_by(store::session& in, const account_id& viewer,
                                        market::entity_kind kind, const std::string& id,
                                        std::initializer_list<market::view_role> roles) {
    const auto place = store::find<market::location>(in, id);
    if (!place || place->kind != kind) return {};
    if (place->owner == viewer) return place->owner;
    for (const market::view_role role : roles)
        if (store::find<market::view>(in, viewer, role, kind, id)) return place->owner;
    return {};
}

} // namespace cppo::service
