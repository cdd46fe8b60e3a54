// The store on PostgreSQL: each write is one transaction on a pooled connection.
#pragma once

#include <string>

#include "store/engine/database.h"
#include "store/engine/pool.h"
#include "store/engine/postgres/connection.h"

namespace cppo::store {

class postgres_database final : public database {
  public:
    postgres_database(const std::string& url, int connections);

    void read(const std::function<void(session&)>& work) override;

    // Retries the whole transaction, with a small jittered wait, after a conflict or a connection
    // that was lost before COMMIT was sent.
    void write(const std::function<void(session&)>& work, priority wanted) override;
    bool is_shared() const override { return true; }

  private:
    using connections = pool<postgres_connection>;

    connections::loan begun(connection::access wanted, bool background);
    void attempt(const std::function<void(session&)>& work, priority wanted);

    postgres_hosts hosts_;
    connections pool_;
};

} // namespace cppo::store
