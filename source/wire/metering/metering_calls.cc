#include "wire/metering/metering_calls.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <set>

#include "wire/message/fault_table.h"
#include "wire/message/list_page.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using market::usage_report;
using service::actor;
using service::metering_service;
using service::usage_outcome;
using service::usage_status;
using answer = std::expected<json::value, fault>;

std::unexpected<fault> invalid(const char* name, std::string message) {
    return std::unexpected(fault{name, 400, std::move(message), {}});
}

std::vector<market::usage_allocation> allocations_in(const json::object& in) {
    std::vector<market::usage_allocation> made;
    if (const auto* list = find_list(in, "UsageAllocations"))
        for (const json::value& each : *list) {
            const json::object& one = each.as_object();
            market::usage_allocation part{get_integer(one, "AllocatedUsageQuantity"), {}};
            if (const auto* tags = find_list(one, "Tags"))
                for (const json::value& tag : *tags)
                    part.tags.push_back({std::string(get_text(tag.as_object(), "Key")),
                                         std::string(get_text(tag.as_object(), "Value"))});
            made.push_back(std::move(part));
        }
    return made;
}

std::string allocations_text(const json::object& in) {
    const auto* list = find_list(in, "UsageAllocations");
    return list ? json::serialize(*list) : "";
}

// Customers are named by account, or by the older identifier, which is the account's number here.
std::expected<usage_report, fault> read_report(const json::object& in) {
    const std::string account = text_or_empty(in, "CustomerAWSAccountId");
    const std::string identifier = text_or_empty(in, "CustomerIdentifier");
    if (account.empty() == identifier.empty())
        return invalid("InvalidCustomerIdentifierException",
                       "A record names CustomerAWSAccountId or CustomerIdentifier.");
    return usage_report{account.empty() ? identifier : account,
                        text_or_empty(in, "LicenseArn"),
                        std::string(get_text(in, "Dimension")),
                        get_timestamp(in, "Timestamp"),
                        find_integer(in, "Quantity").value_or(0),
                        allocations_in(in),
                        allocations_text(in)};
}

json::object result_json(const json::object& record, const usage_outcome& of) {
    json::object made{{"UsageRecord", record}};
    switch (of.status) {
        case usage_status::success:
            made["Status"] = "Success";
            break;
        case usage_status::not_subscribed:
            made["Status"] = "CustomerNotSubscribed";
            break;
        case usage_status::duplicate:
            made["Status"] = "DuplicateRecord";
            break;
    }
    if (!of.record.empty()) made["MeteringRecordId"] = of.record;
    return made;
}

answer batch_meter_usage(metering_service& metering, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    const std::string code = text_or_empty(in, "ProductCode");
    const json::array& records = get_list(in, "UsageRecords");
    std::vector<usage_report> batch;
    for (const json::value& each : records) {
        auto one = read_report(each.as_object());
        if (!one) return std::unexpected(std::move(one).error());
        if (one->license.empty() && code.empty())
            return invalid("InvalidProductCodeException",
                           "A record without LicenseArn needs the ProductCode.");
        batch.push_back(std::move(*one));
    }
    const auto made = metering.report(who, code, batch);
    if (!made) return std::unexpected(metering_fault(made.error()));
    json::array results;
    for (std::size_t at = 0; at < batch.size(); ++at)
        results.push_back(result_json(records[at].as_object(), (*made)[at]));
    return json::object{{"Results", std::move(results)}, {"UnprocessedRecords", json::array()}};
}

answer meter_usage(metering_service& metering, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    usage_report one{"",
                     "",
                     std::string(get_text(in, "UsageDimension")),
                     get_timestamp(in, "Timestamp"),
                     find_integer(in, "UsageQuantity").value_or(0),
                     allocations_in(in),
                     allocations_text(in)};
    const bool dry_run = find_boolean(in, "DryRun").value_or(false);
    const auto made =
        metering.report_own(who, std::string(get_text(in, "ProductCode")), one, dry_run);
    if (!made) return std::unexpected(metering_fault(made.error()));
    if (dry_run) return invalid("DryRunOperation", "The request would have succeeded.");
    return json::object{{"MeteringRecordId", *made}};
}

