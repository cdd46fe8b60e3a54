// What comes over the wire is written and described as notation has it.
#pragma once

#include "notation/json.h"
#include "notation/shape.h"

namespace cppo::wire {

using namespace notation;

} // namespace cppo::wire
