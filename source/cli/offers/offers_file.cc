#include "cli/offers/offers_file.h"

#include "notation/changes/change_form.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <map>

#include "cli/offers/comma_separated.h"
#include "cli/offers/offer_row.h"
#include "service/secrets/digest.h"
#include "wire/catalog/catalog_shapes.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t rows_max = 100'000;
constexpr std::string_view authorization_column = "resale_authorization_id";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<std::string_view> parts_of(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> made;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        if (const auto part = trimmed(text.substr(at, end - at)); !part.empty())
            made.push_back(part);
        at = end + 1;
    }
    return made;
}

// The cells of one row by their columns' names, and what is wrong with them.
class row_reader {
  public:
    row_reader(const std::vector<std::string>& columns, const std::vector<cell>& cells,
               table_faults& faults)
        : line_(cells.front().at.line), faults_(faults) {
        for (std::size_t at = 0; at < columns.size(); ++at) cells_[columns[at]] = &cells[at];
    }

    int line() const { return line_; }

    std::string_view text(std::string_view column) const {
        const auto found = cells_.find(column);
        return found == cells_.end() ? std::string_view() : trimmed(found->second->text);
    }

    void refuse(std::string_view column, std::string_view sentence) {
        const auto found = cells_.find(column);
        const int line = found == cells_.end() ? line_ : found->second->at.line;
        faults_.push_back(std::to_string(line) + ": " + std::string(column) + ": " +
                          std::string(sentence));
    }

    template <class Value>
    std::optional<Value> taken(std::string_view column, result<Value> read) {
        if (read) return *std::move(read);
        refuse(column, read.error().sentence);
        return {};
    }

    // Nothing where the cell is empty.
    template <class Value>
    std::optional<Value> value(std::string_view column) {
        if (text(column).empty()) return {};
        return taken<Value>(column, Value::parse(text(column)));
    }

  private:
    int line_;
    std::map<std::string, const cell*, std::less<>> cells_;
    table_faults& faults_;
};

void read_buyers(row_reader& from, offer_row& to) {
    for (const std::string_view each : parts_of(from.text("buyers"), ",; \t\r\n")) {
        const auto buyer = from.taken("buyers", account_id::parse(each));
        if (buyer && std::ranges::find(to.buyers, *buyer) == to.buyers.end())
            to.buyers.push_back(*buyer);
    }
}

void read_schedule(row_reader& from, offer_row& to) {
    const std::string_view code =
        from.text("currency").empty() ? std::string_view("USD") : from.text("currency");
    const auto unit = from.taken("currency", parse_currency(code));
    if (!unit) return;
    for (const std::string_view each : parts_of(from.text("schedule"), ";")) {
        const std::size_t equals = each.find('=');
        if (equals == std::string_view::npos) {
            from.refuse("schedule", "An instalment is written as 2027-01-01=100.00.");
            continue;
        }
        const auto on = from.taken("schedule", day::parse(trimmed(each.substr(0, equals))));
        const auto amount =
            from.taken("schedule", money::parse(trimmed(each.substr(equals + 1)), *unit));
        if (on && amount) to.schedule.push_back({*on, *amount});
    }
}

void read_release(row_reader& from, offer_row& to) {
    const std::string_view text = from.text("release");
    to.release = text != "no";
    if (!text.empty() && text != "yes" && text != "no")
        from.refuse("release", "Whether it is released is yes or no.");
}

// What one cell cannot tell.
void check_row(row_reader& from, const offer_row& row) {
    if (row.authorization.empty())
        from.refuse(authorization_column, "An offer needs a resale authorization.");
    if (row.by && !row.schedule.empty())
        from.refuse("schedule", "An offer has a markup or a schedule of its own.");
    if (row.duration && row.ends_on)
        from.refuse("ends_on", "An agreement has a duration or a last day.");
    if (!row.release) return;
    for (const char* column : {"name", "description", "expires"})
        if (from.text(column).empty()) from.refuse(column, "An offer that is released needs one.");
}

