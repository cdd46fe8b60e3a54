// A bank account in full, as it is sealed.
#pragma once

#include <string>

#include "market/parties/bank_account.h"

namespace cppo::notation {

std::string text_from(const market::bank_account& of);

} // namespace cppo::notation
