#include <stdexcept>

#include "market/ledger.h"
#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<void> owe(stage& on, const std::smatch& words) {
    const account_id& buyer = on.party(words[1]).account;
    money sum = money::zero(read_money(words[2]).unit());
    for (const market::charge& each : on.open().agreements.charges(buyer, {}))
        if (each.status != market::charge_status::paid) sum = sum + each.amount;
    const auto invoices = TRY(on.open().settlement.invoices(
        on.marketplace_operator(), {buyer, {}, market::invoice_status::open}, {200, ""}));
    for (const market::invoice& each : invoices.items) sum = sum - each.paid.total();
    expect_amount(sum, words[2], "it owes");
    return {};
}

result<void> record_payment(stage& on, const std::smatch& words) {
    const invoice_id id = on.invoice(std::stoul(words[1]));
    std::string amount = words[2];
    std::optional<day> received;
    if (words[3].matched) received = TRY(day::parse(words[3].str()));
    if (amount.empty()) {
        const auto all =
            TRY(on.open().settlement.invoices(on.marketplace_operator(), {}, {200, ""}));
        for (const market::invoice& each : all.items)
            if (each.id == id) {
                const money open = each.due.total() - each.paid.total();
                amount = open.text() + " " + std::string(code_of(open.unit()));
            }
        if (amount.empty()) amount = "1";
    }
    CHECK_OK(on.open().pay(on.marketplace_operator(), id, amount, received));
    return {};
}

money paid_to(stage& on, const account_id& seller, currency unit) {
    money sum = money::zero(unit);
    for (const auto& each : on.open().settlement.disbursements(seller, {200, ""})->items)
        if (each.amount.unit() == unit) sum = sum + each.amount;
    return sum;
}

result<void> be_paid(stage& on, const std::smatch& words) {
    static const std::regex form(std::string(party_form) + " is paid " + amount_form +
                                 "|the marketplace keeps " + amount_form);
    const std::string text = words[0];
    for (const std::smatch& each : all_of(text, form)) {
        if (!each[1].matched) {
            const currency unit = read_money(each[3]).unit();
            const auto sums = on.open().ledger.audit().sums;
            const auto fees = sums.find({market::books::fees, unit});
            expect_amount(money(fees == sums.end() ? 0 : -fees->second, unit), each[3],
                          "the marketplace keeps");
            continue;
        }
        expect_amount(paid_to(on, on.party(each[1]).account, read_money(each[2]).unit()), each[2],
                      each[1].str() + " is paid");
    }
    return {};
}

result<void> count_invoices(stage& on, const std::smatch& words) {
    const std::size_t wanted = words[1] == "no" ? 0 : std::stoul(words[1]);
    expect(on.invoice_count() == wanted,
           "there are " + std::to_string(on.invoice_count()) + " invoices");
    return {};
}

result<void> show_invoice(stage& on, const std::smatch& words) {
    const invoice_id id = on.invoice(std::stoul(words[1]));
    const auto all = TRY(on.open().settlement.invoices(on.marketplace_operator(), {}, {200, ""}));
    for (const market::invoice& each : all.items) {
        if (each.id != id) continue;
        const bool paid = each.status == market::invoice_status::paid;
        expect(paid == (words[2] == "paid"), paid ? "it is paid" : "it is open");
        if (words[3].matched) expect_amount(each.due.total(), words[3], "it is of");
        if (words[4].matched)
            expect(each.due_on.text() == words[4], "it is due on " + each.due_on.text());
        return {};
    }
    return no(reason::invoice_not_found, id.text());
}

result<void> balance(stage& on, const std::smatch&) {
    for (const auto& each : on.open().ledger.audit().mismatches)
        throw std::runtime_error(each.kind + " " + each.id + ": " + each.detail);
    return {};
}

} // namespace

std::vector<sentence> money_sentences() {
    return {
        {form("PARTY owes AMOUNT"), owe},
        {form("operator records payment of invoice ([0-9]+)(?:: AMOUNT)?(?: received on DAY)?"),
         record_payment},
        {form("(?:(?:, )?(?:PARTY is paid AMOUNT|the marketplace keeps AMOUNT))+"), be_paid},
        {form("there (?:is|are) (no|[0-9]+) invoices?"), count_invoices},
        {form("invoice ([0-9]+) is (open|paid)(?:, of AMOUNT)?(?:, due on DAY)?"), show_invoice},
        {form("the ledger balances"), balance},
    };
}

} // namespace cppo::story
