#include "market/papers/document.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cppo::market {
namespace {

constexpr std::array<std::string_view, 2> versions{"2025-04-05", "2022-07-14"};

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
        const bool known = std::ranges::find(versions, each.version) != versions.end();
        if (!each.version.empty() && (is_custom(each) || !known))
            return no_because(why,
                              "Only standard documents have a Version, and it is 2025-04-05 or "
                              "2022-07-14.",
                              each.version);
    }
    return {};
}

} // namespace cppo::market
