#include "market/papers/document.h"

namespace cppo::market {
namespace {

constexpr std::string_view newest_version = "2022-07-14";

bool is_custom(const legal_document& of) {
    return of.type == legal_document_type::custom_eula ||
           of.type == legal_document_type::custom_reseller_contract;
}

} // namespace

result<void> check_documents(const std::vector<legal_document>& documents, reason why) {
    for (const legal_document& each : documents) {
        if (is_custom(each) && each.url.empty())
            return no_because(why, "A custom document needs a Url.");
        if (!is_custom(each) && !each.url.empty())
            return no_because(why, "Only custom documents have a Url.");
        if (is_custom(each) && !each.url.starts_with("https://"))
            return no_because(why, "The Url of a document must be https.", each.url);
        if (!each.version.empty() && (is_custom(each) || each.version != newest_version))
            return no_because(why, "Only standard documents have a Version, and it is 2022-07-14.",
                              each.version);
    }
    return {};
}

} // namespace cppo::market
