// What the operations and change documents of a service take, and what our own API answers,
// described once in plain C++ and checked by one function. A null member counts as absent unless
// its type may be null.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "notation/characters.h"
#include "notation/text_pattern.h"

namespace cppo::notation {

// What one value may be. Made by the functions below.
struct type {
    enum class kind {
        text,
        choice,
        integer,
        boolean,
        timestamp,
        list,
        map,
        reference,
        any,
    };

    kind what = kind::any;
    std::int64_t min = 0;
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    text_pattern pattern;
    writing written = writing::name; // of a text
    std::vector<std::string> choices;
    std::string shape;       // of a reference
    std::vector<type> parts; // of a list its element; of a map its key and value
    bool may_be_null = false;
};

inline constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

// Lengths of texts are in Unicode characters, as AWS counts them. A text is one line without
// characters that mislead, as names are (R-TXT-02), but where its description says otherwise.
type text(std::int64_t min = 0, std::int64_t max = unlimited);
// Several lines, as descriptions have.
type prose(std::int64_t min = 0, std::int64_t max = unlimited);
// A document within a text, which whoever reads it checks.
type document_text(std::int64_t min = 0, std::int64_t max = unlimited);
// The whole text must match the pattern, an ECMAScript regular expression.
type text_matching(std::int64_t min, std::int64_t max, std::string_view pattern);
type one_of(std::vector<std::string> choices);
type integer(std::int64_t min = std::numeric_limits<std::int64_t>::min(),
             std::int64_t max = unlimited);
type boolean();
// A JSON number of seconds since 1970, between the years 0001 and 9999.
type timestamp();
type list(type element, std::int64_t min = 0, std::int64_t max = unlimited);
type list(const char* shape, std::int64_t min = 0, std::int64_t max = unlimited);
type map(type key, type value, std::int64_t min = 0, std::int64_t max = unlimited);
type ref(std::string shape);
type any();
type or_null(type of);

struct member {
    std::string name;
    type of;
    bool required = false;
};

member need(std::string name, type of);
member may(std::string name, type of);

struct shape_fault {
    enum class kind {
        wrong_type,
        missing,
        constraint,
        unknown_member,
        not_one_member,
    };

    std::string path;    // ChangeSet.1.member.Entity: lists count from 1, as Smithy writes it
    std::string pointer; // /ChangeSet/0/Entity: a JSON pointer
    kind what;
    std::string sentence;
};

// All shapes of one service. A name is described once; references may come before what they name.
class shapes {
  public:
    static constexpr std::size_t faults_max = 20;

    explicit shapes(std::string service) : service_(std::move(service)) {}

    // Unknown members are ignored: clients are newer than we are.
    void structure(std::string name, std::vector<member> members);
    // Unknown members are refused.
    void document(std::string name, std::vector<member> members);
    // Exactly one member, and a known one.
    void union_of(std::string name, std::vector<member> members);
    void text_of(std::string name);
    void list_of(std::string name, type element, std::int64_t min = 0,
                 std::int64_t max = unlimited);
    void map_of(std::string name, type key, type value, std::int64_t min = 0,
                std::int64_t max = unlimited);

    // Every fault of the value in the order of the description, at most faults_max. The value comes
    // from a parser that bounds its depth. Throws std::logic_error for a shape never described.
    std::vector<shape_fault> check(std::string_view shape, const boost::json::value& value) const;

    // The shapes as JSON, to compare with the models of AWS.
    boost::json::value described() const;

    // The names that are referred to and never described; a service starts only without any.
    std::vector<std::string> undescribed() const;

    bool has(std::string_view shape) const { return described_.contains(shape); }
    bool has_member(std::string_view shape, std::string_view name) const;

  private:
    enum class form { structure, document, union_of, alias };
    struct description {
        form what;
        std::vector<member> members;
        type of; // of an alias: the named list or map
    };
    friend class shape_check;

    void describe(std::string name, description description);

    std::string service_;
    std::map<std::string, description, std::less<>> described_;
};

// A JSON pointer as AWS writes the path of a field: /Terms/0/Type is Terms[0].Type.
std::string json_path(std::string_view pointer);

// The message AWS services put into a ValidationException for these faults.
std::string validation_message(const std::vector<shape_fault>& faults);

} // namespace cppo::notation
