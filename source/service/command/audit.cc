#include "service/command/audit.h"

#include "service/secrets/digest.h"

namespace cppo::service {

void add_audit_entry(store::session& in, const audited& what) {
    in.lock_owner(what.owner);
    store::audit_entry entry{
        what.owner,  1,  what.at, what.user.text(), what.by, what.operation, what.subject,
        what.source, "", ""};
    for (const store::audit_entry& last : store::select<store::audit_entry>(
             in, "WHERE owner = $1 ORDER BY number DESC LIMIT 1", {what.owner.text()})) {
        entry.number = last.number + 1;
        entry.previous = last.hash;
    }
    entry.hash = hash_of(entry);
    store::insert(in, entry);
}

std::string hash_of(const store::audit_entry& entry) {
    std::string text;
    for (const std::string& part :
         {entry.owner.text(), std::to_string(entry.number), entry.at.text(), entry.user,
          entry.by.text(), entry.operation, entry.subject, entry.source, entry.previous})
        text += std::to_string(part.size()) + ":" + part + "\n";
    return sha256_hex(text);
}

} // namespace cppo::service
