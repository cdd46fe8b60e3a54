#include "story/documents.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "store/change_codec.h"

namespace cppo::story {
namespace {

namespace json = boost::json;

constexpr std::string_view product_type = "ProfessionalServicesProduct@1.0";
constexpr std::string_view authorization_type = "ResaleAuthorization@1.0";
constexpr std::string_view offer_type = "Offer@1.0";
constexpr std::string_view nothing = "{}";

market::change change_of(std::string_view entity_type, std::string_view type,
                         const std::string& entity, const json::value& document) {
    return story::change_of(entity_type, type, entity, json::serialize(document));
}

json::array texts(const std::vector<account_id>& accounts) {
    json::array made;
    for (const account_id& each : accounts) made.emplace_back(each.text());
    return made;
}

json::object terms(json::array list) {
    return {{"Terms", std::move(list)}};
}

json::object schedule_of(const authorization_order& order) {
    json::array rows;
    for (const charge_row& each : order.rows)
        rows.push_back({{"ChargeDate", each.day}, {"ChargeAmount", each.amount}});
    return {{"Type", "ResalePaymentScheduleTerm"},
            {"CurrencyCode", order.currency},
            {"Schedule", std::move(rows)}};
}

json::object fixed_price_of(const authorization_order& order) {
    json::array grants{json::object{{"DimensionKey", order.dimension}, {"MaxQuantity", 1}}};
    return {{"Type", "ResaleFixedUpfrontPricingTerm"},
            {"CurrencyCode", order.currency},
            {"Price", "0.0"},
            {"Duration", order.duration},
            {"Grants", std::move(grants)}};
}

json::object legal_term(const char* type, const char* document) {
    return {{"Type", type}, {"Documents", json::array{json::object{{"Type", document}}}}};
}

} // namespace

market::change change_of(std::string_view entity_type, std::string_view type,
                         const std::string& entity, const std::string& document) {
    auto details = store::decode_change(entity_type, type, json::parse(document));
    if (!details) throw std::runtime_error(document + ": " + details.error().sentence);
    return {std::string(type),
            std::string(entity_type),
            entity,
            {},
            "",
            std::move(*details),
            document,
            {}};
}

std::vector<market::change> product_changes(const product_id& id, const std::string& title,
                                            const std::string& dimension) {
    const json::object one{{"Key", dimension},
                           {"Name", dimension},
                           {"Description", dimension},
                           {"Unit", "Units"},
                           {"Types", json::array{"Entitled"}}};
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(product_type, type, id.text(), document);
    };
    return {change("CreateProduct", json::object{{"ProductTitle", title}}),
            change("UpdateInformation", json::object{{"ShortDescription", title}}),
            change("AddDimensions", json::array{one}), change("ReleaseProduct", json::object())};
}

std::vector<market::change> authorization_changes(const authorization_order& order) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(authorization_type, type, order.id.text(), document);
    };
    std::vector<market::change> made{
        change("CreateResaleAuthorization",
               json::object{{"ProductId", order.product.text()},
                            {"Name", "Deal"},
                            {"ResellerAccountId", order.reseller.text()}}),
        change("UpdateAvailability",
               json::object{{"OffersMaxQuantity", 1}, {"AvailabilityEndDate", order.until}}),
        change("UpdateLegalTerms",
               terms({legal_term("BuyerLegalTerm", "StandardEula"),
                      legal_term("ResaleLegalTerm", "StandardResellerContract")})),
        change("UpdatePricingTerms", json::object{{"PricingModel", "Contract"},
                                                  {"Terms", json::array{fixed_price_of(order)}}}),
        change("UpdatePaymentScheduleTerms", terms({schedule_of(order)})),
        change("ReleaseResaleAuthorization", json::object()),
    };
    if (!order.buyers.empty())
        made.push_back(change(
            "UpdateBuyerTargetingTerms",
            terms({json::object{
                {"Type", "BuyerTargetingTerm"},
                {"PositiveTargeting", json::object{{"BuyerAccounts", texts(order.buyers)}}}}})));
    return made;
}

std::vector<market::change> draft_changes(const offer_order& order) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(offer_type, type, order.id.text(), document);
    };
    std::vector<market::change> made{
        change("CreateOfferUsingResaleAuthorization",
               json::object{{"ResaleAuthorizationId", order.from.text()}}),
        change("UpdateInformation",
               json::object{{"Name", order.name}, {"Description", order.name}}),
        change("UpdateMarkup", json::object{{"Percentage", order.markup}}),
        change("UpdateAvailability", json::object{{"AvailabilityEndDate", order.until}}),
    };
    if (!order.buyers.empty())
        made.push_back(
            change("UpdateTargeting",
                   json::object{{"PositiveTargeting",
                                 json::object{{"BuyerAccounts", texts(order.buyers)}}}}));
    return made;
}

market::change release_of(const offer_id& id) {
    return change_of(offer_type, "ReleaseOffer", id.text(), std::string(nothing));
}

std::vector<market::change> offer_changes(const offer_order& order) {
    auto made = draft_changes(order);
    made.push_back(release_of(order.id));
    std::ranges::reverse(made);
    return made;
}

market::change restriction_of(const authorization_id& id) {
    return change_of(authorization_type, "RestrictResaleAuthorization", id.text(),
                     std::string(nothing));
}

market::change end_of(const offer_id& id, const std::string& day) {
    return change_of(offer_type, "UpdateAvailability", id.text(),
                     json::object{{"AvailabilityEndDate", day}});
}

} // namespace cppo::story
