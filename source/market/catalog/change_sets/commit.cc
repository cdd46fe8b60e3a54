#include "market/catalog/change_sets/commit.h"

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

event_content with_buyers(event_content told, const offer& of) {
    std::string buyers;
    for (const account_id& each : of.terms.buyers)
        buyers += (buyers.empty() ? "" : " ") + each.text();
    told.emplace_back("targetedBuyerAccountIds", buyers);
    return told;
}

// What everybody may know of a released offer.
event_content released_offer(const offer& of, const product& sold) {
    event_content told{{"offer.id", of.id.text()}, {"offer.name", of.name}};
    if (of.available_until) told.emplace_back("offer.expirationDate", of.available_until->text());
    told.emplace_back("product.id", of.product.text());
    told.emplace_back("product.title", sold.title);
    told.emplace_back("sellerOfRecord.accountId", of.owner.text());
    return told;
}

// Both sellers are told, and each buyer of itself alone. The manufacturer of an authorization that
// many may use does not learn who the buyers are (R-VIS-02), so it is not told the name either:
// what a partner types may name them.
void tell_of_release(decision& out, const offer& of, const product& sold, bool knows_buyers,
                     instant now) {
    const auto tell = [&](const account_id& whom, event_kind kind, event_part part,
                          event_content content) {
        out.events.push_back({whom, kind, part, of.id.text(), now, std::move(content)});
    };
    const event_content of_buyer = released_offer(of, sold);
    event_content of_seller = of_buyer;
    of_seller.emplace_back("manufacturer.accountId", of.manufacturer.text());
    tell(of.owner, event_kind::offer_released, event_part::proposer, with_buyers(of_seller, of));
    if (knows_buyers)
        of_seller = with_buyers(std::move(of_seller), of);
    else
        std::erase_if(of_seller, [](const auto& told) { return told.first == "offer.name"; });
    tell(of.manufacturer, event_kind::offer_released, event_part::manufacturer, of_seller);
    for (const account_id& buyer : of.terms.buyers)
        tell(buyer, event_kind::private_offer_available, event_part::acceptor, of_buyer);
}

// Buyers and the manufacturer see an offer from its release on; later changes reach their views.
void commit_offer(decision& out, offer made, const offer* before, const product& sold,
                  bool knows_buyers, instant now) {
    made.modified = now;
    if (made.revision == 0) add_location(out, made.id.text(), made.owner, entity_kind::offer);
    const bool releasing =
        made.state == offer_state::released && (!before || before->state == offer_state::draft);
    if (made.is_for_everybody()) {
        out.writes.push_back(std::move(made));
        return;
    }
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
        if (made.authorization)
            out.writes.push_back(use_taken{made.manufacturer, *made.authorization});
        tell_of_release(out, made, sold, knows_buyers, now);
    }
    out.writes.push_back(std::move(made));
}

bool knows_buyers(const working_copies& on, const offer& of) {
    if (!of.authorization || on.visibility == isv_buyer_visibility::open) return true;
    const auto from = on.authorizations.find(of.authorization->text());
    return from != on.authorizations.end() && from->second.is_single_use();
}

// Offers rest on authorizations of other accounts, which must not change while they are released.
void expect_sources(decision& out, const working_copies& before, const working_copies& after) {
    for (const auto& [id, each] : after.offers) {
        if (!after.touched.contains(id) || !each.authorization) continue;
        const auto source = before.authorizations.find(each.authorization->text());
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
    for (const auto& [id, each] : after.offers) {
        if (!after.touched.contains(id)) continue;
        const auto old = before.offers.find(id);
        commit_offer(out, each, old == before.offers.end() ? nullptr : &old->second,
                     after.products.at(each.product.text()), knows_buyers(after, each), after.now);
    }
    return out;
}

} // namespace cppo::market
