#include <cmath>
#include <stdexcept>

#include "notation/shape.h"

namespace cppo::notation {

namespace json = boost::json;

namespace {

// Where a value stands: a member's name, or a place in a list. Written out only for a fault.
struct place {
    const place* parent = nullptr;
    std::string_view name;
    std::size_t index = 0;
    bool in_list = false;
};

// A caller's own member names may be as long as its body.
std::string_view shortened(std::string_view name) {
    constexpr std::size_t length_max = 128;
    if (name.size() <= length_max) return name;
    std::size_t end = length_max;
    while ((static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
    return name.substr(0, end);
}

std::string dotted(const place& at) {
    if (!at.parent) return {};
    std::string text = dotted(*at.parent);
    if (!text.empty()) text += '.';
    if (at.in_list) return text + std::to_string(at.index + 1) + ".member";
    return text + std::string(shortened(at.name));
}

std::string pointer(const place& at) {
    if (!at.parent) return {};
    std::string text = pointer(*at.parent) + '/';
    if (at.in_list) return text + std::to_string(at.index);
    for (const char c : shortened(at.name)) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text += c;
    }
    return text;
}

std::int64_t count_characters(std::string_view text) {
    std::int64_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view kind_of(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null:
            return "NULL_VALUE";
        case json::kind::bool_:
            return value.get_bool() ? "TRUE_VALUE" : "FALSE_VALUE";
        case json::kind::int64:
        case json::kind::uint64:
            return "NUMBER_VALUE";
        case json::kind::double_:
            return "DECIMAL_VALUE";
        case json::kind::string:
            return "STRING_VALUE";
        case json::kind::array:
            return "LIST_VALUE";
        case json::kind::object:
            return "STRUCTURE_VALUE";
    }
    return "UNKNOWN_VALUE";
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

} // namespace

class shape_check {
  public:
    explicit shape_check(const shapes& all) : all_(all) {}

    std::vector<shape_fault> run(std::string_view shape, const json::value& value) {
        check_shape(shape, value, place{});
        return std::move(faults_);
    }

  private:
    using kind = shape_fault::kind;

    void fault(const place& at, kind what, std::string sentence) {
        if (faults_.size() >= shapes::faults_max) return;
        faults_.push_back({dotted(at), pointer(at), what, std::move(sentence)});
    }

    void wrong_type(const place& at, const json::value& value, std::string_view wanted) {
        fault(at, kind::wrong_type,
              std::string(kind_of(value)) + " can not be converted to " + std::string(wanted));
    }

    void check_shape(std::string_view shape, const json::value& value, const place& at) {
        const auto found = all_.described_.find(shape);
        if (found == all_.described_.end())
            throw std::logic_error("no such shape: " + std::string(shape));
        const shapes::description& description = found->second;
        if (description.what == shapes::form::alias) return check(description.of, value, at);
        const json::object* object = value.if_object();
        if (!object) return wrong_type(at, value, "a Structure");
        if (description.what == shapes::form::union_of)
            check_union(description, *object, at);
        else
            check_members(description, *object, at);
    }

    void check_members(const shapes::description& of, const json::object& object, const place& at) {
        for (const member& each : of.members) {
            const place inside{&at, each.name};
            const json::value* found = object.if_contains(each.name);
            if (found && !found->is_null())
                check(each.of, *found, inside);
            else if (each.required && !(found && each.of.may_be_null))
                fault(inside, kind::missing, "Member must not be null");
        }
        if (of.what != shapes::form::document) return;
        for (const auto& [name, value] : object)
            if (!find_member(of, name))
                fault({&at, name}, kind::unknown_member, "Member is not known");
    }

    void check_union(const shapes::description& of, const json::object& object, const place& at) {
        const member* known = nullptr;
        const json::value* chosen = nullptr;
        std::size_t count = 0;
        for (const auto& [name, value] : object) {
            if (value.is_null()) continue;
            ++count;
            known = find_member(of, name);
            chosen = &value;
        }
        if (count == 1 && known) return check(known->of, *chosen, {&at, known->name});
        std::vector<std::string> names;
        for (const member& each : of.members) names.push_back(each.name);
        fault(at, kind::not_one_member,
              "Member must have exactly one member set of: [" + joined(names) + "]");
    }

    static const member* find_member(const shapes::description& of, std::string_view name) {
        for (const member& each : of.members)
            if (each.name == name) return &each;
        return nullptr;
    }

    void check(const type& of, const json::value& value, const place& at) {
        if (faults_.size() >= shapes::faults_max) return;
        switch (of.what) {
            case type::kind::text:
                return check_text(of, value, at);
            case type::kind::choice:
                return check_choice(of, value, at);
            case type::kind::integer:
                return check_integer(of, value, at);
            case type::kind::timestamp:
                return check_timestamp(value, at);
            case type::kind::list:
                return check_list(of, value, at);
            case type::kind::map:
                return check_map(of, value, at);
            case type::kind::reference:
                return check_shape(of.shape, value, at);
            case type::kind::boolean:
                if (!value.is_bool()) wrong_type(at, value, "a Boolean");
                return;
            case type::kind::any:
                return;
        }
    }

    void check_length(const type& of, std::int64_t length, const place& at) {
        if (length < of.min)
            fault(at, kind::constraint,
                  "Member must have length greater than or equal to " + std::to_string(of.min));
        else if (length > of.max)
            fault(at, kind::constraint,
                  "Member must have length less than or equal to " + std::to_string(of.max));
    }

    void check_text(const type& of, const json::value& value, const place& at) {
        const json::string* text = value.if_string();
        if (!text) return wrong_type(at, value, "a String");
        const std::int64_t length = count_characters(*text);
        check_length(of, length, at);
        if (length < of.min || length > of.max) return;
        if (!is_readable(*text, of.written))
            return fault(at, kind::constraint,
                         "Member must not hold control characters, characters that turn the "
                         "direction of writing, or characters that cannot be seen");
        if (of.pattern.matches(*text)) return;
        fault(at, kind::constraint,
              "Member must satisfy regular expression pattern: " + of.pattern.expression());
    }

    void check_choice(const type& of, const json::value& value, const place& at) {
        const json::string* text = value.if_string();
        if (!text) return wrong_type(at, value, "a String");
        for (const std::string& choice : of.choices)
            if (choice == std::string_view(*text)) return;
        fault(at, kind::constraint,
              "Member must satisfy enum value set: [" + joined(of.choices) + "]");
    }

    void check_integer(const type& of, const json::value& value, const place& at) {
        if (!value.is_int64() && !value.is_uint64()) return wrong_type(at, value, "an Integer");
        // Only numbers above the signed range arrive unsigned.
        if (value.is_uint64() || value.get_int64() > of.max)
            fault(at, kind::constraint,
                  "Member must have value less than or equal to " + std::to_string(of.max));
        else if (value.get_int64() < of.min)
            fault(at, kind::constraint,
                  "Member must have value greater than or equal to " + std::to_string(of.min));
    }

    void check_timestamp(const json::value& value, const place& at) {
        constexpr double first_s = -62'135'596'800.0;
        constexpr double last_s = 253'402'300'799.999;
        if (!value.is_number()) return wrong_type(at, value, "a Timestamp");
        const auto seconds = value.to_number<double>();
        if (seconds < first_s || seconds > last_s)
            fault(at, kind::constraint, "Member must be a time between the years 0001 and 9999");
    }

    void check_list(const type& of, const json::value& value, const place& at) {
        const json::array* elements = value.if_array();
        if (!elements) return wrong_type(at, value, "a List");
        check_length(of, static_cast<std::int64_t>(elements->size()), at);
        for (std::size_t index = 0; index < elements->size(); ++index) {
            const place inside{&at, {}, index, true};
            if ((*elements)[index].is_null())
                fault(inside, kind::missing, "Member must not be null");
            else
                check(of.parts[0], (*elements)[index], inside);
        }
    }

    void check_map(const type& of, const json::value& value, const place& at) {
        const json::object* entries = value.if_object();
        if (!entries) return wrong_type(at, value, "a Map");
        check_length(of, static_cast<std::int64_t>(entries->size()), at);
        for (const auto& [key, entry] : *entries) {
            const place inside{&at, key};
            check(of.parts[0], json::value(key), inside);
            if (!entry.is_null()) check(of.parts[1], entry, inside);
        }
    }

    const shapes& all_;
    std::vector<shape_fault> faults_;
};

std::vector<shape_fault> shapes::check(std::string_view shape, const json::value& value) const {
    return shape_check(*this).run(shape, value);
}

namespace {

std::string unescaped(std::string_view step) {
    std::string made;
    for (std::size_t at = 0; at < step.size(); ++at) {
        const bool is_escape = step[at] == '~' && at + 1 < step.size();
        made += is_escape ? (step[++at] == '1' ? '/' : '~') : step[at];
    }
    return made;
}

} // namespace

std::string json_path(std::string_view pointer) {
    std::string made;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::string_view step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        const bool is_place = step.find_first_not_of("0123456789") == step.npos && !step.empty();
        if (is_place)
            made += "[" + std::string(step) + "]";
        else
            made += (made.empty() ? "" : ".") + unescaped(step);
    }
    return made;
}

std::string validation_message(const std::vector<shape_fault>& faults) {
    std::string message = std::to_string(faults.size()) + " validation error" +
                          (faults.size() == 1 ? "" : "s") + " detected: ";
    for (const shape_fault& each : faults) {
        if (&each != &faults.front()) message += "; ";
        message += "Value at '" + (each.pointer.empty() ? "/" : each.pointer) +
                   "' failed to satisfy constraint: " + each.sentence;
    }
    return message;
}

} // namespace cppo::notation
