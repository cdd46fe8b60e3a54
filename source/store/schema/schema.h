// The history of the schema: every migration there is, in order.
#pragma once

#include <span>

#include "store/engine/migration.h"

namespace cppo::store {

std::span<const migration> migrations();

} // namespace cppo::store
