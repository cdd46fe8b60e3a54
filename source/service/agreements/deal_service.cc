#include "service/agreements/deal_service.h"

#include "store/tables/parties.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "service/parties/buyer_visibility.h"
#include "service/reading/everybody.h"
#include "service/usage/usage_totals.h"
#include "store/tables/agreements.h"
#include "store/tables/authorizations.h"
#include "store/tables/money.h"
#include "store/tables/offers.h"
#include "store/tables/products.h"
#include "store/tables/views.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

// Which side of an offer the account stands on; none where it has no part in it.
std::optional<deal_side> side_of(const offer& of, const account_id& viewer) {
    if (of.owner == viewer) return deal_side::partner;
    if (of.manufacturer == viewer) return deal_side::manufacturer;
    if (of.targets(viewer)) return deal_side::buyer;
    return {};
}

std::optional<offer> find_offer(session& in, const std::string& id) {
    const auto place = store::find<location>(in, id);
    if (!place || place->kind != entity_kind::offer) return {};
    auto found = store::find<offer>(in, place->owner, offer_id::minted(id));
    if (!found || found->state != offer_state::released || found->is_for_everybody()) return {};
    return found;
}

std::optional<agreement> find_agreement(session& in, const std::string& id) {
    const auto place = store::find<location>(in, id);
    if (!place || place->kind != entity_kind::agreement) return {};
    return store::find<agreement>(in, place->owner, agreement_id::minted(id));
}

// The agreements of an offer that an account on this side may see.
std::vector<agreement> agreements_of(session& in, const offer& of, deal_side side,
                                     const account_id& viewer) {
    std::vector<agreement> made;
    for (const account_id& buyer : of.terms.buyers) {
        if (side == deal_side::buyer && buyer != viewer) continue;
        for (agreement& each : store::select<agreement>(in, "WHERE owner = $1 AND offer = $2",
                                                        {buyer.text(), of.id.text()}))
            made.push_back(std::move(each));
    }
    return made;
}

std::vector<told_line> statements_of(session& in, const account_id& seller_account,
                                     const agreement& of, instant now) {
    return told_lines(in, seller_account,
                      store::select<statement_line>(
                          in, "WHERE owner = $1 AND agreement = $2 ORDER BY issued_us, id",
                          {seller_account.text(), of.id.text()}),
                      now.day());
}

// Reads what the side may see of it, and what its view is made from.
deal_view linked(session& in, instant now, deal_side side, const offer& of,
                 std::optional<agreement> agreed) {
    deal_facts made{.of = of,
                    .sold = store::find<product>(in, of.manufacturer, of.product).value()};
    if (of.authorization) {
        made.authorization =
            store::find<resale_authorization>(in, of.manufacturer, *of.authorization);
        const auto use = store::find<authorization_use>(in, of.manufacturer, *of.authorization);
        made.authorization_label = label_of(made.authorization.value(), use.value(),
                                            now); // shared ones have been released
    }
    made.visibility = buyer_visibility_in(in);
    if (!agreed) return view_of(made, side);
    const std::string& owner = agreed->owner.text();
    made.entitlements = store::select<entitlement>(
        in, "WHERE owner = $1 AND agreement = $2 ORDER BY id", {owner, agreed->id.text()});
    made.charges = store::select<charge>(
        in, "WHERE owner = $1 AND agreement = $2 ORDER BY due_on, id", {owner, agreed->id.text()});
    if (side != deal_side::manufacturer)
        for (const auto& row : store::select<store::invoice_row>(
                 in, "WHERE owner = $1 AND agreement = $2 ORDER BY issued_us, id",
                 {owner, agreed->id.text()}))
            made.invoices.push_back(store::invoice_of(row));
    if (side == deal_side::manufacturer || side == deal_side::operator_)
        made.statements = statements_of(in, of.manufacturer, *agreed, now);
    if (side == deal_side::partner || side == deal_side::operator_)
        for (auto& line : statements_of(in, of.owner, *agreed, now))
            made.statements.push_back(std::move(line));
    if (agreed->terms.usage)
        made.used = used_by_month(in, agreed->owner, agreed->number,
                                  agreed->terms.usage->rates.size(), now);
    made.agreed = std::move(agreed);
    return view_of(made, side);
}

