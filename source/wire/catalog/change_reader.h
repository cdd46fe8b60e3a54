// Turns the ChangeSet member of StartChangeSet into typed changes: documents parsed and checked,
// ids minted for what is created, references replaced.
#pragma once

#include <boost/json/array.hpp>
#include <expected>
#include <vector>

#include "ground/mint.h"
#include "market/catalog/change_sets/change.h"
#include "wire/message/fault.h"
#include "wire/value/notation.h"

namespace cppo::wire {

// Refuses, as ValidationException, a change type that is not one, both Details and DetailsDocument,
// documents that are no JSON or do not fit their shape, names used twice, references to nothing,
// and an identifier that is missing or too many.
std::expected<std::vector<market::change>, fault> read_changes(const boost::json::array& changes,
                                                               const shapes& described, mint& ids);

} // namespace cppo::wire
