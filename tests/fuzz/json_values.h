// Looking at JSON values as the properties of several targets do.
#pragma once

#include <algorithm>
#include <boost/json/value.hpp>
#include <cmath>

#include "wire/value/notation.h"

namespace cppo::fuzz {

// Lists and objects inside one another; a number alone has none.
inline std::size_t depth_of(const boost::json::value& value) {
    std::size_t deepest = 0;
    if (const auto* list = value.if_array()) {
        for (const auto& each : *list) deepest = std::max(deepest, depth_of(each));
        return deepest + 1;
    }
    if (const auto* object = value.if_object()) {
        for (const auto& each : *object) deepest = std::max(deepest, depth_of(each.value()));
        return deepest + 1;
    }
    return 0;
}

// The value without the members that are null, which count as absent.
inline boost::json::value without_nulls(const boost::json::value& value) {
    if (const auto* list = value.if_array()) {
        boost::json::array made;
        for (const auto& each : *list) made.push_back(without_nulls(each));
        return made;
    }
    if (const auto* object = value.if_object()) {
        boost::json::object made;
        for (const auto& each : *object)
            if (!each.value().is_null()) made.emplace(each.key(), without_nulls(each.value()));
        return made;
    }
    return value;
}

inline bool holds_only_texts(const boost::json::value& value) {
    if (const auto* text = value.if_string()) return wire::is_text(*text);
    if (const auto* list = value.if_array())
        return std::ranges::all_of(*list, [](const auto& each) { return holds_only_texts(each); });
    if (const auto* object = value.if_object())
        return std::ranges::all_of(*object, [](const auto& each) {
            return wire::is_text(each.key()) && holds_only_texts(each.value());
        });
    return true;
}

// The same value, but for the last bits of a fraction that was written and read again.
inline bool is_same(const boost::json::value& left, const boost::json::value& right) {
    if (left.is_double() && right.is_double()) {
        const double one = left.get_double(), other = right.get_double();
        return std::abs(one - other) <= std::abs(one) * 1e-14;
    }
    if (left.is_array() && right.is_array())
        return std::ranges::equal(left.get_array(), right.get_array(), is_same);
    if (left.is_object() && right.is_object())
        return left.get_object().size() == right.get_object().size() &&
               std::ranges::all_of(left.get_object(), [&](const auto& each) {
                   const auto* other = right.get_object().if_contains(each.key());
                   return other && is_same(each.value(), *other);
               });
    return left == right;
}

} // namespace cppo::fuzz
