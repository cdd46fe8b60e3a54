// The list of everybody, which the operator asks for: account by account, in the order of their
// ids, each as its own list has it.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "service/reading/page.h"
#include "store/engine/session.h"

namespace cppo::service {

// Accounts after that id, in the order of their ids.
std::vector<account_id> accounts_after(store::session& in, const std::string& id,
                                       std::int64_t count);

// Where a list of everybody goes on: in an account's own list after a mark, or, without one, behind
// the account.
page_mark mark_of_account(const account_id& of, const std::optional<page_mark>& within);
std::pair<account_id, std::optional<page_mark>> account_mark(const page_mark& mark);

// A page of `list(account, page_request)` for all accounts that an engine reads. It looks at a
// thousand accounts at most, so where little is found it may be short and yet have a next one.
template <class Engine, class List>
auto of_everybody(Engine& on, const page_request& at, const List& list)
    -> std::invoke_result_t<List, const account_id&, const page_request&> {
    constexpr std::int64_t accounts_max = 1'000;
    typename std::invoke_result_t<List, const account_id&, const page_request&>::value_type made;
    std::optional<account_id> last;
    const auto take = [&](const account_id& of, const page_request& from) -> result<void> {
        auto some = TRY(list(of, from));
        for (auto& each : some.items) made.items.push_back(std::move(each));
        if (some.next) made.next = mark_of_account(of, some.next);
        return {};
    };
    if (at.after) {
        const auto [of, within] = account_mark(*at.after);
        if (within) CHECK_OK(take(of, {at.size, within}));
        last = of;
    }
    const std::vector<account_id> accounts = on.read([&](store::session& in, instant) {
        return accounts_after(in, last ? last->text() : "", accounts_max);
    });
    for (const account_id& each : accounts) {
        if (made.next) return made;
        if (made.items.size() < at.size)
            CHECK_OK(take(each, {at.size - made.items.size(), {}}));
        else if (!TRY(list(each, {1, {}})).items.empty())
            made.next = mark_of_account(*last, {});
        if (!made.next) last = each;
    }
    if (!made.next && accounts.size() == static_cast<std::size_t>(accounts_max))
        made.next = mark_of_account(*last, {});
    return made;
}

} // namespace cppo::service
