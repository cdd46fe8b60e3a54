// A whole marketplace without HTTP: the real services on one store, with a market clock that stands
// still until it is moved.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "service/agreements/agreement_service.h"
#include "service/agreements/deal_service.h"
#include "service/catalog/catalog_service.h"
#include "service/catalog/publishing.h"
#include "service/catalog/resale_service.h"
#include "service/catalog/resource_service.h"
#include "service/money/ledger_service.h"
#include "service/money/rates.h"
#include "service/money/settlement_service.h"
#include "service/parties/account_service.h"
#include "service/usage/metering_service.h"
#include "service/work/clockwork.h"

namespace cppo::story {

class marketplace {
  public:
    // Opens the store, a new one or one that was used before. `key_file` is made where there is
    // none.
    marketplace(const std::string& url, const std::filesystem::path& key_file, bool sandbox = true);

    // Sets the clock of a new marketplace.
    void begin(instant at);
    // Moves the clock, running everything that falls due on the way.
    result<void> move_to(instant at);
    instant now();

    // An account with one administrator; a seller's registration is complete.
    service::actor open(const std::string& name, std::set<market::role> roles,
                        std::optional<account_id> payer = {});
    service::actor open_operator();

    // Starts a change set, runs what is due and answers the finished set.
    result<market::change_set> start(
        const service::actor& by, std::vector<market::change> changes,
        market::change_set_intent intent = market::change_set_intent::apply);
    // The same; the first error of the first change to fail, as they are applied, is its refusal.
    result<void> carry_out(const service::actor& by, std::vector<market::change> changes);

    using choice = std::optional<market::upfront_choice>;

    // Asks for a quote of all terms of an offer, with what the buyer chooses of a configurable one;
    // of one that replaces the agreement `source`, where there is one.
    result<market::agreement_request> quote(const service::actor& by, const offer_id& of,
                                            const choice& chosen = {},
                                            const std::optional<agreement_id>& source = {});
    result<agreement_id> accept(const service::actor& by, const request_id& quoted);
    // Both at once.
    result<agreement_id> accept(const service::actor& by, const offer_id& of,
                                const choice& chosen = {},
                                const std::optional<agreement_id>& source = {});
    result<service::recorded_payment> pay(const service::actor& by, const invoice_id& id,
                                          const std::string& amount,
                                          std::optional<day> received_on = {});

    // Changes a row behind the marketplace's back.
    void tamper(const std::string& sql, std::initializer_list<store::value> arguments = {});
    std::int64_t count(const std::string& sql, std::initializer_list<store::value> arguments = {});

    const std::unique_ptr<store::database> kept;
    service::key_box keys;
    service::engine engine;
    // Some of what users may be allowed.
    const std::vector<market::permission> known{
        {"aws-marketplace:DescribeEntity", {market::permission_group::offers}},
        {"aws-marketplace:StartChangeSet",
         {market::permission_group::offers, market::permission_group::authorizations}},
        {"opencppo:GetClock", {market::permission_group::market}},
        {"opencppo:ListLimits", {market::permission_group::market}, market::duty::administration},
        {"opencppo:SetLimit", {market::permission_group::market}, market::duty::administration},
        {"opencppo:ListDeals", {market::permission_group::agreements}},
        {"opencppo:CopyOffer", {market::permission_group::offers}},
        {"opencppo:AddUser", {market::permission_group::users}, market::duty::administration},
        {"opencppo:RecordPayment", {market::permission_group::money}, market::duty::finance}};
    service::account_service accounts{engine, keys, known};
    service::catalog_service catalog{engine};
    service::resource_service resources{engine};
    service::agreement_service agreements{engine};
    service::metering_service metering{engine, keys};
    service::settlement_service settlement{engine};
    service::deal_service deals{engine};
    service::resale_service resales{engine};
    service::ledger_service ledger{engine};
    service::rates rates{engine};
    service::publishing publishing{engine};
    service::clockwork clockwork;
};

} // namespace cppo::story
