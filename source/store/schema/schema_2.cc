// Migration 2: usage of closed hours, rolled up by month.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_2;

namespace {

constexpr std::array<std::string_view, 3> statements{
    // Months count from year 0, as year * 12 + month - 1.
    "CREATE TABLE usage_total (account BIGINT NOT NULL, agreement_no BIGINT NOT NULL, "
    "month_no BIGINT NOT NULL, dimension_no BIGINT NOT NULL, quantity BIGINT NOT NULL, "
    "PRIMARY KEY (account, agreement_no, month_no, dimension_no))",

    // The key of the last record that is part of a total: one row.
    "CREATE TABLE usage_mark (name TEXT COLLATE \"C\" NOT NULL, hour BIGINT NOT NULL, "
    "account BIGINT NOT NULL, agreement_no BIGINT NOT NULL, dimension_no BIGINT NOT NULL, "
    "PRIMARY KEY (name))",
    "INSERT INTO usage_mark (name, hour, account, agreement_no, dimension_no) "
    "VALUES ('rolled up', 0, 0, 0, 0)",
};

} // namespace

const std::span<const std::string_view> schema_2 = statements;

} // namespace cppo::store
