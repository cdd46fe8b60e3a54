#include "cli/serving/demo_history.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "cli/serving/demo_changes.h"
#include "cli/serving/market_client.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& in, std::string_view pointer) {
    return std::string(in.at_pointer(pointer).as_string());
}

// Used under an agreement: of a product's dimension, so much.
struct used {
    std::string product;
    std::string dimension;
    std::int64_t quantity;
};

// The day before the demo is founded.
constexpr int open_since_day = 3'749;

class history {
  public:
    history(server::process& demo, instant begins) : begins_(begins) {
        const auto market = [&demo](wire::request from) { return demo.answer(std::move(from)); };
        for (const service::founder& each : demo.founders())
            actors_.emplace(each.part, market_client(market, each));
    }

    void tell() {
        usage_for_ten_years();
        const day second_begins = begins_.day().plus_days(3'340);
        services_in_instalments(second_begins);
        contract_with_usage(second_begins);
        for (int month = 4; month <= 13; month += 3) settle(second_begins.plus_days(30 * month));
        things_still_open(begins_.day().plus_days(open_since_day));
        move_clock({{"mode", "real"}});
    }

  private:
    const market_client& as(const std::string& part) const { return actors_.at(part); }
    std::string account(const std::string& part) const { return as(part).account().text(); }

    filling names(filling more) const {
        more.emplace("buyer", account("buyer"));
        return more;
    }

    void usage_for_ten_years();
    void services_in_instalments(day on);
    void contract_with_usage(day on);
    void things_still_open(day since);
    void open_instalments(day since);
    void open_tiers(day since);
    void open_contract(day since);

    instant now() const;
    void move_clock(json::object to) const;
    void move_to(day on) const;
    std::string create(const std::string& part, std::string_view changes, const filling& with,
                       const std::string& token) const;
    void accept(const std::string& offer, const std::string& token, json::value choice) const;
    void report(const used& what) const;
    void settle(day on) const;

    instant begins_;
    std::map<std::string, market_client> actors_;
    filling requests_; // the products of the deals, whose partners are given more of them
    filling migration_;
    filling analytics_;
};

instant history::now() const {
    const auto clock =
        as("operator").call({.service = "opencppo", .method = "GET", .path = "/console/v1/clock"});
    return instant::parse(text_of(clock, "/now")).value();
}

void history::move_clock(json::object to) const {
    as("operator")
        .call({.service = "opencppo", .path = "/console/v1/clock", .body = std::move(to)});
}

// To nine in the morning of a day, or nowhere once that has passed.
void history::move_to(day on) const {
    const instant nine = instant::start_of(on).plus_ms(9 * 3'600'000);
    if (now() < nine) move_clock({{"mode", "frozen"}, {"now", nine.text()}});
}

// Runs a change set; answers the id of what its first change created.
std::string history::create(const std::string& part, std::string_view changes, const filling& with,
                            const std::string& token) const {
    const auto started =
        as(part).call({.path = "/StartChangeSet",
                       .body = json::object{{"Catalog", "AWSMarketplace"},
                                            {"ClientRequestToken", token},
                                            {"ChangeSet", demo_changes(changes, names(with))}}});
    move_clock({{"mode", "frozen"}, {"now", now().text()}}); // runs what is due
    const auto set =
        as(part).call({.method = "GET",
                       .path = "/DescribeChangeSet?catalog=AWSMarketplace&changeSetId=" +
                               text_of(started, "/ChangeSetId")});
    if (text_of(set, "/Status") != "SUCCEEDED")
        throw std::runtime_error("a change set of the demo failed: " + json::serialize(set));
    const std::string id = text_of(set, "/ChangeSet/0/Entity/Identifier");
    return id.substr(0, id.find('@'));
}

void history::accept(const std::string& offer, const std::string& token, json::value choice) const {
    const market_client& buyer = as("buyer");
    const auto ask = [&](const char* operation) {
        return buyer.call({.path = std::string("/2026-02-05/") + operation,
                           .body = json::object{{"offerId", offer}}});
    };
    json::array terms;
    for (const json::value& each : ask("getOfferTerms").at_pointer("/offerTerms").as_array()) {
        const auto& [kind, term] = *each.as_object().begin();
        json::object asked{{"id", term.at("id")}};
        if (kind == "configurableUpfrontPricingTerm") asked["configuration"] = choice;
        terms.push_back(std::move(asked));
    }
    const auto call = [&](const std::string& operation, json::object body) {
        return buyer.call({.target = "AWSMPCommerceService_v20200301." + operation,
                           .protocol = "application/x-amz-json-1.0",
                           .body = std::move(body)});
    };
    const auto quote =
        call("CreateAgreementRequest",
             {{"intent", "NEW"},
              {"clientToken", token},
              {"agreementProposalIdentifier", ask("getOffer").at_pointer("/agreementProposalId")},
              {"requestedTerms", std::move(terms)}});
    call("AcceptAgreementRequest",
         {{"agreementRequestId", quote.at_pointer("/agreementRequestId")}});
}

void history::report(const used& what) const {
    const std::string code = what.product.substr(what.product.find('-') + 1);
    as("isv").call(
        {.target = "AWSMPMeteringService.BatchMeterUsage",
         .protocol = "application/x-amz-json-1.1",
         .body = json::object{
             {"ProductCode", code},
             {"UsageRecords", json::array{json::object{{"Timestamp", now().ms() / 1000},
                                                       {"CustomerAWSAccountId", account("buyer")},
                                                       {"Dimension", what.dimension},
                                                       {"Quantity", what.quantity}}}}}});
}

// A day comes, and the buyer has paid everything that is open.
void history::settle(day on) const {
    move_to(on);
    const auto open = as("operator")
                          .call({.service = "opencppo",
                                 .method = "GET",
                                 .path = "/console/v1/invoices?status=OPEN"});
    for (const json::value& each : open.at_pointer("/items").as_array())
        as("operator")
            .call({.service = "opencppo",
                   .path = "/console/v1/payments",
                   .body = json::object{{"invoiceId", each.at("invoiceId")},
                                        {"amount", each.at("totalAmount")},
                                        {"currency", each.at("currency")}},
                   .idempotency_key = "demo-" + text_of(each, "/invoiceId")});
}

// Gold: 0.007 wholesale, 0.01 with the markup, a million units.
void history::usage_for_ten_years() {
    const day first = begins_.day();
    move_to(first);
    filling with{
        {"title", "Northwind Requests"},
        {"name", "Northwind Requests for partners"},
        {"until", first.plus_days(30).text()},
        {"reseller", account("reseller2")},
        {"markup", "42.857142857"},
        {"renewal", ""},
        {"validity", R"(["Offer", "Offer@1.0", "UpdateValidityTerms",
            {"Terms": [{"Type": "ValidityTerm", "AgreementDuration": "P3650D"}]}],)"},
        {"dimensions", R"([{"Key": "requests", "Name": "Requests", "Description": "A request",
            "Unit": "Requests", "Types": ["ExternallyMetered"]}])"},
        {"list prices", R"({"PricingModel": "Usage", "Terms": [{"Type": "UsageBasedPricingTerm",
            "CurrencyCode": "USD",
            "RateCards": [{"RateCard": [{"DimensionKey": "requests", "Price": "0.01"}]}]}]})"},
        {"wholesale prices", R"({"PricingModel": "Usage", "Terms": [{
            "Type": "ResaleUsageBasedPricingTerm", "CurrencyCode": "USD",
            "RateCards": [{"RateCard": [{"DimensionKey": "requests", "Price": "0.007"}]}]}]})"}};
    with["product"] = create("isv", "saas product", with, "demo-requests-product");
    with["authorization"] =
        create("isv", "saas authorization", with, "demo-requests-authorization");
    accept(create("reseller2", "offer", with, "demo-requests-offer"), "demo-requests-quote", {});
    requests_ = with;
    const used million{with["product"], "requests", 1'000'000};
    if (now().day() == first) report(million);
    settle(first.plus_days(40));
}

