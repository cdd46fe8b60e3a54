#include "service/command/audit.h"

#include "service/command/audit_heads.h"
#include "service/secrets/digest.h"

namespace cppo::service {
namespace {

// What entries are hashed of: in the first form nothing of credential, outcome and values.
constexpr std::int64_t current_form = 2;

// A refusal stores nothing, so whatever has an entry was done.
constexpr const char* done = "DONE";

// The account that somebody else acted for.
std::string acted_for(const audited& what) {
    if (what.left.about && *what.left.about != what.by) return what.left.about->text();
    return what.owner == what.by ? "" : what.owner.text();
}

} // namespace

void add_audit_entry(store::session& in, const audited& what, const key_box* keys) {
    in.lock_owner(what.owner);
    const auto& amount = what.left.amount;
    store::audit_entry entry{what.owner,
                             1,
                             what.at,
                             what.user,
                             what.by,
                             what.operation,
                             what.subject,
                             what.source,
                             "",
                             "",
                             current_form,
                             what.credential,
                             done,
                             acted_for(what),
                             amount ? amount->text() : "",
                             amount ? std::string(code_of(amount->unit())) : "",
                             what.left.before,
                             what.left.after};
    for (const store::audit_entry& last : store::select<store::audit_entry>(
             in, "WHERE owner = $1 ORDER BY number DESC LIMIT 1", {what.owner.text()})) {
        entry.number = last.number + 1;
        entry.previous = last.hash;
    }
    entry.hash = hash_of(entry);
    store::insert(in, entry);
    if (keys) store::put(in, head_of(entry, *keys));
}

std::string hash_of(const store::audit_entry& entry) {
    std::vector<std::string> parts{entry.owner.text(), std::to_string(entry.number),
                                   entry.at.text(),    entry.user,
                                   entry.by.text(),    entry.operation,
                                   entry.subject,      entry.source,
                                   entry.previous};
    if (entry.form > 1)
        for (const std::string& part :
             {std::to_string(entry.form), entry.credential, entry.outcome, entry.acted_for,
              entry.amount, entry.currency, entry.before, entry.after})
            parts.push_back(part);
    std::string text;
    for (const std::string& part : parts) text += std::to_string(part.size()) + ":" + part + "\n";
    return sha256_hex(text);
}

} // namespace cppo::service
