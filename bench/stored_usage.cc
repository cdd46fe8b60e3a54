#include "bench/stored_usage.h"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

namespace cppo::bench {

stored_usage read_stored_usage(const std::filesystem::path& data) {
    constexpr const char* question = "SELECT count(*), coalesce(sum(quantity), 0) FROM usage";
    sqlite3* opened = nullptr;
    sqlite3_stmt* asked = nullptr;
    const int status =
        sqlite3_open_v2((data / "market.db").c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> store(opened, sqlite3_close);
    if (status != SQLITE_OK) throw std::runtime_error("the store cannot be opened");
    sqlite3_prepare_v2(store.get(), question, -1, &asked, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> answer(asked,
                                                                            sqlite3_finalize);
    if (sqlite3_step(answer.get()) != SQLITE_ROW)
        throw std::runtime_error("the stored usage cannot be read");
    return {sqlite3_column_int64(answer.get(), 0), sqlite3_column_int64(answer.get(), 1)};
}

} // namespace cppo::bench
