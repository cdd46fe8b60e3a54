// Turns the ChangeSet member of StartChangeSet into typed changes: documents parsed and checked,
// ids minted for what is created, references replaced.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

#include "ground/mint.h"
#include "market/catalog/change_sets/change.h"
#include "wire/value/notation.h"

namespace cppo::wire {

// What is wrong with the form of a change.
struct form_fault {
    enum class kind { unknown_type, not_json, of_a_value };

    std::size_t change;  // its position in the set
    std::string pointer; // within the change: /Details/Terms/0/Price; as it was sent
    kind what;
    std::string sentence;
};

// A set as far as it can be read.
struct read_set {
    // Those whose type is known and whose entity is named. One with a fault is impossible, but
    // judged as far as it can be read.
    std::vector<market::change> changes = {};
    std::vector<std::size_t> positions = {}; // of each of them in the set
    std::vector<form_fault> faults = {};
    std::string message = {}; // of the first change that has faults, in AWS's words
};

// Finds a change type that is not one, both Details and DetailsDocument, documents that are no JSON
// or do not fit their shape, values nothing can be made of, names used twice, references to
// nothing, and an identifier that is missing or too many: every fault of every change.
read_set read_changes(const boost::json::array& changes, const shapes& described, mint& ids);

// How the document of a change was sent: as Details or as DetailsDocument.
std::string_view document_member(const boost::json::object& change);

} // namespace cppo::wire
