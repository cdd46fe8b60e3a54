// Migration 11: nothing yet.
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_11;

const std::span<const std::string_view> schema_11 = {};

} // namespace cppo::store
