// Countries, as offers name them.
#pragma once

#include <string_view>

namespace cppo::market {

// Whether the text is one of the 249 officially assigned codes of ISO 3166-1 alpha-2.
bool is_country(std::string_view code);

} // namespace cppo::market
