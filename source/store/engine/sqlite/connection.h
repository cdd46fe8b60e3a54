// A connection to a SQLite file: statements, collation and errors as PostgreSQL has them.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "store/engine/connection.h"
#include "store/engine/statement_cache.h"

namespace cppo::store {

class sqlite_connection final : public connection {
  public:
    // SQLite 3.40 has a WAL-reset defect that needs two connections that write or checkpoint, so
    // there is one writer and it alone checkpoints.
    enum class role { writer, reader };

    // Opens the file; the writer creates it where there is none.
    sqlite_connection(const std::string& path, role part);

    void lock_owner(const account_id& owner) override;
    bool usable() const;

  protected:
    void start(access wanted) override;
    std::int64_t execute(std::string_view sql, std::span<const value> arguments,
                         const std::function<void(const row&)>& on_row) override;
    void finish() override;
    void abandon() noexcept override;

  private:
    struct close {
        void operator()(sqlite3* open) const { sqlite3_close_v2(open); }
    };
    struct finalize {
        void operator()(sqlite3_stmt* prepared) const { sqlite3_finalize(prepared); }
    };
    struct statement {
        std::unique_ptr<sqlite3_stmt, finalize> handle;
        std::vector<std::size_t> arguments; // per parameter, the argument it takes
    };
    using statements = statement_cache<statement>;

    std::unique_ptr<statements::entry> prepare(std::string_view sql) const;
    void bind(const statement& prepared, std::span<const value> arguments) const;
    void command(const char* sql) const;
    [[noreturn]] void refuse() const;

    std::unique_ptr<sqlite3, close> open_;
    statements statements_;
};

} // namespace cppo::store