// A dry run asks for the permission, so AWS tells its absence otherwise than of a call.
fault denied_dry_run(const json::object& in, fault said) {
    if (find_boolean(in, "DryRun").value_or(false)) said.name = "UnauthorizedException";
    return said;
}

answer resolve_customer(metering_service& metering, const call& from, const actor& who) {
    const auto found =
        metering.resolve(who, std::string(get_text(from.input.as_object(), "RegistrationToken")));
    if (!found) return std::unexpected(metering_fault(found.error()));
    return json::object{{"CustomerAWSAccountId", found->customer.text()},
                        {"ProductCode", found->product_code},
                        {"LicenseArn", found->license}};
}

using filters = std::map<std::string, std::set<std::string>>;

filters filters_in(const json::object& in) {
    filters made;
    if (const auto* filter = find_object(in, "Filter"))
        for (const auto& each : *filter)
            for (const json::value& value : each.value().as_array())
                made[each.key()].emplace(value.as_string());
    return made;
}

bool matches(const filters& asked, const service::entitled& of) {
    const std::map<std::string, std::string> texts{{"CUSTOMER_IDENTIFIER", of.customer.text()},
                                                   {"CUSTOMER_AWS_ACCOUNT_ID", of.customer.text()},
                                                   {"DIMENSION", of.dimension},
                                                   {"LICENSE_ARN", of.license}};
    for (const auto& [name, values] : asked)
        if (!values.contains(texts.at(name))) return false;
    return true;
}

json::object entitled_json(const service::entitled& of) {
    json::object made{{"ProductCode", of.product_code},
                      {"Dimension", of.dimension},
                      {"CustomerAWSAccountId", of.customer.text()},
                      {"Value", json::object{{"IntegerValue", of.quantity}}},
                      {"LicenseArn", of.license}};
    if (of.expires) made["ExpirationDate"] = of.expires->ms() / 1000;
    return made;
}

answer get_entitlements(metering_service& metering, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    const filters asked = filters_in(in);
    if (asked.contains("CUSTOMER_IDENTIFIER") && asked.contains("CUSTOMER_AWS_ACCOUNT_ID"))
        return invalid("InvalidParameterException",
                       "CUSTOMER_IDENTIFIER and CUSTOMER_AWS_ACCOUNT_ID exclude each other.");
    const auto found = metering.entitlements(who.account, std::string(get_text(in, "ProductCode")));
    if (!found) return std::unexpected(entitlement_fault(found.error()));
    json::array items;
    for (const auto& each : *found)
        if (matches(asked, each)) items.push_back(entitled_json(each));
    auto made = list_page("Entitlements", std::move(items),
                          static_cast<std::size_t>(find_integer(in, "MaxResults").value_or(25)),
                          text_or_empty(in, "NextToken"));
    if (!made) return std::unexpected(entitlement_fault(made.error()));
    if (const auto next = made->find("nextToken"); next != made->end()) {
        (*made)["NextToken"] = next->value();
        made->erase("nextToken");
    }
    return std::move(*made);
}

} // namespace

