#include "service/catalog/resale_service.h"

#include "store/tables/authorizations.h"
#include "store/tables/offers.h"
#include "store/tables/products.h"

#include <limits>

#include "market/catalog/offers/discount.h"
#include "market/catalog/offers/draft.h"
#include "market/catalog/products/concurrency.h"
#include "service/catalog/working_copies.h"
#include "service/reading/everybody.h"
#include "service/reading/visibility.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

authorization_use use_of(session& in, const resale_authorization& of) {
    return store::find<authorization_use>(in, of.owner, of.id)
        .value_or(authorization_use{of.owner, of.id, of.offers_max, 0});
}

resale shown(session& in, const resale_authorization& of, instant now) {
    const authorization_use use = use_of(in, of);
    std::string label(label_of(of, use, now));
    return {{of, use, store::find<product>(in, of.owner, of.product).value()}, std::move(label)};
}

// Whatever it is, the operator sees it.
template <class Row, class Id>
std::optional<Row> find_shown(session& in, const actor& viewer, entity_kind kind, const Id& id,
                              std::initializer_list<view_role> roles) {
    if (!viewer.is_operator) return find_seen<Row>(in, viewer.account, kind, id, roles);
    const auto place = store::find<location>(in, id.text());
    if (!place || place->kind != kind) return {};
    return store::find<Row>(in, place->owner, id);
}

// A thing of the caller's own.
template <class Row, class Id>
result<Row> own(session& in, const actor& by, entity_kind kind, const Id& id,
                std::initializer_list<view_role> seen_by) {
    const auto found = find_shown<Row>(in, by, kind, id, seen_by);
    if (!found) return no(reason::entity_not_found, id.text());
    if (found->owner != by.account) return no(reason::entity_belongs_to_another, id.text());
    return *found;
}

result<resale_authorization> own_authorization(session& in, const actor& by,
                                               const authorization_id& id) {
    return own<resale_authorization>(in, by, entity_kind::resale_authorization, id,
                                     {view_role::reseller});
}

// The offer to everybody, whose prices are the list prices.
std::optional<offer> find_listed(session& in, const resale_authorization& of) {
    for (offer& each : store::select<offer>(
             in, "WHERE owner = $1 AND audience = $2 AND product = $3",
             {of.owner.text(), std::string(name_of(offer_audience::everybody)), of.product.text()}))
        if (each.state == offer_state::released) return std::move(each);
    return {};
}

struct resale_place {
    page_mark mark;
    account_id owner;
};

// Ids and owners of a page's authorizations, newest first.
std::vector<resale_place> places_of(session& in, const account_id& of, resale_side side,
                                    const page_request& at) {
    const page_mark after =
        at.after.value_or(page_mark{std::numeric_limits<std::int64_t>::max(), ""});
    std::vector<resale_place> made;
    const auto add = [&](const store::row& row) {
        made.push_back({{row.integer(0), std::string(row.text(1))},
                        account_id::minted(std::string(row.text(2)))});
    };
    in.run(side == resale_side::issued
               ? "SELECT modified_us, id, owner FROM resale_authorization WHERE owner = $1 "
                 "AND (modified_us, id) < ($2, $3) ORDER BY modified_us DESC, id DESC LIMIT $4"
               : "SELECT modified_us, id, owner FROM visible WHERE viewer = $1 "
                 "AND role = 'reseller' AND kind = 'resale_authorization' "
                 "AND (modified_us, id) < ($2, $3) ORDER BY modified_us DESC, id DESC LIMIT $4",
           {of.text(), after.order, after.id, at.one_more()}, add);
    return made;
}

} // namespace

result<listed<resale>> resale_service::list(const actor& viewer,
                                            const std::optional<account_id>& asked,
                                            resale_side side, const page_request& at) {
    if (!viewer.is_operator && viewer.account != asked)
        return no(reason::account_not_found, asked ? asked->text() : "");
    if (!asked)
        return of_everybody(on_, at, [&](const account_id& each, const page_request& page) {
            return list(viewer, each, side, page);
        });
    const account_id& of = *asked;
    return on_.read([&](session& in, instant now) {
        listed<resale> made;
        const auto rows =
            listed_in(at, places_of(in, of, side, at), [](const auto& each) { return each.mark; });
        made.next = rows.next;
        for (const auto& [mark, owner] : rows.items) {
            const auto found =
                store::find<resale_authorization>(in, owner, authorization_id::minted(mark.id));
            made.items.push_back(shown(in, found.value(), now));
        }
        return made;
    });
}

