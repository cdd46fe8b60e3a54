// Agreements, terms, charges and invoices as the Agreement API writes them.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "market/money/charge.h"
#include "market/money/invoice.h"
#include "notation/terms.h"
#include "service/agreements/agreement_service.h"
#include "wire/value/notation.h"

namespace cppo::wire {

inline constexpr const char* agreement_type = "PurchaseAgreement"; // of all agreements here

// `before` is what the agreement says that the quote replaces.
boost::json::object charge_summary(const market::agreement_request& quoted,
                                   const std::optional<market::agreement_terms>& before,
                                   instant now);
boost::json::object agreement_json(const service::agreement_view& shown);
boost::json::object agreement_summary(const service::agreement_view& shown);
// Each a union with one member.
boost::json::array accepted_terms(const market::agreement& of);
boost::json::object charge_json(const market::charge& of);
boost::json::object invoice_summary(const market::invoice& of);
boost::json::object entitlement_json(const market::entitlement& of, market::product_type type);

} // namespace cppo::wire
