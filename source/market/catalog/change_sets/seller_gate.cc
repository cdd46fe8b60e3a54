#include "market/catalog/change_sets/seller_gate.h"

namespace cppo::market {
namespace {

const seller* find_seller(const working_copies& on, const account_id& id) {
    const auto found = on.sellers.find(id);
    return found == on.sellers.end() ? nullptr : &found->second;
}

} // namespace

result<void> check_payable(const working_copies& on, const std::set<currency>& units) {
    if (units.empty()) return {};
    const seller* self = find_seller(on, on.by);
    if (!self) return no(reason::seller_not_registered, on.by.text());
    if (!self->is_verified()) return no(reason::seller_not_verified);
    for (const currency each : units) {
        if (!self->can_be_paid_in(each))
            return no(reason::currency_not_payable, std::string(code_of(each)));
        CHECK_OK(dollars_for(on.exchange, each, on.now.day()));
    }
    return {};
}

result<void> check_roles(const working_copies& on, const account_id& owner,
                         const account_id& reseller) {
    for (const account_id& each : {owner, reseller}) {
        const seller* of = find_seller(on, each);
        if (of && of->shares_authorizations()) continue;
        if (each == on.by) return no(reason::own_role_missing);
        return no(reason::reseller_role_missing, each.text());
    }
    return {};
}

result<void> check_may_sell(const working_copies& on, const product& sold) {
    using enum registration_state;
    const seller* self = find_seller(on, on.by);
    if (!self || self->profile != complete) return no(reason::seller_not_registered, on.by.text());
    if (self->tax != complete && sold.type == product_type::professional_services)
        return no(reason::tax_form_missing);
    if (self->tax != complete) return no(reason::seller_not_registered, on.by.text());
    if (!self->is_verified()) return no(reason::seller_not_verified);
    return {};
}

} // namespace cppo::market
