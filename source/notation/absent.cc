#include "notation/absent.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string_view>
#include <utility>

namespace cppo::notation {
namespace {

namespace json = boost::json;

bool clears(std::string_view name) {
    return name == "PreExistingAgreement" || name == "PreExistingBuyerAgreement";
}

} // namespace

json::value without_nulls(json::value from, clearing nulls) {
    if (auto* list = from.if_array()) {
        for (json::value& each : *list) each = without_nulls(std::move(each), nulls);
    } else if (auto* object = from.if_object()) {
        json::object kept;
        for (auto& each : *object)
            if (!each.value().is_null() || (nulls == clearing::stays && clears(each.key())))
                kept.emplace(each.key(), without_nulls(std::move(each.value()), nulls));
        return kept;
    }
    return from;
}

} // namespace cppo::notation
