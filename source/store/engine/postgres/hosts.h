// The servers that a PostgreSQL URL names: a primary and those that may follow it.
#pragma once

#include <libpq-fe.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace cppo::store {

class postgres_hosts {
  public:
    struct close {
        void operator()(PGconn* open) const { PQfinish(open); }
    };
    struct connected {
        std::unique_ptr<PGconn, close> to;
        std::int64_t timeline;
    };

    // Throws store::failure where the URL cannot be read.
    explicit postgres_hosts(const std::string& url);

    // Connects to the first server that takes writes, within 5 seconds each unless the URL says
    // otherwise. A server whose timeline is older than the newest that was seen was replaced while
    // it was away, and is left alone. Throws store::failure 08001 where there is none.
    connected connect();

    // Whether a connection made on that timeline may still be written to.
    bool is_current(std::int64_t timeline) const { return timeline >= newest_; }

  private:
    struct host {
        std::string name; // empty: what the URL says, or a socket
        std::string port;
    };

    connected connect_to(const host& one) const;
    void learn(std::int64_t timeline);

    std::string url_;
    std::vector<host> hosts_;
    std::atomic<std::int64_t> newest_ = 0;
};

} // namespace cppo::store