void history::services_in_instalments(day on) {
    move_to(on);
    filling with{{"title", "Cloud migration"},
                 {"name", "A migration for Fabrikam"},
                 {"reseller", account("reseller")},
                 {"markup", "10"},
                 {"validity", ""},
                 {"until", on.plus_days(30).text()},
                 {"first", on.plus_days(60).text()},
                 {"second", on.plus_days(90).text()}};
    with["product"] = create("isv", "services product", with, "demo-migration-product");
    with["authorization"] =
        create("isv", "services authorization", with, "demo-migration-authorization");
    accept(create("reseller", "offer", with, "demo-migration-offer"), "demo-migration-quote", {});
    migration_ = with;
}

// 40 users at 150.00 and 20 editors at 300.00 for a year, and what they compute.
void history::contract_with_usage(day on) {
    filling with{{"title", "Northwind Analytics"},
                 {"name", "Northwind Analytics for partners"},
                 {"reseller", account("reseller")},
                 {"markup", "25"},
                 {"renewal", R"(["Offer", "Offer@1.0", "UpdateRenewalTerms",
            {"Terms": [{"Type": "RenewalTerm"}]}],)"},
                 {"validity", ""},
                 {"until", on.plus_days(30).text()},
                 {"dimensions", R"([
            {"Key": "users", "Name": "Users", "Description": "A user", "Unit": "Users",
             "Types": ["Entitled"]},
            {"Key": "editors", "Name": "Editors", "Description": "An editor", "Unit": "Users",
             "Types": ["Entitled"]},
            {"Key": "queries", "Name": "Queries", "Description": "A query", "Unit": "Requests",
             "Types": ["ExternallyMetered"]}])"},
                 {"list prices", R"({"PricingModel": "Contract", "Terms": [
            {"Type": "ConfigurableUpfrontPricingTerm", "CurrencyCode": "USD", "RateCards": [{
             "Selector": {"Type": "Duration", "Value": "P12M"}, "RateCard": [
              {"DimensionKey": "users", "Price": "150"},
              {"DimensionKey": "editors", "Price": "300"}],
             "Constraints": {"MultipleDimensionSelection": "Allowed",
              "QuantityConfiguration": "Allowed"}}]},
            {"Type": "UsageBasedPricingTerm", "CurrencyCode": "USD",
             "RateCards": [{"RateCard": [{"DimensionKey": "queries", "Price": "0.15"}]}]}]})"},
                 {"wholesale prices", R"({"PricingModel": "Contract", "Terms": [
            {"Type": "ResaleConfigurableUpfrontPricingTerm", "CurrencyCode": "USD", "RateCards": [{
             "Selector": {"Type": "Duration", "Value": "P12M"}, "RateCard": [
              {"DimensionKey": "users", "Price": "120"},
              {"DimensionKey": "editors", "Price": "240"}],
             "Constraints": {"MultipleDimensionSelection": "Allowed",
              "QuantityConfiguration": "Allowed"}}]},
            {"Type": "ResaleUsageBasedPricingTerm", "CurrencyCode": "USD",
             "RateCards": [{"RateCard": [{"DimensionKey": "queries", "Price": "0.12"}]}]}]})"}};
    with["product"] = create("isv", "saas product", with, "demo-analytics-product");
    with["authorization"] =
        create("isv", "saas authorization", with, "demo-analytics-authorization");
    const json::object choice{{"configurableUpfrontPricingTermConfiguration",
                               {{"selectorValue", "P12M"},
                                {"dimensions",
                                 {{{"dimensionKey", "users"}, {"dimensionValue", 40}},
                                  {{"dimensionKey", "editors"}, {"dimensionValue", 20}}}}}}};
    accept(create("reseller", "offer", with, "demo-analytics-offer"), "demo-analytics-quote",
           choice);
    analytics_ = with;
    for (int month = 0; month < 3; ++month) {
        const day when = on.plus_days(30 * month);
        settle(when);
        if (now().day() == when) report({with["product"], "queries", 16'300 + 4'100 * month});
    }
}

