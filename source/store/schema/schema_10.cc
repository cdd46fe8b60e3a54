// Migration 10: who had a key made, payments by the bank's own id, what waits for a second person.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_10;

namespace {

#define TEXT_COLUMN "TEXT COLLATE \"C\" NOT NULL"

constexpr std::array<std::string_view, 6> statements{
    "ALTER TABLE access_key ADD COLUMN made_by " TEXT_COLUMN " DEFAULT ''",

    "ALTER TABLE payment ADD COLUMN remittance " TEXT_COLUMN " DEFAULT ''",
    "CREATE INDEX payment_by_time ON payment (recorded_us, id)",
    // References that were given twice before stay; none of them can be given again.
    "INSERT INTO locator (id, owner, kind) SELECT 'payment-reference/' || reference, MIN(owner), "
    "'payment_reference' FROM payment WHERE reference <> '' GROUP BY reference",

    "CREATE TABLE approval (owner " TEXT_COLUMN ", id " TEXT_COLUMN
    ", revision BIGINT NOT NULL, state " TEXT_COLUMN ", asked_for " TEXT_COLUMN
    ", sealed_request " TEXT_COLUMN ", shown " TEXT_COLUMN ", asked_by " TEXT_COLUMN
    ", asked_us BIGINT NOT NULL, decided_by " TEXT_COLUMN ", decided_us BIGINT, note " TEXT_COLUMN
    ", made " TEXT_COLUMN ", PRIMARY KEY (owner, id))",
    "CREATE INDEX approval_by_time ON approval (owner, asked_us, id)",
};

} // namespace

const std::span<const std::string_view> schema_10 = statements;

} // namespace cppo::store
