// What every change says about itself, beside what it asks for.
#pragma once

#include <optional>
#include <vector>

#include "ground/identifier.h"
#include "ground/reason.h"
#include "market/view.h"

namespace cppo::market {

// Where a change stands in its set, whatever the order it was sent in, so that what it rests on is
// there: creations, then what products are made of, updates, and releases last.
enum class change_rank {
    product_creation,
    authorization_creation,
    offer_creation,
    product_contents,
    // Instance types rest on dimensions. A markup may be taken back and a schedule set in one
    // change set, so the markup comes first.
    update_before_others,
    update,
    product_release,
    product_visibility,
    authorization_release,
    authorization_restriction,
    offer_release
};

// Why an offer refuses a change that is for other offers only; none where it takes it.
struct offer_refusals {
    std::optional<reason> own; // an offer of the seller's own product
    std::optional<reason> from_authorization;

    bool operator==(const offer_refusals&) const = default;
};

// A change type is declared with its facts, all of them: one that leaves one out does not compile.
struct change_facts {
    entity_kind works_on;
    change_rank rank;
    bool creates;
    offer_refusals refused;

    bool operator==(const change_facts&) const = default;
};

// The facts of a change that makes an entity of this kind.
consteval change_facts creation_of(entity_kind made, change_rank rank) {
    return {made, rank, true, {}};
}
// Of a change of an entity that is no offer.
consteval change_facts change_of_product(change_rank rank) {
    return {entity_kind::product, rank, false, {}};
}
consteval change_facts change_of_authorization(change_rank rank) {
    return {entity_kind::resale_authorization, rank, false, {}};
}
// Of a change that both kinds of offers take, or only one of them.
consteval change_facts change_of_any_offer(change_rank rank) {
    return {entity_kind::offer, rank, false, {}};
}
consteval change_facts change_of_partner_offers(change_rank rank, reason own_offers_say) {
    return {entity_kind::offer, rank, false, {own_offers_say, {}}};
}
consteval change_facts change_of_own_offers(change_rank rank) {
    return {entity_kind::offer, rank, false, {{}, reason::change_not_for_partner_offer}};
}
// Data products alone have offers with these, and there are no data products here.
consteval change_facts change_of_no_offer(change_rank rank) {
    return {entity_kind::offer,
            rank,
            false,
            {reason::change_not_for_public_offer, reason::change_not_for_partner_offer}};
}

// What a change names beside the entity it works on. All of it is read before the change is judged.
struct references {
    std::vector<product_id> products = {};
    std::vector<authorization_id> authorizations = {};
    std::vector<agreement_id> agreements = {};
    std::vector<account_id> accounts = {};
};

// How a change type says that it names nothing: `static constexpr refers_to_nothing refers_to{};`
struct refers_to_nothing {
    references operator()() const { return {}; }
};

} // namespace cppo::market
