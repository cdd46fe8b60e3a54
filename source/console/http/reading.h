// Members of console calls as values of the market.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "console/http/route.h"
#include "ground/money.h"
#include "service/money/settlement_service.h"

namespace cppo::console {

std::string text_in(const boost::json::object& in, std::string_view name); // empty where missing
result<std::optional<account_id>> account_in(const boost::json::object& in, std::string_view name);
result<std::optional<agreement_id>> agreement_in(const boost::json::object& in);
result<std::optional<day>> day_in(const boost::json::object& in, std::string_view name);

// The account a call is about: the one it names, else the caller's. Refuses (account_not_found)
// accounts other than the caller's, unless the operator asks.
result<account_id> account_asked(const call& from, std::string_view name = "accountId");

// ?cursor= and ?limit=.
service::cut cut_in(const boost::json::object& in);

// {"items": [...], "next": "..."}
answer list_answer(boost::json::array items, const std::string& next);

} // namespace cppo::console