// What a newcomer goes on with: it stays open for 300 days at least.
void history::things_still_open(day since) {
    move_to(since);
    open_instalments(since);
    open_tiers(since);
    open_contract(since);
}

// For one sale to one buyer, paid in two parts.
void history::open_instalments(day since) {
    filling with = migration_;
    with["name"] = "Cloud migration, once, in two instalments";
    with["until"] = since.plus_days(300).text();
    with["first"] = since.plus_days(330).text();
    with["second"] = since.plus_days(350).text();
    create("isv", "services authorization", with, "demo-open-instalments");
}

// Each with the markup that restores the list price of 0.01.
void history::open_tiers(day since) {
    struct tier {
        std::string name;
        std::string wholesale;
        std::string markup;
        std::string reseller;
    };
    for (const tier& each : {tier{"bronze", "0.008", "25", "reseller"},
                             tier{"silver", "0.0075", "33.333333333", "reseller"},
                             tier{"gold", "0.007", "42.857142857", "reseller2"}}) {
        filling with = requests_;
        with["name"] = "Northwind Requests, ten years, " + each.name + " at " + each.wholesale +
                       ": a markup of " + each.markup + " restores 0.01";
        with["reseller"] = account(each.reseller);
        with["until"] = since.plus_days(3'650).text();
        with["wholesale prices"] = R"({"PricingModel": "Usage", "Terms": [{
            "Type": "ResaleUsageBasedPricingTerm", "CurrencyCode": "USD",
            "RateCards": [{"RateCard": [{"DimensionKey": "requests", "Price": ")" +
                                   each.wholesale + R"("}]}]}]})";
        create("isv", "saas authorization", with, "demo-open-" + each.name);
    }
}

// Buyers may have agreements side by side, so that the steps of the README can be repeated.
void history::open_contract(day since) {
    filling with = analytics_;
    with["name"] = "Northwind Analytics, a year of users, editors and queries";
    with["until"] = since.plus_days(3'650).text();
    as("isv").call({.service = "opencppo",
                    .method = "PUT",
                    .path = "/console/v1/products/" + with["product"] + "/concurrent-agreements",
                    .body = json::object{{"allowed", true}},
                    .idempotency_key = "demo-open-side-by-side"});
    with["authorization"] = create("isv", "saas authorization", with, "demo-open-contract");
    with["until"] = since.plus_days(300).text();
    create("reseller", "offer", with, "demo-open-offer");
}

} // namespace

void tell_history(server::process& demo) {
    const auto begins = demo.untold_history();
    if (!begins) return;
    history(demo, *begins).tell();
    demo.end_history();
}

} // namespace cppo::cli
