#include <numeric>
#include <stdexcept>

#include "market/ledger.h"
#include "story/story.h"

namespace cppo::story {
namespace {

// A party as sentences name it, with or without an article.
constexpr const char* party_form = "(?:the )?(isv|partner|buyer|operator|\"[^\"]+\")";
constexpr const char* amount_form = "([0-9.]+(?: [A-Z]{3})?)";

void expect(bool holds, const std::string& instead) {
    if (!holds) throw std::runtime_error(instead);
}

money read_money(const std::string& text) {
    const auto space = text.find(' ');
    const auto unit =
        space == std::string::npos ? currency::usd : parse_currency(text.substr(space + 1)).value();
    return money::parse(text.substr(0, space), unit).value();
}

void expect_amount(money found, const std::string& wanted, const std::string& what) {
    expect(found == read_money(wanted), what + " " + found.text() + ", not " + wanted);
}

std::vector<std::smatch> all_of(const std::string& text, const std::regex& form) {
    return {std::sregex_iterator(text.begin(), text.end(), form), std::sregex_iterator()};
}

result<void> begin(stage& on, const std::smatch& words) {
    const day today = TRY(day::parse(words[1].str()));
    on.open().begin(instant::start_of(today).plus_ms(9 * 3'600'000));
    return {};
}

result<void> introduce(stage& on, const std::smatch& words) {
    static const std::regex one("(isv|partner|buyer|seller) \"([^\"]+)\"");
    const std::string text = words[0];
    for (const std::smatch& each : all_of(text, one)) {
        const auto part = each[1] == "buyer" ? market::role::buyer : market::role::seller;
        on.enter(each[1], each[2], on.open().open(each[2], {part}));
    }
    return {};
}

result<void> release_product(stage& on, const std::smatch& words) {
    const product_id id = on.ids.next<product_kind>();
    on.products.insert_or_assign(words[2], sold_product{id, words[3]});
    return on.open().carry_out(on.party(words[1]), product_changes(id, words[2], words[3]));
}

result<void> authorize(stage& on, const std::smatch& words) {
    const auto sold = on.products.find(words[4]);
    expect(sold != on.products.end(), "there is no product " + words[4].str());
    authorization_order order{on.ids.next<authorization_kind>(),
                              sold->second.id,
                              on.party(words[2]).account,
                              {},
                              words[3],
                              words[6],
                              "USD",
                              sold->second.dimension,
                              {}};
    static const std::regex each_party(party_form);
    const std::string buyers = words[5];
    for (const std::smatch& each : all_of(buyers, each_party))
        order.buyers.push_back(on.party(each[1]).account);
    if (words[7].matched) order.currency = words[7];
    static const std::regex row("([0-9.]+) on ([0-9-]+)");
    const std::string rows = words[8];
    for (const std::smatch& each : all_of(rows, row)) order.rows.push_back({each[2], each[1]});
    on.authorization = order;
    return on.open().carry_out(on.party(words[1]), authorization_changes(order));
}

offer_order ordered(stage& on, const std::smatch& words) {
    expect(on.authorization.has_value(), "nothing is authorized yet");
    offer_order order{
        on.ids.next<offer_kind>(), on.authorization->id, words[5], words[3], words[4], {}};
    if (words[2].matched) order.buyers.push_back(on.party(words[2]).account);
    on.keep_offer(order.name, order.id);
    return order;
}

result<void> offer_it(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), offer_changes(ordered(on, words)));
}

result<void> draft_it(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), draft_changes(ordered(on, words)));
}

result<void> release_offer(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {release_of(on.offer(words[2]))});
}

result<void> restrict_authorization(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {restriction_of(on.authorization->id)});
}

result<void> end_offer(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {end_of(on.offer(words[2]), words[3])});
}

result<void> accept(stage& on, const std::smatch& words) {
    const service::actor& by = on.party(words[1]);
    const agreement_id made = TRY(on.open().accept(by, on.offer(words[2])));
    on.agreements.emplace_back(by.account, made);
    return {};
}

result<void> see_offer(stage& on, const std::smatch& words) {
    const auto seen = on.open().agreements.offer_seen(on.party(words[1]).account, on.offer(""));
    const bool wanted = words[2] == "sees";
    expect(seen.has_value() == wanted, wanted ? "it does not" : "it does");
    return {};
}

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

