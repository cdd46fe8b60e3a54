#include "service/money/settlement_service.h"

#include "store/tables/money.h"
#include "store/tables/parties.h"
#include "store/tables/views.h"

#include <algorithm>

#include "market/money/ledger.h"
#include "service/reading/conditions.h"
#include "service/reading/everybody.h"
#include "service/reading/visibility.h"
#include "store/tables/agreements.h"

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
    const auto open_line_of = [&](const account_id& seller_account) {
        const auto found = store::select<statement_line>(
            in, "WHERE owner = $1 AND invoice = $2 AND collected_on IS NULL",
            {seller_account.text(), id.text()});
        return found.empty() ? std::nullopt : std::optional(found[0]);
    };
    const bool is_resold = on.partner != on.manufacturer;
    return payment_case{on,
                        store::find<charge>(in, on.owner, on.charge).value(),
                        open_line_of(on.manufacturer),
                        is_resold ? open_line_of(on.partner) : std::nullopt,
                        store::find<seller>(in, on.manufacturer).value(),
                        is_resold ? store::find<seller>(in, on.partner) : std::nullopt};
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

// A day and an id as a mark: days sort as the moments they begin with.
page_mark mark_of_day(day on, const std::string& id) {
    return {instant::start_of(on).ms(), id};
}

std::string day_of(const page_mark& mark) {
    return instant(mark.order).day().text();
}

// Where an account's invoices or charges stand: its own, what it pays for others, and what it sold.
// Each has an index in the order of the list.
std::vector<conditions> places_of(const std::optional<account_id>& account,
                                  const std::optional<agreement_id>& agreement) {
    std::vector<conditions> made(1);
    if (agreement) {
        made[0].add("agreement = ?", {agreement->text()});
        if (account) made[0].add("? IN (owner, payer, partner)", {account->text()});
    } else if (account) {
        made[0].add("owner = ?", {account->text()});
        made.emplace_back().add("payer = ?", {account->text()}).add("payer <> owner");
        made.emplace_back()
            .add("partner = ?", {account->text()})
            .add("? NOT IN (owner, payer)", {account->text()});
    }
    return made;
}

// The manufacturer of a partner's deal knows the agreement, and not what its buyer is charged
// (R-VIS-02).
result<void> check_price_is_known(session& in, const actor& viewer,
                                  const std::optional<agreement_id>& agreement) {
    if (viewer.is_operator || !agreement) return {};
    const auto of = find_seen<market::agreement>(in, viewer.account, entity_kind::agreement,
                                                 *agreement, {view_role::manufacturer});
    if (!of || of->proposer == viewer.account || of->owner == viewer.account) return {};
    viewer.was_refused("what the buyer of " + agreement->text() + " is charged");
    return no_because(reason::action_not_allowed,
                      "What the buyer is charged is known to the partner; see your statements.",
                      agreement->text());
}

// The first rows of all places in the order of their day and id.
template <class Row, class Mark>
std::vector<Row> first_of(session& in, std::vector<conditions> places, std::string_view on,
                          const page_request& at, const Mark& mark) {
    const std::string order = std::string(on) + ", id";
    std::vector<Row> made;
    for (conditions& each : places) {
        if (at.after) each.add("(" + order + ") > (?, ?)", {day_of(*at.after), at.after->id});
        const std::string text = each.text(order, at.one_more());
        for (Row& row : store::select<Row>(in, text, each.arguments()))
            made.push_back(std::move(row));
    }
    std::ranges::sort(made, {}, mark);
    made.erase(made.begin() + std::min(std::ssize(made), at.one_more()), made.end());
    return made;
}

// What the transfers of a payment brought each party.
split parts_of(const invoice& on, const std::vector<transfer>& posted) {
    const money nothing = money::zero(on.due.total().unit());
    split made{nothing, nothing, nothing, nothing};
    for (const transfer& each : posted) {
        if (each.credit == books::fees) made.marketplace = made.marketplace + each.amount;
        if (each.credit == books::tax) made.tax = made.tax + each.amount;
        if (each.credit == books::payable(on.manufacturer))
            made.manufacturer = made.manufacturer + each.amount;
        else if (each.credit == books::payable(on.partner))
            made.partner = made.partner + each.amount;
    }
    return made;
}

