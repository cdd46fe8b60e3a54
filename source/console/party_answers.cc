#include "console/party_answers.h"

#include <boost/json/array.hpp>

#include "notation/absent.h"
#include "notation/records.h"

namespace cppo::console {

namespace json = boost::json;
using market::account;
using market::seller;

json::object account_json(const account& of) {
    json::array roles;
    for (const market::role each : of.roles) roles.emplace_back(cppo::name_of(each));
    json::object made{{"accountId", of.id.text()},
                      {"name", of.name},
                      {"email", of.email},
                      {"country", of.country}};
    if (of.payer) made["payerAccountId"] = of.payer->text();
    made["roles"] = std::move(roles);
    made["state"] = cppo::name_of(of.state);
    return made;
}

json::object user_json(const market::user& of) {
    return {{"userId", of.id.text()},
            {"accountId", of.owner.text()},
            {"email", of.email},
            {"role", cppo::name_of(of.part)},
            {"actions", json::array(of.actions.begin(), of.actions.end())},
            {"state", cppo::name_of(of.state)}};
}

namespace {

json::object state_json(const seller& of) {
    json::object preference{{"frequency", cppo::name_of(of.preference.frequency)}};
    if (of.preference.frequency == market::disbursement_frequency::monthly)
        preference["dayOfMonth"] = of.preference.on.number();
    json::array currencies;
    for (const currency each : of.currencies) currencies.emplace_back(code_of(each));
    json::object made{{"accountId", of.owner.text()},
                      {"profile", cppo::name_of(of.profile)},
                      {"tax", cppo::name_of(of.tax)},
                      {"bank", cppo::name_of(of.bank)},
                      {"kyc", cppo::name_of(of.kyc)},
                      {"serviceLinkedRole", cppo::name_of(of.service_linked_role)},
                      {"disbursementPreference", std::move(preference)}};
    if (!of.currencies.empty()) made["currencies"] = std::move(currencies);
    return made;
}

json::value without_nulls(json::value of) {
    return notation::without_nulls(std::move(of), notation::clearing::goes);
}

// The number by its last four characters, under the name of the member it was sent in.
json::object bank_json(const market::shown_bank_account& of) {
    return {{"holder", of.holder},
            {"currency", code_of(of.unit)},
            {of.is_iban ? "iban" : "accountNumber", "****" + of.last_four}};
}

json::object submission_json(const market::submission& of) {
    json::object made;
    if (of.legal_name) made["legalName"] = *of.legal_name;
    if (of.address) made["address"] = without_nulls(notation::to_json(*of.address));
    if (of.contact) made["contact"] = without_nulls(notation::to_json(*of.contact));
    if (!of.tax_numbers.empty()) made["taxNumbers"] = notation::to_json(of.tax_numbers);
    if (of.bank) made["bankAccount"] = bank_json(*of.bank);
    made["submittedAt"] = of.submitted_at->text();
    return made;
}

json::array decisions_json(const market::submission& of) {
    json::array made;
    for (const market::part_decision& each : of.decisions) {
        json::object one{{"part", cppo::name_of(each.part)}, {"state", cppo::name_of(each.state)}};
        if (each.note) one["note"] = *each.note;
        one["at"] = instant(each.at_ms).text();
        made.push_back(std::move(one));
    }
    return made;
}

} // namespace

json::object seller_json(const market::registration& of) {
    json::object made = state_json(of.of);
    if (of.sent.submitted_at) made["submission"] = submission_json(of.sent);
    if (!of.sent.decisions.empty()) made["decisions"] = decisions_json(of.sent);
    return made;
}

json::object billing_json(const account_id& of,
                          const std::optional<market::billing_details>& given) {
    json::object made{{"accountId", of.text()}};
    if (!given) return made;
    made["legalName"] = given->legal_name;
    made["address"] = without_nulls(notation::to_json(given->address));
    if (given->tax) made["taxNumber"] = notation::to_json(*given->tax);
    return made;
}

} // namespace cppo::console
