// What the Catalog API's operations and change documents take (catalog-api 1.3, 4.2, 5.2, 9, 10).
#pragma once

#include "wire/value/notation.h"

namespace cppo::wire {

shapes catalog_shapes();

} // namespace cppo::wire
