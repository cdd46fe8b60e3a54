#include "service/catalog/working_copies.h"

#include <set>

#include "service/parties/buyer_visibility.h"
#include "service/reading/visibility.h"
#include "store/tables/agreements.h"
#include "store/tables/authorizations.h"
#include "store/tables/change_sets.h"
#include "store/tables/offers.h"
#include "store/tables/parties.h"
#include "store/tables/products.h"
#include "store/tables/rates.h"

namespace cppo::service {
namespace {

using namespace market;

class loader {
  public:
    loader(store::session& in, const account_id& by, instant now)
        : in_(in), made_{.by = by, .now = now} {}

    working_copies load(const change_set& set) {
        made_.exchange = store::select<exchange_rate>(in_, "");
        made_.visibility = buyer_visibility_in(in_);
        add_account(made_.by);
        // What the set creates is not there yet, and the rest is looked up once.
        std::set<std::string> known;
        for (const change& each : set.changes)
            if (each.creates()) known.insert(each.entity);
        for (const change& each : set.changes) {
            if (known.insert(each.entity).second) add_entity(each);
            add_references(each.details->refers_to());
        }
        return std::move(made_);
    }

  private:
    // What the change works on. An id may be another kind of entity's, which is told as such.
    void add_entity(const change& what) {
        const auto place = store::find<location>(in_, what.entity);
        if (!place) return;
        const std::string& id = what.entity;
        switch (place->kind) {
            case entity_kind::product:
                return add_product(product_id::minted(id));
            case entity_kind::resale_authorization:
                return add_authorization(authorization_id::minted(id));
            case entity_kind::offer:
                return add_offer(offer_id::minted(id));
            case entity_kind::agreement:
            case entity_kind::invoice:
            case entity_kind::access_key:
            case entity_kind::payment_reference:
                return; // no change works on these
        }
    }

    // A product comes with its offers for everybody, since it is released together with one.
    void add_product(const product_id& id) {
        auto found = find_seen<product>(in_, made_.by, entity_kind::product, id, {});
        if (!found) return;
        for (offer& each : store::select<offer>(
                 in_, "WHERE owner = $1 AND audience = $2 AND product = $3",
                 {found->owner.text(), std::string(name_of(offer_audience::everybody)), id.text()}))
            made_.offers.emplace(each.id.text(), std::move(each));
        made_.products.emplace(id.text(), std::move(*found));
    }

    void add_authorization(const authorization_id& id) {
        auto found = find_seen<resale_authorization>(
            in_, made_.by, entity_kind::resale_authorization, id, {view_role::reseller});
        if (!found) return;
        // The product stands behind what the caller sees, so it is read whoever owns it.
        if (auto sold = store::find<product>(in_, found->owner, found->product))
            made_.products.emplace(sold->id.text(), *sold);
        if (auto use = store::find<authorization_use>(in_, found->owner, id))
            made_.uses.emplace(id.text(), *use);
        for (const account_id& buyer : found->terms.buyers) add_account(buyer);
        add_account(found->owner);
        add_account(found->reseller);
        made_.authorizations.emplace(id.text(), std::move(*found));
    }

    void add_offer(const offer_id& id) {
        add_offer_alone(id);
        // A clone's release ends the offer it was made from.
        const auto clone = made_.offers.find(id.text());
        if (clone != made_.offers.end() && clone->second.terms.cancels)
            add_offer_alone(*clone->second.terms.cancels);
    }

    void add_offer_alone(const offer_id& id) {
        auto found = find_seen<offer>(in_, made_.by, entity_kind::offer, id, {});
        if (!found) return;
        if (found->authorization)
            add_authorization(*found->authorization);
        else
            add_product(found->product);
        for (const account_id& buyer : found->terms.buyers) add_account(buyer);
        if (found->replaces) add_agreement(*found->replaces);
        made_.offers.emplace(id.text(), std::move(*found));
    }

    void add_agreement(const agreement_id& id) {
        auto found =
            find_seen<agreement>(in_, made_.by, entity_kind::agreement, id, {view_role::proposer});
        if (!found) return;
        add_account(found->owner);
        made_.agreements.emplace(id.text(), std::move(*found));
    }

    // A closed account is as one that does not exist (R-ACC-06).
    void add_account(const account_id& id) {
        const auto whose = store::find<account>(in_, id);
        if (!whose || !whose->is_open()) return;
        made_.accounts.emplace(id, *whose);
        if (auto found = store::find<seller>(in_, id)) made_.sellers.emplace(id, *found);
    }

    void add_references(const references& to) {
        for (const product_id& each : to.products) add_product(each);
        for (const authorization_id& each : to.authorizations) add_authorization(each);
        for (const agreement_id& each : to.agreements) add_agreement(each);
        for (const account_id& each : to.accounts) add_account(each);
    }

    store::session& in_;
    working_copies made_;
};

} // namespace

working_copies load_working_copies(store::session& in, const account_id& by, const change_set& set,
                                   instant now) {
    return loader(in, by, now).load(set);
}

std::set<std::string> locked_entities(store::session& in, const account_id& owner) {
    std::set<std::string> made;
    for (const lock_taken& each : store::select<lock_taken>(in, "WHERE owner = $1", {owner.text()}))
        made.insert(each.entity);
    return made;
}

} // namespace cppo::service
