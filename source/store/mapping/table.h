// Plain row structs as rows of tables, so that no row is written out twice.
//
//     template <>
//     struct table<offer_row> {
//         static constexpr std::string_view name = "offer";
//         static constexpr int key_count = 2; // the first columns are the primary key
//         static constexpr auto columns =
//             std::tuple(column{"owner", &offer_row::owner}, column{"id", &offer_row::id},
//                        column{"revision", &offer_row::revision});
//     };
//
// `columns` names every member of the struct, in the order they are declared. Amounts are minor
// units; a row with amounts has one currency, in a last column `currency` that no member names.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <tuple>
#include <type_traits>
#include <vector>

#include "ground/money.h"
#include "store/engine/session.h"
#include "store/mapping/column_type.h"
#include "store/mapping/table_text.h"

namespace cppo::store {

template <class Row, class Field>
struct column {
    std::string_view name;
    Field Row::* member;
};

template <class Row, class Field>
column(const char*, Field Row::*) -> column<Row, Field>;

template <class Row>
struct table;

namespace mapping {

template <class Row>
constexpr std::size_t width = std::tuple_size_v<decltype(table<Row>::columns)>;

template <class Row, class Field>
Field field_of(column<Row, Field>);

template <class Row, std::size_t At>
using field = decltype(field_of(std::get<At>(table<Row>::columns)));

template <class Field>
constexpr bool is_amount =
    std::is_same_v<Field, money> || std::is_same_v<Field, std::optional<money>>;

template <class Row>
constexpr bool has_amounts = []<std::size_t... At>(std::index_sequence<At...>) {
    return (is_amount<field<Row, At>> || ...);
}(std::make_index_sequence<width<Row>>{});

// Columns in the table: one for each member, and the currency.
template <class Row>
constexpr std::size_t stored_width = width<Row> + (has_amounts<Row> ? 1 : 0);

struct anything {
    template <class T>
    operator T() const;
};

template <class Row, std::size_t Count>
constexpr bool takes = []<std::size_t... At>(std::index_sequence<At...>) {
    return requires { Row{(void(At), anything{})...}; };
}(std::make_index_sequence<Count>{});

// Calls `use` with every column in order.
template <class Row, class Use>
constexpr auto with_columns(const Use& use) {
    return std::apply([&](const auto&... each) { return use(each...); }, table<Row>::columns);
}

template <class Row>
const table_text& text_of() {
    static_assert(!takes<Row, width<Row> + 1>, "every member of a row has a column");
    static const table_text text = with_columns<Row>([](const auto&... each) {
        std::vector names{std::string_view(each.name)...};
        if (has_amounts<Row>) names.push_back("currency");
        return table_text(table<Row>::name, names, table<Row>::key_count);
    });
    return text;
}

inline value minor_of(const money& kept) {
    return kept.minor();
}
inline value minor_of(const std::optional<money>& kept) {
    return kept ? value{kept->minor()} : value{};
}

// Every amount of a row must have the currency of the others.
inline void agree(value& unit, const money& kept) {
    const value code = std::string(code_of(kept.unit()));
    assert(std::holds_alternative<std::monostate>(unit) || unit == code);
    unit = code;
}
inline void agree(value& unit, const std::optional<money>& kept) {
    if (kept) agree(unit, *kept);
}

template <class Row>
std::array<value, stored_width<Row>> values_of(const Row& kept) {
    std::array<value, stored_width<Row>> values;
    const auto keep = [&]<std::size_t At>(std::integral_constant<std::size_t, At>) {
        const auto& member = kept.*std::get<At>(table<Row>::columns).member;
        if constexpr (is_amount<field<Row, At>>) {
            values[At] = minor_of(member);
            agree(values.back(), member);
        } else {
            values[At] = column_type<field<Row, At>>::store(member);
        }
    };
    [&]<std::size_t... At>(std::index_sequence<At...>) {
        (keep(std::integral_constant<std::size_t, At>{}), ...);
    }(std::make_index_sequence<width<Row>>{});
    return values;
}

template <class Row, std::size_t At>
field<Row, At> load_field(const row& at) {
    using kept = field<Row, At>;
    constexpr int column = static_cast<int>(At);
    if constexpr (is_amount<kept>) {
        if constexpr (std::is_same_v<kept, std::optional<money>>)
            if (at.null(column)) return {};
        const auto unit = parse_currency(at.text(static_cast<int>(width<Row>)));
        if (!unit) throw failure("22000", "A currency column holds no currency.");
        return money(at.integer(column), *unit);
    } else {
        return column_type<kept>::load(at, column);
    }
}

template <class Row, class... Keys>
std::array<value, sizeof...(Keys)> key_values(const Keys&... keys) {
    static_assert(sizeof...(Keys) == table<Row>::key_count, "a key is given whole");
    return [&]<std::size_t... At>(std::index_sequence<At...>) {
        return std::array{column_type<field<Row, At>>::store(keys)...};
    }(std::index_sequence_for<Keys...>{});
}

// Fields are loaded by position, so a column out of order would land in another member.
template <class Row>
bool columns_follow_members(const Row& any) {
    return with_columns<Row>([&](const auto&... each) {
        const std::array<const void*, width<Row>> places{&(any.*each.member)...};
        return std::ranges::is_sorted(places);
    });
}

template <class Row>
Row load(const row& at) {
    Row loaded = [&]<std::size_t... At>(std::index_sequence<At...>) {
        return Row{load_field<Row, At>(at)...};
    }(std::make_index_sequence<width<Row>>{});
    static const bool in_order = columns_follow_members(loaded);
    assert(in_order);
    return loaded;
}

} // namespace mapping

// The rows of `where_order_limit`, such as "WHERE owner = $1 AND id > $2 ORDER BY id LIMIT $3".
template <class Row>
std::vector<Row> select(session& in, std::string_view where_order_limit,
                        std::span<const value> arguments) {
    std::vector<Row> rows;
    const std::string sql = mapping::text_of<Row>().select + ' ' + std::string(where_order_limit);
    in.run(sql, arguments, [&](const row& at) { rows.push_back(mapping::load<Row>(at)); });
    return rows;
}

template <class Row>
std::vector<Row> select(session& in, std::string_view where_order_limit,
                        std::initializer_list<value> arguments = {}) {
    return select<Row>(in, where_order_limit, std::span(arguments.begin(), arguments.size()));
}

// The rows whose column is one of these values, in no order; `where` ends with that column, as in
// "owner = $1 AND id". Values are asked for in blocks, so that there are few different statements.
template <class Row>
std::vector<Row> select_among(session& in, std::string_view where,
                              std::initializer_list<value> arguments,
                              const std::vector<std::string>& among) {
    constexpr std::size_t block = 16;
    std::string listed;
    for (std::size_t at = 1; at <= block; ++at)
        listed += (at > 1 ? ", $" : "$") + std::to_string(arguments.size() + at);
    const std::string sql = "WHERE " + std::string(where) + " IN (" + listed + ")";
    std::vector<Row> rows;
    for (std::size_t from = 0; from < among.size(); from += block) {
        std::vector<value> given(arguments);
        for (std::size_t at = from; at < from + block; ++at)
            given.emplace_back(among[std::min(at, among.size() - 1)]);
        for (Row& each : select<Row>(in, sql, given)) rows.push_back(std::move(each));
    }
    return rows;
}

// The row with this whole key, if there is one.
template <class Row, class... Keys>
std::optional<Row> find(session& in, const Keys&... keys) {
    std::optional<Row> found;
    in.run(mapping::text_of<Row>().find, mapping::key_values<Row>(keys...),
           [&](const row& at) { found.emplace(mapping::load<Row>(at)); });
    return found;
}

// Throws failure busy_or_conflict where the key exists.
template <class Row>
void insert(session& in, const Row& added) {
    in.run(mapping::text_of<Row>().insert, mapping::values_of(added), {});
}

// False where the key exists; nothing changes then.
template <class Row>
bool insert_if_absent(session& in, const Row& added) {
    return in.run(mapping::text_of<Row>().insert_if_absent, mapping::values_of(added), {}) > 0;
}

// Inserts the row or replaces all its columns.
template <class Row>
void put(session& in, const Row& kept) {
    in.run(mapping::text_of<Row>().put, mapping::values_of(kept), {});
}

// Writes all columns and the revision after `expected`; false, with nothing changed, where the row
// is gone or has another revision. For rows with a member `revision`.
template <class Row>
bool update_if_revision(session& in, const Row& changed, std::int64_t expected) {
    Row next = changed;
    next.revision = expected + 1;
    const auto values = mapping::values_of(next);
    std::vector<value> arguments(values.begin(), values.end());
    arguments.emplace_back(expected);
    return in.run(mapping::text_of<Row>().update_if_revision, arguments, {}) > 0;
}

// False where there was no such row.
template <class Row, class... Keys>
bool erase(session& in, const Keys&... keys) {
    return in.run(mapping::text_of<Row>().erase, mapping::key_values<Row>(keys...), {}) > 0;
}

} // namespace cppo::store
