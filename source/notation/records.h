// The members of market values that the store keeps as JSON.
#pragma once

#include "market/agreements/agreement.h"
#include "market/catalog/products/product.h"
#include "market/money/charge.h"
#include "market/money/disbursement.h"
#include "market/money/invoice.h"
#include "market/parties/seller.h"
#include "market/parties/submission.h"
#include "notation/members.h"

namespace cppo::notation {

template <>
struct form<market::day_of_month> {
    static boost::json::value write(market::day_of_month kept) { return kept.number(); }
    static market::day_of_month read(const boost::json::value& in) {
        return market::day_of_month::of(in.as_int64()).value();
    }
};

// clang-format off
template <> struct members<market::disbursement_preference> {
    using row = market::disbursement_preference;
    static constexpr auto list = std::tuple(
        member_of{"frequency", &row::frequency}, member_of{"dayOfMonth", &row::on});
};
template <> struct members<market::postal_address> {
    using row = market::postal_address;
    static constexpr auto list = std::tuple(
        member_of{"line1", &row::line1}, member_of{"line2", &row::line2},
        member_of{"city", &row::city}, member_of{"state", &row::state},
        member_of{"postalCode", &row::postal_code}, member_of{"country", &row::country});
};
template <> struct members<market::contact_person> {
    using row = market::contact_person;
    static constexpr auto list = std::tuple(
        member_of{"name", &row::name}, member_of{"email", &row::email},
        member_of{"phone", &row::phone});
};
template <> struct members<market::tax_number> {
    using row = market::tax_number;
    static constexpr auto list = std::tuple(
        member_of{"country", &row::country}, member_of{"number", &row::number});
};
template <> struct members<market::bank_account> {
    using row = market::bank_account;
    static constexpr auto list = std::tuple(
        member_of{"holder", &row::holder}, member_of{"currency", &row::unit},
        member_of{"iban", &row::iban}, member_of{"bic", &row::bic},
        member_of{"accountNumber", &row::account_number},
        member_of{"routingNumber", &row::routing_number});
};
template <> struct members<market::shown_bank_account> {
    using row = market::shown_bank_account;
    static constexpr auto list = std::tuple(
        member_of{"holder", &row::holder}, member_of{"currency", &row::unit},
        member_of{"isIban", &row::is_iban}, member_of{"lastFour", &row::last_four});
};
template <> struct members<market::part_decision> {
    using row = market::part_decision;
    static constexpr auto list = std::tuple(
        member_of{"part", &row::part}, member_of{"state", &row::state},
        member_of{"note", &row::note}, member_of{"atMs", &row::at_ms});
};
template <> struct members<market::product_texts> {
    using row = market::product_texts;
    static constexpr auto list = std::tuple(
        member_of{"ShortDescription", &row::short_description},
        member_of{"LongDescription", &row::long_description}, member_of{"Sku", &row::sku},
        member_of{"LogoUrl", &row::logo_url}, member_of{"VideoUrls", &row::video_urls},
        member_of{"Highlights", &row::highlights}, member_of{"Categories", &row::categories},
        member_of{"SearchKeywords", &row::search_keywords},
        member_of{"SupportDescription", &row::support_description},
        member_of{"Regions", &row::regions, later},
        member_of{"InstanceTypes", &row::instance_types, later},
        member_of{"RestrictedRegions", &row::restricted_regions, later},
        member_of{"SingleAgreement", &row::single_agreement, later},
        member_of{"AdditionalResources", &row::resources, later});
};
template <> struct members<market::additional_resource> {
    using row = market::additional_resource;
    static constexpr auto list = std::tuple(
        member_of{"Text", &row::text}, member_of{"Url", &row::url});
};
template <> struct members<market::security_group> {
    using row = market::security_group;
    static constexpr auto list = std::tuple(
        member_of{"IpProtocol", &row::protocol}, member_of{"FromPort", &row::from_port},
        member_of{"ToPort", &row::to_port}, member_of{"IpRanges", &row::ranges});
};
template <> struct members<market::access_endpoint> {
    using row = market::access_endpoint;
    static constexpr auto list = std::tuple(
        member_of{"Protocol", &row::protocol}, member_of{"Port", &row::port},
        member_of{"RelativePath", &row::relative_path, later});
};
template <> struct members<market::delivery_texts> {
    using row = market::delivery_texts;
    static constexpr auto list = std::tuple(
        member_of{"UsageInstructions", &row::usage_instructions},
        member_of{"LaunchUrl", &row::launch_url},
        member_of{"QuickLaunchEnabled", &row::quick_launch},
        member_of{"ReleaseNotes", &row::release_notes},
        member_of{"RecommendedInstanceType", &row::recommended_instance},
        member_of{"SecurityGroups", &row::security_groups},
        member_of{"AccessEndpointUrl", &row::endpoint},
        member_of{"OperatingSystemName", &row::operating_system},
        member_of{"OperatingSystemVersion", &row::operating_system_version},
        member_of{"UserName", &row::user_name}, member_of{"ScanningPort", &row::scanning_port},
        member_of{"Created", &row::created});
};
template <> struct members<market::dimension> {
    using row = market::dimension;
    static constexpr auto list = std::tuple(
        member_of{"Key", &row::key}, member_of{"Name", &row::name},
        member_of{"Description", &row::description}, member_of{"Unit", &row::unit},
        member_of{"Types", &row::types});
};
template <> struct members<market::delivery_option> {
    using row = market::delivery_option;
    static constexpr auto list = std::tuple(
        member_of{"id", &row::id}, member_of{"fulfillmentUrl", &row::fulfillment_url},
        member_of{"image", &row::image, later},
        member_of{"versionTitle", &row::version_title, later},
        member_of{"texts", &row::texts, later});
};
template <> struct members<market::grant> {
    using row = market::grant;
    static constexpr auto list = std::tuple(
        member_of{"DimensionKey", &row::dimension}, member_of{"MaxQuantity", &row::quantity_max});
};
template <> struct members<market::charge_line> {
    using row = market::charge_line;
    static constexpr auto list = std::tuple(
        member_of{"dimension", &row::dimension}, member_of{"quantity", &row::quantity},
        member_of{"unitPrice", &row::unit_price}, member_of{"amount", &row::amount},
        member_of{"wholesale", &row::wholesale});
};
template <> struct members<market::expected_charge> {
    using row = market::expected_charge;
    static constexpr auto list = std::tuple(
        member_of{"id", &row::id}, member_of{"dueOn", &row::due_on},
        member_of{"amount", &row::amount}, member_of{"written", &row::written},
        member_of{"wholesale", &row::wholesale}, member_of{"kind", &row::kind},
        member_of{"lines", &row::lines});
};
template <> struct members<market::fee_rates> {
    using row = market::fee_rates;
    static constexpr auto list = std::tuple(
        member_of{"profile", &row::profile}, member_of{"listingPpm", &row::listing_ppm},
        member_of{"processingPpm", &row::processing_ppm});
};
template <> struct members<market::invoice_line> {
    using row = market::invoice_line;
    static constexpr auto list = std::tuple(
        member_of{"id", &row::id}, member_of{"kind", &row::kind},
        member_of{"description", &row::description}, member_of{"dimension", &row::dimension},
        member_of{"quantity", &row::quantity}, member_of{"amount", &row::amount},
        member_of{"unitPrice", &row::unit_price});
};
template <> struct members<market::disbursement_line> {
    using row = market::disbursement_line;
    static constexpr auto list = std::tuple(
        member_of{"agreement", &row::agreement}, member_of{"invoice", &row::invoice},
        member_of{"amount", &row::amount});
};
// clang-format on

} // namespace cppo::notation
