// Accounts, their users and sellers as the console answers them.
#pragma once

#include <boost/json/object.hpp>

#include "market/parties/account.h"
#include "market/parties/seller.h"
#include "market/parties/user.h"

namespace cppo::console {

boost::json::object account_json(const market::account& of);
boost::json::object user_json(const market::user& of);
boost::json::object seller_json(const market::seller& of);

} // namespace cppo::console
