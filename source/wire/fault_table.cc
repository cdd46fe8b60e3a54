#include "wire/fault_table.h"

#include <boost/json/array.hpp>

namespace cppo::wire {
namespace {

struct exception_kind {
    const char* name;
    int status;
};

constexpr exception_kind not_found{"ResourceNotFoundException", 404};
constexpr exception_kind denied{"AccessDeniedException", 403};
constexpr exception_kind in_use{"ResourceInUseException", 423};
constexpr exception_kind conflict{"ConflictException", 409};
constexpr exception_kind over_quota{"ServiceQuotaExceededException", 402};

fault made(exception_kind kind, const refusal& no) {
    return {kind.name, kind.status, no.sentence, {}};
}

exception_kind catalog_kind(reason why) {
    switch (why) {
        case reason::action_not_allowed:
        case reason::entity_belongs_to_another:
            return denied;
        case reason::entity_not_found:
        case reason::product_not_found:
        case reason::change_set_not_found:
        case reason::resource_not_found:
        case reason::policy_not_found:
            return not_found;
        case reason::entity_locked:
        case reason::change_set_not_cancellable:
            return in_use;
        case reason::too_many_open_change_sets:
        case reason::too_many_concurrent_offers:
            return over_quota;
        default:
            return {"ValidationException", 422};
    }
}

fault agreement_not_found(const refusal& no, const char* type) {
    fault said = made(not_found, no);
    said.members = {{"resourceType", type}, {"resourceId", no.subject}};
    return said;
}

fault agreement_validation(const refusal& no, const char* why) {
    fault said{"ValidationException", 400, no.sentence, {}};
    said.members = {{"reason", why}};
    return said;
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

} // namespace

fault catalog_fault(const refusal& no) {
    return made(catalog_kind(no.why), no);
}

fault agreement_fault(const refusal& no) {
    switch (no.why) {
        case reason::proposal_not_found:
            return agreement_not_found(no, "AgreementProposal");
        case reason::request_not_found:
            return agreement_not_found(no, "AgreementRequest");
        case reason::agreement_not_found:
            return agreement_not_found(no, "Agreement");
        case reason::offer_already_accepted: {
            fault said = made(conflict, no);
            said.members = {{"resourceType", "AgreementProposal"}, {"resourceId", no.subject}};
            return said;
        }
        case reason::action_not_allowed:
        case reason::not_the_proposer: {
            fault said = made(denied, no);
            said.members = {{"reason", "INVALID_ACCESS"}};
            return said;
        }
        case reason::proposal_expired:
            return agreement_validation(no, "EXPIRED_AGREEMENT_PROPOSAL");
        case reason::requested_term_unknown:
            return agreement_validation(no, "INVALID_REQUESTED_TERM_ID");
        case reason::requested_term_repeated:
            return agreement_validation(no, "INVALID_REQUESTED_TERMS");
        case reason::term_takes_no_configuration:
            return agreement_validation(no, "INVALID_REQUESTED_TERM_CONFIGURATION");
        case reason::choice_not_offered:
            return agreement_validation(no, "INVALID_REQUESTED_TERM_CONFIGURATION");
        case reason::configuration_missing:
            return agreement_validation(no, "MISSING_REQUESTED_TERM_CONFIGURATION");
        case reason::requested_terms_incomplete:
            return agreement_validation(no, "MISSING_MANDATORY_TERMS");
        case reason::agreement_not_active:
            return agreement_validation(no, "INACTIVE_AGREEMENT");
        case reason::proposal_replaces_agreement:
        case reason::replacement_not_possible:
        case reason::intent_not_supported:
            return agreement_validation(no, "UNSUPPORTED_ACTION");
        case reason::token_reused:
            return agreement_validation(no, "INVALID_CLIENT_TOKEN");
        case reason::page_token_invalid:
            return agreement_validation(no, "INVALID_NEXT_TOKEN");
        default:
            return agreement_validation(no, "OTHER");
    }
}

fault discovery_fault(const refusal& no) {
    if (no.why == reason::offer_not_found) return made(not_found, no);
    if (no.why == reason::action_not_allowed) return made(denied, no);
    fault said{"ValidationException", 400, no.sentence, {}};
    said.members = {{"reason", no.why == reason::page_token_invalid
                                   ? "INVALID_PAGINATION_TOKEN"
                                   : "MALFORMED_REQUEST_PARAMETERS"}};
    return said;
}

fault metering_fault(const refusal& no) {
    const auto named = [&](const char* name) { return fault{name, 400, no.sentence, {}}; };
    switch (no.why) {
        case reason::action_not_allowed:
            return named("AccessDeniedException");
        case reason::product_code_unknown:
            return named("InvalidProductCodeException");
        case reason::usage_dimension_unknown:
            return named("InvalidUsageDimensionException");
        case reason::license_unknown:
            return named("InvalidLicenseException");
        case reason::usage_in_the_future:
        case reason::usage_too_late:
            return named("TimestampOutOfBoundsException");
        case reason::allocations_repeat:
        case reason::allocations_differ_from_quantity:
            return named("InvalidUsageAllocationsException");
        case reason::usage_worth_too_much:
            return named("ValidationException");
        case reason::usage_repeated:
            return named("DuplicateRequestException");
        case reason::customer_not_entitled:
            return named("CustomerNotEntitledException");
        case reason::registration_token_expired:
            return named("ExpiredTokenException");
        case reason::registration_token_invalid:
            return named("InvalidTokenException");
        default:
            return named("InvalidParameterException");
    }
}

fault catalog_invalid(const std::vector<shape_fault>& faults) {
    return {"ValidationException", 422, validation_message(faults), {}};
}

fault agreement_invalid(const std::vector<shape_fault>& faults) {
    fault said{"ValidationException", 400, validation_message(faults), {}};
    const bool missing = faults[0].what == shape_fault::kind::missing;
    said.members["reason"] = (missing ? "MISSING_" : "INVALID_") + in_capitals(faults[0].pointer);
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
