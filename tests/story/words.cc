#include "story/words.h"

#include <stdexcept>
#include <utility>

namespace cppo::story {
namespace {

const std::string day_form = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const std::string time_form = "[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{3})?)?";
const std::string one_quantity = "[0-9]+ of \"[^\"]+\"";
const std::string one_price = "\"[^\"]+\" at [0-9.]+";
const std::string one_share = "[0-9]+ for (?:nobody|\"[^\"]+\")";
const std::string shares = one_share + "(?: and " + one_share + ")*";
const std::string one_record = one_quantity + " used on " + day_form + "(?: at " + time_form +
                               ")?(?:, of which " + shares + ")?";
const std::string one_row = "[0-9.]+ on " + day_form;
const std::string one_card = "(?:P[0-9A-Z]+|use) of " + one_price + "(?: and " + one_price + ")*";

} // namespace

std::regex form(std::string text) {
    const std::pair<const char*, std::string> words[] = {
        {"PARTY", party_form},
        {"DAY", "(" + day_form + ")"},
        {"MOMENT", "(" + day_form + "(?: at " + time_form + ")?)"},
        {"DURATION", "(P[0-9A-Z]+)"},
        {"AMOUNT", amount_form},
        {"NAME", "\"([^\"]+)\""},
        {"QUANTITIES", "(" + one_quantity + "(?: and " + one_quantity + ")*)"},
        {"SHARES", "(" + shares + ")"},
        {"RECORDS", "(" + one_record + "(?: and " + one_record + ")*)"},
        {"RECORD", "(" + one_record + ")"},
        {"PRICES", "(" + one_card + "(?:, " + one_card + ")*)"},
        {"ROWS", "(" + one_row + "(?:, " + one_row + ")*)"},
        {"NUMBER", "([0-9.]+)"},
    };
    for (const auto& [word, means] : words)
        for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;)
            text.replace(at, std::string(word).size(), means), at += means.size();
    return std::regex(text);
}

std::vector<std::smatch> all_of(const std::string& text, const std::regex& form) {
    return {std::sregex_iterator(text.begin(), text.end(), form), std::sregex_iterator()};
}

result<instant> read_moment(const std::string& text) {
    const auto space = text.find(" at ");
    const day on = TRY(day::parse(text.substr(0, space)));
    if (space == std::string::npos) return instant::start_of(on);
    const std::string time = text.substr(space + 4);
    return instant::parse(on.text() + "T" + time + (time.size() == 5 ? ":00Z" : "Z"));
}

std::vector<market::grant> read_quantities(const std::string& text) {
    static const std::regex one("([0-9]+) of \"([^\"]+)\"");
    std::vector<market::grant> made;
    for (const std::smatch& each : all_of(text, one))
        made.push_back({each[2], std::stoll(each[1])});
    return made;
}

std::string quantities_text(const std::vector<market::grant>& quantities) {
    std::string made;
    for (const market::grant& each : quantities)
        made += (made.empty() ? "" : " and ") + std::to_string(each.quantity_max) + " of \"" +
                each.dimension + '"';
    return made;
}

std::vector<price_card> read_prices(const std::string& text) {
    static const std::regex card(one_card);
    static const std::regex price("\"([^\"]+)\" at ([0-9.]+)");
    std::vector<price_card> made;
    for (const std::smatch& each : all_of(text, card)) {
        const std::string words = each.str();
        const bool is_for_use = words.starts_with("use ");
        price_card& added = made.emplace_back(is_for_use ? "" : words.substr(0, words.find(' ')));
        for (const std::smatch& one : all_of(words, price))
            added.prices.push_back({one[1], one[2]});
    }
    return made;
}

money read_money(const std::string& text) {
    const auto space = text.find(' ');
    const auto unit =
        space == std::string::npos ? currency::usd : parse_currency(text.substr(space + 1)).value();
    return money::parse(text.substr(0, space), unit).value();
}

std::vector<charge_row> read_rows(const std::string& text) {
    static const std::regex many("([0-9]+) times ([0-9.]+) daily from ([0-9-]+)");
    static const std::regex row("([0-9.]+) on ([0-9-]+)");
    std::vector<charge_row> made;
    if (std::smatch words; std::regex_match(text, words, many)) {
        const day first = day::parse(words[3].str()).value();
        for (int at = 0; at < std::stoi(words[1]); ++at)
            made.push_back({first.plus_days(at).text(), words[2]});
        return made;
    }
    for (const std::smatch& each : all_of(text, row)) made.push_back({each[2], each[1]});
    return made;
}

void expect(bool holds, const std::string& instead) {
    if (!holds) throw std::runtime_error(instead);
}

void expect_amount(money found, const std::string& wanted, const std::string& what) {
    expect(found == read_money(wanted), what + " " + found.text() + ", not " + wanted);
}

} // namespace cppo::story
