#include "store/tables/records.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "store/tables/change_codec.h"
#include "store/tables/terms_codec.h"

namespace cppo::store {
namespace {

namespace json = boost::json;
using namespace market;

value text(const json::value& kept) {
    return json::serialize(kept);
}

json::value parsed(const row& at, int column) {
    return json::parse(at.text(column));
}

json::array texts(const std::vector<std::string>& from) {
    return json::array(from.begin(), from.end());
}

std::vector<std::string> texts_from(const json::value& in) {
    std::vector<std::string> made;
    for (const json::value& each : in.as_array()) made.emplace_back(each.as_string());
    return made;
}

std::string text_at(const json::value& in, std::string_view name) {
    return std::string(in.as_object().at(name).as_string());
}

json::object amount(money kept) {
    return {{"minor", kept.minor()}, {"currency", code_of(kept.unit())}};
}

money amount_at(const json::value& in, std::string_view name) {
    const json::object& kept = in.as_object().at(name).as_object();
    return money(kept.at("minor").as_int64(), *parse_currency(kept.at("currency").as_string()));
}

json::array lines_json(const std::vector<charge_line>& lines) {
    json::array made;
    for (const charge_line& each : lines)
        made.push_back({{"dimension", each.dimension},
                        {"quantity", each.quantity},
                        {"unitPrice", each.unit_price},
                        {"amount", amount(each.amount)},
                        {"wholesale", amount(each.wholesale)}});
    return made;
}

std::vector<charge_line> lines_from(const json::value& in) {
    std::vector<charge_line> made;
    for (const json::value& each : in.as_array())
        made.push_back({text_at(each, "dimension"), each.at("quantity").as_int64(),
                        text_at(each, "unitPrice"), amount_at(each, "amount"),
                        amount_at(each, "wholesale")});
    return made;
}

} // namespace

value column_type<std::set<role>>::store(const std::set<role>& kept) {
    json::array made;
    for (const role each : kept) made.emplace_back(name_of(each));
    return text(made);
}
std::set<role> column_type<std::set<role>>::load(const row& at, int column) {
    std::set<role> made;
    for (const std::string& each : texts_from(parsed(at, column)))
        made.insert(get_named<role>(each));
    return made;
}

// Codes with a space between them; nothing where all currencies are meant.
value column_type<std::set<currency>>::store(const std::set<currency>& kept) {
    std::string made;
    for (const currency each : kept) made += (made.empty() ? "" : " ") + std::string(code_of(each));
    return made;
}
std::set<currency> column_type<std::set<currency>>::load(const row& at, int column) {
    std::set<currency> made;
    std::string_view left = at.text(column);
    for (; left.size() >= 3; left.remove_prefix(std::min<std::size_t>(left.size(), 4)))
        made.insert(parse_currency(left.substr(0, 3)).value());
    return made;
}

value column_type<std::vector<std::string>>::store(const std::vector<std::string>& kept) {
    return text(texts(kept));
}
std::vector<std::string> column_type<std::vector<std::string>>::load(const row& at, int column) {
    return texts_from(parsed(at, column));
}

value column_type<disbursement_preference>::store(const disbursement_preference& kept) {
    return text({{"frequency", name_of(kept.frequency)}, {"dayOfMonth", kept.day_of_month}});
}
disbursement_preference column_type<disbursement_preference>::load(const row& at, int column) {
    const json::value in = parsed(at, column);
    return {get_named<disbursement_frequency>(text_at(in, "frequency")),
            static_cast<int>(in.at("dayOfMonth").as_int64())};
}

value column_type<product_texts>::store(const product_texts& kept) {
    return text({{"ShortDescription", kept.short_description},
                 {"LongDescription", kept.long_description},
                 {"Sku", kept.sku},
                 {"LogoUrl", kept.logo_url},
                 {"VideoUrls", texts(kept.video_urls)},
                 {"Highlights", texts(kept.highlights)},
                 {"Categories", texts(kept.categories)},
                 {"SearchKeywords", texts(kept.search_keywords)},
                 {"SupportDescription", kept.support_description},
                 {"Regions", texts(kept.regions)},
                 {"InstanceTypes", texts(kept.instance_types)}});
}
product_texts column_type<product_texts>::load(const row& at, int column) {
    const json::value in = parsed(at, column);
    // Texts stored before there were machine images have neither.
    const auto list = [&](std::string_view name) {
        const json::value* found = in.as_object().if_contains(name);
        return found ? texts_from(*found) : std::vector<std::string>();
    };
    return {text_at(in, "ShortDescription"),
            text_at(in, "LongDescription"),
            text_at(in, "Sku"),
            text_at(in, "LogoUrl"),
            texts_from(in.at("VideoUrls")),
            texts_from(in.at("Highlights")),
            texts_from(in.at("Categories")),
            texts_from(in.at("SearchKeywords")),
            text_at(in, "SupportDescription"),
            list("Regions"),
            list("InstanceTypes")};
}

value column_type<std::vector<dimension>>::store(const std::vector<dimension>& kept) {
    json::array made;
    for (const dimension& each : kept) {
        json::array types;
        for (const dimension_type one : each.types) types.emplace_back(name_of(one));
        made.push_back({{"Key", each.key},
                        {"Name", each.name},
                        {"Description", each.description},
                        {"Unit", each.unit},
                        {"Types", std::move(types)}});
    }
    return text(made);
}
std::vector<dimension> column_type<std::vector<dimension>>::load(const row& at, int column) {
    std::vector<dimension> made;
    for (const json::value& each : parsed(at, column).as_array()) {
        dimension one{text_at(each, "Key"),
                      text_at(each, "Name"),
                      text_at(each, "Description"),
                      text_at(each, "Unit"),
                      {}};
        for (const std::string& type : texts_from(each.at("Types")))
            one.types.insert(get_named<dimension_type>(type));
        made.push_back(std::move(one));
    }
    return made;
}

value column_type<std::vector<delivery_option>>::store(const std::vector<delivery_option>& kept) {
    json::array made;
    for (const delivery_option& each : kept)
        made.push_back({{"id", each.id},
                        {"fulfillmentUrl", each.fulfillment_url},
                        {"image", each.image},
                        {"versionTitle", each.version_title}});
    return text(made);
}
std::vector<delivery_option> column_type<std::vector<delivery_option>>::load(const row& at,
                                                                             int column) {
    std::vector<delivery_option> made;
    for (const json::value& each : parsed(at, column).as_array()) {
        delivery_option one{text_at(each, "id"), text_at(each, "fulfillmentUrl")};
        if (each.as_object().contains("image")) {
            one.image = text_at(each, "image");
            one.version_title = text_at(each, "versionTitle");
        }
        made.push_back(std::move(one));
    }
    return made;
}

value column_type<std::vector<account_id>>::store(const std::vector<account_id>& kept) {
    json::array made;
    for (const account_id& each : kept) made.emplace_back(each.text());
    return text(made);
}
std::vector<account_id> column_type<std::vector<account_id>>::load(const row& at, int column) {
    std::vector<account_id> made;
    for (const std::string& each : texts_from(parsed(at, column)))
        made.push_back(account_id::minted(each));
    return made;
}

value column_type<public_offer_terms>::store(const public_offer_terms& kept) {
    return text_from(kept);
}
public_offer_terms column_type<public_offer_terms>::load(const row& at, int column) {
    return public_offer_terms_from(at.text(column));
}

value column_type<authorization_terms>::store(const authorization_terms& kept) {
    return text_from(kept);
}
authorization_terms column_type<authorization_terms>::load(const row& at, int column) {
    return authorization_terms_from(at.text(column));
}

value column_type<offer_terms>::store(const offer_terms& kept) {
    return text_from(kept);
}
offer_terms column_type<offer_terms>::load(const row& at, int column) {
    return offer_terms_from(at.text(column));
}

value column_type<agreement_terms>::store(const agreement_terms& kept) {
    return text_from(kept);
}
agreement_terms column_type<agreement_terms>::load(const row& at, int column) {
    return agreement_terms_from(at.text(column));
}

value column_type<std::vector<change>>::store(const std::vector<change>& kept) {
    return text_from(kept);
}
std::vector<change> column_type<std::vector<change>>::load(const row& at, int column) {
    return changes_from(at.text(column));
}

value column_type<std::vector<charge_line>>::store(const std::vector<charge_line>& kept) {
    return text(lines_json(kept));
}
std::vector<charge_line> column_type<std::vector<charge_line>>::load(const row& at, int column) {
    return lines_from(parsed(at, column));
}

value column_type<upfront_choice>::store(const upfront_choice& kept) {
    return text(choice_json(kept));
}
upfront_choice column_type<upfront_choice>::load(const row& at, int column) {
    return *choice_from(parsed(at, column).as_object());
}

value column_type<std::vector<expected_charge>>::store(const std::vector<expected_charge>& kept) {
    json::array made;
    for (const expected_charge& each : kept)
        made.push_back({{"id", each.id.text()},
                        {"dueOn", each.due_on.text()},
                        {"amount", amount(each.amount)},
                        {"written", each.written},
                        {"wholesale", amount(each.wholesale)},
                        {"kind", name_of(each.kind)},
                        {"lines", lines_json(each.lines)}});
    return text(made);
}
std::vector<expected_charge> column_type<std::vector<expected_charge>>::load(const row& at,
                                                                             int column) {
    std::vector<expected_charge> made;
    for (const json::value& each : parsed(at, column).as_array())
        made.push_back({charge_id::minted(text_at(each, "id")), *day::parse(text_at(each, "dueOn")),
                        amount_at(each, "amount"), text_at(each, "written"),
                        amount_at(each, "wholesale"), get_named<charge_type>(text_at(each, "kind")),
                        lines_from(each.at("lines"))});
    return made;
}

value column_type<std::vector<grant>>::store(const std::vector<grant>& kept) {
    json::array made;
    for (const grant& each : kept)
        made.push_back({{"DimensionKey", each.dimension}, {"MaxQuantity", each.quantity_max}});
    return text(made);
}
std::vector<grant> column_type<std::vector<grant>>::load(const row& at, int column) {
    std::vector<grant> made;
    for (const json::value& each : parsed(at, column).as_array())
        made.push_back({text_at(each, "DimensionKey"), each.at("MaxQuantity").as_int64()});
    return made;
}

value column_type<fee_rates>::store(const fee_rates& kept) {
    return text({{"profile", name_of(kept.profile)},
                 {"listingPpm", kept.listing_ppm},
                 {"processingPpm", kept.processing_ppm}});
}
fee_rates column_type<fee_rates>::load(const row& at, int column) {
    const json::value in = parsed(at, column);
    return {get_named<fee_profile>(text_at(in, "profile")), in.at("listingPpm").as_int64(),
            in.at("processingPpm").as_int64()};
}

value column_type<std::vector<invoice_line>>::store(const std::vector<invoice_line>& kept) {
    json::array made;
    for (const invoice_line& each : kept)
        made.push_back({{"id", each.id},
                        {"kind", name_of(each.kind)},
                        {"description", each.description},
                        {"dimension", each.dimension},
                        {"quantity", each.quantity},
                        {"amount", amount(each.amount)},
                        {"unitPrice", each.unit_price}});
    return text(made);
}
std::vector<invoice_line> column_type<std::vector<invoice_line>>::load(const row& at, int column) {
    std::vector<invoice_line> made;
    for (const json::value& each : parsed(at, column).as_array())
        made.push_back({text_at(each, "id"), get_named<line_kind>(text_at(each, "kind")),
                        text_at(each, "description"), text_at(each, "dimension"),
                        each.at("quantity").as_int64(), amount_at(each, "amount"),
                        text_at(each, "unitPrice")});
    return made;
}

value column_type<std::vector<disbursement_line>>::store(
    const std::vector<disbursement_line>& kept) {
    json::array made;
    for (const disbursement_line& each : kept)
        made.push_back({{"agreement", each.agreement.text()},
                        {"invoice", each.invoice.text()},
                        {"amount", amount(each.amount)}});
    return text(made);
}
std::vector<disbursement_line> column_type<std::vector<disbursement_line>>::load(const row& at,
                                                                                 int column) {
    std::vector<disbursement_line> made;
    for (const json::value& each : parsed(at, column).as_array())
        made.push_back({agreement_id::minted(text_at(each, "agreement")),
                        invoice_id::minted(text_at(each, "invoice")), amount_at(each, "amount")});
    return made;
}

value column_type<cppo::markup>::store(const cppo::markup& kept) {
    return kept.text();
}
cppo::markup column_type<cppo::markup>::load(const row& at, int column) {
    return *cppo::markup::parse(at.text(column));
}

invoice_row row_of(const invoice& kept) {
    return {kept.owner,
            kept.id,
            kept.revision,
            kept.payer,
            kept.agreement,
            kept.charge,
            kept.manufacturer,
            kept.partner,
            kept.status,
            kept.issued_on,
            kept.issued,
            kept.due_on,
            kept.due.manufacturer,
            kept.due.partner,
            kept.due.marketplace,
            kept.due.tax,
            kept.paid.manufacturer,
            kept.paid.partner,
            kept.paid.marketplace,
            kept.paid.tax,
            kept.lines};
}

invoice invoice_of(const invoice_row& row) {
    return {row.owner,
            row.id,
            row.revision,
            row.payer,
            row.agreement,
            row.charge,
            row.manufacturer,
            row.partner,
            row.status,
            row.issued_on,
            row.issued,
            row.due_on,
            {row.due_manufacturer, row.due_partner, row.due_marketplace, row.due_tax},
            {row.paid_manufacturer, row.paid_partner, row.paid_marketplace, row.paid_tax},
            row.lines};
}

} // namespace cppo::store
