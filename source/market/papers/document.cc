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

result<void> check_url(const legal_document& of, reason why) {
    if (is_custom(of) && of.url.empty()) return no_because(why, "A custom document needs a Url.");
    if (!is_custom(of) && !of.url.empty())
        return no_because(why, "Only custom documents have a Url.", of.url);
    if (is_custom(of) && !of.url.starts_with("https://"))
        return no_because(why, "The Url of a document must be https.", of.url);
    return {};
}

} // namespace

refusals check_documents(const std::vector<legal_document>& documents, reason why) {
    refusals found;
    for (const legal_document& each : documents) {
        found.add(check_url(each, why));
        const bool known = std::ranges::find(versions, each.version) != versions.end();
        if (!each.version.empty() && (is_custom(each) || !known))
            found.add(no_because(why,
                                 "Only standard documents have a Version, and it is 2025-04-05 or "
                                 "2022-07-14.",
                                 each.version));
    }
    return found;
}

} // namespace cppo::market
