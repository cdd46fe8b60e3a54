#include "store/engine/sessions_beside.h"

namespace cppo::store {

std::int64_t sessions_beside(database& of) {
    std::int64_t count = 0;
    if (!of.is_shared()) return count;
    of.read([&](session& in) {
        in.run(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
            {}, [&](const row& at) { count = at.integer(0); });
    });
    return count;
}

} // namespace cppo::store
