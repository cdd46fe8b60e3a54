#include "store/tables/decisions.h"

#include <set>

#include "market/any_row.h"
#include "notation/event_content.h"
#include "store/tables/agreements.h"
#include "store/tables/authorizations.h"
#include "store/tables/change_sets.h"
#include "store/tables/commands.h"
#include "store/tables/money.h"
#include "store/tables/offers.h"
#include "store/tables/parties.h"
#include "store/tables/products.h"
#include "store/tables/resources.h"
#include "store/tables/views.h"
#include "store/tables/work.h"

namespace cppo::store {
namespace {

using namespace market;

[[noreturn]] void conflict(std::string_view what) {
    throw failure("40001", "Somebody else changed the " + std::string(what) + ".");
}

// Writes one value of a decision. New values are inserted, others must have the revision they were
// read with.
class writer {
  public:
    explicit writer(session& in) : in_(in) {}

    template <class Row>
    void operator()(const Row& row) const {
        if constexpr (requires { row.revision; }) {
            if (row.revision != 0) {
                if (!update_if_revision(in_, row, row.revision)) conflict(table<Row>::name);
                return;
            }
            Row first = row;
            first.revision = 1;
            insert(in_, first);
        } else {
            insert(in_, row);
        }
    }

    void operator()(const invoice& made) const { (*this)(row_of(made)); }
    void operator()(const view& shown) const { put(in_, shown); }
    void operator()(const setting& chosen) const { put(in_, chosen); }
    void operator()(std::monostate) const {}
    void operator()(const resource_tag& put_on) const { put(in_, put_on); }
    void operator()(const resource_tag_removed& gone) const {
        erase<resource_tag>(in_, gone.owner, gone.resource, gone.key);
    }
    void operator()(const resource_policy& made) const { put(in_, made); }
    void operator()(const resource_policy_removed& gone) const {
        erase<resource_policy>(in_, gone.owner, gone.entity);
    }

    void operator()(const view_changed& changed) const {
        using ends_type = column_type<std::optional<instant>>;
        in_.run(
            "UPDATE visible SET status = $1, ends_us = $2, modified_us = $3 "
            "WHERE viewer = $4 AND role = $5 AND kind = $6 AND id = $7",
            {changed.status, ends_type::store(changed.ends), changed.modified.us(),
             changed.viewer.text(), std::string(name_of(changed.role)),
             std::string(name_of(changed.kind)), changed.id});
    }

    void operator()(const use_taken& taken) const {
        const auto changed = in_.run(
            "UPDATE authorization_use SET released = released + 1 WHERE owner = $1 AND id = $2 "
            "AND (offers_max IS NULL OR released < offers_max)",
            {taken.owner.text(), taken.id.text()});
        if (changed != 1) conflict("authorization's use");
    }

    void operator()(const locks_released& released) const {
        in_.run("DELETE FROM entity_lock WHERE owner = $1 AND holder = $2",
                {released.owner.text(), released.holder.text()});
    }

    void operator()(const due_work& work) const { put_earlier(in_, work); }

    void operator()(const due_done& done) const {
        const due_work& work = done.work;
        const auto changed = in_.run(
            "DELETE FROM due_work WHERE owner = $1 AND kind = $2 AND subject = $3 AND due_us = $4",
            {work.owner.text(), column_type<due_kind>::store(work.kind), work.subject,
             work.due.us()});
        if (changed != 1) conflict("due work");
    }

  private:
    session& in_;
};

std::string_view table_of(entity_kind kind) {
    switch (kind) {
        case entity_kind::product:
            return table<product>::name;
        case entity_kind::resale_authorization:
            return table<resale_authorization>::name;
        case entity_kind::offer:
            return table<offer>::name;
        case entity_kind::agreement:
            return table<agreement>::name;
        case entity_kind::invoice:
            return table<invoice_row>::name;
        case entity_kind::access_key:
            return table<access_key>::name;
        case entity_kind::payment_reference:
            return table<location>::name;
    }
    __builtin_unreachable();
}

// A guarded update that changes nothing: it holds on every engine and isolation level, where a read
// would not.
void assert_unchanged(session& in, const expectation& read) {
    const std::string sql =
        "UPDATE " + std::string(table_of(read.kind)) +
        " SET revision = revision WHERE owner = $1 AND id = $2 AND revision = $3";
    const auto found = in.run(sql, {read.owner.text(), read.id, read.revision});
    if (found != 1) conflict(table_of(read.kind));
}

struct owner_of_write {
    const account_id* operator()(const account& made) const { return &made.id; }
    const account_id* operator()(const view& made) const { return &made.viewer; }
    const account_id* operator()(const view_changed& made) const { return &made.viewer; }
    const account_id* operator()(const due_done& made) const { return &made.work.owner; }
    // The marketplace's own.
    const account_id* operator()(const setting&) const { return nullptr; }
    const account_id* operator()(std::monostate) const { return nullptr; }
    template <class Row>
    const account_id* operator()(const Row& made) const {
        return &made.owner;
    }
};

void lock_owners(session& in, const decision& made) {
    std::set<account_id> owners;
    for (const expectation& each : made.expects) owners.insert(each.owner);
    for (const write& each : made.writes)
        if (const account_id* owner = std::visit(owner_of_write{}, each.row().row))
            owners.insert(*owner);
    for (const account_id& each : owners) in.lock_owner(each);
}

} // namespace

void apply(session& in, const decision& made, mint& ids) {
    lock_owners(in, made);
    for (const expectation& each : made.expects) assert_unchanged(in, each);
    for (const write& each : made.writes) std::visit(writer(in), each.row().row);
    for (const event& each : made.events)
        insert(in, outbox_row{each.recipient, "evt-" + ids.text(25), each.kind, each.part,
                              each.subject, each.at, notation::text_from(each.content)});
}

} // namespace cppo::store
