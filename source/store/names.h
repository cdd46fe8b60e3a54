// The names of enumerations, as they are stored and as AWS writes them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "market/decision.h"
#include "store/column_type.h"

namespace cppo::store {

template <class Enum>
struct names;

template <>
struct names<market::role> {
    static constexpr std::array<std::string_view, 3> list{"seller", "buyer", "operator"};
};
template <>
struct names<market::user_role> {
    static constexpr std::array<std::string_view, 3> list{"admin", "editor", "viewer"};
};
template <>
struct names<market::user_state> {
    static constexpr std::array<std::string_view, 2> list{"active", "disabled"};
};
template <>
struct names<market::key_state> {
    static constexpr std::array<std::string_view, 3> list{"active", "disabled", "deleted"};
};
template <>
struct names<market::registration_state> {
    static constexpr std::array<std::string_view, 5> list{"NOT_STARTED", "PENDING", "COMPLETE",
                                                          "FAILED", "NOT_REQUIRED"};
};
template <>
struct names<market::disbursement_frequency> {
    static constexpr std::array<std::string_view, 2> list{"MONTHLY", "DAILY"};
};
template <>
struct names<market::product_type> {
    static constexpr std::array<std::string_view, 3> list{"ProfessionalServicesProduct",
                                                          "SaaSProduct", "AmiProduct"};
};
template <>
struct names<market::product_visibility> {
    static constexpr std::array<std::string_view, 4> list{"Draft", "Limited", "Public",
                                                          "Restricted"};
};
template <>
struct names<market::dimension_type> {
    static constexpr std::array<std::string_view, 3> list{"Entitled", "Metered",
                                                          "ExternallyMetered"};
};
template <>
struct names<market::authorization_state> {
    static constexpr std::array<std::string_view, 3> list{"Draft", "Active", "Restricted"};
};
template <>
struct names<market::extended_status> {
    static constexpr std::array<std::string_view, 3> list{"Not Started", "Completed-Used",
                                                          "Completed-Usable"};
};
template <>
struct names<market::offer_state> {
    static constexpr std::array<std::string_view, 2> list{"Draft", "Released"};
};
template <>
struct names<market::legal_document_type> {
    static constexpr std::array<std::string_view, 5> list{
        "StandardEula", "CustomEula", "EnterpriseEula", "StandardResellerContract",
        "CustomResellerContract"};
};
template <>
struct names<market::acquisition_channel> {
    static constexpr std::array<std::string_view, 2> list{"AwsMarketplace", "External"};
};
template <>
struct names<market::pricing_model> {
    static constexpr std::array<std::string_view, 4> list{"Byol", "Free", "Usage", "Contract"};
};
template <>
struct names<market::change_set_status> {
    static constexpr std::array<std::string_view, 5> list{"PREPARING", "APPLYING", "SUCCEEDED",
                                                          "FAILED", "CANCELLED"};
};
template <>
struct names<market::change_set_intent> {
    static constexpr std::array<std::string_view, 2> list{"APPLY", "VALIDATE"};
};
template <>
struct names<market::change_set_failure> {
    static constexpr std::array<std::string_view, 3> list{"", "CLIENT_ERROR", "SERVER_FAULT"};
};
template <>
struct names<market::request_status> {
    static constexpr std::array<std::string_view, 2> list{"OPEN", "ACCEPTED"};
};
template <>
struct names<market::agreement_status> {
    static constexpr std::array<std::string_view, 7> list{
        "ACTIVE", "ARCHIVED", "CANCELLED", "EXPIRED", "RENEWED", "REPLACED", "TERMINATED"};
};
template <>
struct names<market::entitlement_status> {
    static constexpr std::array<std::string_view, 5> list{"PROVISIONED", "SCHEDULED", "PENDING",
                                                          "FAILED", "DEPROVISIONED"};
};
template <>
struct names<market::charge_type> {
    static constexpr std::array<std::string_view, 3> list{"INSTALMENT", "UPFRONT", "USAGE"};
};
template <>
struct names<market::charge_status> {
    static constexpr std::array<std::string_view, 4> list{"SCHEDULED", "INVOICED", "PAID",
                                                          "CANCELLED"};
};
template <>
struct names<market::invoice_status> {
    static constexpr std::array<std::string_view, 3> list{"OPEN", "PAID", "VOID"};
};
template <>
struct names<market::line_kind> {
    static constexpr std::array<std::string_view, 5> list{"UPFRONT", "INSTALMENT", "USAGE", "TAX",
                                                          "ADJUSTMENT"};
};
template <>
struct names<market::statement_part> {
    static constexpr std::array<std::string_view, 2> list{"manufacturer", "partner"};
};
template <>
struct names<market::cause_kind> {
    static constexpr std::array<std::string_view, 3> list{"invoice", "payment", "disbursement"};
};
template <>
struct names<market::view_role> {
    static constexpr std::array<std::string_view, 6> list{"acceptor", "proposer", "manufacturer",
                                                          "reseller", "target",   "payer"};
};
template <>
struct names<market::entity_kind> {
    static constexpr std::array<std::string_view, 7> list{
        "product", "resale_authorization", "offer",       "agreement",
        "invoice", "access_key",           "public_offer"};
};
template <>
struct names<market::event_kind> {
    static constexpr std::array<std::string_view, 10> list{"change_set_succeeded",
                                                           "change_set_failed",
                                                           "offer_released",
                                                           "private_offer_available",
                                                           "purchase_agreement_created",
                                                           "purchase_agreement_ended",
                                                           "invoice_issued",
                                                           "payment_received",
                                                           "disbursement_paid",
                                                           "purchase_agreement_started"};
};
template <>
struct names<market::event_part> {
    static constexpr std::array<std::string_view, 6> list{"proposer",  "manufacturer", "acceptor",
                                                          "submitter", "seller",       "payer"};
};
template <>
struct names<market::fee_profile> {
    static constexpr std::array<std::string_view, 2> list{"manufacturer_pays", "both_pay"};
};

template <class Enum>
concept named = requires { names<Enum>::list; };

template <named Enum>
constexpr std::string_view name_of(Enum value) {
    return names<Enum>::list[static_cast<std::size_t>(value)];
}

template <named Enum>
constexpr std::optional<Enum> find_named(std::string_view name) {
    for (std::size_t at = 0; at < names<Enum>::list.size(); ++at)
        if (names<Enum>::list[at] == name) return static_cast<Enum>(at);
    return {};
}

// For names this engine wrote or has checked; throws failure where there is no such name.
template <named Enum>
Enum get_named(std::string_view name) {
    const auto found = find_named<Enum>(name);
    if (!found) throw failure("22000", "There is no name " + std::string(name) + " here.");
    return *found;
}

// TEXT.
template <named Enum>
struct column_type<Enum> {
    static value store(Enum kept) { return std::string(name_of(kept)); }
    static Enum load(const row& at, int column) { return get_named<Enum>(at.text(column)); }
};

// TEXT: the code of a currency.
template <>
struct column_type<currency> {
    static value store(currency kept) { return std::string(code_of(kept)); }
    static currency load(const row& at, int column) {
        const auto kept = parse_currency(at.text(column));
        if (!kept) throw failure("22000", "A currency column holds no currency.");
        return *kept;
    }
};

// INTEGER: the order of the kinds is the rank of work that falls due together.
template <>
struct column_type<market::due_kind> {
    static value store(market::due_kind kept) { return static_cast<std::int64_t>(kept); }
    static market::due_kind load(const row& at, int column) {
        return static_cast<market::due_kind>(at.integer(column));
    }
};

} // namespace cppo::store
