#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

namespace json = boost::json;

// The parts of a RECORD.
constexpr const char* record_form = "([0-9]+) of NAME used on MOMENT(?:, of which SHARES)?";

// Shares as the wire stores them: of the team that is named, or of nobody.
json::array stored(const std::vector<market::usage_allocation>& shares) {
    json::array made;
    for (const market::usage_allocation& each : shares) {
        json::object one{{"AllocatedUsageQuantity", each.quantity}};
        json::array tags;
        for (const market::usage_tag& tag : each.tags)
            tags.push_back({{"Key", tag.key}, {"Value", tag.value}});
        if (!tags.empty()) one["Tags"] = std::move(tags);
        made.push_back(std::move(one));
    }
    return made;
}

result<market::usage_report> read_record(const std::smatch& words) {
    static const std::regex share("([0-9]+) for (nobody|\"[^\"]+\")");
    market::usage_report made;
    made.quantity = std::stoll(words[1]);
    made.dimension = words[2];
    made.at = TRY(read_moment(words[3]));
    const std::string shares = words[4];
    for (const std::smatch& each : all_of(shares, share)) {
        market::usage_allocation& one = made.allocations.emplace_back(std::stoll(each[1]));
        if (each[2] != "nobody") one.tags.push_back({"team", each[2]});
    }
    if (!shares.empty()) made.allocations_text = json::serialize(stored(made.allocations));
    return made;
}

// Usage is reported for a customer, by its licence; or for a party, by the product.
result<std::vector<market::usage_report>> read_batch(stage& on, const std::string& records,
                                                     const std::string& offer_name,
                                                     const std::string& used_by) {
    static const std::regex record = form(record_form);
    std::vector<market::usage_report> batch;
    for (const std::smatch& each : all_of(records, record)) {
        market::usage_report one = TRY(read_record(each));
        if (used_by.empty()) {
            const accepted_offer& under = on.agreement(offer_name);
            one.customer = under.buyer.text();
            one.license = TRY(on.license_of(under));
        } else {
            one.customer = on.party(used_by).account.text();
        }
        batch.push_back(std::move(one));
    }
    return batch;
}

std::string outcome_of(stage& on, const std::string& record) {
    return on.usage_records.insert(record).second ? "new" : "recorded before";
}

std::string outcome_of(stage& on, const service::usage_outcome& made) {
    if (made.status == service::usage_status::duplicate) return "a duplicate";
    if (made.status == service::usage_status::not_subscribed) return "not subscribed";
    return outcome_of(on, made.record);
}

// Usage that is said to be nothing in particular is new, and so is its row.
void expect_outcomes(stage& on, const std::vector<std::string>& found, const std::ssub_match& said,
                     std::int64_t rows_before) {
    const std::string wanted = said.matched ? said.str() : "new";
    for (const std::string& each : found) expect(each == wanted, "it is " + each);
    const auto added = wanted == "new" ? static_cast<std::int64_t>(found.size()) : 0;
    expect(on.usage_rows() == rows_before + added, "the store has another number of records");
}

result<void> report(stage& on, const std::smatch& words) {
    const auto batch = TRY(read_batch(on, words[2], words[3], words[4]));
    const std::int64_t before = on.usage_rows();
    const std::string code = words[4].matched ? on.product("").code() : "";
    std::vector<std::string> found;
    for (const auto& each : TRY(on.open().metering.report(on.party(words[1]), code, batch)))
        found.push_back(outcome_of(on, each));
    expect(found.size() == batch.size(), "not every record is answered");
    expect_outcomes(on, found, words[5], before);
    return {};
}

result<void> report_own(stage& on, const std::smatch& words) {
    static const std::regex record = form(record_form);
    const std::string text = words[2];
    const auto one = TRY(read_record(all_of(text, record).at(0)));
    const std::int64_t before = on.usage_rows();
    const std::string made =
        TRY(on.open().metering.report_own(on.party(words[1]), on.product("").code(), one, false));
    expect_outcomes(on, {outcome_of(on, made)}, words[3], before);
    return {};
}

} // namespace

std::vector<sentence> usage_sentences() {
    return {
        {form("PARTY reports RECORDS(?: under NAME| by PARTY)?"
              "(?:: (recorded before|a duplicate|not subscribed))?"),
         report},
        {form("PARTY's software reports RECORD(?:: (recorded before))?"), report_own},
    };
}

} // namespace cppo::story
