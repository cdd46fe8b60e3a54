// Reading JSON: a strict parser for what comes from outside (R-PRO-02), and accessors for decoders.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <expected>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "ground/instant.h"
#include "ground/names.h"

namespace cppo::notation {

struct json_limits {
    std::size_t size_max = 1 << 20;
    std::size_t depth_max = 32; // shape checks recurse as deep as the value does
};

struct malformed_json {
    std::string sentence;
};

// Refuses text that is longer or deeper than the limits, text after the value, invalid UTF-8, NUL
// characters (no database keeps them), numbers beyond a double, and members named twice (readers
// disagree on which one counts).
std::expected<boost::json::value, malformed_json> parse_json(std::string_view text,
                                                             json_limits limits = {});

// True for valid UTF-8 without NUL, as parse_json would take it inside a string (R-TXT-01).
bool is_text(std::string_view bytes);

// The members below are read after the shape check, so `get_` throws std::logic_error where a
// member is missing or of another type: then shape and decoder disagree. For `find_` a member that
// is missing or null is not there.
const boost::json::value* find_value(const boost::json::object& in, std::string_view name);
std::optional<std::string_view> find_text(const boost::json::object& in, std::string_view name);
// The text, or an empty one where there is none.
std::string text_or_empty(const boost::json::object& in, std::string_view name);
std::optional<std::int64_t> find_integer(const boost::json::object& in, std::string_view name);
std::optional<bool> find_boolean(const boost::json::object& in, std::string_view name);
// A number of seconds since 1970; a fraction keeps its milliseconds.
std::optional<instant> find_timestamp(const boost::json::object& in, std::string_view name);
const boost::json::object* find_object(const boost::json::object& in, std::string_view name);
const boost::json::array* find_list(const boost::json::object& in, std::string_view name);

const boost::json::value& get_value(const boost::json::object& in, std::string_view name);
std::string_view get_text(const boost::json::object& in, std::string_view name);
std::int64_t get_integer(const boost::json::object& in, std::string_view name);
bool get_boolean(const boost::json::object& in, std::string_view name);
instant get_timestamp(const boost::json::object& in, std::string_view name);
const boost::json::object& get_object(const boost::json::object& in, std::string_view name);
const boost::json::array& get_list(const boost::json::object& in, std::string_view name);

// The enumerator of a name that was checked; throws std::logic_error where there is none.
template <named Enum>
Enum get_named(std::string_view name) {
    const auto found = find_named<Enum>(name);
    if (!found) throw std::logic_error("there is no name " + std::string(name) + " here");
    return *found;
}

} // namespace cppo::notation
