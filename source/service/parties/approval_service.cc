#include "service/parties/approval_service.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>

#include "service/secrets/sealed.h"
#include "store/tables/commands.h"
#include "store/tables/parties.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

constexpr const char* setting_name = "second_person";
constexpr std::string_view id_prefix = "apr-";
constexpr std::string_view duties_word = "duties";

// duties USD:1000000
std::string written(const second_person& of) {
    std::string text;
    if (of.duties) text += std::string(duties_word) + ' ';
    for (const money& each : of.payments_above)
        text += std::string(code_of(each.unit())) + ':' + std::to_string(each.minor()) + ' ';
    return text;
}

second_person rules_in(session& in) {
    const auto kept = store::find<setting>(in, std::string(setting_name));
    second_person made;
    std::string_view left = kept ? std::string_view(kept->value) : std::string_view();
    while (!left.empty()) {
        const std::string_view word = left.substr(0, left.find(' '));
        left.remove_prefix(std::min(left.size(), word.size() + 1));
        const auto colon = word.find(':');
        if (colon == std::string_view::npos) {
            made.duties = made.duties || word == duties_word;
            continue;
        }
        std::int64_t minor = 0;
        std::from_chars(word.data() + colon + 1, word.data() + word.size(), minor);
        made.payments_above.emplace_back(minor, parse_currency(word.substr(0, colon)).value());
    }
    return made;
}

approval get_asked(const deed& what, const asked_call& call, std::string id, std::string sealed,
                   instant now) {
    return {.owner = what.what.by.account,
            .id = std::move(id),
            .revision = 0,
            .state = approval_state::waiting,
            .asked_for = call.name,
            .sealed_request = std::move(sealed),
            .shown = call.shown,
            .asked_by = what.what.by.user.text(),
            .asked = now};
}

// Whoever had the key of this call made, and so may have its secret.
std::string maker_of_key(session& in, const actor& by) {
    const auto key = store::find<access_key>(in, by.account, by.credential);
    return key ? key->made_by : "";
}

// The one who asked, as that user is now.
result<actor> asker_of(session& in, const approval& of, const permission& needed,
                       const std::string& peer) {
    const auto asked_by = store::find<user>(in, of.owner, user_id::minted(of.asked_by));
    actor made{.account = of.owner,
               .user = user_id::minted(of.asked_by),
               .part = asked_by ? asked_by->part : user_role::viewer,
               .actions = asked_by ? asked_by->actions : std::vector<std::string>(),
               .is_operator = true,
               .peer = peer};
    if (!asked_by || !asked_by->is_active() || !made.may(needed, true))
        return no_because(reason::action_not_allowed, "Who asked may not do it any more.");
    return made;
}

} // namespace

const permission& approval_service::needed_for(const std::string& call) const {
    const auto found = std::ranges::find(known_, "opencppo:" + call, &permission::name);
    if (found == known_.end()) throw std::logic_error("No permission for " + call);
    return *found;
}

second_person approval_service::rules() {
    return on_.read([](session& in, instant) { return rules_in(in); });
}

instant approval_service::now() {
    return on_.read([](session&, instant at) { return at; });
}

deed approval_service::changing_rules(const actor& by, const second_person_order& order) {
    const auto change = [this, by, becomes = order.becomes](session& in, mint&,
                                                            instant) -> result<outcome> {
        const auto users =
            store::select<user>(in, "WHERE owner = $1 ORDER BY id", {by.account.text()});
        const auto can_decide = [&](const char* call) {
            return has_second_person(users, needed_for(call));
        };
        if (becomes.is_on() && !can_decide("SetSecondPerson"))
            return no(reason::second_person_missing, "SetSecondPerson");
        if (becomes.duties && !(can_decide("AddUser") && can_decide("ChangeUser")))
            return no(reason::second_person_missing, "ChangeUser");
        if (!becomes.payments_above.empty() && !can_decide("RecordPayment"))
            return no(reason::second_person_missing, "RecordPayment");
        return outcome{
            {.writes = {setting{setting_name, written(becomes)}}}, setting_name, setting_name};
    };
    return {{by, by.account, "SetSecondPerson", order.token, order.request_hash},
            change,
            [](session&, const second_person& now) { return now.is_on(); }};
}

result<done_or_waiting> approval_service::run(const deed& what, const asked_call& call) {
    const auto how = [&](session& in, mint& ids, instant now) -> result<outcome> {
        if (!what.needs_second || !what.needs_second(in, rules_in(in)))
            return what.how(in, ids, now);
        // What could not be done anyway waits for nobody.
        mint unused = ids;
        CHECK_OK(what.how(in, unused, now));
        const std::string id = std::string(id_prefix) + ids.text(17);
        const account_id& owner = what.what.by.account;
        const std::string sealed = seal(keys_, call.request, sealed_place::of_approval(owner, id));
        return outcome{{.writes = {get_asked(what, call, id, sealed, now)}}, id, id};
    };
    std::string id = TRY(on_.run(what.what, how));
    const bool waits = id.starts_with(id_prefix);
    return done_or_waiting{std::move(id), waits};
}

result<listed<approval>> approval_service::list(const account_id& owner, const page_request& at) {
    const page_mark after =
        at.after.value_or(page_mark{std::numeric_limits<std::int64_t>::max(), ""});
    auto rows = on_.read([&](session& in, instant) {
        return store::select<approval>(
            in,
            "WHERE owner = $1 AND (asked_us < $2 OR (asked_us = $2 AND id < $3)) "
            "ORDER BY asked_us DESC, id DESC LIMIT $4",
            {owner.text(), after.order, after.id, at.one_more()});
    });
    return listed_in(at, std::move(rows),
                     [](const approval& each) { return page_mark{each.asked.us(), each.id}; });
}

result<approval> approval_service::describe(const account_id& owner, const std::string& id) {
    auto found =
        on_.read([&](session& in, instant) { return store::find<approval>(in, owner, id); });
    if (!found) return no(reason::approval_not_found, id);
    return std::move(*found);
}

result<approval> approval_service::decide(const actor& by, const decision_order& order,
                                          const rebuild& make) {
    const command what{by, by.account, "DecideApproval", order.token, order.request_hash};
    const auto how = [&](session& in, mint& ids, instant now) -> result<outcome> {
        const auto of = store::find<approval>(in, by.account, order.approval);
        if (!of) return no(reason::approval_not_found, order.approval);
        const permission& needed = needed_for(of->asked_for);
        if (!by.may(needed, true)) return no(reason::action_not_allowed, needed.name);
        CHECK_OK(check_decider(*of, by.user, maker_of_key(in, by), now));
        approval decided = *of;
        decided.state = order.approves ? approval_state::approved : approval_state::refused;
        decided.decided_by = by.user.text();
        decided.decided = now;
        decided.note = order.note;
        outcome done;
        if (order.approves) {
            const actor asker = TRY(asker_of(in, *of, needed, by.peer));
            const std::string request =
                open(keys_, of->sealed_request, sealed_place::of_approval(of->owner, of->id));
            const deed again = TRY(make(asker, of->asked_for, request));
            done = TRY(again.how(in, ids, now));
            decided.made = done.answer;
        }
        done.decision.writes.push_back(std::move(decided));
        done.answer = done.subject = of->id;
        return done;
    };
    return describe(by.account, TRY(on_.run(what, how)));
}

} // namespace cppo::service
