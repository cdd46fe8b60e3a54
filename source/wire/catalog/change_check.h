// Everything that is wrong with a change set, told at once.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/catalog/catalog_service.h"
#include "wire/message/fault.h"
#include "wire/value/notation.h"

namespace cppo::wire {

// One fault of a set as it was sent. What of a change is not known is empty.
struct change_fault {
    std::string pointer; // a JSON pointer into the request
    std::string change_type;
    std::string entity_type;
    std::string entity_id; // of an entity that is there
    std::string change_name;
    std::string code;        // as a failed change set has it, else the name of the exception
    std::string_view reason; // the refusal's name
    std::string sentence;
    std::string_view kind; // the Reason of a ValidationExceptionField
};

// Every fault of every change, in their order: of its form, and what starting and applying the set
// would refuse, by the functions that refuse it then. Stores nothing. An input that is no
// StartChangeSetRequest has the faults of that only.
std::vector<change_fault> check_changes(service::catalog_service& catalog, const shapes& described,
                                        const boost::json::object& input,
                                        const service::actor& who);

// What StartChangeSet is refused with: `said`, with these faults beside it.
fault with_fields(fault said, const std::vector<change_fault>& faults);

} // namespace cppo::wire
