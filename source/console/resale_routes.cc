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
                      {"status", of.label()},
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
    const bool received = text_in(from.input, "side") == "received";
    const auto found =
        TRY(resales.list(from.who, TRY(account_asked(from)),
                         received ? service::resale_side::received : service::resale_side::issued,
                         cut_in(from.input)));
    json::array items;
    for (const resale& each : found.items) items.push_back(resale_json(each));
    return list_answer(std::move(items), found.next);
}

result<answer> describe_resale(resale_service& resales, const call& from) {
    return answer{resale_json(TRY(resales.describe(from.who, TRY(authorization_in(from))))), ""};
}

result<answer> discount_resale(resale_service& resales, const call& from) {
    return answer{resale_json(TRY(resales.discount(from.who, TRY(change_in(from)),
                                                   text_in(from.input, "percent")))),
                  ""};
}

result<answer> copy_resale(resale_service& resales, const call& from) {
    const auto made = TRY(resales.copy(from.who, TRY(change_in(from)), name_in(from)));
    return answer{json::object{{"authorizationId", made.text()}}, "", 201};
}

result<answer> copy_offer(resale_service& resales, const call& from) {
    auto id = offer_id::parse(text_in(from.input, "offerId"));
    if (!id) return no(reason::entity_not_found);
    const json::value* cancels = from.input.if_contains("cancelsOriginal");
    const auto made = TRY(resales.copy(
        from.who, service::offer_copy{std::move(*id), name_in(from), cancels && cancels->as_bool(),
                                      from.idempotency_key, from.request_hash}));
    return answer{json::object{{"offerId", made.text()}}, "", 201};
}

} // namespace

std::vector<route> resale_routes(resale_service& resales) {
    const auto with = [&resales](auto run) {
        return [&resales, run](const call& from) { return run(resales, from); };
    };
    const std::string all = "/console/v1/resale-authorizations";
    return {
        {"GET", all, "ResaleList", audience::everybody, false,
         "The authorizations an account issued or received", with(list_resales)},
        {"GET", all + "/{authorizationId}", "ResaleNamed", audience::everybody, false,
         "An authorization, for its two parties", with(describe_resale)},
        {"PUT", all + "/{authorizationId}/discount", "ResaleDiscount", audience::everybody, true,
         "Price a draft by a discount off the list price", with(discount_resale)},
        {"POST", all + "/{authorizationId}/clone", "ResaleCopy", audience::everybody, true,
         "Make a draft with every field of an authorization", with(copy_resale)},
        {"POST", "/console/v1/offers/{offerId}/clone", "OfferCopy", audience::everybody, true,
         "Make a draft of a partner offer; its release may cancel the original", with(copy_offer)},
    };
}

} // namespace cppo::console
