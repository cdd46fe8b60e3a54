#include "notation/json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <cmath>
#include <stdexcept>

namespace cppo::notation {
namespace {

namespace json = boost::json;
using boost::json::error_code;

// Builds the value and counts the members it was given, so that members lost to a repeated name
// show up as a difference.
struct strict_builder {
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    json::value_stack values;
    std::size_t members = 0;

    strict_builder() { values.reset(); }

    static bool allow(json::string_view text, error_code& error) {
        if (text.find('\0') == json::string_view::npos) return true;
        error = json::error::syntax;
        return false;
    }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t count, error_code&) {
        members += count;
        values.push_object(count);
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t count, error_code&) {
        values.push_array(count);
        return true;
    }
    bool on_key_part(json::string_view text, std::size_t, error_code& error) {
        values.push_chars(text);
        return allow(text, error);
    }
    bool on_key(json::string_view text, std::size_t, error_code& error) {
        values.push_key(text);
        return allow(text, error);
    }
    bool on_string_part(json::string_view text, std::size_t, error_code& error) {
        values.push_chars(text);
        return allow(text, error);
    }
    bool on_string(json::string_view text, std::size_t, error_code& error) {
        values.push_string(text);
        return allow(text, error);
    }
    bool on_number_part(json::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, error_code&) {
        values.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view, error_code&) {
        values.push_uint64(number);
        return true;
    }
    bool on_double(double number, json::string_view, error_code& error) {
        values.push_double(number);
        if (!std::isfinite(number)) error = json::error::exponent_overflow;
        return !error;
    }
    bool on_bool(bool truth, error_code&) {
        values.push_bool(truth);
        return true;
    }
    bool on_null(error_code&) {
        values.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }
};

std::size_t members_in(const json::value& value) {
    std::size_t count = 0;
    if (const auto* object = value.if_object()) {
        count = object->size();
        for (const auto& member : *object) count += members_in(member.value());
    } else if (const auto* array = value.if_array()) {
        for (const auto& element : *array) count += members_in(element);
    }
    return count;
}

std::unexpected<malformed_json> malformed(std::string sentence) {
    return std::unexpected(malformed_json{std::move(sentence)});
}

template <class T>
T existing(std::optional<T> found, std::string_view name) {
    if (!found) throw std::logic_error("no such member: " + std::string(name));
    return *found;
}

template <class T>
const T& existing(const T* found, std::string_view name) {
    if (!found) throw std::logic_error("no such member: " + std::string(name));
    return *found;
}

} // namespace

std::expected<json::value, malformed_json> parse_json(std::string_view text, json_limits limits) {
    if (text.size() > limits.size_max) return malformed("The document is too long.");
    json::parse_options options;
    options.max_depth = limits.depth_max;
    json::basic_parser<strict_builder> parser(options);
    error_code error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (error == json::error::too_deep) return malformed("The document is nested too deeply.");
    if (error || used < text.size())
        return malformed("The document is not valid JSON at offset " + std::to_string(used) + ".");
    json::value value = parser.handler().values.release();
    if (members_in(value) != parser.handler().members)
        return malformed("An object in the document names a member twice.");
    return value;
}

bool is_text(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = [&](std::size_t next) {
            return at + next < bytes.size() ? static_cast<unsigned char>(bytes[at + next]) : 0U;
        };
        const unsigned first = byte(0);
        const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first == 0 || (first >= 0x80 && first < 0xC2) || first > 0xF4) return false;
        for (std::size_t next = 1; next < size; ++next)
            if ((byte(next) & 0xC0) != 0x80) return false;
        const unsigned second = byte(1);
        const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
        const bool surrogate = first == 0xED && second >= 0xA0;
        const bool too_large = first == 0xF4 && second >= 0x90;
        if (overlong || surrogate || too_large) return false;
        at += size;
    }
    return true;
}

const json::value* find_value(const json::object& in, std::string_view name) {
    const json::value* found = in.if_contains(name);
    return found && !found->is_null() ? found : nullptr;
}

std::optional<std::string_view> find_text(const json::object& in, std::string_view name) {
    const json::value* found = find_value(in, name);
    const json::string* text = found ? found->if_string() : nullptr;
    if (!text) return {};
    return std::string_view(text->data(), text->size());
}

std::string text_or_empty(const json::object& in, std::string_view name) {
    return std::string(find_text(in, name).value_or(""));
}

std::optional<std::int64_t> find_integer(const json::object& in, std::string_view name) {
    const json::value* found = find_value(in, name);
    const std::int64_t* number = found ? found->if_int64() : nullptr;
    if (!number) return {};
    return *number;
}

std::optional<bool> find_boolean(const json::object& in, std::string_view name) {
    const json::value* found = find_value(in, name);
    const bool* truth = found ? found->if_bool() : nullptr;
    if (!truth) return {};
    return *truth;
}

std::optional<instant> find_timestamp(const json::object& in, std::string_view name) {
    const json::value* found = find_value(in, name);
    if (!found || !found->is_number()) return {};
    return instant(std::llround(found->to_number<double>() * 1000.0));
}

const json::object* find_object(const json::object& in, std::string_view name) {
    const json::value* found = find_value(in, name);
    return found ? found->if_object() : nullptr;
}

const json::array* find_list(const json::object& in, std::string_view name) {
    const json::value* found = find_value(in, name);
    return found ? found->if_array() : nullptr;
}

const json::value& get_value(const json::object& in, std::string_view name) {
    return existing(find_value(in, name), name);
}

std::string_view get_text(const json::object& in, std::string_view name) {
    return existing(find_text(in, name), name);
}

std::int64_t get_integer(const json::object& in, std::string_view name) {
    return existing(find_integer(in, name), name);
}

bool get_boolean(const json::object& in, std::string_view name) {
    return existing(find_boolean(in, name), name);
}

instant get_timestamp(const json::object& in, std::string_view name) {
    return existing(find_timestamp(in, name), name);
}

const json::object& get_object(const json::object& in, std::string_view name) {
    return existing(find_object(in, name), name);
}

const json::array& get_list(const json::object& in, std::string_view name) {
    return existing(find_list(in, name), name);
}

} // namespace cppo::notation
