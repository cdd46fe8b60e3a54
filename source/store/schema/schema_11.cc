// Migration 11: when and from where access keys were last used.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_11;

namespace {

#define TEXT_COLUMN "TEXT COLLATE \"C\" NOT NULL"

constexpr std::array<std::string_view, 1> statements{
    // Beside the key, so that using a key is no revision of it.
    "CREATE TABLE key_use (owner " TEXT_COLUMN ", id " TEXT_COLUMN
    ", used_us BIGINT NOT NULL, used_from " TEXT_COLUMN ", PRIMARY KEY (owner, id))",
};

} // namespace

const std::span<const std::string_view> schema_11 = statements;

} // namespace cppo::store
