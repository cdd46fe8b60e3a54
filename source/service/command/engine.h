// Runs commands: load, decide, store, in one transaction, with the command's own record and an
// entry in the audit chain. Nothing acknowledged is lost or doubled (R-STO-02).
#pragma once

#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

#include "ground/mint.h"
#include "market/decision.h"
#include "service/command/actor.h"
#include "service/command/audit.h"
#include "service/command/market_clock.h"
#include "store/engine/database.h"

namespace cppo::service {

// A mutating command. Repeated under its token it answers the same; with another request it is
// refused (token_reused). Without a token it gets one of its own (R-CAT-12).
struct command {
    actor by;
    account_id owner; // whose things it changes
    std::string operation;
    std::string token;
    std::string request_hash;
};

// What a command decided: everything that changes, the id it answers with and what it was about.
struct outcome {
    market::decision decision;
    std::string answer;
    std::string subject;

    // It answers with the id of what it made, and was about it.
    static outcome of(market::decision made) {
        std::string id = made.made;
        return {std::move(made), id, id};
    }
};

using decide = std::function<result<outcome>(store::session&, mint&, instant now)>;

// What a command answered before under its token; none where it has not run. Another request under
// the token is refused (token_reused).
std::optional<result<std::string>> find_answer(store::session& in, const command& what);

using decide_due_work = std::function<market::decision(store::session&, mint&)>;

// Neither done nor failed where somebody else did it.
struct due_outcome {
    bool done = false;
    std::exception_ptr failed;
};

class engine {
  public:
    // With `keys`, which outlive it, the heads of the audit chains are keyed (R-AUD-03).
    engine(store::database& store, market_clock clock, const key_box* keys = nullptr);

    // The answer of the command. `decide` may run more than once and on another thread; it must
    // depend on what it reads, its mint and `now` only.
    result<std::string> run(const command& what, const decide& how);

    // What a command would decide now. Nothing is stored, and its ids are nobody's.
    result<outcome> foresee(const decide& how);

    // Whether its token has an answer already, so that whatever is costly need not be prepared.
    bool has_run(const command& what);

    // Reads one snapshot and returns what `look` returns of it; `now` is the market time of that
    // snapshot.
    template <class Look>
    auto read(Look look) {
        using seen = std::invoke_result_t<Look, store::session&, instant>;
        if constexpr (std::is_void_v<seen>) {
            store_.read([&](store::session& in) { look(in, clock_.now(in)); });
        } else {
            std::optional<seen> made;
            store_.read([&](store::session& in) { made.emplace(look(in, clock_.now(in))); });
            return std::move(*made);
        }
    }

    // Inserts that are their own record, such as usage: without token and audit entry, after the
    // owner's other work. What `how` refuses stores nothing, so it checks before it writes.
    result<void> record(const account_id& owner,
                        const std::function<result<void>(store::session&, instant now)>& how);

    // Pieces of the clockwork's own work, in this order and at low priority, each done or not by
    // itself.
    std::vector<due_outcome> run_due(std::span<const decide_due_work> how);

    // Holds every other mutation back while the clock moves.
    std::unique_lock<std::shared_mutex> hold() { return std::unique_lock(gate_); }
    // The clockwork's share of the same gate.
    std::shared_lock<std::shared_mutex> share() { return std::shared_lock(gate_); }

    const market_clock& clock() const { return clock_; }
    store::database& store() { return store_; }

    // Called after every commit that may have made work due.
    void on_commit(std::function<void()> told) { told_ = std::move(told); }

    // Is told of keys that were issued.
    void on_security(tell_security told) { security_ = std::move(told); }

    // An entry of the clockwork's own, in the transaction of the work it is about.
    void add_audit_entry(store::session& in, const audited& what) const {
        service::add_audit_entry(in, what, keys_);
    }

  private:
    void tell_issued(const actor& by, const std::vector<std::string>& keys) const;

    store::database& store_;
    market_clock clock_;
    const key_box* keys_;
    tell_security security_;
    std::shared_mutex gate_;
    std::function<void()> told_;
};

} // namespace cppo::service
