// The documents of changes on products.
#include <array>
#include <boost/json/array.hpp>
#include <vector>

#include "market/catalog/products/product_changes.h"
#include "notation/changes/change_form.h"
#include "notation/changes/value_shapes.h"
#include "notation/records.h"

namespace cppo::notation {
namespace {

namespace json = boost::json;
using namespace market;

type texts(std::int64_t length_max, std::int64_t count_min, std::int64_t count_max) {
    return list(text(1, length_max), count_min, count_max);
}

// A list whose elements are written as the store keeps them.
template <class T>
std::optional<std::vector<T>> records_in(const json::object& in, std::string_view name) {
    const json::value* found = find_value(in, name);
    if (!found) return {};
    return from_json<std::vector<T>>(*found);
}

void describe_creation(shapes& to, const std::string& name) {
    to.document(name, {may("ProductTitle", text(1, 72))});
}
template <product_type Type>
read_change read_creation(const json::value& document) {
    return create_product{text_in(document.as_object(), "ProductTitle"), Type};
}

void describe_information(shapes& to, const std::string& name) {
    to.document(name,
                {may("ProductTitle", text(1, 72)), may("ShortDescription", prose(1, 1000)),
                 may("LongDescription", prose(1, 5000)), may("Sku", text(1, 100)),
                 may("LogoUrl", text(1, 2048)), may("VideoUrls", texts(2048, 0, 1)),
                 may("Highlights", texts(500, 1, 3)), may("Categories", texts(100, 1, 3)),
                 may("SearchKeywords", texts(50, 1, 15)), may("SupportDescription", prose(1, 2000)),
                 may("AdditionalResources", list("AdditionalResource", 0, 3))});
}
read_change read_information(const json::value& document) {
    const json::object& in = document.as_object();
    return update_product_information{
        text_in(in, "ProductTitle"),
        text_in(in, "ShortDescription"),
        text_in(in, "LongDescription"),
        text_in(in, "Sku"),
        text_in(in, "LogoUrl"),
        text_in(in, "SupportDescription"),
        texts_in(in, "VideoUrls"),
        texts_in(in, "Highlights"),
        texts_in(in, "Categories"),
        texts_in(in, "SearchKeywords"),
        records_in<additional_resource>(in, "AdditionalResources"),
    };
}

std::set<dimension_type> types_of(const json::object& in) {
    std::set<dimension_type> made;
    for (const json::value& each : get_list(in, "Types"))
        made.insert(get_named<dimension_type>(each.as_string()));
    return made;
}

void describe_addition(shapes& to, const std::string& name) {
    to.list_of(name, ref("AddedDimension"), 1, 200);
}
read_change read_addition(const json::value& document) {
    add_dimensions made;
    for (const json::value& each : document.as_array()) {
        const json::object& in = each.as_object();
        made.dimensions.push_back({text_or_empty(in, "Key"), text_or_empty(in, "Name"),
                                   text_or_empty(in, "Description"), text_or_empty(in, "Unit"),
                                   types_of(in)});
    }
    return made;
}

void describe_update(shapes& to, const std::string& name) {
    to.list_of(name, ref("UpdatedDimension"), 1, 200);
}
void describe_restriction(shapes& to, const std::string& name) {
    to.list_of(name, ref("RestrictedDimension"), 1, 200);
}
template <class Patching>
read_change read_patches(const json::value& document) {
    Patching made;
    for (const json::value& each : document.as_array()) {
        const json::object& in = each.as_object();
        made.dimensions.push_back({text_or_empty(in, "Key"), types_of(in), text_in(in, "Name"),
                                   text_in(in, "Description")});
    }
    return made;
}

void describe_visibility(shapes& to, const std::string& name) {
    to.document(name, {need("TargetVisibility", one_of({"Public", "Limited", "Restricted"}))});
}
read_change read_visibility(const json::value& document) {
    return update_visibility{
        get_named<product_visibility>(get_text(document.as_object(), "TargetVisibility"))};
}

void describe_targeting(shapes& to, const std::string& name) {
    to.document(name, {need("PositiveTargeting", ref("ProductTargeting"))});
}
read_change read_targeting(const json::value& document) {
    return update_product_targeting{
        TRY(accounts_in(get_object(document.as_object(), "PositiveTargeting"), "BuyerAccounts"))};
}

// Of SaaS.
delivery_option url_option(const json::value& option) {
    const json::object& in = option.at("Details").at("SaaSUrlDeliveryOptionDetails").as_object();
    delivery_option made{text_or_empty(option.as_object(), "Id"),
                         text_or_empty(in, "FulfillmentUrl")};
    made.texts.usage_instructions = text_or_empty(in, "UsageInstructions");
    made.texts.launch_url = text_or_empty(in, "LaunchUrl");
    made.texts.quick_launch = find_boolean(in, "QuickLaunchEnabled");
    return made;
}

void describe_url_option(shapes& to, const std::string& name) {
    to.document(name, {need("DeliveryOptions", list("DeliveryOption", 1, 1))});
}
read_change read_url_option(const json::value& document) {
    add_delivery_options made;
    for (const json::value& each : document.at("DeliveryOptions").as_array()) {
        made.urls.push_back(url_option(each));
    }
    return made;
}

void describe_url_update(shapes& to, const std::string& name) {
    to.document(name, {need("DeliveryOptions", list("UpdatedDeliveryOption", 1, 1))});
}
read_change read_url_update(const json::value& document) {
    update_delivery_options made;
    for (const json::value& each : document.at("DeliveryOptions").as_array()) {
        made.options.push_back(url_option(each));
    }
    return made;
}

// Of machine images.
delivery_texts image_texts(const json::object& version, const json::object& details) {
    const json::object& source = details.at("AmiSource").as_object();
    delivery_texts made;
    made.usage_instructions = text_or_empty(details, "UsageInstructions");
    made.release_notes = text_or_empty(version, "ReleaseNotes");
    made.recommended_instance = text_or_empty(details, "RecommendedInstanceType");
    made.security_groups = *records_in<security_group>(details, "SecurityGroups");
    if (const json::object* endpoint = find_object(details, "AccessEndpointUrl"))
        made.endpoint = from_json<access_endpoint>(*endpoint);
    made.operating_system = text_or_empty(source, "OperatingSystemName");
    made.operating_system_version = text_or_empty(source, "OperatingSystemVersion");
    made.user_name = text_or_empty(source, "UserName");
    made.scanning_port = find_integer(source, "ScanningPort");
    return made;
}

void describe_image_option(shapes& to, const std::string& name) {
    to.document(name, {need("Version", ref("AmiVersion")),
                       need("DeliveryOptions", list("AmiDeliveryOption", 1, 1))});
}
read_change read_image_option(const json::value& document) {
    add_delivery_options made;
    const json::object& version = document.at("Version").as_object();
    for (const json::value& each : document.at("DeliveryOptions").as_array()) {
        const json::object& details = each.at("Details").at("AmiDeliveryOptionDetails").as_object();
        made.images.push_back({"", "", text_or_empty(details.at("AmiSource").as_object(), "AmiId"),
                               text_or_empty(version, "VersionTitle"),
                               image_texts(version, details)});
    }
    return made;
}

void describe_regions(shapes& to, const std::string& name) {
    to.document(name, {need("Regions", texts(64, 1, 100))});
}
template <class Change>
read_change read_regions(const json::value& document) {
    return Change{texts_in(document.as_object(), "Regions").value()};
}

void describe_instance_types(shapes& to, const std::string& name) {
    to.document(name, {need("InstanceTypes", texts(64, 1, 1500))});
}
read_change read_instance_types(const json::value& document) {
    return add_instance_types{texts_in(document.as_object(), "InstanceTypes").value()};
}

// What every type of product takes. The names of the types are those of their entities.
template <product_type Type>
constexpr std::array shared_forms{
    form_of<create_product>(name_of(Type), "CreateProduct", describe_creation, read_creation<Type>),
    form_of<update_product_information>(name_of(Type), "UpdateInformation", describe_information,
                                        read_information, at_least_one_member),
    form_of<add_dimensions>(name_of(Type), "AddDimensions", describe_addition, read_addition),
    form_of<update_dimensions>(name_of(Type), "UpdateDimensions", describe_update,
                               read_patches<update_dimensions>),
    form_of<restrict_dimensions>(name_of(Type), "RestrictDimensions", describe_restriction,
                                 read_patches<restrict_dimensions>),
    form_of<update_visibility>(name_of(Type), "UpdateVisibility", describe_visibility,
                               read_visibility),
    form_of<release_product>(name_of(Type), "ReleaseProduct", describe_nothing,
                             read_nothing<release_product>),
};

constexpr auto saas = name_of(product_type::saas);
constexpr auto machine_image = name_of(product_type::machine_image);

constexpr std::array own_forms{
    form_of<update_product_targeting>(saas, "UpdateTargeting", describe_targeting, read_targeting),
    form_of<add_delivery_options>(saas, "AddDeliveryOptions", describe_url_option, read_url_option),
    form_of<update_delivery_options>(saas, "UpdateDeliveryOptions", describe_url_update,
                                     read_url_update),
    form_of<update_product_targeting>(machine_image, "UpdateTargeting", describe_targeting,
                                      read_targeting),
    form_of<add_delivery_options>(machine_image, "AddDeliveryOptions", describe_image_option,
                                  read_image_option),
    form_of<add_regions>(machine_image, "AddRegions", describe_regions, read_regions<add_regions>),
    form_of<restrict_regions>(machine_image, "RestrictRegions", describe_regions,
                              read_regions<restrict_regions>),
    form_of<add_instance_types>(machine_image, "AddInstanceTypes", describe_instance_types,
                                read_instance_types),
};

void describe_dimensions(shapes& to) {
    const auto key = need("Key", text_matching(1, 100, "^[A-Za-z0-9_.-]+$"));
    const auto types =
        need("Types", list(one_of({"Entitled", "Metered", "ExternallyMetered"}), 1, 3));
    to.document("AddedDimension",
                {key, need("Name", text(1, 500)), need("Description", prose(1, 1000)),
                 need("Unit", text(1, 20)), types});
    to.document("UpdatedDimension",
                {key, types, may("Name", text(1, 500)), may("Description", prose(1, 1000))});
    to.document("RestrictedDimension", {key, types});
}

void describe_url_option_parts(shapes& to) {
    to.document("DeliveryOption", {need("Details", ref("DeliveryOptionDetails"))});
    to.document("UpdatedDeliveryOption", {need("Id", text_matching(1, 36, "^do-[a-zA-Z0-9]+$")),
                                          need("Details", ref("DeliveryOptionDetails"))});
    to.document("DeliveryOptionDetails",
                {need("SaaSUrlDeliveryOptionDetails", ref("SaaSUrlDeliveryOption"))});
    to.document("SaaSUrlDeliveryOption",
                {need("FulfillmentUrl", text_matching(8, 2048, "^https://\\S+$")),
                 may("LaunchUrl", text(8, 2048)), may("UsageInstructions", prose(1, 30000)),
                 may("QuickLaunchEnabled", boolean())});
}

void describe_image_option_parts(shapes& to) {
    to.document("AmiVersion",
                {need("VersionTitle", text(1, 64)), may("ReleaseNotes", prose(1, 30000))});
    to.document("AmiDeliveryOption", {need("Details", ref("AmiDeliveryOptionChoice"))});
    to.document("AmiDeliveryOptionChoice",
                {need("AmiDeliveryOptionDetails", ref("AmiDeliveryOptionDetails"))});
    to.document("AmiDeliveryOptionDetails",
                {need("AmiSource", ref("AmiSource")), need("UsageInstructions", prose(1, 4000)),
                 need("RecommendedInstanceType", text(1, 64)),
                 need("SecurityGroups", list("SecurityGroup", 1, 25)),
                 may("AccessEndpointUrl", ref("AccessEndpointUrl"))});
    to.document("AccessEndpointUrl",
                {need("Protocol", one_of({"http", "https"})), need("Port", integer(0, 65535)),
                 may("RelativePath", text(0, 255))});
    to.document("AmiSource", {need("AmiId", text_matching(5, 64, "^ami-[a-z0-9]+$")),
                              may("AccessRoleArn", text(1, 2048)), may("UserName", text(1, 64)),
                              may("OperatingSystemName", text(1, 64)),
                              may("OperatingSystemVersion", text(1, 64)),
                              may("ScanningPort", integer(0, 65535))});
    to.document("SecurityGroup",
                {need("IpProtocol", text(1, 8)), need("FromPort", integer(0, 65535)),
                 need("ToPort", integer(0, 65535)), need("IpRanges", texts(64, 1, 25))});
}

} // namespace

std::span<const change_form> product_forms() {
    static const std::vector<change_form> all = [] {
        std::vector<change_form> made(own_forms.begin(), own_forms.end());
        for (const auto& shared :
             {shared_forms<product_type::professional_services>, shared_forms<product_type::saas>,
              shared_forms<product_type::machine_image>})
            made.insert(made.end(), shared.begin(), shared.end());
        return made;
    }();
    return all;
}

void describe_product_parts(shapes& to) {
    to.document("ProductTargeting", {need("BuyerAccounts", list(account_text(), 0, 5000))});
    to.document("AdditionalResource", {need("Text", text(1, 500)), need("Url", text(1, 2048))});
    describe_dimensions(to);
    describe_url_option_parts(to);
    describe_image_option_parts(to);
}

} // namespace cppo::notation
