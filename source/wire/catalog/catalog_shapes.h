// What the Catalog API's operations and change documents take (R-CAT-01, R-CAT-07).
#pragma once

#include "wire/value/notation.h"

namespace cppo::wire {

shapes catalog_shapes();

} // namespace cppo::wire