bool sees(session& in, const account_id& viewer, const invoice_id& id) {
    const auto place = store::find<location>(in, id.text());
    if (!place) return false;
    const auto row = store::find<store::invoice_row>(in, place->owner, id);
    return row && (place->owner == viewer || row->payer == viewer);
}

} // namespace

result<deed> settlement_service::recording_payment(const actor& by, const payment_order& order) {
    if (!by.is_operator) {
        const bool is_seen =
            on_.read([&](session& in, instant) { return sees(in, by.account, order.invoice); });
        if (!is_seen) return no(reason::invoice_not_found, order.invoice.text());
        by.was_refused("opencppo:RecordPayment");
        return no(reason::action_not_allowed);
    }
    const currency unit = TRY(parse_currency(order.unit));
    const payment_request ask{TRY(money::parse(order.amount, unit)), order.received_on,
                              order.reference, order.remittance};
    const auto pay = [ask, on = order.invoice](session& in, mint& ids,
                                               instant now) -> result<outcome> {
        const auto about = load_payment_case(in, on);
        if (!about) return no(reason::invoice_not_found, on.text());
        outcome made = outcome::of(TRY(market::record_payment(*about, ask, ids, now)));
        if (store::find<location>(in, place_of_reference(ask.reference)))
            return no(reason::payment_reference_used, ask.reference);
        made.subject = on.text();
        return made;
    };
    return deed{{by, by.account, "RecordPayment", order.token, order.request_hash},
                pay,
                [ask](session&, const second_person& rules) { return rules.decides(ask.amount); }};
}

result<recorded_payment> settlement_service::record_payment(const actor& by,
                                                            const payment_order& order) {
    const deed made = TRY(recording_payment(by, order));
    return recorded(order.invoice, payment_id::minted(TRY(on_.run(made.what, made.how))));
}

result<recorded_payment> settlement_service::recorded(const invoice_id& on, const payment_id& id) {
    return on_.read([&](session& in, instant) {
        const auto place = store::find<location>(in, on.text());
        const auto row = store::find<store::invoice_row>(in, place->owner, on);
        const auto posted = store::select<transfer>(
            in, "WHERE owner = $1 AND cause = 'payment' AND cause_id = $2 ORDER BY id",
            {place->owner.text(), id.text()});
        return recorded_payment{store::find<payment>(in, place->owner, id).value(), row->status,
                                parts_of(store::invoice_of(*row), posted)};
    });
}

result<recorded_payment> settlement_service::preview(const actor& by, const payment_order& order) {
    const deed made = TRY(recording_payment(by, order));
    const outcome would = TRY(on_.foresee(made.how));
    std::optional<payment> paid;
    std::optional<invoice> on;
    std::vector<transfer> posted;
    for (const write& each : would.decision.writes) {
        if (const auto* row = each.find<payment>()) paid = *row;
        if (const auto* row = each.find<invoice>()) on = *row;
        if (const auto* row = each.find<transfer>()) posted.push_back(*row);
    }
    return recorded_payment{paid.value(), on->status, parts_of(*on, posted)};
}

listed<payment> settlement_service::payments(const payment_filter& of, const page_request& at) {
    conditions wanted;
    if (of.invoice) wanted.add("invoice = ?", {of.invoice->text()});
    // One lower bound, so that every page begins where it stands in the index.
    const std::int64_t first = of.from ? instant::start_of(*of.from).us() : 0;
    if (at.after && at.after->order >= first)
        wanted.add("(recorded_us, id) > (?, ?)", {at.after->order, at.after->id});
    else
        wanted.add("recorded_us >= ?", {first});
    auto rows = on_.read([&](session& in, instant) {
        if (of.invoice)
            if (const auto place = store::find<location>(in, of.invoice->text()))
                wanted.add("owner = ?", {place->owner.text()});
        return store::select<payment>(in, wanted.text("recorded_us, id", at.one_more()),
                                      wanted.arguments());
    });
    return listed_in(at, std::move(rows), [](const payment& each) {
        return page_mark{each.recorded.us(), each.id.text()};
    });
}

