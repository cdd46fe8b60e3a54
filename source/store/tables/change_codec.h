// Change documents as typed changes. A stored change set keeps each document as it was sent,
// references replaced and null members left out; reading it back decodes it again, so there is one
// codec.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "market/decision.h"

namespace cppo::store {

// The typed change of a document whose shape was checked. Refuses dates, amounts, ids and periods
// that are none, with the member's path as subject. The entity and change type must be known.
result<market::change_details> decode_change(std::string_view entity_type,
                                             std::string_view change_type,
                                             const boost::json::value& document);

// The text column of a change set's changes.
std::string text_from(const std::vector<market::change>& changes);
std::vector<market::change> changes_from(std::string_view text);

} // namespace cppo::store
