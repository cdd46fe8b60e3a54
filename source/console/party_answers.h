// Accounts, their users and sellers as the console answers them.
#pragma once

#include <boost/json/object.hpp>
#include <optional>

#include "market/parties/account.h"
#include "market/parties/billing.h"
#include "market/parties/submission.h"
#include "market/parties/user.h"

namespace cppo::console {

boost::json::object account_json(const market::account& of);
boost::json::object user_json(const market::user& of);
// The registration, what was sent in for it, and what the operator said to each part.
boost::json::object seller_json(const market::registration& of);
boost::json::object billing_json(const account_id& of,
                                 const std::optional<market::billing_details>& given);

} // namespace cppo::console
