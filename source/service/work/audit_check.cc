#include "service/work/audit_check.h"

#include <map>

#include "service/command/audit.h"
#include "service/usage/usage_digest.h"

namespace cppo::service {
namespace {

using store::audit_entry;
using store::audit_head;

std::string chain_of(const account_id& owner) {
    return "The audit chain of " + owner.text();
}

class chain_check {
  public:
    chain_check(store::session& in, const key_box* keys, verification& found)
        : in_(in), keys_(keys), found_(found) {
        for (audit_head& each : store::select<audit_head>(in, ""))
            heads_.emplace(each.owner, std::move(each));
        are_keyed_ = !heads_.empty();
    }

    // Each entry carries the hash of the one before it and its own.
    void add(const audit_entry& each) {
        const bool follows = before_ && before_->owner == each.owner;
        if (!follows) end_chain();
        const bool is_next = each.number == (follows ? before_->number + 1 : 1) &&
                             each.previous == (follows ? before_->hash : "") &&
                             each.form >= (follows ? before_->form : 1);
        if (!is_next || each.hash != hash_of(each))
            fault(chain_of(each.owner) + " is broken at entry " + std::to_string(each.number) +
                  ".");
        were_keyed_ = were_keyed_ || each.form > 1;
        if (each.operation == seal_usage_operation) check_usage(each);
        before_ = each;
        ++found_.audit_entries;
    }

    void end() {
        end_chain();
        for (const auto& [owner, head] : heads_) fault(chain_of(owner) + " is lost.");
        if (found_.audit_entries == 0) return;
        if (!are_keyed_ && were_keyed_)
            fault("The keyed heads of all audit chains are lost.");
        else if (!are_keyed_)
            found_.unchecked.emplace_back(
                "The heads of the audit chains are not keyed yet; the next start of the server "
                "does it.");
        else if (!keys_)
            found_.unchecked.emplace_back(
                "Without the key file nobody can tell whether the audit chains were written by "
                "the marketplace.");
    }

    const std::optional<audit_entry>& last() const { return before_; }

  private:
    void fault(std::string sentence) { found_.faults.push_back(std::move(sentence)); }

    void end_chain() {
        if (!before_ || !are_keyed_) return;
        const auto head = heads_.find(before_->owner);
        if (head == heads_.end()) return fault(chain_of(before_->owner) + " has no keyed head.");
        const audit_head& kept = head->second;
        if (kept.number != before_->number || kept.hash != before_->hash)
            fault(chain_of(kept.owner) + " ends at entry " + std::to_string(before_->number) +
                  ", its keyed head is entry " + std::to_string(kept.number) + ".");
        else if (keys_ && !is_sealed(kept, *keys_))
            fault("The head of " + chain_of(kept.owner).substr(4) +
                  " was not keyed by this marketplace.");
        heads_.erase(head);
    }

    void check_usage(const audit_entry& sealed) {
        ++found_.usage_hours;
        const auto hour = hour_of_subject(sealed.subject);
        if (digest_of_usage(in_, sealed.owner, hour) != sealed.after)
            fault("The usage of " + sealed.owner.text() + " in the hour of " + sealed.subject +
                  " is not what was sealed.");
    }

    store::session& in_;
    const key_box* keys_;
    verification& found_;
    std::map<account_id, audit_head> heads_;
    bool are_keyed_ = false;
    bool were_keyed_ = false; // entries of the newer form have heads from the first on
    std::optional<audit_entry> before_;
};

} // namespace

void check_audit_chains(store::session& in, const key_box* keys, verification& found) {
    chain_check check(in, keys, found);
    constexpr std::int64_t piece = 1'000;
    std::string owner;
    std::int64_t number = 0;
    for (std::int64_t read = piece; read == piece;) {
        const auto entries = store::select<audit_entry>(
            in, "WHERE (owner, number) > ($1, $2) ORDER BY owner, number LIMIT $3",
            {owner, number, piece});
        for (const audit_entry& each : entries) check.add(each);
        read = static_cast<std::int64_t>(entries.size());
        if (check.last()) {
            owner = check.last()->owner.text();
            number = check.last()->number;
        }
    }
    check.end();
}

void check_kept_heads(store::session& in, const kept_heads& since, const std::string& signature,
                      const key_box* keys, verification& found) {
    if (keys && signature_of(since, *keys) != signature) {
        found.faults.emplace_back("The file of heads was not signed by this marketplace.");
        return;
    }
    if (!keys)
        found.unchecked.emplace_back(
            "Without the key file nobody can tell whether the file of heads was changed.");
    for (const audit_entry& each : since.heads) {
        ++found.kept_heads;
        const auto now = store::find<audit_entry>(in, each.owner, each.number);
        const std::string when = " since " + since.at.text();
        if (!now)
            found.faults.push_back(chain_of(each.owner) + " was cut or lost" + when + ": entry " +
                                   std::to_string(each.number) + " is not there.");
        else if (now->hash != each.hash)
            found.faults.push_back(chain_of(each.owner) + " was rewritten" + when + ".");
    }
}

} // namespace cppo::service
