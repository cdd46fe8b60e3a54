#include "store/mapping/table_text.h"

namespace cppo::store {
namespace {

using names = std::span<const std::string_view>;

std::string joined(names columns, std::string_view between, const auto& write) {
    std::string text;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        if (at > 0) text += between;
        text += write(at);
    }
    return text;
}

} // namespace

table_text::table_text(std::string_view table, names columns, int key_count) {
    const names keys = columns.first(static_cast<std::size_t>(key_count));
    const names others = columns.subspan(keys.size());
    const std::string name(table);
    const auto parameter = [](std::size_t at) { return "$" + std::to_string(at + 1); };
    const auto column = [&](std::size_t at) { return std::string(columns[at]); };
    const auto equals = [&](std::size_t at) { return column(at) + " = " + parameter(at); };

    const std::string all = joined(columns, ", ", column);
    const std::string key = joined(keys, " AND ", equals);
    const std::string conflict = " ON CONFLICT (" + joined(keys, ", ", column) + ") DO ";
    const std::string updates = joined(others, ", ", [&](std::size_t at) {
        return column(at + keys.size()) + " = excluded." + column(at + keys.size());
    });
    const std::string sets =
        joined(others, ", ", [&](std::size_t at) { return equals(at + keys.size()); });

    select = "SELECT " + all + " FROM " + name;
    find = select + " WHERE " + key;
    insert =
        "INSERT INTO " + name + " (" + all + ") VALUES (" + joined(columns, ", ", parameter) + ")";
    insert_if_absent = insert + conflict + "NOTHING";
    put = others.empty() ? insert_if_absent : insert + conflict + "UPDATE SET " + updates;
    update_if_revision = "UPDATE " + name + " SET " + sets + " WHERE " + key +
                         " AND revision = " + parameter(columns.size());
    erase = "DELETE FROM " + name + " WHERE " + key;
}

} // namespace cppo::store
