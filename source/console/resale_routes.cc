#include <boost/json/array.hpp>

#include "console/http/reading.h"
#include "console/http/routes.h"
#include "wire/value/notation.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using service::resale;
using service::resale_service;

json::object resale_json(const resale& of) {
    const market::resale_authorization& about = of.shown.of;
    json::object made{{"authorizationId", about.id.text()},
                      {"name", about.name},
                      {"productId", about.product.text()},
                      {"productTitle", of.shown.sold.title},
                      {"manufacturerAccountId", about.owner.text()},
                      {"resellerAccountId", about.reseller.text()},
                      {"status", of.label},
                      {"offersReleased", of.shown.use.released},
                      {"createdAt", about.created.text()}};
    if (about.terms.discount) made["discountPercent"] = *about.terms.discount;
    if (about.available_until) made["availableUntil"] = about.available_until->text();
    if (about.offers_max) made["offersMax"] = *about.offers_max;
    return made;
}

result<authorization_id> authorization_in(const call& from) {
    auto id = authorization_id::parse(text_in(from.input, "authorizationId"));
    if (!id) return no(reason::entity_not_found);
    return id;
}

result<service::resale_change> change_in(const call& from) {
    return service::resale_change{TRY(authorization_in(from)), from.idempotency_key,
                                  from.request_hash};
}

std::optional<std::string> name_in(const call& from) {
    const auto name = wire::find_text(from.input, "name");
    return name ? std::optional(std::string(*name)) : std::nullopt;
}

result<answer> list_resales(resale_service& resales, const call& from) {
    const auto side = text_in(from.input, "side") == "received" ? service::resale_side::received
                                                                : service::resale_side::issued;
    const auto of = TRY(accounts_asked(from));
    return list_answer(TRY(resales.list(from.who, of, side, TRY(page_in(from)))), resale_json);
}

result<answer> describe_resale(resale_service& resales, const call& from) {
    return answer{resale_json(TRY(resales.describe(from.who, TRY(authorization_in(from)))))};
}

result<answer> discount_resale(resale_service& resales, const call& from) {
    return answer{resale_json(
        TRY(resales.discount(from.who, TRY(change_in(from)), text_in(from.input, "percent"))))};
}

result<answer> copy_resale(resale_service& resales, const call& from) {
    const auto made = TRY(resales.copy(from.who, TRY(change_in(from)), name_in(from)));
    return answer{json::object{{"authorizationId", made.text()}}};
}

result<answer> copy_offer(resale_service& resales, const call& from) {
    auto id = offer_id::parse(text_in(from.input, "offerId"));
    if (!id) return no(reason::entity_not_found);
    const json::value* cancels = from.input.if_contains("cancelsOriginal");
    const auto made = TRY(resales.copy(
        from.who, service::offer_copy{std::move(*id), name_in(from), cancels && cancels->as_bool(),
                                      from.idempotency_key, from.request_hash}));
    return answer{json::object{{"offerId", made.text()}}};
}

result<answer> set_concurrency(resale_service& resales, const call& from) {
    auto id = product_id::parse(text_in(from.input, "productId"));
    if (!id) return no(reason::entity_not_found);
    const bool allowed = from.input.at("allowed").as_bool();
    const std::string text = id->text();
    CHECK_OK(resales.set_concurrency(
        from.who, {std::move(*id), allowed, from.idempotency_key, from.request_hash}));
    return answer{json::object{{"productId", text}, {"allowed", allowed}}};
}

} // namespace

std::vector<route> resale_routes(resale_service& resales) {
    const auto with = [&resales](auto run) {
        return [&resales, run](const call& from) { return run(resales, from); };
    };
    const std::string all = "/console/v1/resale-authorizations";
    const std::string one = all + "/{authorizationId}";
    using enum audience;
    using enum effect;
    // clang-format off
    return {
        {"ListResaleAuthorizations", "GET", all, everybody, reads,
         permission_group::authorizations, duty::support, "ResaleList", "ResalePage",
         200, {reason::account_not_found},
         "The authorizations an account issued or received; all of them for the operator",
         with(list_resales)},
        {"GetResaleAuthorization", "GET", one, everybody, reads,
         permission_group::authorizations, duty::support, "ResaleNamed",
         "IssuedAuthorization", 200, {reason::entity_not_found},
         "An authorization, for its two parties and the operator", with(describe_resale)},
        {"DiscountResaleAuthorization", "PUT", one + "/discount", everybody, changes,
         permission_group::authorizations, duty::support,
         "ResaleDiscount", "IssuedAuthorization", 200,
         {reason::entity_not_found, reason::entity_belongs_to_another, reason::entity_locked,
          reason::authorization_already_released, reason::terms_exclude_each_other,
          reason::list_price_missing},
         "Price a draft by a discount off the list price", with(discount_resale)},
        {"CopyResaleAuthorization", "POST", one + "/clone", everybody, changes,
         permission_group::authorizations, duty::support, "ResaleCopy",
         "CopiedAuthorization", 201,
         {reason::entity_not_found, reason::entity_belongs_to_another,
          reason::product_not_sellable},
         "Make a draft with every field of an authorization", with(copy_resale)},
        {"CopyOffer", "POST", "/console/v1/offers/{offerId}/clone", everybody, changes,
         permission_group::offers, duty::support, "OfferCopy", "CopiedOffer", 201,
         {reason::entity_not_found, reason::entity_belongs_to_another,
          reason::authorization_not_found, reason::product_not_sellable,
          reason::authorization_restricted, reason::authorization_not_active,
          reason::authorization_expired, reason::authorization_consumed,
          reason::targeting_of_replacement},
         "Make a draft of a partner offer; its release may cancel the original",
         with(copy_offer)},
        {"SetConcurrentAgreements", "PUT",
         "/console/v1/products/{productId}/concurrent-agreements", everybody, changes,
         permission_group::products, duty::support, "ConcurrencyChange", "Concurrency", 200,
         {reason::entity_not_found, reason::entity_belongs_to_another, reason::entity_locked,
          reason::term_not_for_product},
         "Let buyers of a SaaS product have agreements side by side, or one at a time",
         with(set_concurrency)},
    };
    // clang-format on
}

} // namespace cppo::console
