// Migration 5: offers that replace agreements, and the currencies a seller can be paid in.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_5;

namespace {

constexpr std::array<std::string_view, 4> statements{
    "ALTER TABLE offer ADD COLUMN replaces TEXT COLLATE \"C\"",
    "CREATE INDEX offer_by_replaced ON offer "
    "(owner, COALESCE(replaces, ''), modified_us, id)",
    "ALTER TABLE agreement_request ADD COLUMN replaces TEXT COLLATE \"C\"",
    "ALTER TABLE seller ADD COLUMN currencies TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
};

} // namespace

const std::span<const std::string_view> schema_5 = statements;

} // namespace cppo::store
