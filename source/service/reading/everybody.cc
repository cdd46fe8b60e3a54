#include "service/reading/everybody.h"

namespace cppo::service {

std::vector<account_id> accounts_after(store::session& in, const std::string& id,
                                       std::int64_t count) {
    std::vector<account_id> made;
    in.run("SELECT owner FROM account WHERE owner > $1 ORDER BY owner LIMIT $2", {id, count},
           [&](const store::row& row) {
               made.push_back(account_id::minted(std::string(row.text(0))));
           });
    return made;
}

page_mark mark_of_account(const account_id& of, const std::optional<page_mark>& within) {
    if (!within) return {0, of.text()};
    return {within->order, of.text() + ' ' + within->id};
}

std::pair<account_id, std::optional<page_mark>> account_mark(const page_mark& mark) {
    const auto space = mark.id.find(' ');
    account_id of = account_id::minted(mark.id.substr(0, space));
    if (space == std::string::npos) return {std::move(of), {}};
    return {std::move(of), page_mark{mark.order, mark.id.substr(space + 1)}};
}

} // namespace cppo::service
