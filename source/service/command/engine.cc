#include "service/command/engine.h"

#include "service/command/audit.h"
#include "service/secrets/digest.h"
#include "store/tables/commands.h"
#include "store/tables/decisions.h"

namespace cppo::service {
namespace {

constexpr int attempts_max = 4;

// What a run leaves behind beside its answer.
struct traces {
    const key_box* keys;
    std::vector<std::string> issued = {};
};

result<std::string> run_once(store::session& in, const command& what, const decide& how,
                             mint::seed seed, instant now, traces& left) {
    // Commands of one owner follow each other, so that a refusal too is decided on one state.
    in.lock_owner(what.owner);
    if (auto earlier = find_answer(in, what)) return *earlier;
    mint ids(seed);
    outcome made = TRY(how(in, ids, now));
    store::trace changed = store::trace_of(in, made.decision);
    left.issued = changed.issued;
    store::apply(in, made.decision, ids);
    store::insert(in, store::command_record{what.owner, what.operation, what.token,
                                            what.request_hash, made.answer, now});
    add_audit_entry(in,
                    {.owner = what.owner,
                     .at = now,
                     .user = what.by.user.text(),
                     .by = what.by.account,
                     .operation = what.operation,
                     .subject = made.subject,
                     .source = what.by.peer,
                     .credential = what.by.credential,
                     .left = std::move(changed)},
                    left.keys);
    return made.answer;
}

due_outcome outcome_of(std::exception_ptr thrown) {
    if (!thrown) return {.done = true};
    try {
        std::rethrow_exception(thrown);
    } catch (const store::failure& failed) {
        if (failed.what_kind == store::failure::kind::busy_or_conflict) return {};
    } catch (...) {
    }
    return {.failed = std::move(thrown)};
}

} // namespace

std::optional<result<std::string>> find_answer(store::session& in, const command& what) {
    const auto kept =
        store::find<store::command_record>(in, what.owner, what.operation, what.token);
    if (!kept) return {};
    if (kept->request_hash != what.request_hash)
        return result<std::string>(no(reason::token_reused, what.token));
    return result<std::string>(kept->answer);
}

engine::engine(store::database& store, market_clock clock, const key_box* keys)
    : store_(store), clock_(std::move(clock)), keys_(keys) {}

result<std::string> engine::run(const command& asked, const decide& how) {
    const auto share = std::shared_lock(gate_);
    const mint::seed seed = random_seed();
    command what = asked;
    if (what.token.empty()) what.token = "own-" + mint(random_seed()).text(25);
    result<std::string> answer = no(reason::malformed_value);
    // Market time is part of the decision, so every attempt has the first one's.
    std::optional<instant> now;
    traces left{keys_};
    for (int attempt = 1;; ++attempt) {
        try {
            store_.write([&](store::session& in) {
                if (!now) now = clock_.now(in);
                left.issued.clear();
                answer = run_once(in, what, how, seed, *now, left);
            });
            break;
        } catch (const store::failure& failed) {
            // A lost COMMIT is looked up by its token on the next attempt.
            const bool again = failed.outcome_unknown ||
                               failed.what_kind == store::failure::kind::busy_or_conflict;
            if (!again || attempt == attempts_max) throw;
        }
    }
    if (told_) told_();
    if (answer) tell_issued(what.by, left.issued);
    return answer;
}

result<outcome> engine::foresee(const decide& how) {
    return read([&](store::session& in, instant now) {
        mint unused(random_seed());
        return how(in, unused, now);
    });
}

void engine::tell_issued(const actor& by, const std::vector<std::string>& keys) const {
    if (!security_) return;
    for (const std::string& each : keys)
        security_({security_kind::key_issued, by.credential, by.account.text(), each, by.peer});
}

bool engine::has_run(const command& what) {
    if (what.token.empty()) return false;
    return read([&](store::session& in, instant) { return find_answer(in, what).has_value(); });
}

result<void> engine::record(const account_id& owner,
                            const std::function<result<void>(store::session&, instant now)>& how) {
    const auto share = std::shared_lock(gate_);
    result<void> made;
    for (int attempt = 1;; ++attempt) {
        try {
            store_.write([&](store::session& in) {
                in.lock_owner(owner);
                made = how(in, clock_.now(in));
            });
            return made;
        } catch (const store::failure& failed) {
            // Usage that was recorded is found again by its key, so an unknown outcome is tried
            // again.
            const bool again = failed.outcome_unknown ||
                               failed.what_kind == store::failure::kind::busy_or_conflict;
            if (!again || attempt == attempts_max) throw;
        }
    }
}

std::vector<due_outcome> engine::run_due(std::span<const decide_due_work> how) {
    std::vector<std::function<void(store::session&)>> works;
    for (const decide_due_work& each : how)
        works.emplace_back([&each, seed = random_seed()](store::session& in) {
            mint ids(seed);
            const market::decision made = each(in, ids);
            store::apply(in, made, ids);
        });
    std::vector<due_outcome> made;
    for (std::exception_ptr& thrown :
         store_.write_each(works, store::database::priority::clockwork))
        made.push_back(outcome_of(std::move(thrown)));
    return made;
}

} // namespace cppo::service
