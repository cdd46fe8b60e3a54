// Migration 3: who runs which part of the due work.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_3;

namespace {

constexpr std::array<std::string_view, 1> statements{
    // A part is the work of all accounts whose numbers end with the same character.
    "CREATE TABLE work_lease (part TEXT COLLATE \"C\" NOT NULL, "
    "holder TEXT COLLATE \"C\" NOT NULL, fence BIGINT NOT NULL, until_us BIGINT NOT NULL, "
    "PRIMARY KEY (part))",
};

} // namespace

const std::span<const std::string_view> schema_3 = statements;

} // namespace cppo::store