// One for each agreement that this side sees, or for an offer without any.
void add_deals(session& in, instant now, deal_side side, const offer& of, const account_id& viewer,
               std::vector<deal_view>& to) {
    const auto agreements = agreements_of(in, of, side, viewer);
    if (agreements.empty()) to.push_back(linked(in, now, side, of, {}));
    for (const agreement& one : agreements) to.push_back(linked(in, now, side, of, one));
}

// Before every row of a list whose newest comes first.
page_mark start_of(const page_request& at) {
    return at.after.value_or(page_mark{std::numeric_limits<std::int64_t>::max(), ""});
}

// Modification times and ids of the offers a partner made, newest first.
std::vector<page_mark> offers_made_by(session& in, const account_id& of, const page_request& at) {
    std::vector<page_mark> offers;
    const page_mark after = start_of(at);
    in.run(
        "SELECT modified_us, id FROM offer WHERE owner = $1 AND state = 'Released' "
        "AND audience = 'buyers' AND (modified_us, id) < ($2, $3) ORDER BY modified_us DESC, id "
        "DESC LIMIT $4",
        {of.text(), after.order, after.id, at.one_more()}, [&](const store::row& row) {
            offers.push_back({row.integer(0), std::string(row.text(1))});
        });
    return offers;
}

// And of all that an account has a part in. A partner's own offers are its rows; the other sides
// have views of them.
std::vector<page_mark> offers_of(session& in, const account_id& of, const page_request& at) {
    std::vector<page_mark> offers = offers_made_by(in, of, at);
    const auto collect = [&](const store::row& row) {
        offers.push_back({row.integer(0), std::string(row.text(1))});
    };
    const page_mark after = start_of(at);
    for (const char* role : {"target", "manufacturer"})
        in.run(
            "SELECT modified_us, id FROM visible WHERE viewer = $1 AND role = $5 "
            "AND kind = 'offer' AND (modified_us, id) < ($2, $3) "
            "ORDER BY modified_us DESC, id DESC LIMIT $4",
            {of.text(), after.order, after.id, at.one_more(), std::string(role)}, collect);
    std::ranges::sort(offers, std::greater<>());
    const auto repeated = std::ranges::unique(offers);
    offers.erase(repeated.begin(), repeated.end());
    return offers;
}

} // namespace

result<deal_view> deal_service::describe(const actor& viewer, const std::string& id) {
    auto made = on_.read([&](session& in, instant now) -> std::optional<deal_view> {
        auto agreed = find_agreement(in, id);
        const auto of = find_offer(in, agreed ? agreed->offer.text() : id);
        if (!of) return std::nullopt;
        auto side = side_of(*of, viewer.account);
        if (!side && agreed && agreed->payer == viewer.account) side = deal_side::buyer;
        if (!side && viewer.is_operator) side = deal_side::operator_;
        if (!side) return std::nullopt;
        const bool payer = agreed && agreed->payer == viewer.account;
        if (agreed && *side == deal_side::buyer && agreed->owner != viewer.account && !payer)
            return std::nullopt;
        if (!agreed) {
            auto all = agreements_of(in, *of, *side, viewer.account);
            if (all.size() == 1) agreed = std::move(all[0]);
        }
        return linked(in, now, *side, *of, std::move(agreed));
    });
    if (!made) return no(reason::deal_not_found, id);
    return std::move(*made);
}

result<listed<deal_view>> deal_service::list(const actor& viewer,
                                             const std::optional<account_id>& of,
                                             const page_request& at) {
    if (!viewer.is_operator && viewer.account != of)
        return no(reason::account_not_found, of ? of->text() : "");
    const auto page_of = [&](const account_id& account, const page_request& page, auto offers_in,
                             std::optional<deal_side> side) -> result<listed<deal_view>> {
        return on_.read([&](session& in, instant now) {
            const auto offers = listed_in(page, offers_in(in, account, page),
                                          [](const page_mark& each) { return each; });
            listed<deal_view> made{{}, offers.next};
            for (const page_mark& each : offers.items)
                if (const auto found = find_offer(in, each.id))
                    add_deals(in, now, side ? *side : side_of(*found, account).value(), *found,
                              account, made.items);
            return made;
        });
    };
    if (of) return page_of(*of, at, offers_of, {});
    return of_everybody(on_, at, [&](const account_id& each, const page_request& page) {
        return page_of(each, page, offers_made_by, deal_side::operator_);
    });
}

} // namespace cppo::service
