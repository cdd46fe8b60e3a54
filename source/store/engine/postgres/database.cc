#include "store/engine/postgres/database.h"

#include <algorithm>
#include <random>
#include <thread>

namespace cppo::store {
namespace {

// How often a transaction that met `why` is tried in all.
int attempts_max(const failure& why) {
    if (why.outcome_unknown) return 1;
    // A key that exists mostly still exists; the retry is for two writers that made it at once.
    if (why.sqlstate == "23505") return 3;
    if (why.sqlstate == "40001" || why.sqlstate == "40P01") return 12;
    if (why.what_kind == failure::kind::connection_lost) return 4;
    return 1;
}

void back_off(int attempt) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const int longest_ms = std::min(1 << attempt, 200);
    std::this_thread::sleep_for(
        std::chrono::milliseconds(std::uniform_int_distribution(1, longest_ms)(random)));
}

} // namespace

postgres_database::postgres_database(const std::string& url, int connections)
    : hosts_(url),
      pool_(connections, [this] { return std::make_unique<postgres_connection>(hosts_); }) {}

// A restart of the engine leaves dead connections idle, so some may be thrown away first.
postgres_database::connections::loan postgres_database::begun(connection::access wanted,
                                                              bool background) {
    for (int tried = 0;; ++tried) {
        auto lent = pool_.take(background);
        try {
            lent->begin(wanted);
            return lent;
        } catch (const failure& why) {
            if (why.what_kind != failure::kind::connection_lost || tried >= pool_.size()) throw;
        }
    }
}

void postgres_database::read(const std::function<void(session&)>& work) {
    const auto lent = begun(connection::access::reading, false);
    try {
        work(*lent);
    } catch (...) {
        lent->rollback();
        throw;
    }
    lent->commit();
}

void postgres_database::write(const std::function<void(session&)>& work, priority wanted) {
    for (int tried = 1;; ++tried) {
        try {
            return attempt(work, wanted);
        } catch (const failure& why) {
            if (tried >= attempts_max(why)) throw;
        }
        back_off(tried);
    }
}

void postgres_database::attempt(const std::function<void(session&)>& work, priority wanted) {
    const auto lent = begun(connection::access::writing, wanted == priority::clockwork);
    try {
        work(*lent);
    } catch (...) {
        lent->rollback();
        throw;
    }
    lent->commit();
}

} // namespace cppo::store
