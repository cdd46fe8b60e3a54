#include "console/party_answers.h"

#include <boost/json/array.hpp>

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

json::object seller_json(const seller& of) {
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

} // namespace cppo::console
