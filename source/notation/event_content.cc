#include "notation/event_content.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace cppo::notation {

std::string text_from(const market::event_content& content) {
    boost::json::object made;
    for (const auto& [name, value] : content) {
        const auto dot = name.find('.');
        if (dot == std::string::npos) {
            made[name] = value;
            continue;
        }
        boost::json::value& outer = made[name.substr(0, dot)];
        if (!outer.is_object()) outer = boost::json::object();
        outer.as_object()[name.substr(dot + 1)] = value;
    }
    return boost::json::serialize(made);
}

} // namespace cppo::notation
