#include "service/catalog/working_copies.h"

#include <set>

#include "service/reading/visibility.h"

namespace cppo::service {
namespace {

using namespace market;

class loader {
  public:
    loader(store::session& in, const account_id& by, instant now)
        : in_(in), made_{.by = by, .now = now} {}

    working_copies load(const change_set& set) {
        add_account(made_.by);
        // What the set creates is not there yet, and the rest is looked up once.
        std::set<std::string> known;
        for (const change& each : set.changes)
            if (each.creates()) known.insert(each.entity);
        for (const change& each : set.changes) {
            if (known.insert(each.entity).second) add_entity(each.entity);
            std::visit([this](const auto& ask) { add_named(ask); }, each.details);
        }
        return std::move(made_);
    }

  private:
    void add_entity(const std::string& id) {
        add_product(product_id::minted(id));
        add_authorization(authorization_id::minted(id));
        add_offer(offer_id::minted(id));
        add_public_offer(offer_id::minted(id));
    }

    void add_product(const product_id& id) {
        auto found = find_seen<product>(in_, made_.by, entity_kind::product, id, {});
        if (!found) return;
        for (public_offer& each : store::select<public_offer>(
                 in_, "WHERE owner = $1 AND product = $2", {found->owner.text(), id.text()}))
            made_.public_offers.emplace(each.id.text(), std::move(each));
        made_.products.emplace(id.text(), std::move(*found));
    }

    void add_public_offer(const offer_id& id) {
        const auto found =
            find_seen<public_offer>(in_, made_.by, entity_kind::public_offer, id, {});
        if (found) add_product(found->product);
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
        add_authorization(found->authorization);
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

    void add_account(const account_id& id) {
        if (auto found = store::find<account>(in_, id)) made_.accounts.emplace(id, *found);
        if (auto found = store::find<seller>(in_, id)) made_.sellers.emplace(id, *found);
    }

    void add_named(const create_authorization& ask) {
        add_product(ask.product);
        add_account(ask.reseller);
    }
    void add_named(const create_public_offer& ask) { add_product(ask.product); }
    void add_named(const create_offer& ask) { add_authorization(ask.authorization); }
    void add_named(const create_replacement& ask) {
        add_authorization(ask.authorization);
        add_agreement(ask.agreement);
    }
    void add_named(const create_direct_replacement& ask) { add_agreement(ask.agreement); }
    void add_named(const update_buyer_targeting& ask) {
        for (const account_id& each : ask.buyers) add_account(each);
    }
    void add_named(const update_targeting& ask) {
        for (const account_id& each : ask.buyers) add_account(each);
    }
    template <class Other>
    void add_named(const Other&) {}

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
