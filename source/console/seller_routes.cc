#include "console/http/reading.h"
#include "console/http/routes.h"
#include "console/party_answers.h"
#include "wire/value/notation.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using market::registration_state;
using service::account_service;
using service::submission_service;

std::optional<std::string> text_at(const json::object& in, std::string_view name) {
    const auto text = wire::find_text(in, name);
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

market::postal_address address_in(const json::object& in) {
    return {.line1 = text_in(in, "line1"),
            .line2 = text_at(in, "line2"),
            .city = text_in(in, "city"),
            .state = text_at(in, "state"),
            .postal_code = text_in(in, "postalCode"),
            .country = text_in(in, "country")};
}

market::tax_number tax_number_in(const json::object& in) {
    return {text_in(in, "country"), text_in(in, "number")};
}

market::bank_account bank_in(const json::object& in) {
    return {.holder = text_in(in, "holder"),
            .unit = parse_currency(wire::get_text(in, "currency")).value(),
            .iban = text_at(in, "iban"),
            .bic = text_at(in, "bic"),
            .account_number = text_at(in, "accountNumber"),
            .routing_number = text_at(in, "routingNumber")};
}

market::submitted submitted_in(const json::object& in) {
    market::submitted made{.legal_name = text_at(in, "legalName")};
    if (const auto* address = wire::find_object(in, "address")) made.address = address_in(*address);
    if (const auto* contact = wire::find_object(in, "contact"))
        made.contact = market::contact_person{text_in(*contact, "name"), text_in(*contact, "email"),
                                              text_at(*contact, "phone")};
    if (const auto* numbers = wire::find_list(in, "taxNumbers")) {
        made.tax_numbers.emplace();
        for (const json::value& each : *numbers)
            made.tax_numbers->push_back(tax_number_in(each.as_object()));
    }
    if (const auto* bank = wire::find_object(in, "bankAccount")) made.bank = bank_in(*bank);
    return made;
}

result<answer> describe_seller(submission_service& submissions, const call& from) {
    return answer{seller_json(TRY(submissions.describe(TRY(account_asked(from)))))};
}

result<answer> submit_seller(submission_service& submissions, const call& from) {
    return answer{seller_json(
        TRY(submissions.submit(from.who, {TRY(account_asked(from)), submitted_in(from.input),
                                          from.idempotency_key, from.request_hash})))};
}

result<answer> approve_seller(submission_service& submissions, const call& from) {
    const market::part_order order{
        notation::get_named<market::seller_part>(wire::get_text(from.input, "part")),
        notation::get_named<registration_state>(wire::get_text(from.input, "state")),
        text_at(from.input, "note")};
    return answer{seller_json(TRY(submissions.decide(
        from.who, {TRY(account_asked(from)), order, from.idempotency_key, from.request_hash})))};
}

// The agreed form leaves open whether registration and preference are nested, so both are read.
market::registration_change change_in(const json::object& in) {
    const auto* nested = wire::find_object(in, "registration");
    const json::object& states = nested ? *nested : in;
    const auto state = [&](std::string_view name) -> std::optional<registration_state> {
        const auto text = wire::find_text(states, name);
        if (!text) return {};
        return notation::get_named<registration_state>(*text);
    };
    market::registration_change made{.profile = state("profile"),
                                     .tax = state("tax"),
                                     .bank = state("bank"),
                                     .kyc = state("kyc"),
                                     .service_linked_role = state("serviceLinkedRole")};
    if (const auto* currencies = wire::find_list(states, "currencies")) {
        made.currencies.emplace();
        for (const json::value& each : *currencies)
            made.currencies->insert(parse_currency(each.as_string()).value());
    }
    const auto* preference = wire::find_object(in, "disbursementPreference");
    const json::object& wish = preference ? *preference : in;
    if (const auto frequency = wire::find_text(wish, "frequency"))
        made.frequency = notation::get_named<market::disbursement_frequency>(*frequency);
    if (const auto on = wire::find_integer(wish, "dayOfMonth"))
        made.on = market::day_of_month::of(*on).value();
    return made;
}

result<answer> change_seller(account_service& accounts, submission_service& submissions,
                             const call& from) {
    const account_id owner = TRY(account_asked(from));
    CHECK_OK(accounts.register_seller(from.who, owner, change_in(from.input), from.idempotency_key,
                                      from.request_hash));
    return answer{seller_json(TRY(submissions.describe(owner)))};
}

result<answer> describe_billing(submission_service& submissions, const call& from) {
    const account_id owner = TRY(account_asked(from));
    return answer{billing_json(owner, submissions.billing(owner))};
}

result<answer> change_billing(submission_service& submissions, const call& from) {
    const account_id owner = TRY(account_asked(from));
    market::billing_details given{owner,
                                  0,
                                  text_in(from.input, "legalName"),
                                  address_in(wire::get_object(from.input, "address")),
                                  {}};
    if (const auto* tax = wire::find_object(from.input, "taxNumber"))
        given.tax = tax_number_in(*tax);
    return answer{billing_json(
        owner, TRY(submissions.change_billing(
                   from.who, {std::move(given), from.idempotency_key, from.request_hash})))};
}

} // namespace

std::vector<route> seller_routes(account_service& accounts, submission_service& submissions) {
    const auto with = [&submissions](auto run) {
        return [&submissions, run](const call& from) { return run(submissions, from); };
    };
    const std::string account = "/console/v1/accounts/{accountId}";
    const std::string one = account + "/seller";
    const std::vector not_found{reason::account_not_found, reason::seller_not_found};
    using enum audience;
    using enum effect;
    // Who says that a bank account may be paid to is of the operator's finance.
    // clang-format off
    return {
        {"GetSeller", "GET", one, everybody, reads,
         permission_group::registration, anybodys, "AccountNamed", "Seller", 200, not_found,
         "A seller's registration, what it sent in, and its disbursement preference",
         with(describe_seller)},
        {"RegisterSeller", "PUT", one, everybody, changes,
         permission_group::registration, duty::finance, "SellerChange", "Seller", 200,
         {reason::account_not_found, reason::seller_not_found,
          reason::registration_state_out_of_order},
         "Change a seller's preference, currencies and role; the operator also its states",
         [&](const call& from) { return change_seller(accounts, submissions, from); }},
        {"SubmitSeller", "POST", one + "/submission", everybody, changes,
         permission_group::registration, duty::support, "SellerSubmission", "Seller", 200,
         {reason::account_not_found, reason::seller_not_found, reason::bank_account_invalid},
         "Send in what the operator decides on; each part is pending then", with(submit_seller)},
        {"ApproveSeller", "PUT", one + "/approval", operator_may, changes,
         permission_group::registration, duty::finance, "SellerApproval", "Seller", 200,
         {reason::seller_not_found, reason::registration_state_out_of_order,
          reason::nothing_submitted},
         "Decide on a part of what a seller sent in", with(approve_seller)},
        {"GetBilling", "GET", account + "/billing", everybody, reads,
         permission_group::registration, anybodys, "AccountNamed", "Billing", 200,
         {reason::account_not_found}, "What stands on an account's invoices",
         with(describe_billing)},
        {"ChangeBilling", "PUT", account + "/billing", everybody, changes,
         permission_group::registration, duty::support, "BillingChange", "Billing", 200,
         {reason::account_not_found}, "Change what stands on an account's invoices",
         with(change_billing)},
    };
    // clang-format on
}

} // namespace cppo::console
