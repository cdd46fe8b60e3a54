#include "service/money/ledger_service.h"

#include "service/money/ledger_check.h"
#include "service/reading/conditions.h"
#include "service/reading/everybody.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

constexpr std::int64_t rows_per_read = 1'000;

// Calls `use` with every transfer, in the order of time, owner and id.
template <class Use>
void each_transfer(session& in, const Use& use) {
    std::int64_t time = -1;
    std::string owner;
    std::string id;
    while (true) {
        const auto rows = store::select<transfer>(
            in,
            "WHERE at_us > $1 OR (at_us = $1 AND (owner > $2 OR (owner = $2 AND id > $3))) "
            "ORDER BY at_us, owner, id LIMIT $4",
            {time, owner, id, rows_per_read});
        for (const transfer& each : rows) use(each);
        if (std::ssize(rows) < rows_per_read) return;
        time = rows.back().at.us();
        owner = rows.back().owner.text();
        id = rows.back().id.text();
    }
}

std::string entry_of(const transfer& each) {
    const std::string amount = each.amount.text() + " " + std::string(code_of(each.amount.unit()));
    std::string text = each.at.day().text() + " (" + each.id.text() + ") " +
                       std::string(cppo::name_of(each.cause)) + " " + each.cause_id;
    if (each.agreement) text += " | " + each.agreement->text();
    text +=
        "\n    " + each.debit + "  " + amount + "\n    " + each.credit + "  -" + amount + "\n\n";
    return text;
}

} // namespace

result<listed<transfer>> ledger_service::transfers(const std::optional<agreement_id>& of,
                                                   const page_request& at) {
    conditions wanted;
    if (of) wanted.add("agreement = ?", {of->text()});
    if (at.after) wanted.add("(at_us, id) > (?, ?)", {at.after->order, at.after->id});
    const std::string text = wanted.text("at_us, id", at.one_more());
    auto rows = on_.read([&](session& in, instant) {
        return store::select<transfer>(in, text, wanted.arguments());
    });
    return listed_in(at, std::move(rows),
                     [](const transfer& each) { return page_mark{each.at.us(), each.id.text()}; });
}

std::string ledger_service::journal() {
    return on_.read([&](session& in, instant) {
        std::string text =
            "; OpenCPPO ledger\ncommodity 1000.00 USD\ncommodity 1000.00 EUR\n"
            "commodity 1000.00 GBP\ncommodity 1000.00 AUD\ncommodity 1000. JPY\n\n";
        each_transfer(in, [&](const transfer& each) { text += entry_of(each); });
        return text;
    });
}

ledger_audit ledger_service::audit() {
    return on_.read([&](session& in, instant) {
        ledger_audit made;
        ledger_check check(made);
        each_transfer(in, [&](const transfer& each) { check.add(each); });
        check.compare(in);
        return made;
    });
}

result<listed<store::audit_entry>> ledger_service::audit_entries(
    const std::optional<account_id>& of, const page_request& at) {
    if (!of)
        return of_everybody(on_, at, [&](const account_id& each, const page_request& page) {
            return audit_entries(each, page);
        });
    auto rows = on_.read([&](session& in, instant) {
        return store::select<store::audit_entry>(
            in, "WHERE owner = $1 AND number > $2 ORDER BY number LIMIT $3",
            {of->text(), at.after ? at.after->order : 0, at.one_more()});
    });
    return listed_in(at, std::move(rows),
                     [](const store::audit_entry& each) { return page_mark{each.number, ""}; });
}

listed<store::audit_entry> ledger_service::acted(const account_id& of, acting how,
                                                 const page_request& at) {
    const std::string whose =
        how == acting::by ? "by_account = $1 AND acted_for <> ''" : "acted_for = $1";
    auto rows = on_.read([&](session& in, instant) {
        return store::select<store::audit_entry>(
            in,
            "WHERE " + whose + " AND (owner, number) > ($2, $3) ORDER BY owner, number LIMIT $4",
            {of.text(), at.after ? at.after->id : "", at.after ? at.after->order : 0,
             at.one_more()});
    });
    return listed_in(at, std::move(rows), [](const store::audit_entry& each) {
        return page_mark{each.number, each.owner.text()};
    });
}

} // namespace cppo::service
