#include "service/money/ledger_service.h"

#include <charconv>

#include "service/money/ledger_check.h"
#include "service/reading/conditions.h"

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

result<page<transfer>> ledger_service::transfers(const std::optional<agreement_id>& of,
                                                 const cut& at) {
    const auto mark = TRY(mark_of(at.after, ""));
    conditions wanted;
    if (of) wanted.add("agreement = ?", of->text());
    if (mark) {
        wanted.add("at_us >= ?", mark->order);
        // The mark's moment and id as one text would not sort as the two do.
        const std::string same = std::to_string(mark->order);
        wanted.add("(at_us > " + same + " OR id > ?)", mark->id);
    }
    const std::string text = wanted.text("at_us, id", static_cast<std::int64_t>(at.size) + 1);
    page<transfer> made;
    on_.read([&](session& in, instant) {
        made.items = store::select<transfer>(in, text, wanted.arguments());
    });
    if (made.items.size() > at.size) {
        made.items.resize(at.size, made.items.front());
        made.next = token_of({made.items.back().at.us(), made.items.back().id.text()}, "");
    }
    return made;
}

std::string ledger_service::journal() {
    std::string text =
        "; OpenCPPO ledger\ncommodity 1000.00 USD\ncommodity 1000.00 EUR\n"
        "commodity 1000.00 GBP\ncommodity 1000.00 AUD\ncommodity 1000. JPY\n\n";
    on_.read([&](session& in, instant) {
        each_transfer(in, [&](const transfer& each) { text += entry_of(each); });
    });
    return text;
}

ledger_audit ledger_service::audit() {
    ledger_audit made;
    on_.read([&](session& in, instant) {
        ledger_check check(made);
        each_transfer(in, [&](const transfer& each) { check.add(each); });
        check.compare(in);
    });
    return made;
}

result<page<store::audit_entry>> ledger_service::audit_entries(const account_id& of,
                                                               const cut& at) {
    const auto mark = TRY(mark_of(at.after, ""));
    page<store::audit_entry> made;
    on_.read([&](session& in, instant) {
        made.items = store::select<store::audit_entry>(
            in, "WHERE owner = $1 AND number > $2 ORDER BY number LIMIT $3",
            {of.text(), mark ? mark->order : 0, static_cast<std::int64_t>(at.size) + 1});
    });
    if (made.items.size() > at.size) {
        made.items.resize(at.size, made.items.front());
        made.next = token_of({made.items.back().number, ""}, "");
    }
    return made;
}

} // namespace cppo::service
