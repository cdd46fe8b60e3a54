// How each change type changes its entity: one overload a change. Applied in the order of rank_of,
// so what a change rests on is already there; what must hold at the end is checked by check_final.
#pragma once

#include "market/change_set.h"

namespace cppo::market {

result<void> apply(catalog& on, const change& what, const create_product& ask);
result<void> apply(catalog& on, const change& what, const update_product_information& ask);
result<void> apply(catalog& on, const change& what, const add_dimensions& ask);
result<void> apply(catalog& on, const change& what, const update_dimensions& ask);
result<void> apply(catalog& on, const change& what, const restrict_dimensions& ask);
result<void> apply(catalog& on, const change& what, const update_visibility& ask);
result<void> apply(catalog& on, const change& what, const release_product& ask);

result<void> apply(catalog& on, const change& what, const create_authorization& ask);
result<void> apply(catalog& on, const change& what, const update_authorization_information& ask);
result<void> apply(catalog& on, const change& what, const update_authorization_availability& ask);
result<void> apply(catalog& on, const change& what, const update_buyer_targeting& ask);
result<void> apply(catalog& on, const change& what, const update_buyer_validity& ask);
result<void> apply(catalog& on, const change& what, const update_authorization_legal& ask);
result<void> apply(catalog& on, const change& what, const update_authorization_pricing& ask);
result<void> apply(catalog& on, const change& what, const update_authorization_schedule& ask);
result<void> apply(catalog& on, const change& what, const update_authorization_net_payment& ask);
result<void> apply(catalog& on, const change& what, const release_authorization& ask);
result<void> apply(catalog& on, const change& what, const restrict_authorization& ask);

result<void> apply(catalog& on, const change& what, const create_offer& ask);
result<void> apply(catalog& on, const change& what, const update_offer_information& ask);
result<void> apply(catalog& on, const change& what, const update_markup& ask);
result<void> apply(catalog& on, const change& what, const update_targeting& ask);
result<void> apply(catalog& on, const change& what, const update_offer_availability& ask);
result<void> apply(catalog& on, const change& what, const update_offer_validity& ask);
result<void> apply(catalog& on, const change& what, const update_offer_schedule& ask);
result<void> apply(catalog& on, const change& what, const release_offer& ask);

result<void> apply(catalog& on, const change& what, const add_delivery_options& ask);
result<void> apply(catalog& on, const change& what, const update_product_targeting& ask);
result<void> apply(catalog& on, const change& what, const create_public_offer& ask);
result<void> apply(catalog& on, const change& what, const update_offer_pricing& ask);
result<void> apply(catalog& on, const change& what, const update_offer_legal& ask);
result<void> apply(catalog& on, const change& what, const update_offer_support& ask);
result<void> apply(catalog& on, const change& what, const update_offer_renewal& ask);

result<void> apply(catalog& on, const change& what, const create_replacement& ask);
result<void> apply(catalog& on, const change& what, const create_direct_replacement& ask);
result<void> apply(catalog& on, const change& what, const update_offer_net_payment& ask);
result<void> apply(catalog& on, const change& what, const update_offer_verification& ask);
result<void> apply(catalog& on, const change& what, const add_regions& ask);
result<void> apply(catalog& on, const change& what, const add_instance_types& ask);
result<void> apply(catalog& on, const change& what, const impossible& ask);

// Fixes prices and quantities of a partner's drafted offer (R-FPS-16).
result<void> convert(const catalog& on, offer& of, const update_offer_pricing& ask);

// Whether the change is one for the kind of offer it names: from an authorization, or public.
result<void> check_fits_offer(const catalog& on, const change& what);

// A public offer is released when its product is.
result<void> release_public(catalog& on, public_offer& of);

// What must hold for an entity whatever the order of its changes (R-CAT-02).
result<void> check_final(const catalog& on, const product& of);
result<void> check_final(const catalog& on, const resale_authorization& of);
result<void> check_final(const catalog& on, const offer& of);

// Everything a set that succeeded writes: the touched entities, their locations, what others see of
// them, and the uses taken.
decision committed(const catalog& before, const catalog& after);

} // namespace cppo::market
