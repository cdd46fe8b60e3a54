#include "service/parties/submission_service.h"

#include "market/money/disbursing.h"
#include "notation/bank_text.h"
#include "service/secrets/sealed.h"
#include "store/tables/money.h"
#include "store/tables/parties.h"

namespace cppo::service {

using namespace market;
using store::session;

namespace {

result<registration> registration_in(session& in, const account_id& owner) {
    auto of = store::find<seller>(in, owner);
    if (!of) return no(reason::seller_not_found, owner.text());
    auto sent = store::find<submission>(in, owner);
    return registration{std::move(*of), sent ? std::move(*sent) : submission{owner, 0}};
}

} // namespace

result<registration> submission_service::describe(const account_id& owner) {
    return on_.read([&](session& in, instant) { return registration_in(in, owner); });
}

result<registration> submission_service::submit(const actor& by, const submission_order& order) {
    CHECK_OK(may_administer(by, order.owner));
    submitted what = order.what;
    std::string sealed_bank;
    if (what.bank) {
        what.bank = TRY(checked(*what.bank));
        sealed_bank =
            seal(keys_, notation::text_from(*what.bank), sealed_place::of_bank(order.owner));
    }
    return change({by, order.owner, "SubmitSeller", order.token, order.request_hash},
                  [&](registration was, instant now) {
                      return market::submit(std::move(was), what, sealed_bank, now);
                  });
}

result<registration> submission_service::decide(const actor& by, const approval_order& order) {
    CHECK_OK(may_administer(by, order.owner));
    if (!by.is_operator) return no(reason::action_not_allowed);
    return change({by, order.owner, "ApproveSeller", order.token, order.request_hash},
                  [&](registration was, instant now) {
                      return market::decide(std::move(was), order.what, now);
                  });
}

result<registration> submission_service::change(const command& what, const judged& how) {
    CHECK_OK(on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const registration was = TRY(registration_in(in, what.owner));
        registration made = TRY(how(was, now));
        outcome done{{}, what.owner.text(), what.owner.text()};
        const auto open = store::select<payable>(in, "WHERE owner = $1 AND disbursed IS NULL",
                                                 {what.owner.text()});
        for (const due_work& each : pay_days_of(was.of, made.of, open, now))
            done.decision.writes.push_back(each);
        done.decision.writes.push_back(std::move(made.of));
        done.decision.writes.push_back(std::move(made.sent));
        return done;
    }));
    return describe(what.owner);
}

std::optional<billing_details> submission_service::billing(const account_id& owner) {
    return on_.read([&](session& in, instant) { return store::find<billing_details>(in, owner); });
}

result<billing_details> submission_service::change_billing(const actor& by,
                                                           const billing_order& order) {
    const account_id& owner = order.what.owner;
    CHECK_OK(may_administer(by, owner));
    const command what{by, owner, "ChangeBilling", order.token, order.request_hash};
    CHECK_OK(on_.run(what, [&](session& in, mint&, instant) -> result<outcome> {
        if (!store::find<account>(in, owner)) return no(reason::account_not_found, owner.text());
        const auto was = store::find<billing_details>(in, owner);
        billing_details made = order.what;
        made.revision = was ? was->revision : 0;
        return outcome{{.writes = {std::move(made)}}, owner.text(), owner.text()};
    }));
    return billing(owner).value();
}

} // namespace cppo::service
