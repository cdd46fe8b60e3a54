#include "market/catalog/change_sets/catalog_changes.h"

namespace cppo::market {
namespace {

void add_location(decision& out, const std::string& id, const account_id& owner, entity_kind kind) {
    out.writes.push_back(location{id, owner, kind});
}

void commit_product(decision& out, product made, instant now) {
    made.modified = now;
    if (made.revision == 0) add_location(out, made.id.text(), made.owner, entity_kind::product);
    out.writes.push_back(std::move(made));
}

// The reseller sees an authorization from its release on, and goes on seeing it when it is
// restricted.
void commit_authorization(decision& out, resale_authorization made, const authorization_use* use,
                          instant now) {
    made.modified = now;
    if (made.revision == 0)
        add_location(out, made.id.text(), made.owner, entity_kind::resale_authorization);
    if (made.state != authorization_state::draft) {
        const bool active = made.state == authorization_state::active;
        out.writes.push_back(view{made.reseller, view_role::reseller,
                                  entity_kind::resale_authorization, made.id.text(), made.owner,
                                  made.name, active ? "Active" : "Restricted", made.product.text(),
                                  "", made.owner.text(), made.available_until, now});
    }
    if (use) out.writes.push_back(*use);
    out.writes.push_back(std::move(made));
}

// Buyers and the manufacturer see an offer from its release on; later changes reach their views.
void commit_offer(decision& out, offer made, const offer* before, const product& sold,
                  instant now) {
    made.modified = now;
    if (made.revision == 0) add_location(out, made.id.text(), made.owner, entity_kind::offer);
    const bool releasing =
        made.state == offer_state::released && (!before || before->state == offer_state::draft);
    if (made.state == offer_state::released) {
        const auto show = [&](const account_id& viewer, view_role part, const std::string& name) {
            out.writes.push_back(view{viewer, part, entity_kind::offer, made.id.text(), made.owner,
                                      name, "Released", made.product.text(), made.id.text(),
                                      made.owner.text(), made.available_until, now});
        };
        for (const account_id& buyer : made.terms.buyers) show(buyer, view_role::target, made.name);
        show(made.manufacturer, view_role::manufacturer, sold.title);
    }
    if (releasing) {
        const std::string& id = made.id.text();
        out.writes.push_back(use_taken{made.manufacturer, made.authorization});
        out.events.push_back(
            {made.owner, event_kind::offer_released, event_part::proposer, id, now});
        out.events.push_back(
            {made.manufacturer, event_kind::offer_released, event_part::manufacturer, id, now});
        for (const account_id& buyer : made.terms.buyers)
            out.events.push_back(
                {buyer, event_kind::private_offer_available, event_part::acceptor, id, now});
    }
    out.writes.push_back(std::move(made));
}

void commit_public_offer(decision& out, public_offer made, instant now) {
    made.modified = now;
    if (made.revision == 0)
        add_location(out, made.id.text(), made.owner, entity_kind::public_offer);
    out.writes.push_back(std::move(made));
}

// Offers rest on authorizations of other accounts, which must not change while they are released.
void expect_sources(decision& out, const working_copies& before, const working_copies& after) {
    for (const auto& [id, each] : after.offers) {
        if (!after.touched.contains(id)) continue;
        const auto source = before.authorizations.find(each.authorization.text());
        if (source != before.authorizations.end() && !after.touched.contains(source->first))
            out.expects.push_back({entity_kind::resale_authorization, source->second.owner,
                                   source->first, source->second.revision});
    }
    for (const auto& [id, each] : after.authorizations) {
        const auto source = before.products.find(each.product.text());
        if (after.touched.contains(id) && source != before.products.end() &&
            !after.touched.contains(source->first))
            out.expects.push_back({entity_kind::product, source->second.owner, source->first,
                                   source->second.revision});
    }
}

} // namespace

decision committed(const working_copies& before, const working_copies& after) {
    decision out;
    expect_sources(out, before, after);
    for (const auto& [id, each] : after.products)
        if (after.touched.contains(id)) commit_product(out, each, after.now);
    for (const auto& [id, each] : after.authorizations) {
        if (!after.touched.contains(id)) continue;
        const bool first_use = !before.uses.contains(id) && after.uses.contains(id);
        commit_authorization(out, each, first_use ? &after.uses.at(id) : nullptr, after.now);
    }
    for (const auto& [id, each] : after.public_offers)
        if (after.touched.contains(id)) commit_public_offer(out, each, after.now);
    for (const auto& [id, each] : after.offers) {
        if (!after.touched.contains(id)) continue;
        const auto old = before.offers.find(id);
        commit_offer(out, each, old == before.offers.end() ? nullptr : &old->second,
                     after.products.at(each.product.text()), after.now);
    }
    return out;
}

} // namespace cppo::market
