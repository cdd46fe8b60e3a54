// The names of an enumeration, as they are stored and as AWS writes them. They stand right under
// it:
//
//     enum class role { seller, buyer, operator_ };
//     constexpr auto names_of(role) {
//         using enum role;
//         return names<role>({{seller, "seller"}, {buyer, "buyer"}, {operator_, "operator"}});
//     }
//
// An enumerator without a name, a name out of order and two names or enumerators for one do not
// compile. Names are stored, so they are never changed and never used again.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace cppo {

template <class Enum>
struct named_value {
    Enum value;
    std::string_view name;
};

namespace naming {

// Clang writes a value that is no enumerator as a number in brackets: `Value = (role)3`.
template <class Enum, Enum Value>
consteval bool is_enumerator() {
    const std::string_view text = __PRETTY_FUNCTION__;
    return text[text.rfind(" = ") + 3] != '(';
}

// Enumerators are counted from 0 without a gap.
template <class Enum, std::size_t From = 0>
consteval std::size_t count() {
    if constexpr (is_enumerator<Enum, static_cast<Enum>(From)>())
        return count<Enum, From + 1>();
    else
        return From;
}

// Not constant, so that a mistake in a list of names does not compile.
inline void a_name_is_missing() {}
inline void a_name_is_out_of_order() {}
inline void a_name_stands_twice() {}

} // namespace naming

// All names of an enumeration, in the order of its enumerators.
template <class Enum, std::size_t Count>
consteval std::array<std::string_view, Count> names(const named_value<Enum> (&list)[Count]) {
    if (Count != naming::count<Enum>()) naming::a_name_is_missing();
    std::array<std::string_view, Count> made;
    for (std::size_t at = 0; at < Count; ++at) {
        if (list[at].value != static_cast<Enum>(at)) naming::a_name_is_out_of_order();
        for (std::size_t before = 0; before < at; ++before)
            if (made[before] == list[at].name) naming::a_name_stands_twice();
        made[at] = list[at].name;
    }
    return made;
}

template <class Enum>
concept named = requires(Enum value) { names_of(value); };

template <named Enum>
constexpr std::string_view name_of(Enum value) {
    constexpr auto all = names_of(Enum{});
    return all[static_cast<std::size_t>(value)];
}

// The enumerator of that name, if there is one.
template <named Enum>
constexpr std::optional<Enum> find_named(std::string_view name) {
    constexpr auto all = names_of(Enum{});
    for (std::size_t at = 0; at < all.size(); ++at)
        if (all[at] == name) return static_cast<Enum>(at);
    return {};
}

} // namespace cppo
