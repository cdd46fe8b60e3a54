// The text column of a change set's changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "market/catalog/change_sets/change_set.h"

namespace cppo::notation {

// Each change keeps its document as it was sent, references replaced and null members left out.
std::string text_from(const std::vector<market::change>& changes);
// Without `details`: a document is read when it is judged or applied, so that one which is refused
// today can still be listed.
std::vector<market::change> changes_from(std::string_view text);

// Reads the documents of a stored set. One that is refused today makes a change that cannot be
// applied, so its set fails with the reason. Throws where there is no such change type any more.
void read_details(market::change_set& set);

} // namespace cppo::notation
