#include "service/agreements/deal_service.h"

#include "store/tables/agreements.h"
#include "store/tables/authorizations.h"
#include "store/tables/offers.h"
#include "store/tables/parties.h"
#include "store/tables/products.h"
#include "store/tables/views.h"

#include <algorithm>
#include <limits>

#include "service/reading/visibility.h"
#include "service/usage/usage_totals.h"

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
    if (!found || found->state != offer_state::released) return {};
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

std::vector<statement_line> statements_of(session& in, const account_id& seller_account,
                                          const agreement& of) {
    return store::select<statement_line>(
        in, "WHERE owner = $1 AND agreement = $2 ORDER BY issued_us, id",
        {seller_account.text(), of.id.text()});
}

deal linked(session& in, instant now, deal_side side, const offer& of,
            std::optional<agreement> agreed) {
    deal made{side, of, store::find<product>(in, of.manufacturer, of.product).value(),
              {},   {}, {},
              {},   {}, {}};
    if (side != deal_side::buyer)
        made.authorization = of.authorization ? store::find<resale_authorization>(
                                                    in, of.manufacturer, *of.authorization)
                                              : std::nullopt;
    if (!agreed) return made;
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
        made.statements = statements_of(in, of.manufacturer, *agreed);
    if (side == deal_side::partner || side == deal_side::operator_)
        for (auto& line : statements_of(in, of.owner, *agreed))
            made.statements.push_back(std::move(line));
    if (agreed->terms.usage)
        made.used = used_by_month(in, agreed->owner, agreed->number,
                                  agreed->terms.usage->rates.size(), now);
    made.agreed = std::move(agreed);
    return made;
}

} // namespace

result<deal> deal_service::describe(const actor& viewer, const std::string& id) {
    std::optional<deal> made;
    on_.read([&](session& in, instant now) {
        auto agreed = find_agreement(in, id);
        const auto of = find_offer(in, agreed ? agreed->offer.text() : id);
        if (!of) return;
        auto side = side_of(*of, viewer.account);
        if (!side && agreed && agreed->payer == viewer.account) side = deal_side::buyer;
        if (!side && viewer.is_operator) side = deal_side::operator_;
        if (!side) return;
        const bool payer = agreed && agreed->payer == viewer.account;
        if (agreed && *side == deal_side::buyer && agreed->owner != viewer.account && !payer)
            return;
        if (!agreed) {
            auto all = agreements_of(in, *of, *side, viewer.account);
            if (all.size() == 1) agreed = std::move(all[0]);
        }
        made = linked(in, now, *side, *of, std::move(agreed));
    });
    if (!made) return no(reason::deal_not_found, id);
    return std::move(*made);
}

result<page<deal>> deal_service::list(const actor& viewer, const account_id& of, const cut& at) {
    if (!viewer.is_operator && viewer.account != of)
        return no(reason::account_not_found, of.text());
    const auto mark = TRY(mark_of(at.after, ""));
    page<deal> made;
    on_.read([&](session& in, instant now) {
        // A partner's own offers are its rows; the other sides have views of them.
        std::vector<std::pair<std::int64_t, std::string>> offers;
        const auto collect = [&](const store::row& row) {
            offers.emplace_back(row.integer(0), std::string(row.text(1)));
        };
        const std::int64_t order = mark ? mark->order : std::numeric_limits<std::int64_t>::max();
        const std::string after = mark ? mark->id : "";
        const auto count = static_cast<std::int64_t>(at.size) + 1;
        in.run(
            "SELECT modified_us, id FROM offer WHERE owner = $1 AND state = 'Released' "
            "AND (modified_us < $2 OR (modified_us = $2 AND id < $3)) "
            "ORDER BY modified_us DESC, id DESC LIMIT $4",
            {of.text(), order, after, count}, collect);
        for (const char* role : {"target", "manufacturer"})
            in.run(
                "SELECT modified_us, id FROM visible WHERE viewer = $1 AND role = $5 "
                "AND kind = 'offer' AND (modified_us < $2 OR (modified_us = $2 AND id < $3)) "
                "ORDER BY modified_us DESC, id DESC LIMIT $4",
                {of.text(), order, after, count, std::string(role)}, collect);
        std::ranges::sort(offers, std::greater<>());
        const auto repeated = std::ranges::unique(offers);
        offers.erase(repeated.begin(), repeated.end());
        for (std::size_t row = 0; row < offers.size() && row < at.size; ++row) {
            const auto found = find_offer(in, offers[row].second);
            if (!found) continue;
            const deal_side side = side_of(*found, of).value();
            const auto agreements = agreements_of(in, *found, side, of);
            if (agreements.empty()) made.items.push_back(linked(in, now, side, *found, {}));
            for (const agreement& each : agreements)
                made.items.push_back(linked(in, now, side, *found, each));
        }
        if (offers.size() > at.size)
            made.next = token_of({offers[at.size - 1].first, offers[at.size - 1].second}, "");
    });
    return made;
}

} // namespace cppo::service