result<listed<invoice>> settlement_service::invoices(const actor& viewer, const invoice_filter& of,
                                                     const page_request& at) {
    if (!may_look_at(viewer, of.account)) return no(reason::account_not_found, of.account->text());
    auto places = places_of(whose(viewer, of.account), of.agreement);
    if (of.status)
        for (conditions& each : places)
            each.add("status = ?", {std::string(cppo::name_of(*of.status))});
    const auto mark = [](const auto& each) { return mark_of_day(each.issued_on, each.id.text()); };
    auto rows = TRY(on_.read([&](session& in, instant) -> result<std::vector<invoice>> {
        CHECK_OK(check_price_is_known(in, viewer, of.agreement));
        std::vector<invoice> made;
        for (const auto& each :
             first_of<store::invoice_row>(in, std::move(places), "issued_on", at, mark))
            made.push_back(store::invoice_of(each));
        return made;
    }));
    return listed_in(at, std::move(rows), mark);
}

result<listed<charge>> settlement_service::charges(const actor& viewer, const charge_filter& of,
                                                   const page_request& at) {
    if (!may_look_at(viewer, of.account)) return no(reason::account_not_found, of.account->text());
    auto places = places_of(whose(viewer, of.account), of.agreement);
    const auto mark = [](const charge& each) { return mark_of_day(each.due_on, each.id.text()); };
    auto rows = TRY(on_.read([&](session& in, instant) -> result<std::vector<charge>> {
        CHECK_OK(check_price_is_known(in, viewer, of.agreement));
        return first_of<charge>(in, std::move(places), "due_on", at, mark);
    }));
    return listed_in(at, std::move(rows), mark);
}

result<listed<told_line>> settlement_service::statements(const std::optional<account_id>& of,
                                                         std::optional<day> from,
                                                         std::optional<day> to,
                                                         const page_request& at) {
    if (!of)
        return of_everybody(on_, at, [&](const account_id& each, const page_request& page) {
            return statements(each, from, to, page);
        });
    const account_id& seller_account = *of;
    conditions wanted;
    wanted.add("owner = ?", {seller_account.text()});
    // One lower bound, so that every page begins where it stands in the index.
    const std::int64_t first = from ? instant::start_of(*from).us() : 0;
    if (at.after && at.after->order >= first)
        wanted.add("(issued_us, id) > (?, ?)", {at.after->order, at.after->id});
    else
        wanted.add("issued_us >= ?", {first});
    if (to) wanted.add("issued_us <= ?", {instant::end_of(*to).us()});
    const std::string text = wanted.text("issued_us, id", at.one_more());
    auto rows = on_.read([&](session& in, instant now) {
        return told_lines(in, seller_account,
                          store::select<statement_line>(in, text, wanted.arguments()), now.day());
    });
    return listed_in(at, std::move(rows), [](const told_line& each) {
        return page_mark{each.line.issued.us(), each.line.id};
    });
}

result<listed<disbursement>> settlement_service::disbursements(const std::optional<account_id>& of,
                                                               const page_request& at) {
    if (!of)
        return of_everybody(on_, at, [&](const account_id& each, const page_request& page) {
            return disbursements(each, page);
        });
    const auto mark = [](const disbursement& each) {
        return mark_of_day(each.paid_on, each.id.text());
    };
    std::vector<conditions> own(1);
    own[0].add("owner = ?", {of->text()});
    auto rows = on_.read([&](session& in, instant) {
        return first_of<disbursement>(in, std::move(own), "paid_on", at, mark);
    });
    return listed_in(at, std::move(rows), mark);
}

} // namespace cppo::service
