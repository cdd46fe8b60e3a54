#include "store/engine/database.h"

#include <chrono>

#include "store/engine/postgres/database.h"
#include "store/engine/sqlite/database.h"
#include "store/engine/sqlite/view.h"

namespace cppo::store {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

std::unique_ptr<database> connect(const database::options& how) {
    if (how.connections < 1) throw failure("22023", "A store needs at least one connection.");
    if (how.url.starts_with(sqlite_scheme) && how.reads_only)
        return std::make_unique<sqlite_view>(how.url.substr(sqlite_scheme.size()));
    if (how.url.starts_with(sqlite_scheme))
        return std::make_unique<sqlite_database>(how.url.substr(sqlite_scheme.size()),
                                                 how.connections);
    if (how.url.starts_with("postgresql://") || how.url.starts_with("postgres://"))
        return std::make_unique<postgres_database>(how.url, how.connections);
    // The URL may hold a password, so it is not repeated.
    throw failure("22023", "A store's URL begins with sqlite: or postgresql://.");
}

} // namespace

database::~database() = default;

std::vector<std::exception_ptr> database::write_each(
    std::span<const std::function<void(session&)>> works, priority wanted) {
    std::vector<std::exception_ptr> thrown(works.size());
    for (std::size_t at = 0; at < works.size(); ++at) try {
            write(works[at], wanted);
        } catch (...) {
            thrown[at] = std::current_exception();
        }
    return thrown;
}

std::unique_ptr<database> database::open(const options& how) {
    auto opened = connect(how);
    if (how.reads_only) {
        if (applied_count(*opened, how.migrations) < how.migrations.size())
            throw failure("55000", "The store is older than this version; serve it once first.");
        return opened;
    }
    if (how.before_migration) {
        const std::size_t applied = applied_count(*opened, how.migrations);
        if (applied > 0 && applied < how.migrations.size()) how.before_migration(*opened, applied);
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    migrate(*opened, how.migrations,
            std::chrono::duration_cast<std::chrono::microseconds>(now).count());
    return opened;
}

} // namespace cppo::store
