#include "service/work/due_items.h"

#include "market/agreements/acceptance.h"
#include "market/agreements/course.h"
#include "market/catalog/change_sets/change_set.h"
#include "market/money/collecting.h"
#include "market/money/disbursing.h"
#include "market/money/invoicing.h"
#include "market/usage/month_end.h"
#include "notation/changes/change_text.h"
#include "service/catalog/working_copies.h"
#include "service/usage/usage_digest.h"
#include "service/usage/usage_totals.h"
#include "service/work/pruning.h"
#include "store/tables/agreements.h"
#include "store/tables/change_sets.h"
#include "store/tables/money.h"
#include "store/tables/parties.h"
#include "store/tables/work.h"

namespace cppo::service {
namespace {

using namespace market;

decision nothing_left(const due_work& work) {
    decision out;
    out.writes.push_back(due_done{work});
    return out;
}

decision finish_change_set(store::session& in, const due_work& work, instant now) {
    auto set = store::find<change_set>(in, work.owner, change_set_id::minted(work.subject));
    if (!set || !set->is_open()) return nothing_left(work);
    if (begins_later(*set, work)) return begin(*set, work);
    notation::read_details(*set);
    working_copies on = load_working_copies(in, work.owner, *set, now);
    return finish(std::move(on), std::move(*set), work);
}

decision cut_invoice(store::session& in, mint& ids, const due_work& work) {
    const auto what = store::find<charge>(in, work.owner, charge_id::minted(work.subject));
    if (!what) return nothing_left(work);
    const auto under = store::find<agreement>(in, work.owner, what->agreement);
    return invoice_charge(*what, under.value(), work, ids);
}

// The owner is locked first, so that no record slips in between.
decision close(store::session& in, mint& ids, const due_work& work) {
    in.lock_owner(work.owner);
    const auto of = store::find<agreement>(in, work.owner, agreement_id::minted(work.subject));
    if (!of || !of->terms.usage) return nothing_left(work);
    const month before = month_of(work.due) - std::chrono::months(1);
    const auto used = used_in(in, of->owner, of->number, of->terms.usage->rates.size(), before);
    auto made = close_month(*of, used, work, ids);
    if (!made) throw store::failure("22003", made.error().sentence);
    return std::move(*made);
}

// An agreement starts or ends with what may be used under it, or what was chosen ends before it.
decision turn_agreement(store::session& in, const due_work& work) {
    const auto of = store::find<agreement>(in, work.owner, agreement_id::minted(work.subject));
    if (!of) return nothing_left(work);
    const auto entitlements = store::select<entitlement>(in, "WHERE owner = $1 AND agreement = $2",
                                                         {work.owner.text(), work.subject});
    if (work.kind == due_kind::end_choice) return end_choice(*of, entitlements, work);
    return work.kind == due_kind::end_agreement ? end(*of, entitlements, work)
                                                : start(*of, entitlements, work);
}

// Nothing is recorded for the hour any more, so what was is put into the buyer's audit chain.
decision seal_usage(const engine& on, store::session& in, const due_work& work, instant now) {
    on.add_audit_entry(
        in, {.owner = work.owner,
             .at = now,
             .user = "clockwork",
             .by = work.owner,
             .operation = seal_usage_operation,
             .subject = work.subject,
             .source = "",
             .credential = "",
             .left = {.after = digest_of_usage(in, work.owner, hour_of_subject(work.subject))}});
    return nothing_left(work);
}

decision pay_out(store::session& in, mint& ids, const due_work& work) {
    const auto to = store::find<seller>(in, work.owner);
    if (!to) return nothing_left(work);
    const auto open = store::select<payable>(
        in, "WHERE owner = $1 AND disbursed IS NULL AND currency = $2 ORDER BY collected_on, id",
        {work.owner.text(), work.subject});
    std::vector<std::string> collected;
    for (const payable& each : open) collected.push_back(each.line);
    const auto statements = store::select_among<statement_line>(in, "owner = $1 AND id",
                                                                {work.owner.text()}, collected);
    return disburse(*to, open, statements, work, ids);
}

} // namespace

decision decide_due(const engine& on, store::session& in, mint& ids, const due_work& work,
                    instant now) {
    const auto kept = store::find<due_work>(in, work.owner, work.kind, work.subject);
    if (!kept || kept->due != work.due)
        throw store::failure("55P03", "Somebody else did this due work.");
    switch (work.kind) {
        case due_kind::apply_change_set:
            return finish_change_set(in, work, now);
        case due_kind::close_month:
            return close(in, ids, work);
        case due_kind::invoice_charge:
            return cut_invoice(in, ids, work);
        case due_kind::disburse:
            return pay_out(in, ids, work);
        case due_kind::end_agreement:
        case due_kind::start_agreement:
        case due_kind::end_choice:
            return turn_agreement(in, work);
        case due_kind::seal_usage:
            return seal_usage(on, in, work, now);
        case due_kind::prune_records:
            return prune(in, work);
    }
    __builtin_unreachable();
}

} // namespace cppo::service
