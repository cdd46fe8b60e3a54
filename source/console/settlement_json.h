// Charges, invoices, statements and disbursements as the console API writes them.
#pragma once

#include <boost/json/object.hpp>

#include "market/money/charge.h"
#include "market/money/disbursement.h"
#include "market/money/invoice.h"
#include "market/money/payment.h"
#include "service/money/told_lines.h"

namespace cppo::console {

boost::json::object charge_json(const market::charge& of);
boost::json::object invoice_json(const market::invoice& of);
boost::json::object statement_json(const service::told_line& of);
boost::json::object disbursement_json(const market::disbursement& of);

} // namespace cppo::console
