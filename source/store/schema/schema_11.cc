// Migration 11: when and from where access keys were last used, and which founders were told.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_11;

namespace {

#define TEXT_COLUMN "TEXT COLLATE \"C\" NOT NULL"

constexpr std::array<std::string_view, 3> statements{
    // Beside the key, so that using a key is no revision of it.
    "CREATE TABLE key_use (owner " TEXT_COLUMN ", id " TEXT_COLUMN
    ", used_us BIGINT NOT NULL, used_from " TEXT_COLUMN ", PRIMARY KEY (owner, id))",

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