// The column that a member of a change comes from.
std::string_view column_of(std::string_view change, std::string_view pointer) {
    static const std::map<std::string_view, std::string_view> columns{
        {"CreateOfferUsingResaleAuthorization", authorization_column},
        {"UpdateTargeting", "buyers"},
        {"UpdateMarkup", "markup"},
        {"UpdateAvailability", "expires"},
        {"UpdatePaymentScheduleTerms", "schedule"}};
    if (change == "UpdateInformation") return pointer == "/Name" ? "name" : "description";
    if (change == "UpdateValidityTerms")
        return pointer.ends_with("AgreementEndDate") ? "ends_on" : "duration";
    const auto found = columns.find(change);
    return found == columns.end() ? authorization_column : found->second;
}

// Lengths and counts, as the Catalog API describes them.
void check_changes(row_reader& from, const json::array& changes) {
    static const wire::shapes described = wire::catalog_shapes();
    for (const json::value& each : changes) {
        const std::string_view type = each.at("ChangeType").as_string();
        const auto* form = notation::find_form("Offer", type);
        for (const auto& fault : described.check(form->shape(), each.at("DetailsDocument")))
            from.refuse(column_of(type, fault.pointer), fault.sentence);
    }
}

planned_offer read_row(row_reader& from) {
    offer_row row;
    row.authorization = from.text(authorization_column);
    row.name = from.text("name");
    row.description = from.text("description");
    row.by = from.value<markup>("markup");
    row.expires = from.value<day>("expires");
    row.duration = from.value<period>("duration");
    row.ends_on = from.value<day>("ends_on");
    read_buyers(from, row);
    read_schedule(from, row);
    read_release(from, row);
    check_row(from, row);
    planned_offer made{from.line(), changes_of(row), ""};
    if (!row.authorization.empty()) check_changes(from, made.changes);
    return made;
}

std::vector<std::string> read_header(const std::vector<cell>& cells, table_faults& faults) {
    static const std::vector<std::string_view> known{
        authorization_column, "name",    "description", "markup",   "buyers",  "expires",
        "duration",           "ends_on", "release",     "schedule", "currency"};
    std::vector<std::string> columns;
    for (const cell& each : cells) {
        const std::string name(trimmed(each.text));
        const std::string start = std::to_string(each.at.line) + ": " + name + ": ";
        if (std::ranges::find(known, name) == known.end())
            faults.push_back(start + "There is no such column.");
        if (std::ranges::find(columns, name) != columns.end())
            faults.push_back(start + "The column stands here twice.");
        columns.push_back(name);
    }
    if (std::ranges::find(columns, authorization_column) == columns.end())
        faults.push_back(std::to_string(cells.front().at.line) + ": " +
                         std::string(authorization_column) + ": The column is missing.");
    return columns;
}

void name_tokens(std::vector<planned_offer>& offers) {
    std::map<std::string, int> seen;
    for (planned_offer& each : offers) {
        const std::string changes = json::serialize(each.changes);
        const int before = seen[changes]++;
        each.token = service::sha256_hex(changes + '\n' + std::to_string(before));
    }
}

} // namespace

std::expected<std::vector<planned_offer>, table_faults> read_offers(std::string_view text) {
    const auto records = parse_comma_separated(text);
    if (!records)
        return std::unexpected(table_faults{
            std::to_string(records.error().at.line) + ": character " +
            std::to_string(records.error().at.column) + ": " + records.error().sentence});
    if (records->size() < 2) return std::unexpected(table_faults{"1: It has no offers."});
    if (records->size() > rows_max)
        return std::unexpected(
            table_faults{"1: It has more than " + std::to_string(rows_max - 1) + " offers."});
    table_faults faults;
    const auto columns = read_header(records->front(), faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    std::vector<planned_offer> made;
    for (std::size_t at = 1; at < records->size(); ++at) {
        const auto& cells = (*records)[at];
        if (cells.size() != columns.size()) {
            faults.push_back(std::to_string(cells.front().at.line) + ": It has " +
                             std::to_string(cells.size()) + " cells for " +
                             std::to_string(columns.size()) + " columns.");
            continue;
        }
        row_reader from(columns, cells, faults);
        made.push_back(read_row(from));
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    name_tokens(made);
    return made;
}

} // namespace cppo::cli
