#include "wire/message/list_page.h"

#include <algorithm>

#include "service/reading/page.h"
#include "wire/protocol/caller.h"

namespace cppo::wire {

namespace json = boost::json;

std::string question_of(json::object input) {
    for (const char* place : {"nextToken", "maxResults", "NextToken", "MaxResults"})
        input.erase(place);
    return request_hash(input, "");
}

result<json::object> list_page(std::string_view name, json::array items, std::size_t size,
                               std::string_view token, std::string_view asked) {
    const auto mark = TRY(service::mark_of(token, asked));
    const std::size_t from =
        mark ? std::min(items.size(), static_cast<std::size_t>(mark->order)) : 0;
    const std::size_t to = std::min(items.size(), from + size);
    json::object made;
    made[name] = json::array(items.begin() + static_cast<std::ptrdiff_t>(from),
                             items.begin() + static_cast<std::ptrdiff_t>(to));
    if (to < items.size())
        made["nextToken"] = service::token_of({static_cast<std::int64_t>(to), ""}, asked);
    return made;
}

} // namespace cppo::wire