result<resale> resale_service::describe(const actor& viewer, const authorization_id& id) {
    return on_.read([&](session& in, instant now) -> result<resale> {
        const auto found = find_shown<resale_authorization>(
            in, viewer, entity_kind::resale_authorization, id, {view_role::reseller});
        if (!found) return no(reason::entity_not_found, id.text());
        return shown(in, *found, now);
    });
}

result<resale> resale_service::discount(const actor& by, const resale_change& ask,
                                        const std::string& percent) {
    const markup discount = TRY(markup::parse(percent));
    const command what{by, by.account, "DiscountResaleAuthorization", ask.token, ask.request_hash};
    CHECK_OK(on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const auto draft = TRY(own_authorization(in, by, ask.of));
        if (locked_entities(in, by.account).contains(ask.of.text()))
            return no(reason::entity_locked, ask.of.text());
        const auto listed = find_listed(in, draft);
        outcome made{{}, ask.of.text(), ask.of.text()};
        made.decision.writes.push_back(
            TRY(discounted(draft, listed ? &*listed : nullptr, discount, now)));
        return made;
    }));
    return describe(by, ask.of);
}

result<authorization_id> resale_service::copy(const actor& by, const resale_change& ask,
                                              const std::optional<std::string>& name) {
    const command what{by, by.account, "CopyResaleAuthorization", ask.token, ask.request_hash};
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant now) -> result<outcome> {
        const auto of = TRY(own_authorization(in, by, ask.of));
        const auto sold = store::find<product>(in, of.owner, of.product);
        resale_authorization made =
            TRY(draft_like(of, sold.value(), ids.next<authorization_kind>(), now));
        if (name) made.name = *name;
        const std::string id = made.id.text();
        return outcome::of(
            {.writes = {made, location{id, by.account, entity_kind::resale_authorization}},
             .made = id});
    });
    return authorization_id::minted(TRY(answer));
}

result<offer_id> resale_service::copy(const actor& by, const offer_copy& ask) {
    const command what{by, by.account, "CopyOffer", ask.token, ask.request_hash};
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant now) -> result<outcome> {
        const auto of = TRY(own<offer>(in, by, entity_kind::offer, ask.of,
                                       {view_role::target, view_role::manufacturer}));
        if (!of.authorization) return no(reason::entity_not_found, ask.of.text());
        const auto from =
            find_seen<resale_authorization>(in, by.account, entity_kind::resale_authorization,
                                            *of.authorization, {view_role::reseller});
        if (!from) return no(reason::authorization_not_found, of.authorization->text());
        const auto sold = store::find<product>(in, from->owner, from->product);
        offer made = TRY(draft_like(of, *from, use_of(in, *from), sold.value(),
                                    ids.next<offer_kind>(), ask.cancels_original, now));
        if (ask.name) made.name = *ask.name;
        const std::string id = made.id.text();
        return outcome::of(
            {.writes = {made, location{id, by.account, entity_kind::offer}}, .made = id});
    });
    return offer_id::minted(TRY(answer));
}

result<void> resale_service::set_concurrency(const actor& by, const concurrency_change& ask) {
    const command what{by, by.account, "SetConcurrentAgreements", ask.token, ask.request_hash};
    CHECK_OK(on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const auto sold = TRY(own<product>(in, by, entity_kind::product, ask.of, {}));
        if (locked_entities(in, by.account).contains(ask.of.text()))
            return no(reason::entity_locked, ask.of.text());
        outcome made{{}, ask.of.text(), ask.of.text()};
        made.decision.writes.push_back(TRY(with_concurrency(sold, ask.is_allowed, now)));
        return made;
    }));
    return {};
}

} // namespace cppo::service
