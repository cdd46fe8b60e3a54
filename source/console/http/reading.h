// Members of console calls as values of the market.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "console/http/route.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "service/parties/approval_service.h"

namespace cppo::console {

std::string text_in(const boost::json::object& in, std::string_view name); // empty where missing
result<std::optional<account_id>> account_in(const boost::json::object& in, std::string_view name);
result<std::optional<agreement_id>> agreement_in(const boost::json::object& in);
result<std::optional<day>> day_in(const boost::json::object& in, std::string_view name);

// The account a call is about: the one it names, else the caller's. Refuses (account_not_found)
// accounts other than the caller's, unless the operator asks.
result<account_id> account_asked(const call& from, std::string_view name = "accountId");

// The account a list is of: as account_asked has it, and none where the operator names none, who
// then asks for those of everybody.
result<std::optional<account_id>> accounts_asked(const call& from);

// What is kept of a call that may have to wait for a second person; passwords are not shown.
service::asked_call asked_in(const call& from, std::string name);
// 202: it waits, and nothing has changed.
answer waiting(const service::done_or_waiting& made);

// ?cursor= and ?limit=. Refuses (page_token_invalid) a cursor that was changed or is of another
// list.
result<service::page_request> page_in(const call& from);

// {"items": [...]}, with "next" where there is another page.
template <class Item, class Encode>
answer list_answer(const std::vector<Item>& items, const Encode& encode) {
    boost::json::array made;
    for (const Item& each : items) made.push_back(encode(each));
    return {boost::json::object{{"items", std::move(made)}}};
}
template <class Item, class Encode>
answer list_answer(const service::listed<Item>& found, const Encode& encode) {
    answer made = list_answer(found.items, encode);
    made.next = found.next;
    return made;
}

} // namespace cppo::console
