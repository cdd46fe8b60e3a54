// The routes of the console API, by the noun they are about. The services must outlive them.
#pragma once

#include <vector>

#include "console/http/route.h"
#include "service/agreements/deal_service.h"
#include "service/catalog/catalog_service.h"
#include "service/catalog/publishing.h"
#include "service/catalog/resale_service.h"
#include "service/command/limit_service.h"
#include "service/money/ledger_service.h"
#include "service/money/rates.h"
#include "service/money/settlement_service.h"
#include "service/parties/access_service.h"
#include "service/parties/account_service.h"
#include "service/parties/approval_service.h"
#include "service/parties/buyer_visibility.h"
#include "service/parties/closing.h"
#include "service/parties/submission_service.h"
#include "service/work/clockwork.h"
#include "wire/value/notation.h"

namespace cppo::console {

std::vector<route> clock_routes(service::engine& on, service::clockwork& work);
std::vector<route> account_routes(service::account_service& accounts,
                                  service::approval_service& approvals,
                                  service::account_closing& closing);
std::vector<route> seller_routes(service::account_service& accounts,
                                 service::submission_service& submissions);
std::vector<route> access_routes(service::access_service& access,
                                 service::account_service& accounts,
                                 service::approval_service& approvals);
std::vector<route> settlement_routes(service::settlement_service& settlement,
                                     service::approval_service& approvals);
// `calls` make again what was asked for, by the name of the call.
std::vector<route> approval_routes(service::approval_service& approvals,
                                   std::map<std::string, prepare> calls,
                                   const service::key_box& keys);

// What a second person may have to decide, from the call that asks for it.
prepare payments_to_record(service::settlement_service& settlement);
prepare users_to_add(service::account_service& accounts);
prepare users_to_change(service::access_service& access);
prepare second_person_rules(service::approval_service& approvals);
std::vector<route> deal_routes(service::deal_service& deals);
std::vector<route> publishing_routes(service::publishing& publishing);
std::vector<route> rate_routes(service::rates& rates);
std::vector<route> visibility_routes(service::buyer_visibility& visibility);
std::vector<route> change_set_routes(service::catalog_service& catalog);
std::vector<route> resale_routes(service::resale_service& resales);
std::vector<route> limit_routes(service::limit_service& limits);
std::vector<route> ledger_routes(service::ledger_service& ledger);

// What the routes take and answer.
wire::shapes console_shapes();

// Adds what they answer, and the problem that any of them may answer.
void describe_answers(wire::shapes& into);

} // namespace cppo::console