shapes metering_shapes() {
    shapes made("marketplace-metering");
    made.structure("BatchMeterUsageRequest", {need("UsageRecords", list("UsageRecord", 0, 25)),
                                              may("ProductCode", text(1, 255))});
    made.structure(
        "UsageRecord",
        {need("Timestamp", timestamp()), need("Dimension", text(1, 255)),
         may("CustomerIdentifier", text(0, 255)), may("CustomerAWSAccountId", text(0, 255)),
         may("LicenseArn", text(0, 2048)), may("Quantity", integer(0, 2'147'483'647)),
         may("UsageAllocations", list("UsageAllocation", 1, 2500))});
    made.structure("UsageAllocation", {need("AllocatedUsageQuantity", integer(0, 2'147'483'647)),
                                       may("Tags", list("Tag", 1, 5))});
    const char* tag_text = "^[a-zA-Z0-9+ -=._:/@]+$";
    made.structure("Tag", {need("Key", text_matching(1, 100, tag_text)),
                           need("Value", text_matching(1, 256, tag_text))});
    made.structure(
        "MeterUsageRequest",
        {need("ProductCode", text(1, 255)), need("Timestamp", timestamp()),
         need("UsageDimension", text(1, 255)), may("UsageQuantity", integer(0, 2'147'483'647)),
         may("DryRun", boolean()), may("UsageAllocations", list("UsageAllocation", 1, 2500)),
         may("ClientToken", text(1, 64))});
    made.structure("ResolveCustomerRequest", {need("RegistrationToken", text(1, 4096))});
    return made;
}

shapes entitlement_shapes() {
    shapes made("marketplace-entitlement-service");
    made.structure("GetEntitlementsRequest",
                   {need("ProductCode", text(1, 255)),
                    may("Filter", map(one_of({"CUSTOMER_IDENTIFIER", "DIMENSION",
                                              "CUSTOMER_AWS_ACCOUNT_ID", "LICENSE_ARN"}),
                                      list(text(1, 2048), 1, 100))),
                    may("NextToken", text(1, 2048)), may("MaxResults", integer(1, 25))});
    return made;
}

aws_service metering_calls(metering_service& metering) {
    aws_service made{.name = "marketplace-metering",
                     .signing_name = "aws-marketplace",
                     .everywhere = regions::all,
                     .protocol = protocol::aws_json_1_1,
                     .target_prefix = "AWSMPMeteringService",
                     .error_namespace = "com.amazonaws.marketplacemetering",
                     .described = metering_shapes(),
                     .operations = {},
                     .word = metering_fault,
                     .invalid = metering_invalid,
                     .internal_fault = "InternalServiceErrorException"};
    const auto add = [&](const std::string& name, bool changes, auto run,
                         std::int64_t aws_rate = 0) {
        made.operations.push_back(
            {.name = name,
             .input_shape = name + "Request",
             .needs = aws_permission(name, {market::permission_group::agreements}),
             .changes_something = changes,
             .run = [&metering, run](const call& from) { return run(metering, from, from.caller); },
             .aws_rate = aws_rate});
    };
    add("BatchMeterUsage", true, batch_meter_usage, 10);
    add("MeterUsage", true, meter_usage, 10);
    made.operations.back().denied = denied_dry_run;
    add("ResolveCustomer", false, resolve_customer);
    made.quick = {"ResolveCustomer"};
    return made;
}

aws_service entitlement_calls(metering_service& metering) {
    aws_service made{.name = "marketplace-entitlement-service",
                     .signing_name = "aws-marketplace",
                     .protocol = protocol::aws_json_1_1,
                     .target_prefix = "AWSMPEntitlementService",
                     .error_namespace = "com.amazonaws.marketplaceentitlementservice",
                     .described = entitlement_shapes(),
                     .operations = {},
                     .word = entitlement_fault,
                     .invalid = entitlement_invalid,
                     .internal_fault = "InternalServiceErrorException"};
    made.rpc_name = "AWSMPEntitlementService";
    made.operations.push_back(
        {.name = "GetEntitlements",
         .input_shape = "GetEntitlementsRequest",
         .needs = aws_permission("GetEntitlements", {market::permission_group::agreements}),
         .run = [&metering](
                    const call& from) { return get_entitlements(metering, from, from.caller); },
         .output_timestamps = {"ExpirationDate"},
         .aws_rate = 20});
    return made;
}

} // namespace cppo::wire
