#include "service/money/settlement_service.h"

#include "store/tables/parties.h"
#include "store/tables/views.h"

#include <algorithm>

#include "service/reading/conditions.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

std::optional<payment_case> load_payment_case(session& in, const invoice_id& id) {
    const auto place = store::find<location>(in, id.text());
    if (!place || place->kind != entity_kind::invoice) return {};
    const auto row = store::find<store::invoice_row>(in, place->owner, id);
    if (!row) return {};
    invoice on = store::invoice_of(*row);
    const auto line_of = [&](const account_id& seller_account, statement_part part) {
        return store::select<statement_line>(
                   in, "WHERE owner = $1 AND invoice = $2 AND part = $3",
                   {seller_account.text(), id.text(), std::string(cppo::name_of(part))})
            .at(0);
    };
    const bool is_resold = on.partner != on.manufacturer;
    std::vector<payable> payables;
    std::set<account_id> sellers{on.manufacturer, on.partner};
    for (const account_id& each : sellers)
        for (payable& one : store::select<payable>(
                 in, "WHERE owner = $1 AND invoice = $2 ORDER BY collected_on, id",
                 {each.text(), id.text()}))
            payables.push_back(std::move(one));
    return payment_case{
        on,
        store::find<charge>(in, on.owner, on.charge).value(),
        line_of(on.manufacturer, statement_part::manufacturer),
        is_resold ? std::optional(line_of(on.partner, statement_part::partner)) : std::nullopt,
        store::find<seller>(in, on.manufacturer).value(),
        is_resold ? store::find<seller>(in, on.partner) : std::nullopt,
        std::move(payables)};
}

// The accounts whose invoices and charges this viewer asks for; none for an operator who asks for
// all. Nobody but the operator sees other accounts.
bool may_look_at(const actor& viewer, const std::optional<account_id>& asked) {
    return viewer.is_operator || !asked || *asked == viewer.account;
}

// The account a list is of; none where the operator asks for all.
std::optional<account_id> whose(const actor& viewer, const std::optional<account_id>& asked) {
    if (asked || viewer.is_operator) return asked;
    return viewer.account;
}

template <class Row, class Keep>
page<Row> paged(std::vector<Row> rows, const cut& at, const Keep& key) {
    page<Row> made;
    const bool more = rows.size() > at.size;
    if (more) rows.resize(at.size, rows.front());
    if (more) made.next = token_of({0, key(rows.back())}, "");
    made.items = std::move(rows);
    return made;
}

std::int64_t one_more(const cut& at) {
    return static_cast<std::int64_t>(at.size) + 1;
}

result<std::string> key_after(const cut& at) {
    const auto mark = TRY(mark_of(at.after, ""));
    return mark ? mark->id : std::string();
}

} // namespace

result<recorded_payment> settlement_service::record_payment(const actor& by,
                                                            const payment_order& order) {
    const command what{by, by.account, "RecordPayment", order.token, order.request_hash};
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant now) -> result<outcome> {
        const auto on = load_payment_case(in, order.invoice);
        if (!on) return no(reason::invoice_not_found, order.invoice.text());
        const currency unit = TRY(parse_currency(order.unit));
        const payment_request ask{TRY(money::parse(order.amount, unit)), order.received_on,
                                  order.reference};
        outcome made = outcome::of(TRY(market::record_payment(*on, ask, ids, now)));
        made.subject = order.invoice.text();
        return made;
    });
    const payment_id id = payment_id::minted(TRY(answer));
    std::optional<recorded_payment> made;
    on_.read([&](session& in, instant) {
        const auto place = store::find<location>(in, order.invoice.text());
        const auto row = store::find<store::invoice_row>(in, place->owner, order.invoice);
        made = recorded_payment{store::find<payment>(in, place->owner, id).value(), row->status};
    });
    return std::move(*made);
}

result<page<invoice>> settlement_service::invoices(const actor& viewer, const invoice_filter& of,
                                                   const cut& at) {
    if (!may_look_at(viewer, of.account)) return no(reason::account_not_found, of.account->text());
    conditions wanted;
    if (const auto account = whose(viewer, of.account))
        wanted.add("(owner = ? OR payer = ?)", account->text());
    if (of.agreement) wanted.add("agreement = ?", of.agreement->text());
    if (of.status) wanted.add("status = ?", std::string(cppo::name_of(*of.status)));
    wanted.add("issued_on || id > ?", TRY(key_after(at)));
    const std::string text = wanted.text("issued_on || id", one_more(at));
    std::vector<invoice> rows;
    on_.read([&](session& in, instant) {
        for (const auto& each : store::select<store::invoice_row>(in, text, wanted.arguments()))
            rows.push_back(store::invoice_of(each));
    });
    return paged(std::move(rows), at,
                 [](const invoice& each) { return each.issued_on.text() + each.id.text(); });
}

result<page<charge>> settlement_service::charges(const actor& viewer, const charge_filter& of,
                                                 const cut& at) {
    if (!may_look_at(viewer, of.account)) return no(reason::account_not_found, of.account->text());
    conditions wanted;
    // A payer sees the charges of the agreements it pays for.
    if (const auto account = whose(viewer, of.account))
        wanted.add(
            "(owner = ? OR agreement IN (SELECT id FROM visible WHERE viewer = ? AND "
            "role = 'payer' AND kind = 'agreement'))",
            account->text());
    if (of.agreement) wanted.add("agreement = ?", of.agreement->text());
    wanted.add("due_on || id > ?", TRY(key_after(at)));
    const std::string text = wanted.text("due_on || id", one_more(at));
    std::vector<charge> rows;
    on_.read(
        [&](session& in, instant) { rows = store::select<charge>(in, text, wanted.arguments()); });
    return paged(std::move(rows), at,
                 [](const charge& each) { return each.due_on.text() + each.id.text(); });
}

result<page<statement_line>> settlement_service::statements(const account_id& seller_account,
                                                            std::optional<day> from,
                                                            std::optional<day> to, const cut& at) {
    const auto mark = TRY(mark_of(at.after, ""));
    const std::int64_t first = from ? instant::start_of(*from).us() : 0;
    const std::int64_t last = to ? instant::end_of(*to).us() : INT64_MAX;
    std::vector<statement_line> rows;
    on_.read([&](session& in, instant) {
        rows = store::select<statement_line>(
            in,
            "WHERE owner = $1 AND issued_us >= $2 AND issued_us <= $3 AND "
            "(issued_us > $4 OR (issued_us = $4 AND id > $5)) ORDER BY issued_us, id LIMIT $6",
            {seller_account.text(), first, last, mark ? mark->order : -1, mark ? mark->id : "",
             one_more(at)});
    });
    page<statement_line> made;
    if (rows.size() > at.size) {
        rows.resize(at.size, rows.front());
        made.next = token_of({rows.back().issued.us(), rows.back().id}, "");
    }
    made.items = std::move(rows);
    return made;
}

result<page<disbursement>> settlement_service::disbursements(const account_id& seller_account,
                                                             const cut& at) {
    const std::string after = TRY(key_after(at));
    std::vector<disbursement> rows;
    on_.read([&](session& in, instant) {
        rows = store::select<disbursement>(
            in, "WHERE owner = $1 AND paid_on || id > $2 ORDER BY paid_on || id LIMIT $3",
            {seller_account.text(), after, one_more(at)});
    });
    return paged(std::move(rows), at,
                 [](const disbursement& each) { return each.paid_on.text() + each.id.text(); });
}

} // namespace cppo::service
