// Migration 11: when and from where access keys were last used, and which founders were told; what
// sellers send in, what stands on invoices, and accounts that are closed.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_11;

namespace {

#define TEXT_COLUMN "TEXT COLLATE \"C\" NOT NULL"

constexpr std::array<std::string_view, 7> statements{
    // Beside the key, so that using a key is no revision of it.
    "CREATE TABLE key_use (owner " TEXT_COLUMN ", id " TEXT_COLUMN
    ", used_us BIGINT NOT NULL, used_from " TEXT_COLUMN ", PRIMARY KEY (owner, id))",

    // A bank account in full is sealed; what is shown of it stands beside.
    "CREATE TABLE seller_submission (owner " TEXT_COLUMN
    ", revision BIGINT NOT NULL, legal_name "
    "TEXT COLLATE \"C\", address TEXT COLLATE \"C\", contact TEXT COLLATE \"C\", "
    "tax_numbers " TEXT_COLUMN ", bank TEXT COLLATE \"C\", sealed_bank " TEXT_COLUMN
    ", decisions " TEXT_COLUMN ", submitted_us BIGINT, PRIMARY KEY (owner))",
    "CREATE TABLE billing_details (owner " TEXT_COLUMN
    ", revision BIGINT NOT NULL, legal_name " TEXT_COLUMN ", address " TEXT_COLUMN
    ", tax TEXT COLLATE \"C\", PRIMARY KEY (owner))",

    "ALTER TABLE account ADD COLUMN state " TEXT_COLUMN " DEFAULT 'active'",
    "CREATE INDEX account_by_payer ON account (payer, owner)",

    // Every start told the founders' secrets until now; whoever has them is not told again. A demo
    // whose history was not told to its end was never told who its founders are.
    "INSERT INTO setting (name, value) SELECT 'founders_told', 'operator ' FROM setting "
    "WHERE name = 'founding_secret' AND NOT EXISTS (SELECT 1 FROM setting AS history "
    "WHERE history.name = 'demo_history_begins' AND history.value <> '')",
    "UPDATE setting SET value = 'isv reseller reseller2 buyer operator ' "
    "WHERE name = 'founders_told' AND EXISTS (SELECT 1 FROM command "
    "WHERE operation = 'CreateAccount' AND token = 'found-isv')",
};

} // namespace

const std::span<const std::string_view> schema_11 = statements;

} // namespace cppo::store
