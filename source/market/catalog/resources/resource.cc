#include "market/catalog/resources/resource.h"

#include <algorithm>

namespace cppo::market {
namespace {

// Keys that begin like this, in capital or small letters, are AWS's.
bool is_reserved(const std::string& key) {
    const auto same = [](char one, char other) {
        return (one >= 'A' && one <= 'Z' ? one - 'A' + 'a' : one) == other;
    };
    return std::ranges::equal(std::string_view(key).substr(0, 4), std::string_view("aws:"), same);
}

} // namespace

bool resource_policy::lets_read(const account_id& who) const {
    return std::ranges::find(readers, who) != readers.end();
}

result<void> check_tags(const std::set<std::string>& kept, const std::vector<tag>& added) {
    std::set<std::string> keys = kept;
    std::set<std::string> seen;
    for (const tag& each : added) {
        if (is_reserved(each.key)) return no(reason::tag_reserved, each.key);
        if (!seen.insert(each.key).second) return no(reason::tag_repeated, each.key);
        keys.insert(each.key);
    }
    if (keys.size() > tags_max) return no(reason::too_many_tags);
    return {};
}

} // namespace cppo::market
