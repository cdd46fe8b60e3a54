// Agreements, terms, charges and invoices as the Agreement API writes them.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "market/money/settlement.h"
#include "service/agreements/agreement_service.h"

namespace cppo::wire {

// Seconds since 1970, with milliseconds where there are any.
boost::json::value epoch(instant at);

boost::json::object charge_summary(const market::agreement_request& quoted, instant now);
boost::json::object agreement_json(const service::agreement_view& shown);
boost::json::object agreement_summary(const service::agreement_view& shown);
// Each a union with one member.
boost::json::array accepted_terms(const market::agreement& of);
boost::json::object charge_json(const market::charge& of);
boost::json::object invoice_summary(const market::invoice& of);
boost::json::object entitlement_json(const market::entitlement& of, market::product_type type);

// A legal document as buyers see it; standard ones name the version in force.
boost::json::array buyer_documents(const std::vector<market::legal_document>& documents);

} // namespace cppo::wire
