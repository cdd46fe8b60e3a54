// Migration 10: nothing yet.
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_10;

const std::span<const std::string_view> schema_10 = {};

} // namespace cppo::store
