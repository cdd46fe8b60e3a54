#include "service/parties/closing.h"

#include <vector>

#include "store/tables/parties.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

// Agreements the account is acceptor, proposer or manufacturer of.
#define ITS_AGREEMENTS "(SELECT id FROM visible WHERE viewer = $1 AND kind = 'agreement')"
#define UNEXPIRED(moment) "(" moment " IS NULL OR " moment " >= $2)"
#define AT_MOST " LIMIT 101"

struct question {
    const char* path;
    const char* what;
    bool is_of_now;
    const char* sql; // of ids; $1 is the account, $2 the market's moment where it is of now
};

// An offer to everybody has no end: it is over once its product is restricted.
constexpr question questions[] = {
    {"/agreements/", "It is a party of an active agreement.", false,
     "SELECT DISTINCT id FROM visible WHERE viewer = $1 AND kind = 'agreement' "
     "AND status = 'ACTIVE' ORDER BY id" AT_MOST},
    {"/invoices/", "The invoice is not paid.", false,
     "SELECT id FROM invoice WHERE status = 'OPEN' "
     "AND ((payer = $1 AND payer <> owner) OR agreement IN " ITS_AGREEMENTS
     ") ORDER BY id" AT_MOST},
    {"/charges/", "The charge is not invoiced yet.", false,
     "SELECT id FROM charge WHERE status = 'SCHEDULED' "
     "AND ((payer = $1 AND payer <> owner) OR agreement IN " ITS_AGREEMENTS
     ") ORDER BY id" AT_MOST},
    {"/balances/", "What was collected in this currency is not paid out.", false,
     "SELECT DISTINCT currency FROM payable WHERE owner = $1 AND disbursed IS NULL "
     "ORDER BY currency" AT_MOST},
    {"/resaleAuthorizations/", "The authorization is released and has not expired.", true,
     "SELECT id FROM resale_authorization WHERE owner = $1 AND state = 'Active' "
     "AND " UNEXPIRED("available_until_us") " ORDER BY id" AT_MOST},
    {"/resaleAuthorizations/", "The authorization is released and has not expired.", true,
     "SELECT id FROM visible WHERE viewer = $1 AND role = 'reseller' "
     "AND kind = 'resale_authorization' AND status = 'Active' "
     "AND " UNEXPIRED("ends_us") " ORDER BY id" AT_MOST},
    {"/offers/", "The offer is released and has not expired.", true,
     "SELECT offer.id FROM offer JOIN product ON product.owner = offer.manufacturer "
     "AND product.id = offer.product WHERE offer.owner = $1 AND offer.state = 'Released' "
     "AND NOT (offer.audience = 'everybody' AND product.visibility = 'Restricted') "
     "AND " UNEXPIRED("offer.available_until_us") " ORDER BY offer.id" AT_MOST},
    {"/offers/", "The offer is released, has not expired and is for this account.", true,
     "SELECT id FROM visible WHERE viewer = $1 AND role = 'target' AND kind = 'offer' "
     "AND " UNEXPIRED("ends_us") " ORDER BY id" AT_MOST},
    {"/accounts/", "The account's invoices are for this one.", false,
     "SELECT owner FROM account WHERE payer = $1 AND owner <> $1 AND state = 'active' "
     "ORDER BY owner" AT_MOST},
};

std::vector<std::string> ids(session& in, const question& asked, const account_id& of,
                             instant now) {
    std::vector<std::string> found;
    const auto keep = [&](const store::row& at) { found.emplace_back(at.text(0)); };
    if (asked.is_of_now)
        in.run(asked.sql, {of.text(), now.us()}, keep);
    else
        in.run(asked.sql, {of.text()}, keep);
    return found;
}

std::vector<open_thing> open_things(session& in, const account_id& of, instant now) {
    std::vector<open_thing> found;
    for (const question& each : questions)
        for (const std::string& id : ids(in, each, of, now))
            found.push_back({each.path + id, each.what});
    return found;
}

std::vector<account> operators(session& in) {
    using enum role;
    const auto roles = [](std::set<role> of) {
        return store::column_type<std::set<role>>::store(of);
    };
    return store::select<account>(
        in, "WHERE state = 'active' AND roles IN ($1, $2, $3, $4) ORDER BY owner",
        {roles({operator_}), roles({seller, operator_}), roles({buyer, operator_}),
         roles({seller, buyer, operator_})});
}

// The others are held, so that two of them do not close each other at one moment.
bool is_last_operator(session& in, const account& of) {
    if (!of.plays(role::operator_)) return false;
    for (const account& each : operators(in)) in.lock_owner(each.id);
    for (const account& each : operators(in))
        if (each.id != of.id) return false;
    return true;
}

} // namespace

result<account> account_closing::close(const actor& by, const closing_order& order) {
    if (!by.is_operator) return no(reason::action_not_allowed);
    CHECK_OK(may_administer(by, order.of));
    const command what{by, order.of, "CloseAccount", order.token, order.request_hash};
    CHECK_OK(on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const auto of = store::find<account>(in, order.of);
        if (!of) return no(reason::account_not_found, order.of.text());
        decision made =
            TRY(market::close(*of, open_things(in, order.of, now), is_last_operator(in, *of)));
        return outcome{std::move(made), order.of.text(), order.of.text()};
    }));
    return on_.read(
        [&](session& in, instant) { return store::find<account>(in, order.of).value(); });
}

} // namespace cppo::service
