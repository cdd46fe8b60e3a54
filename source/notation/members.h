// Values as JSON, so that no member is written out twice:
//
//     template <>
//     struct members<market::grant> {
//         static constexpr auto list =
//             std::tuple(member_of{"DimensionKey", &market::grant::dimension},
//                        member_of{"MaxQuantity", &market::grant::quantity_max});
//     };
//
// `list` names every member of the struct, in the order they are declared, which is the order they
// are written in. What is read was written here, or its shape was checked.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"
#include "notation/json.h"

namespace cppo::notation {

template <class Row, class Field>
struct member_of {
    std::string_view name;
    Field Row::* place;
    bool came_later = false; // values written before there was such a member lack it
};

template <class Row, class Field>
member_of(const char*, Field Row::*) -> member_of<Row, Field>;
template <class Row, class Field>
member_of(const char*, Field Row::*, bool) -> member_of<Row, Field>;

// For `came_later`.
inline constexpr bool later = true;

template <class T>
struct members;

template <class T>
concept listed = requires { members<T>::list; };

// How a value is written and read. Customisation point: specialise it for what has a form of its
// own.
template <class T>
struct form;

template <class T>
boost::json::value to_json(const T& kept) {
    return form<T>::write(kept);
}
template <class T>
T from_json(const boost::json::value& in) {
    return form<T>::read(in);
}

template <>
struct form<std::string> {
    static boost::json::value write(const std::string& kept) { return boost::json::value(kept); }
    static std::string read(const boost::json::value& in) { return std::string(in.as_string()); }
};

template <>
struct form<std::int64_t> {
    static boost::json::value write(std::int64_t kept) { return kept; }
    static std::int64_t read(const boost::json::value& in) { return in.as_int64(); }
};

template <>
struct form<int> {
    static boost::json::value write(int kept) { return kept; }
    static int read(const boost::json::value& in) { return in.to_number<int>(); }
};

template <>
struct form<bool> {
    static boost::json::value write(bool kept) { return kept; }
    static bool read(const boost::json::value& in) { return in.as_bool(); }
};

// Nothing is null.
template <class T>
struct form<std::optional<T>> {
    static boost::json::value write(const std::optional<T>& kept) {
        return kept ? to_json(*kept) : boost::json::value(nullptr);
    }
    static std::optional<T> read(const boost::json::value& in) {
        if (in.is_null()) return {};
        return from_json<T>(in);
    }
};

template <named Enum>
struct form<Enum> {
    static boost::json::value write(Enum kept) { return boost::json::value(name_of(kept)); }
    static Enum read(const boost::json::value& in) { return get_named<Enum>(in.as_string()); }
};

template <class Kind>
struct form<identifier<Kind>> {
    static boost::json::value write(const identifier<Kind>& kept) {
        return boost::json::value(kept.text());
    }
    static identifier<Kind> read(const boost::json::value& in) {
        return identifier<Kind>::minted(std::string(in.as_string()));
    }
};

template <>
struct form<account_id> {
    static boost::json::value write(const account_id& kept) {
        return boost::json::value(kept.text());
    }
    static account_id read(const boost::json::value& in) {
        return account_id::minted(std::string(in.as_string()));
    }
};

template <>
struct form<day> {
    static boost::json::value write(day kept) { return boost::json::value(kept.text()); }
    static day read(const boost::json::value& in) { return day::parse(in.as_string()).value(); }
};

// {"minor", "currency"}
template <>
struct form<money> {
    static boost::json::value write(money kept) {
        return boost::json::object{{"minor", kept.minor()}, {"currency", code_of(kept.unit())}};
    }
    static money read(const boost::json::value& in) {
        return money(in.at("minor").as_int64(), get_named<currency>(in.at("currency").as_string()));
    }
};

template <class T>
struct form<std::vector<T>> {
    static boost::json::value write(const std::vector<T>& kept) {
        boost::json::array made;
        for (const T& each : kept) made.push_back(to_json(each));
        return made;
    }
    static std::vector<T> read(const boost::json::value& in) {
        std::vector<T> made;
        for (const boost::json::value& each : in.as_array()) made.push_back(from_json<T>(each));
        return made;
    }
};

template <class T>
struct form<std::set<T>> {
    static boost::json::value write(const std::set<T>& kept) {
        boost::json::array made;
        for (const T& each : kept) made.push_back(to_json(each));
        return made;
    }
    static std::set<T> read(const boost::json::value& in) {
        std::set<T> made;
        for (const boost::json::value& each : in.as_array()) made.insert(from_json<T>(each));
        return made;
    }
};

template <listed T>
struct form<T> {
    static boost::json::value write(const T& kept) {
        boost::json::object made;
        std::apply(
            [&](const auto&... each) { ((made[each.name] = to_json(kept.*each.place)), ...); },
            members<T>::list);
        return made;
    }
    static T read(const boost::json::value& in) {
        const boost::json::object& object = in.as_object();
        return std::apply([&](const auto&... each) { return T{field(object, each)...}; },
                          members<T>::list);
    }

  private:
    template <class Field>
    static Field field(const boost::json::object& in, const member_of<T, Field>& of) {
        if constexpr (std::is_default_constructible_v<Field>)
            if (of.came_later && !in.contains(of.name)) return Field{};
        return from_json<Field>(in.at(of.name));
    }
};

} // namespace cppo::notation
