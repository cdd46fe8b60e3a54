// The SQL of a mapped table, built once per row type.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cppo::store {

// The key is the first `key_count` of `columns`. Parameters are numbered as the columns are.
struct table_text {
    table_text(std::string_view table, std::span<const std::string_view> columns, int key_count);

    std::string select; // without WHERE
    std::string find;
    std::string insert;
    std::string insert_if_absent;
    std::string put;
    std::string update_if_revision; // one more parameter: the expected revision
    std::string erase;
};

} // namespace cppo::store
