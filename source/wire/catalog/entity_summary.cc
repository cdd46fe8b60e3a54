#include "wire/catalog/entity_summary.h"

#include <boost/json/array.hpp>

#include "service/catalog/entity_member.h"
#include "wire/catalog/entity_document.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using namespace market;
using service::authorization_view;
using service::date_of;
using service::entity_facts;
using service::entity_member;
using service::texts_of;

// The members of a summary, as they are filtered and sorted by; those without a value are left out.
class summary {
  public:
    explicit summary(const entity_facts& of) : of_(of) {}

    summary& text(std::string_view name, entity_member what) {
        const auto texts = texts_of(of_, what);
        if (!texts.empty() && !texts[0].empty()) made_[name] = texts[0];
        return *this;
    }
    summary& list(std::string_view name, entity_member what) {
        const auto texts = texts_of(of_, what);
        made_[name] = json::array(texts.begin(), texts.end());
        return *this;
    }
    summary& date(std::string_view name, entity_member what) {
        if (const auto at = date_of(of_, what)) made_[name] = at->text();
        return *this;
    }
    summary& date_in_seconds(std::string_view name, entity_member what) {
        if (const auto at = date_of(of_, what)) made_[name] = at->text_in_seconds();
        return *this;
    }
    json::object take() { return std::move(made_); }

  private:
    const entity_facts& of_;
    json::object made_;
};

json::object product_summary(const entity_facts& entity) {
    return summary(entity)
        .text("ProductTitle", entity_member::name)
        .text("Visibility", entity_member::status)
        .take();
}

json::object authorization_summary(const entity_facts& entity) {
    return summary(entity)
        .text("Name", entity_member::name)
        .text("ProductId", entity_member::product)
        .text("ProductName", entity_member::product_name)
        .text("ManufacturerAccountId", entity_member::manufacturer)
        .text("ManufacturerLegalName", entity_member::manufacturer_name)
        .text("ResellerAccountID", entity_member::reseller)
        .text("ResellerLegalName", entity_member::reseller_name)
        .text("Status", entity_member::status)
        .text("OfferExtendedStatus", entity_member::extended_status)
        .date("CreatedDate", entity_member::created)
        .date("AvailabilityEndDate", entity_member::available_until)
        .text("ResellerRole", entity_member::reseller_role)
        .text("IssuerAccountId", entity_member::issuer)
        .text("SourceAuthorization", entity_member::source_authorization)
        .take();
}

json::object offer_summary(const entity_facts& entity) {
    return summary(entity)
        .text("Name", entity_member::name)
        .text("ProductId", entity_member::product)
        .text("ResaleAuthorizationId", entity_member::authorization)
        .date_in_seconds("ReleaseDate", entity_member::released)
        .date_in_seconds("AvailabilityEndDate", entity_member::available_until)
        .list("BuyerAccounts", entity_member::buyers)
        .text("State", entity_member::status)
        .list("Targeting", entity_member::targeting)
        .text("OfferSetId", entity_member::offer_set)
        .text("TargetAgreementId", entity_member::target_agreement)
        .text("TargetAgreementIntent", entity_member::target_intent)
        .text("CreatedBySource", entity_member::source)
        .take();
}

// What is generic: an offer is always called something, and authorizations have no visibility.
void add_generic(json::object& into, const entity_facts& entity) {
    const auto names = texts_of(entity, entity_member::name);
    const auto* shown = std::get_if<offer>(&entity.what);
    into["Name"] = shown && names[0].empty() ? "Untitled - " + entity.id : names[0];
    if (const auto* of = std::get_if<product>(&entity.what))
        into["Visibility"] = cppo::name_of(of->visibility);
    else if (shown)
        into["Visibility"] = shown->is_for_everybody() ? "Public" : "Private";
}

} // namespace

json::object summary_of(const entity_facts& entity) {
    const std::string type = entity_type_of(entity);
    json::object made{{"EntityType", type},
                      {"EntityId", entity.id},
                      {"EntityArn", arn_of(entity.owner, type, entity.id)},
                      {"LastModifiedDate", entity.modified.text_in_seconds()}};
    add_generic(made, entity);
    if (type == "ResaleAuthorization")
        made[type + "Summary"] = authorization_summary(entity);
    else if (type == "Offer")
        made[type + "Summary"] = offer_summary(entity);
    else
        made[type + "Summary"] = product_summary(entity);
    return made;
}

} // namespace cppo::wire
