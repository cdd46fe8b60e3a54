#include "wire/message/fault_table.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

namespace cppo::wire {
namespace {

// An exception of one service, and what it says beside the sentence: of a ValidationException why,
// of others the type of the resource.
struct words {
    const char* name;
    int status;
    const char* says = nullptr;

    constexpr words(const char* exception, int code, const char* member)
        : name(exception), status(code), says(member) {}
    // A ValidationException of Agreement and Discovery.
    constexpr words(const char* why) : words("ValidationException", 400, why) {}
};

constexpr words missing{"ResourceNotFoundException", 404, nullptr};
constexpr words denied{"AccessDeniedException", 403, nullptr};
constexpr words in_use{"ResourceInUseException", 423, nullptr};
constexpr words over_quota{"ServiceQuotaExceededException", 402, nullptr};
constexpr words invalid{"ValidationException", 422, nullptr};
constexpr words no_access{"AccessDeniedException", 403, "INVALID_ACCESS"};
constexpr const char* other = "OTHER";
constexpr const char* malformed = "MALFORMED_REQUEST_PARAMETERS";
// Metering has no exception of its own for it: AWS's common one.
constexpr const char* unnamed = "ValidationException";
constexpr const char* uncoded = nullptr;

constexpr words missing_of(const char* type) {
    return {"ResourceNotFoundException", 404, type};
}
constexpr words conflict_of(const char* type) {
    return {"ConflictException", 409, type};
}

// What each service says of a reason. Metering's exceptions have the status 400.
struct fault_row {
    reason why;
    const char* change_code;
    words catalog;
    words agreement;
    words discovery;
    const char* metering;
    int console;
};

constexpr std::array rows = [] {
    using enum reason;
    return std::array{
#define FAULTS(why, code, catalog, agreement, discovery, metering, status) \
    fault_row{why, code, catalog, agreement, discovery, metering, status},
#define OF_CHANGES(why, code) FAULTS(why, code, invalid, other, malformed, unnamed, 422)
#define OF_CATALOG(why, catalog) FAULTS(why, uncoded, catalog, other, malformed, unnamed, 422)
#define OF_QUOTES(why, agreement) FAULTS(why, uncoded, invalid, agreement, malformed, unnamed, 422)
#define OF_USAGE(why, exception) FAULTS(why, uncoded, invalid, other, malformed, exception, 422)
#define OF_CONSOLE(why, status) FAULTS(why, uncoded, invalid, other, malformed, unnamed, status)
#include "wire/message/fault_rows.inc"
#undef FAULTS
#undef OF_CHANGES
#undef OF_CATALOG
#undef OF_QUOTES
#undef OF_USAGE
#undef OF_CONSOLE
    };
}();

consteval bool is_in_order() {
    for (std::size_t at = 0; at < rows.size(); ++at)
        if (static_cast<std::size_t>(rows[at].why) != at) return false;
    return rows.size() == reason_count;
}
static_assert(is_in_order(), "each reason has a row, in the order of the reasons");

const fault_row& row_of(reason why) {
    return rows[static_cast<std::size_t>(why)];
}

fault made(const words& from, const refusal& no) {
    return {from.name, from.status, no.sentence, {}};
}

// The member's name as the reasons of ValidationException spell it: agreementId is AGREEMENT_ID.
std::string in_capitals(std::string_view pointer) {
    std::string name;
    for (const char c : pointer.substr(pointer.rfind('/') + 1)) {
        if (c >= 'A' && c <= 'Z') name += '_';
        name += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    if (pointer.starts_with("/requestedTerms/")) {
        if (name == "ID") return "REQUESTED_TERM_ID";
        return "REQUESTED_TERM_CONFIGURATION";
    }
    if (pointer.starts_with("/filters/")) return name == "NAME" ? "FILTER_NAME" : "FILTER_VALUES";
    return name;
}

// The members that ValidationException has a reason for, where they are not as they should be.
constexpr std::array<std::string_view, 22> members_with_reason{"AGREEMENT_ID",
                                                               "AGREEMENT_PROPOSAL_IDENTIFIER",
                                                               "AGREEMENT_REQUEST_ID",
                                                               "AGREEMENT_TYPE",
                                                               "CATALOG",
                                                               "CHARGE_ID",
                                                               "CHARGE_REVISION",
                                                               "CLIENT_TOKEN",
                                                               "FILTERS",
                                                               "FILTER_NAME",
                                                               "FILTER_VALUES",
                                                               "INTENT",
                                                               "MAX_RESULTS",
                                                               "NEXT_TOKEN",
                                                               "PURCHASE_ORDERS",
                                                               "PURCHASE_ORDER_REFERENCE",
                                                               "REQUESTED_TERMS",
                                                               "REQUESTED_TERM_CONFIGURATION",
                                                               "REQUESTED_TERM_ID",
                                                               "SORT_BY",
                                                               "SORT_ORDER",
                                                               "SOURCE_AGREEMENT_IDENTIFIER"};

// The member of a Catalog call that is refused for a reason outside of change sets.
struct catalog_member {
    reason why;
    std::string_view pointer;
};
constexpr std::array catalog_members{
    catalog_member{reason::page_token_invalid, "/NextToken"},
    catalog_member{reason::list_too_long_to_sort, "/Sort"},
    catalog_member{reason::token_reused, "/ClientRequestToken"},
    catalog_member{reason::tag_reserved, "/Tags"},
    catalog_member{reason::tag_repeated, "/Tags"},
    catalog_member{reason::too_many_tags, "/Tags"},
};

std::string reason_of(const shape_fault& of) {
    const std::string member = in_capitals(of.pointer);
    if (std::ranges::find(members_with_reason, member) == members_with_reason.end()) return other;
    return (of.what == shape_fault::kind::missing ? "MISSING_" : "INVALID_") + member;
}

} // namespace

fault catalog_fault(const refusal& no) {
    fault said = made(row_of(no.why).catalog, no);
    const auto* at = std::ranges::find(catalog_members, no.why, &catalog_member::why);
    if (at == catalog_members.end() || said.name != invalid.name) return said;
    return catalog_invalid_at(at->pointer, std::move(said.message));
}

fault agreement_fault(const refusal& no) {
    const words& from = row_of(no.why).agreement;
    fault said = made(from, no);
    const bool of_resource = from.status == missing.status || from.status == 409;
    if (of_resource)
        said.members = {{"resourceType", from.says}, {"resourceId", no.subject}};
    else
        said.members = {{"reason", from.says}};
    return said;
}

fault discovery_fault(const refusal& no) {
    const words& from = row_of(no.why).discovery;
    fault said = made(from, no);
    if (from.says) said.members = {{"reason", from.says}};
    return said;
}

fault metering_fault(const refusal& no) {
    return {row_of(no.why).metering, 400, no.sentence, {}};
}

fault entitlement_fault(const refusal& no) {
    if (no.why == reason::action_not_allowed) return metering_fault(no);
    return {"InvalidParameterException", 400, no.sentence, {}};
}

std::map<std::string, std::string> exceptions_of(fault (*told)(const refusal&)) {
    std::map<std::string, std::string> made;
    for (const fault_row& each : rows)
        made.emplace(name_of(each.why), told(no(each.why).error()).name);
    return made;
}

std::string_view change_error_code(reason why) {
    const char* code = row_of(why).change_code;
    return code ? code : "INVALID_INPUT";
}

std::map<std::string, std::string> change_error_codes() {
    std::map<std::string, std::string> codes;
    for (const fault_row& each : rows)
        if (each.change_code) codes.emplace(name_of(each.why), each.change_code);
    return codes;
}

int console_status(reason why) {
    return row_of(why).console;
}

namespace {

constexpr const char* catalog_fields = "ValidationExceptionFieldList";

boost::json::object field_json(std::string_view pointer, const std::string& sentence) {
    return {
        {"Reason", "FieldValidationFailed"}, {"Field", json_path(pointer)}, {"Message", sentence}};
}

} // namespace

fault catalog_invalid(const std::vector<shape_fault>& faults) {
    fault said{"ValidationException", 422, validation_message(faults), {}};
    boost::json::array fields;
    for (const shape_fault& each : faults)
        fields.push_back(field_json(each.pointer, each.sentence));
    said.members[catalog_fields] = std::move(fields);
    return said;
}

fault catalog_invalid_at(std::string_view pointer, std::string message) {
    fault said{"ValidationException", 422, std::move(message), {}};
    said.members[catalog_fields] = boost::json::array{field_json(pointer, said.message)};
    return said;
}

fault agreement_invalid(const std::vector<shape_fault>& faults) {
    fault said{"ValidationException", 400, validation_message(faults), {}};
    said.members["reason"] = reason_of(faults[0]);
    boost::json::array fields;
    for (const shape_fault& each : faults)
        fields.push_back({{"name", each.path}, {"message", each.sentence}});
    said.members["fields"] = std::move(fields);
    return said;
}

fault discovery_invalid(const std::vector<shape_fault>& faults) {
    fault said{"ValidationException", 400, validation_message(faults), {}};
    said.members["reason"] = "MALFORMED_REQUEST_PARAMETERS";
    return said;
}

// Too many tags, or tags of other characters, have an exception of their own.
fault metering_invalid(const std::vector<shape_fault>& faults) {
    const std::string& pointer = faults[0].pointer;
    const char* name = "ValidationException";
    if (pointer.find("/Tags") != std::string::npos)
        name = "InvalidTagException";
    else if (pointer.find("/UsageAllocations") != std::string::npos)
        name = "InvalidUsageAllocationsException";
    return {name, 400, validation_message(faults), {}};
}

fault entitlement_invalid(const std::vector<shape_fault>& faults) {
    return {"InvalidParameterException", 400, validation_message(faults), {}};
}

} // namespace cppo::wire
