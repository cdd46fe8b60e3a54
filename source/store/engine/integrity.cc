#include "store/engine/integrity.h"

namespace cppo::store {

std::vector<std::string> integrity_faults(database& of) {
    std::vector<std::string> found;
    if (of.is_shared()) return found;
    of.read([&](session& in) {
        in.run("PRAGMA integrity_check", {}, [&](const row& at) {
            if (at.text(0) != "ok") found.emplace_back(at.text(0));
        });
    });
    return found;
}

} // namespace cppo::store
