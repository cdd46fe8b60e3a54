#include <stdexcept>

#include "market/money/ledger.h"
#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

// What a statement says: `no margin`, `net 26.98`.
constexpr const char* figures_form =
    "no (buyer amount|wholesale|margin)|(buyer amount|wholesale|margin|fee|net) ([0-9.]+)";

result<void> owe(stage& on, const std::smatch& words) {
    const account_id& buyer = on.party(words[1]).account;
    money sum = money::zero(read_money(words[2]).unit());
    for (const market::charge& each : on.open().agreements.charges(buyer, {}))
        if (each.status == market::charge_status::scheduled ||
            each.status == market::charge_status::invoiced)
            sum = sum + each.amount;
    const auto invoices = TRY(on.open().settlement.invoices(
        on.marketplace_operator(), {buyer, {}, market::invoice_status::open}, {200}));
    for (const market::invoice& each : invoices.items) sum = sum - each.paid.total();
    expect_amount(sum, words[2], "it owes");
    return {};
}

result<market::invoice> find_invoice(stage& on, const std::string& number) {
    const invoice_id id = on.invoice(std::stoul(number));
    const auto all = TRY(on.open().settlement.invoices(on.marketplace_operator(), {}, {200}));
    for (const market::invoice& each : all.items)
        if (each.id == id) return each;
    return no(reason::invoice_not_found, id.text());
}

result<void> record_payment(stage& on, const std::smatch& words) {
    const invoice_id id = on.invoice(std::stoul(words[1]));
    std::string amount = words[2];
    std::optional<day> received;
    if (words[3].matched) received = TRY(day::parse(words[3].str()));
    if (amount.empty()) {
        // An invoice that is not there is for the marketplace to refuse.
        const auto found = find_invoice(on, words[1]);
        const money open =
            found ? found->due.total() - found->paid.total() : money(1, currency::usd);
        amount = open.text() + " " + std::string(code_of(open.unit()));
    }
    CHECK_OK(on.open().pay(on.marketplace_operator(), id, amount, received));
    return {};
}

money paid_to(stage& on, const account_id& seller, currency unit) {
    money sum = money::zero(unit);
    for (const auto& each : on.open().settlement.disbursements(seller, {200})->items)
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
    const market::invoice found = TRY(find_invoice(on, words[1]));
    const bool paid = found.status == market::invoice_status::paid;
    expect(paid == (words[2] == "paid"), paid ? "it is paid" : "it is open");
    if (words[3].matched) expect_amount(found.due.total(), words[3], "it is of");
    if (words[4].matched)
        expect(found.due_on.text() == words[4], "it is due on " + found.due_on.text());
    return {};
}

result<void> show_payer(stage& on, const std::smatch& words) {
    const market::invoice found = TRY(find_invoice(on, words[1]));
    expect(found.payer == on.party(words[2]).account, "it is for " + on.name_of(found.payer));
    return {};
}

std::string lines_text(const market::invoice& of) {
    std::string made;
    for (const market::invoice_line& each : of.lines)
        made += (made.empty() ? "" : " and ") + std::to_string(each.quantity) + " of \"" +
                each.dimension + "\" for " + each.amount.text();
    return made;
}

result<void> show_lines(stage& on, const std::smatch& words) {
    const market::invoice found = TRY(find_invoice(on, words[1]));
    expect(lines_text(found) == words[2], "it has " + lines_text(found));
    return {};
}

// What a statement line says of a name; nothing where the seller may not know it.
std::optional<money> figure_of(const market::statement_line& of, const std::string& name) {
    if (name == "buyer amount") return of.buyer_amount;
    if (name == "wholesale") return of.wholesale;
    if (name == "margin") return of.margin;
    return name == "fee" ? of.fee : of.net;
}

// The lines a seller has of an invoice, in their order; none of an invoice it has nothing of.
result<std::vector<service::told_line>> lines_for(stage& on, const std::smatch& words) {
    const invoice_id id = on.invoice(std::stoul(words[2]));
    auto all = TRY(on.open().settlement.statements(on.party(words[1]).account, {}, {}, {200}));
    std::erase_if(all.items,
                  [&](const service::told_line& each) { return each.line.invoice != id; });
    return std::move(all.items);
}

// What the lines of one invoice add up to.
result<void> show_statement(stage& on, const std::smatch& words) {
    static const std::regex figure(figures_form);
    const std::string text = words[3];
    const auto lines = TRY(lines_for(on, words));
    expect(!lines.empty(), "it has none");
    for (const std::smatch& each : all_of(text, figure)) {
        const std::string name = each[1].matched ? each[1] : each[2];
        std::optional<money> sum;
        for (const service::told_line& told : lines)
            if (const auto found = figure_of(told.line, name)) sum = sum ? *sum + *found : *found;
        if (each[1].matched) expect(!sum, "it says " + name);
        if (each[1].matched) continue;
        expect(sum.has_value(), "it says no " + name);
        expect_amount(*sum, each[3], "it says " + name);
    }
    return {};
}

std::string state_of(const service::told_line& told) {
    if (told.held) return "held for " + std::string(cppo::name_of(*told.held));
    if (told.line.disbursed) return "paid out";
    return told.line.is_open() ? "open" : "collected";
}

result<void> show_statement_lines(stage& on, const std::smatch& words) {
    std::string found;
    for (const service::told_line& each : TRY(lines_for(on, words)))
        found += (found.empty() ? "" : " and ") + each.line.net.text() + " " + state_of(each);
    expect(found == words[3], "it has " + (found.empty() ? "nothing" : found));
    return {};
}

result<void> balance(stage& on, const std::smatch&) {
    for (const auto& each : on.open().ledger.audit().mismatches)
        throw std::runtime_error(each.kind + " " + each.id + ": " + each.detail);
    return {};
}

} // namespace

std::vector<sentence> money_sentences() {
    static const std::string line = "[0-9]+ of \"[^\"]+\" for [0-9.]+";
    static const std::string figure = std::string("(?:") + figures_form + ")";
    static const std::string state = "[0-9.]+ (?:open|collected|paid out|held for [A-Z]+)";
    return {
        {form("PARTY owes AMOUNT"), owe},
        {form("operator records payment of invoice ([0-9]+)(?:: AMOUNT)?(?: received on DAY)?"),
         record_payment},
        {form("(?:(?:, )?(?:PARTY is paid AMOUNT|the marketplace keeps AMOUNT))+"), be_paid},
        {form("there (?:is|are) (no|[0-9]+) invoices?"), count_invoices},
        {form("invoice ([0-9]+) is (open|paid)(?:, of AMOUNT)?(?:, due on DAY)?"), show_invoice},
        {form("invoice ([0-9]+) is for PARTY"), show_payer},
        {form("invoice ([0-9]+) has (" + line + "(?: and " + line + ")*)"), show_lines},
        {form("PARTY's statement of invoice ([0-9]+) says (" + figure + "(?:, " + figure + ")*)"),
         show_statement},
        {form("PARTY's statement of invoice ([0-9]+) has (" + state + "(?: and " + state + ")*)"),
         show_statement_lines},
        {form("the ledger balances"), balance},
    };
}

} // namespace cppo::story
