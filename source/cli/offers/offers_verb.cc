#include "cli/offers/offers_verb.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>

#include "cli/client/bad_input.h"
#include "cli/client/credentials.h"
#include "cli/offers/bulk_run.h"
#include "cli/offers/progress_bar.h"
#include "wire/signature/digest.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

struct offers_words {
    std::string from;
    std::string endpoint;
    std::string region;
    std::string profile;
    std::string results;
    int concurrency = 8;
    bool only_validates = false;
    bool as_json = false;
};

// What became of all rows.
struct summary {
    std::map<int, row_result> rows; // by line
    std::size_t of = 0;
    std::size_t before = 0; // had ended in an earlier run
    std::optional<std::string> stopped;

    std::size_t count(row_status status) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            rows, [status](const auto& each) { return each.second.status == status; }));
    }
    bool is_success() const { return count(row_status::succeeded) == of; }
};

std::vector<planned_offer> read_file(const std::string& path) {
    constexpr std::size_t size_max = 64 << 20;
    std::ifstream in(path, std::ios::binary);
    if (!in) throw bad_input(path + ": It cannot be read.");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.size() > size_max) throw bad_input(path + ": It is longer than 64 MB.");
    auto offers = read_offers(text);
    if (offers) return *std::move(offers);
    std::string faults = "Nothing was sent, since the file is not right:";
    for (const std::string& each : offers.error()) faults += "\n" + path + ":" + each;
    throw bad_input(faults);
}

endpoint_url find_endpoint(const offers_words& words, const std::string& region) {
    if (!words.endpoint.empty()) return parse_endpoint(words.endpoint);
    for (const char* variable : {"AWS_ENDPOINT_URL_MARKETPLACE_CATALOG", "AWS_ENDPOINT_URL"})
        if (const auto found = own_environment(variable)) return parse_endpoint(*found);
    if (const auto found = find_profile_endpoint(own_environment, words.profile))
        return parse_endpoint(*found);
    if (region != "us-east-1")
        throw bad_input("AWS has its Catalog API in us-east-1 only: say --region us-east-1.");
    return parse_endpoint("https://catalog.marketplace.us-east-1.amazonaws.com");
}

json::object json_of(const row_result& row) {
    json::object made{{"line", row.line}, {"status", word_of(row.status)}};
    if (!row.offer_id.empty()) made["offerId"] = row.offer_id;
    if (!row.change_set_id.empty()) made["changeSetId"] = row.change_set_id;
    if (!row.error_code.empty()) made["errorCode"] = row.error_code;
    if (!row.error_message.empty()) made["errorMessage"] = row.error_message;
    return made;
}

void print_json(const summary& what) {
    json::array rows;
    for (const auto& [line, each] : what.rows) rows.push_back(json_of(each));
    json::object made{{"rows", what.of},
                      {"succeeded", what.count(row_status::succeeded)},
                      {"failed", what.count(row_status::failed)},
                      {"refused", what.count(row_status::refused)},
                      {"unfinished", what.of - what.rows.size()},
                      {"finishedBefore", what.before},
                      {"results", std::move(rows)}};
    if (what.stopped) made["stopped"] = *what.stopped;
    fmt::print("{}\n", json::serialize(made));
}

void print(const summary& what, const std::string& from) {
    for (const auto& [line, each] : what.rows)
        if (each.status != row_status::succeeded)
            fmt::print("{}:{}: {} {}: {}\n", from, line, word_of(each.status), each.error_code,
                       each.error_message);
    fmt::print("{} of {} succeeded, {} failed, {} were refused, {} are unfinished", //
               what.count(row_status::succeeded), what.of, what.count(row_status::failed),
               what.count(row_status::refused), what.of - what.rows.size());
    fmt::print("{}\n", what.before > 0 ? fmt::format("; {} had ended before", what.before) : "");
    if (what.stopped) fmt::print(stderr, "opencppo: {}\n", *what.stopped);
}

summary validate(std::vector<planned_offer> offers, bulk_run& through, int concurrency) {
    summary made{.of = offers.size()};
    // Every run asks anew: what was true then need not be true now.
    for (planned_offer& each : offers) each.token = wire::new_request_id();
    progress_bar bar(stderr, offers.size(), 0);
    made.stopped = through.run(offers, concurrency, [&](const row_result& ended) {
        made.rows.emplace(ended.line, ended);
        bar.advance(ended.status != row_status::succeeded);
    });
    return made;
}

summary create(const std::vector<planned_offer>& offers, bulk_run& through, results_file& kept,
               int concurrency) {
    summary made{.of = offers.size()};
    std::vector<planned_offer> left;
    for (const planned_offer& each : offers) {
        const auto found = kept.finished().find(each.token);
        if (found == kept.finished().end()) {
            left.push_back(each);
            continue;
        }
        row_result before = found->second;
        before.line = each.line;
        made.rows.emplace(each.line, std::move(before));
    }
    made.before = made.rows.size();
    progress_bar bar(stderr, offers.size(), made.before);
    made.stopped = through.run(left, concurrency, [&](const row_result& ended) {
        kept.append(ended);
        made.rows.emplace(ended.line, ended);
        bar.advance(ended.status != row_status::succeeded);
    });
    return made;
}

void create_offers(const offers_words& words) {
    const auto offers = read_file(words.from);
    const auto by = find_credentials(own_environment, words.profile, words.region);
    const endpoint_url at = find_endpoint(words, by.region);
    bulk_run through(at, by, words.only_validates ? "VALIDATE" : "APPLY");
    summary made;
    if (words.only_validates) {
        made = validate(offers, through, words.concurrency);
    } else {
        const std::string path =
            words.results.empty() ? words.from + ".results.csv" : words.results;
        results_file kept(path, at.text());
        made = create(offers, through, kept, words.concurrency);
    }
    if (words.as_json)
        print_json(made);
    else
        print(made, words.from);
    if (!made.is_success()) throw CLI::RuntimeError(1);
}

} // namespace

void add_offers(CLI::App& to) {
    auto words = std::make_shared<offers_words>();
    CLI::App* offers = to.add_subcommand("offers", "Partner offers at an endpoint");
    offers->require_subcommand(1);
    CLI::App* verb = offers->add_subcommand(
        "create", "Create partner offers from a file; docs/command_line.md has its columns");
    verb->add_option("--from", words->from, "Comma-separated file, one offer a row")->required();
    verb->add_option("--endpoint", words->endpoint,
                     "Address of the marketplace, such as http://127.0.0.1:8080; by default "
                     "AWS_ENDPOINT_URL, the profile's, else AWS's own");
    verb->add_option("--region", words->region,
                     "To sign for; by default AWS_REGION, the profile's, us-east-1");
    verb->add_option("--profile", words->profile,
                     "Profile of ~/.aws to take keys from; by default AWS_ACCESS_KEY_ID and "
                     "AWS_SECRET_ACCESS_KEY, else AWS_PROFILE");
    CLI::Option* validates = verb->add_flag(
        "--validate", words->only_validates,
        "Have every row checked by a change set of Intent VALIDATE and create nothing. OpenCPPO "
        "checks all changes so; AWS supports it for some change types only and refuses others");
    verb->add_option("--resume", words->results,
                     "Where results are written as rows end, and read from: rows that ended before "
                     "are not sent again. By default the file's name with .results.csv behind it")
        ->excludes(validates);
    verb->add_option("--concurrency", words->concurrency, "Offers under way at once")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    verb->add_flag("--json", words->as_json, "Tell the outcome as JSON");
    verb->callback([words] { create_offers(*words); });
}

} // namespace cppo::cli
