#include <algorithm>
#include <boost/json/parse.hpp>

#include "console/http/reading.h"
#include "console/http/routes.h"
#include "wire/value/notation.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using market::approval;
using market::second_person;
using service::approval_service;

json::object approval_json(const approval& of, instant now) {
    json::object made{
        {"approvalId", of.id},
        {"call", of.asked_for},
        {"state", of.has_lapsed(now) ? "LAPSED" : cppo::name_of(of.state)},
        {"request", json::parse(of.shown)},
        {"askedBy", of.asked_by},
        {"askedAt", of.asked.text()},
        {"decidedUntil", of.asked.plus_ms(approval::lifetime_ms).text()},
    };
    if (of.decided) {
        made["decidedBy"] = of.decided_by;
        made["decidedAt"] = of.decided->text();
    }
    if (!of.note.empty()) made["note"] = of.note;
    if (!of.made.empty()) made["made"] = of.made;
    return made;
}

json::object rules_json(const second_person& of) {
    json::array above;
    for (const money& each : of.payments_above)
        above.push_back({{"currency", code_of(each.unit())}, {"amount", each.text()}});
    return {{"paymentsAbove", std::move(above)}, {"duties", of.duties}};
}

result<service::second_person_order> rules_in(const call& from) {
    service::second_person_order made{{}, from.idempotency_key, from.request_hash};
    made.becomes.duties = from.input.at("duties").as_bool();
    for (const json::value& each : wire::get_list(from.input, "paymentsAbove")) {
        const currency unit = TRY(parse_currency(wire::get_text(each.as_object(), "currency")));
        const money above = TRY(money::parse(wire::get_text(each.as_object(), "amount"), unit));
        auto& all = made.becomes.payments_above;
        if (std::ranges::find(all, unit, &money::unit) != all.end())
            return no_because(reason::malformed_value, "A currency has one amount.");
        all.push_back(above);
    }
    return made;
}

result<answer> set_rules(approval_service& approvals, const call& from) {
    const auto made = TRY(approvals.run(approvals.changing_rules(from.who, TRY(rules_in(from))),
                                        asked_in(from, "SetSecondPerson")));
    if (made.waits) return waiting(made);
    return answer{rules_json(approvals.rules())};
}

result<answer> list_approvals(approval_service& approvals, const call& from) {
    const instant now = approvals.now();
    return list_answer(TRY(approvals.list(from.who.account, TRY(page_in(from)))),
                       [&](const approval& each) { return approval_json(each, now); });
}

result<answer> describe_approval(approval_service& approvals, const call& from) {
    return answer{
        approval_json(TRY(approvals.describe(from.who.account, text_in(from.input, "approvalId"))),
                      approvals.now())};
}

} // namespace

prepare second_person_rules(approval_service& approvals) {
    return [&approvals](const call& from) -> result<service::deed> {
        return approvals.changing_rules(from.who, TRY(rules_in(from)));
    };
}

std::vector<route> approval_routes(approval_service& approvals,
                                   std::map<std::string, prepare> calls,
                                   const service::key_box& keys) {
    const auto with = [&approvals](auto run) {
        return [&approvals, run](const call& from) { return run(approvals, from); };
    };
    // The call as it was, by the one who asked.
    const auto again = [calls = std::move(calls), &keys](
                           const service::actor& asker, const std::string& name,
                           const std::string& request) -> result<service::deed> {
        return calls.at(name)({asker, json::parse(request).as_object(), "", "", "", keys});
    };
    const auto decide = [&approvals, again](const call& from) -> result<answer> {
        const service::decision_order order{
            text_in(from.input, "approvalId"), wire::get_text(from.input, "decision") == "APPROVE",
            text_in(from.input, "note"), from.idempotency_key, from.request_hash};
        return answer{
            approval_json(TRY(approvals.decide(from.who, order, again)), approvals.now())};
    };
    const std::string all = "/console/v1/approvals";
    const std::string rules = "/console/v1/second-person";
    using enum audience;
    using enum effect;
    // clang-format off
    return {
        {"ListApprovals", "GET", all, operator_only, reads,
         permission_group::users, anybodys, "ApprovalList", "ApprovalPage", 200, {},
         "What waits for a second person, and what became of it", with(list_approvals)},
        {"GetApproval", "GET", all + "/{approvalId}", operator_only, reads,
         permission_group::users, anybodys, "ApprovalNamed", "Approval", 200,
         {reason::approval_not_found}, "What waits for a second person, or was decided",
         with(describe_approval)},
        {"DecideApproval", "POST", all + "/{approvalId}", operator_only, changes,
         permission_group::users, anybodys, "Decision", "Approval", 200,
         {reason::approval_not_found, reason::approval_decided, reason::not_the_second_person,
          // What the calls themselves refuse, judged again.
          reason::second_person_missing, reason::invoice_not_open,
          reason::payment_exceeds_invoice, reason::payment_reference_used,
          reason::account_not_found, reason::user_not_found, reason::last_administrator,
          reason::permission_unknown, reason::wider_than_maker},
         "Decide what another user asked for", decide},
        {"GetSecondPerson", "GET", rules, operator_only, reads,
         permission_group::users, anybodys, "Nothing", "SecondPerson", 200, {},
         "What a second person decides", [&approvals](const call&) -> result<answer> {
             return answer{rules_json(approvals.rules())};
         }},
        {"SetSecondPerson", "PUT", rules, operator_only, changes,
         permission_group::users, duty::administration, "SecondPersonChange", "SecondPerson",
         {200, {{202, "Waiting"}}},
         {reason::second_person_missing, reason::currency_unknown, reason::malformed_amount,
          reason::amount_too_large},
         "Let a second person decide payments above an amount, and what users of the operator may "
         "do", with(set_rules)},
    };
    // clang-format on
}

} // namespace cppo::console
