// A connection to PostgreSQL through libpq, with its prepared statements.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>

#include "store/engine/connection.h"
#include "store/engine/postgres/hosts.h"
#include "store/engine/statement_cache.h"

namespace cppo::store {

class postgres_connection final : public connection {
  public:
    // Connects to the hosts' primary. Needs PostgreSQL 15 or later and a database in UTF-8.
    explicit postgres_connection(postgres_hosts& hosts);

    void lock_owner(const account_id& owner) override;

    // False once the engine has closed it, or has another primary.
    bool usable() const;

  protected:
    void start(access wanted) override;
    std::int64_t execute(std::string_view sql, std::span<const value> arguments,
                         const std::function<void(const row&)>& on_row) override;
    // A lost connection, or a commit that a standby has not confirmed, is an unknown outcome.
    void finish() override;
    void abandon() noexcept override;

  private:
    struct clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using answer = std::unique_ptr<PGresult, clear>;
    using statements = statement_cache<std::string>;

    static void take_notice(void* self, const PGresult* notice);
    answer command(const char* sql);
    answer checked(PGresult* result) const;
    std::unique_ptr<statements::entry> prepare(std::string_view sql, const std::string& key,
                                               std::span<const value> arguments);
    void check_server();

    postgres_hosts& hosts_;
    std::unique_ptr<PGconn, postgres_hosts::close> open_;
    std::int64_t timeline_ = 0;
    statements statements_;
    std::int64_t statements_made_ = 0;
    bool warned_ = false;
};

} // namespace cppo::store
