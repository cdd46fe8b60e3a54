#include "cli/offers/markup_verb.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "cli/client/bad_input.h"
#include "market/catalog/terms/restoring_markup.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

struct markup_words {
    std::string list;
    std::string wholesale;
    std::string volume = "1000000";
    std::string by;
    std::string currency = "USD";
    bool as_json = false;
};

template <class Value>
Value valid(const char* word, result<Value> read) {
    if (read) return *std::move(read);
    throw bad_input(std::string(word) + ": " + read.error().sentence);
}

std::int64_t read_volume(const std::string& text) {
    constexpr std::size_t digits_max = 15;
    if (text.empty() || text.size() > digits_max ||
        text.find_first_not_of("0123456789") != std::string::npos)
        throw bad_input("--volume: A volume is a whole number of at most 15 digits.");
    return std::stoll(text);
}

// What buyers pay under one markup.
struct outcome {
    markup by;
    price unit_price;
    money pays;
    money lost;
};

// Everything the verb says, so that both forms say the same.
struct told {
    price list;
    price wholesale;
    currency unit;
    std::int64_t volume;
    market::restoring_markup found;
    money at_list;
    std::vector<outcome> outcomes; // of the nearest markup and of shorter ones
};

outcome outcome_of(const told& of, const markup& by) {
    const price derived = valid("--markup", marked_up(of.wholesale, by));
    return {by, derived, valid("--volume", line_amount(of.volume, derived, of.unit)),
            valid("--volume", market::lost_at(of.volume, of.list, derived, of.unit))};
}

told told_by(const markup_words& words) {
    const price list = valid("--list", price::parse(words.list));
    const price wholesale = valid("--wholesale", price::parse(words.wholesale));
    const currency unit = valid("--currency", parse_currency(words.currency));
    const std::int64_t volume = read_volume(words.volume);
    const auto found = valid("--wholesale", market::find_restoring_markup(list, wholesale));
    told made{list,   wholesale, unit,
              volume, found,     valid("--volume", line_amount(volume, list, unit)),
              {}};
    std::vector<markup> shown{found.nearest};
    if (words.by.empty())
        shown.insert(shown.end(), {found.cut_to(2), found.cut_to(1)});
    else
        shown.push_back(valid("--markup", markup::parse(words.by)));
    for (const markup& each : shown) made.outcomes.push_back(outcome_of(made, each));
    return made;
}

std::string fraction_of(const market::restoring_markup& of) {
    if (of.denominator == 1) return std::to_string(of.numerator);
    return std::to_string(of.numerator) + "/" + std::to_string(of.denominator);
}

json::object as_json(const told& what) {
    const auto& found = what.found;
    json::object made{{"list", what.list.text()},
                      {"wholesale", what.wholesale.text()},
                      {"currency", code_of(what.unit)},
                      {"volume", what.volume},
                      {"exactPercentage", fraction_of(found)},
                      {"isExact", found.is_exact()},
                      {"percentage", found.nearest.text()},
                      {"restoresList", found.restoring.has_value()},
                      {"amountAtList", what.at_list.text()}};
    if (found.restoring) {
        made["lowestPercentage"] = found.restoring->lowest.text();
        made["highestPercentage"] = found.restoring->highest.text();
    }
    json::array outcomes;
    for (const outcome& each : what.outcomes)
        outcomes.push_back(json::object{{"percentage", each.by.text()},
                                        {"unitPrice", each.unit_price.text()},
                                        {"amount", each.pays.text()},
                                        {"lost", each.lost.text()}});
    made["outcomes"] = std::move(outcomes);
    return made;
}

void print(const told& what) {
    const auto& found = what.found;
    const std::string_view code = code_of(what.unit);
    fmt::print("{:<22}{} {}\n", "List price", what.list.text(), code);
    fmt::print("{:<22}{} {}\n", "Wholesale price", what.wholesale.text(), code);
    fmt::print("{:<22}{} per cent{}\n", "Exact markup", fraction_of(found),
               found.is_exact() ? "" : ", which nine decimals cannot express");
    fmt::print("{:<22}{}\n", "Markup to set", found.nearest.text());
    if (found.restoring)
        fmt::print("{:<22}any from {} to {}\n", "List price is met by",
                   found.restoring->lowest.text(), found.restoring->highest.text());
    else
        fmt::print("{:<22}no markup of nine decimals\n", "List price is met by");
    fmt::print("{:<22}{} {}\n\n", fmt::format("{} units", what.volume), what.at_list.text(), code);
    fmt::print("{:<22}{:<20}{:<22}{}\n", "Markup", "Unit price", "Buyer pays", "Loses");
    for (const outcome& each : what.outcomes)
        fmt::print("{:<22}{:<20}{:<22}{}\n", each.by.text(), each.unit_price.text(),
                   each.pays.text(), each.lost.text());
}

} // namespace

void add_markup(CLI::App& to) {
    auto words = std::make_shared<markup_words>();
    CLI::App* verb =
        to.add_subcommand("markup", "Say which markup restores a list price, and what others lose");
    verb->add_option("--list", words->list, "The list price of a unit")->required();
    verb->add_option("--wholesale", words->wholesale, "The wholesale price of a unit")->required();
    verb->add_option("--volume", words->volume, "Units to reckon with")->capture_default_str();
    verb->add_option("--markup", words->by,
                     "The markup to compare with, instead of the exact one cut to two and to one "
                     "decimals");
    verb->add_option("--currency", words->currency, "USD, EUR, GBP, AUD or JPY")
        ->capture_default_str();
    verb->add_flag("--json", words->as_json, "Tell the result as JSON");
    verb->callback([words] {
        const told what = told_by(*words);
        if (words->as_json)
            fmt::print("{}\n", json::serialize(as_json(what)));
        else
            print(what);
    });
}

} // namespace cppo::cli
