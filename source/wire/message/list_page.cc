#include "wire/message/list_page.h"

#include <algorithm>

#include "service/reading/page.h"

namespace cppo::wire {

namespace json = boost::json;

result<json::object> list_page(std::string_view name, json::array items, std::size_t size,
                               std::string_view token) {
    const auto mark = TRY(service::mark_of(token));
    const std::size_t from =
        mark ? std::min(items.size(), static_cast<std::size_t>(mark->order)) : 0;
    const std::size_t to = std::min(items.size(), from + size);
    json::object made;
    made[name] = json::array(items.begin() + static_cast<std::ptrdiff_t>(from),
                             items.begin() + static_cast<std::ptrdiff_t>(to));
    if (to < items.size())
        made["nextToken"] = service::token_of({static_cast<std::int64_t>(to), ""});
    return made;
}

} // namespace cppo::wire
