// Migration 12: what changed stands in the audit chain, the heads of the chains are keyed, and old
// records of commands and events are found by their age.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_12;

namespace {

#define TEXT_COLUMN "TEXT COLLATE \"C\" NOT NULL"
#define NEW_TEXT TEXT_COLUMN " DEFAULT ''"

constexpr std::array<std::string_view, 13> statements{
    // Entries of before keep the form they were hashed in.
    "ALTER TABLE audit_entry ADD COLUMN form INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE audit_entry ADD COLUMN credential " NEW_TEXT,
    "ALTER TABLE audit_entry ADD COLUMN outcome " NEW_TEXT,
    "ALTER TABLE audit_entry ADD COLUMN acted_for " NEW_TEXT,
    "ALTER TABLE audit_entry ADD COLUMN amount " NEW_TEXT,
    "ALTER TABLE audit_entry ADD COLUMN currency " NEW_TEXT,
    "ALTER TABLE audit_entry ADD COLUMN values_before " NEW_TEXT,
    "ALTER TABLE audit_entry ADD COLUMN values_after " NEW_TEXT,
    // What was done for an account stands in its own chain or in that of whoever did it.
    "CREATE INDEX audit_entry_for ON audit_entry (acted_for, owner, number) "
    "WHERE acted_for <> ''",
    "CREATE TABLE audit_head (owner " TEXT_COLUMN ", number BIGINT NOT NULL, hash " TEXT_COLUMN
    ", seal " TEXT_COLUMN ", PRIMARY KEY (owner))",

    "CREATE INDEX command_by_age ON command (at_us, owner, operation, token)",
    "CREATE INDEX outbox_by_age ON outbox (at_us, owner, id)",
    "CREATE INDEX audit_entry_by ON audit_entry (by_account, owner, number)",
};

} // namespace

const std::span<const std::string_view> schema_12 = statements;

} // namespace cppo::store
