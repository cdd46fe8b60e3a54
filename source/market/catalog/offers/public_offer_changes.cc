#include "market/catalog/change_sets/catalog_changes.h"
#include "market/catalog/change_sets/seller_gate.h"
#include "market/catalog/offers/offer.h"
#include "market/catalog/terms/pricing.h"
#include "market/papers/document.h"

namespace cppo::market {
namespace {

public_offer& of_change(working_copies& on, const change& what) {
    return on.public_offers.at(what.entity);
}

result<void> check_draft(const public_offer& of) {
    if (of.state != offer_state::draft) return no(reason::terms_after_release, of.id.text());
    return {};
}

// Which offers a change is for: one from an authorization, a public one, or both.
struct for_partner_offers {
    bool operator()(const update_offer_support&) const { return false; }
    bool operator()(const update_offer_renewal&) const { return false; }
    bool operator()(const update_offer_verification&) const { return false; }
    template <class Other>
    bool operator()(const Other&) const {
        return true;
    }
};

struct for_public_offers {
    bool operator()(const update_markup&) const { return false; }
    bool operator()(const update_targeting&) const { return false; }
    bool operator()(const update_offer_availability&) const { return false; }
    bool operator()(const update_offer_validity&) const { return false; }
    bool operator()(const update_offer_schedule&) const { return false; }
    bool operator()(const update_offer_net_payment&) const { return false; }
    bool operator()(const update_offer_verification&) const { return false; }
    template <class Other>
    bool operator()(const Other&) const {
        return true;
    }
};

} // namespace

result<void> check_fits_offer(const working_copies& on, const change& what) {
    const bool is_public = on.public_offers.contains(what.entity);
    if (is_public && std::holds_alternative<update_markup>(what.details))
        return no(reason::markup_without_authorization, what.entity);
    if (is_public && std::holds_alternative<update_offer_availability>(what.details))
        return no(reason::availability_of_public_offer, what.entity);
    if (is_public && !std::visit(for_public_offers{}, what.details))
        return no(reason::change_not_for_public_offer, what.entity);
    if (on.offers.contains(what.entity) && !std::visit(for_partner_offers{}, what.details))
        return no(reason::change_not_for_partner_offer, what.entity);
    return {};
}

result<void> apply(working_copies& on, const change& what, const create_public_offer& ask) {
    const auto of = on.products.find(ask.product.text());
    if (of == on.products.end() || of->second.owner != on.by)
        return no(reason::product_not_found, ask.product.text());
    if (!of->second.needs_public_offer()) return no(reason::public_offer_not_for_product);
    for (const auto& [id, other] : on.public_offers)
        if (other.product == ask.product) return no(reason::second_public_offer, id);
    on.public_offers.emplace(what.entity, public_offer{
                                              .owner = on.by,
                                              .id = offer_id::minted(what.entity),
                                              .revision = 0,
                                              .state = offer_state::draft,
                                              .product = ask.product,
                                              .name = ask.name.value_or(""),
                                              .description = {},
                                              .terms = {},
                                              .created = on.now,
                                              .modified = on.now,
                                              .released = {},
                                          });
    return {};
}

// Of a partner's offer, prices can only be fixed by quantity; a public one has its own.
result<void> apply(working_copies& on, const change& what, const update_offer_pricing& ask) {
    if (ask.repeats_a_term) return no(reason::term_type_repeated);
    if (const auto found = on.offers.find(what.entity); found != on.offers.end())
        return convert(on, found->second, ask);
    public_offer& of = of_change(on, what);
    CHECK_OK(check_draft(of));
    if (ask.fixed_upfront)
        return no_because(
            reason::mandatory_term_missing,
            "A fixed price needs a PaymentScheduleTerm, which is for private offers.");
    CHECK_OK(check_prices(on.products.at(of.product.text()), ask.usage, ask.upfront, {}));
    of.terms.model = ask.model;
    of.terms.usage = ask.usage;
    of.terms.upfront = ask.upfront;
    return {};
}

result<void> apply(working_copies& on, const change& what, const update_offer_legal& ask) {
    CHECK_OK(check_documents(ask.documents, reason::offer_document_invalid));
    if (const auto found = on.offers.find(what.entity); found != on.offers.end()) {
        if (found->second.state != offer_state::draft)
            return no(reason::terms_after_release, what.entity);
        found->second.terms.documents = ask.documents;
        return {};
    }
    of_change(on, what).terms.documents = ask.documents;
    return {};
}

// What is for data products only; neither kind of offer here is for one.
result<void> apply(working_copies&, const change& what, const update_offer_verification&) {
    return no(reason::change_not_for_partner_offer, what.entity);
}

result<void> apply(working_copies& on, const change& what, const update_offer_support& ask) {
    public_offer& of = of_change(on, what);
    of.terms.refund_policy = ask.refund_policy;
    return {};
}

result<void> apply(working_copies& on, const change& what, const update_offer_renewal& ask) {
    public_offer& of = of_change(on, what);
    of.terms.renews = ask.renews;
    return {};
}

result<void> release_public(working_copies& on, public_offer& of) {
    CHECK_OK(check_release(of));
    if (!on.products.at(of.product.text()).can_be_sold())
        return no(reason::product_not_sellable, of.product.text());
    of.state = offer_state::released;
    of.released = on.now;
    return {};
}

} // namespace cppo::market
