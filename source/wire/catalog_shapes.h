// What the Catalog API's operations and change documents take (R-CAT-01, R-CAT-07).
#pragma once

#include "wire/shape.h"

namespace cppo::wire {

shapes catalog_shapes();

// The shape of a change's document, such as Offer/UpdateMarkup; the change type is known where
// there is one.
std::string document_shape(std::string_view entity_type, std::string_view change_type);

// Adds the closed shapes of change documents.
void describe_product_changes(shapes& to);
void describe_authorization_changes(shapes& to);
void describe_offer_changes(shapes& to);

} // namespace cppo::wire
