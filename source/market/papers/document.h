// Legal documents, as authorizations and offers name them; their contents are not read yet.
#pragma once

#include <vector>

#include "ground/refusals.h"
#include "market/catalog/terms/terms.h"

namespace cppo::market {

// A custom document has an https Url, and only that has one; a standard document names no version
// but 2025-04-05 or 2022-07-14 (R-LEG-05). Refuses with `why`.
refusals check_documents(const std::vector<legal_document>& documents, reason why);

} // namespace cppo::market
