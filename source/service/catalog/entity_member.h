// What lists of entities can be filtered and sorted by (R-CAT-09).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/catalog/entity_facts.h"

namespace cppo::service {

enum class entity_member {
    id,
    modified,
    name,
    status, // State of offers, Status of authorizations, Visibility of products
    product,
    product_name,
    authorization,
    offer_set,
    buyers,
    targeting,
    target_agreement,
    target_intent,
    source,
    delivery_types,
    services,
    manufacturer,
    manufacturer_name,
    reseller,
    reseller_name,
    reseller_role,
    issuer,               // who issued an authorization: its manufacturer
    source_authorization, // the one it was derived from: none, since nothing is passed on yet
    extended_status,
    created,
    released,
    available_until,
};

// An authorization without an end is shown to be available until then.
instant never_ending();

bool is_date(entity_member what);

// The texts of a member; none where the entity has none. Of a date none.
std::vector<std::string> texts_of(const entity_facts& entity, entity_member what);
std::optional<instant> date_of(const entity_facts& entity, entity_member what);

// What a list is sorted by: microseconds of a date, the texts of others side by side. An entity
// without the member comes before all that have one.
store::value key_of(const entity_facts& entity, entity_member what);

// Dates of filters have whole seconds, those of entities milliseconds.
inline constexpr std::int64_t second_ms = 1'000;

// One filter: each kind of condition that is there must hold. Values are alternatives and match
// exactly; a part is found in capital and in small letters; dates hold to the second, both ends
// included.
struct entity_criterion {
    entity_member what;
    std::vector<std::string> values = {};
    std::string part = {};
    std::optional<instant> after = {};
    std::optional<instant> before = {};

    bool matches(const entity_facts& entity) const;
};

} // namespace cppo::service