result<void> move_clock(stage& on, const std::smatch& words) {
    CHECK_OK(on.open().move_to(instant::start_of(TRY(day::parse(words[1].str())))));
    const auto audit = on.open().ledger.audit();
    expect(audit.mismatches.empty(), "the ledger does not balance any more");
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

result<void> prefer(stage& on, const std::smatch& words) {
    const service::actor& by = on.party(words[1]);
    market::disbursement_preference wish{market::disbursement_frequency::daily, 10};
    if (words[2].matched) wish = {market::disbursement_frequency::monthly, std::stoi(words[2])};
    const auto change = [&](market::seller& of) { of.preference = wish; };
    CHECK_OK(on.open().accounts.register_seller(by, by.account, change, "", ""));
    on.open().clockwork.run_due();
    return {};
}

result<void> lose_bank(stage& on, const std::smatch& words) {
    const service::actor& by = on.party(words[1]);
    const auto change = [](market::seller& of) { of.bank = market::registration_state::failed; };
    CHECK_OK(on.open().accounts.register_seller(by, by.account, change, "", ""));
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

result<void> show_agreement(stage& on, const std::smatch& words) {
    expect(!on.agreements.empty(), "there is no agreement");
    const auto& [buyer, id] = on.agreements.back();
    const auto seen = TRY(on.open().agreements.describe(buyer, id));
    const auto wanted =
        words[1] == "active" ? market::agreement_status::active : market::agreement_status::expired;
    expect(seen.of.status == wanted, "it is not");
    return {};
}

result<void> balance(stage& on, const std::smatch&) {
    for (const auto& each : on.open().ledger.audit().mismatches)
        throw std::runtime_error(each.kind + " " + each.id + ": " + each.detail);
    return {};
}

result<void> restart(stage& on, const std::smatch&) {
    on.reopen();
    return {};
}

result<void> restart_always(stage& on, const std::smatch&) {
    on.restarts_between_sentences = true;
    return {};
}

// Puts PARTY, DAY, AMOUNT and NAME where a form has these words.
std::regex form(std::string text) {
    const std::pair<const char*, std::string> words[] = {{"PARTY", party_form},
                                                         {"DAY", "([0-9]{4}-[0-9]{2}-[0-9]{2})"},
                                                         {"AMOUNT", amount_form},
                                                         {"NAME", "\"([^\"]+)\""}};
    for (const auto& [word, means] : words)
        for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;)
            text.replace(at, std::string(word).size(), means), at += means.size();
    return std::regex(text);
}

} // namespace

const std::vector<sentence>& sentences() {
    static const std::string offered = "(?: to PARTY)? with markup ([0-9.]+) until DAY as NAME";
    static const std::vector<sentence> all{
        {form("today is DAY"), begin},
        {form("(?:(?: and )?(?:isv|partner|buyer|seller) \"[^\"]+\")+"), introduce},
        {form("PARTY releases professional services product NAME with dimension NAME"),
         release_product},
        {form("PARTY authorizes PARTY once until DAY to sell NAME to (.+) for (P[0-9A-Z]+)"
              "(?: in ([A-Z]{3}))?: (.+)"),
         authorize},
        {form("PARTY offers it" + offered), offer_it},
        {form("PARTY drafts an offer" + offered), draft_it},
        {form("PARTY releases the offer NAME"), release_offer},
        {form("PARTY restricts the authorization"), restrict_authorization},
        {form("PARTY ends the offer NAME on DAY"), end_offer},
        {form("PARTY accepts(?: NAME)?"), accept},
        {form("PARTY (sees|does not see) the offer"), see_offer},
        {form("PARTY owes AMOUNT"), owe},
        {form("the clock moves to DAY"), move_clock},
        {form("operator records payment of invoice ([0-9]+)(?:: AMOUNT)?(?: received on DAY)?"),
         record_payment},
        {form("(?:(?:, )?(?:PARTY is paid AMOUNT|the marketplace keeps AMOUNT))+"), be_paid},
        {form("PARTY wants to be paid (?:daily|monthly on day ([0-9]+))"), prefer},
        {form("PARTY loses its bank account"), lose_bank},
        {form("there (?:is|are) (no|[0-9]+) invoices?"), count_invoices},
        {form("invoice ([0-9]+) is (open|paid)(?:, of AMOUNT)?(?:, due on DAY)?"), show_invoice},
        {form("the agreement is (active|expired)"), show_agreement},
        {form("the ledger balances"), balance},
        {form("the marketplace restarts"), restart},
        {form("restart between sentences"), restart_always},
    };
    return all;
}

} // namespace cppo::story
