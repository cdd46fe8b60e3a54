// The durable state: one schema and one SQL text over SQLite (the embedded default) or PostgreSQL.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "store/engine/migration.h"
#include "store/engine/session.h"

namespace cppo::store {

class database {
  public:
    struct options {
        std::string url; // sqlite:/path/file.db or postgresql://...
        int connections = 8;
        std::span<const migration> migrations = {};
        // Changes nothing, and may stand beside a process that has an embedded store open. Refuses
        // a store that is older than the last migration.
        bool reads_only = false;
        // Called before a store that is in use is migrated, with how many of the migrations it has.
        std::function<void(database&, std::size_t applied)> before_migration = {};
    };

    // Creates, checks and migrates the store. A SQLite file belongs to one process at a time.
    static std::unique_ptr<database> open(const options& how);

    // Runs `work` in a short read-only transaction; its reads are one snapshot. `work` runs once.
    // Waits at most 10 seconds for a connection.
    virtual void read(const std::function<void(session&)>& work) = 0;

    // Clockwork yields to callers but never starves.
    enum class priority { caller, clockwork };

    // Runs `work` in one transaction, durable when the call returns. `work` may run more than once
    // and on another thread, so it has no effect outside the session. What it throws rolls its
    // writes back and is rethrown. A failure with `outcome_unknown` may have become durable.
    virtual void write(const std::function<void(session&)>& work,
                       priority wanted = priority::caller) = 0;

    // Writes one work after the other, each as `write` would, with as few commits as the engine
    // can. Answers what each threw; nothing where it is durable.
    virtual std::vector<std::exception_ptr> write_each(
        std::span<const std::function<void(session&)>> works, priority wanted);

    // Whether other processes may have it open at the same time.
    virtual bool is_shared() const = 0;

    virtual ~database();
};

} // namespace cppo::store
