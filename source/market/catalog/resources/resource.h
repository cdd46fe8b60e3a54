// What an owner attaches to its entities and change sets: tags, and policies that let other
// accounts read an entity (R-TAG-01, R-TAG-02).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/result.h"

namespace cppo::market {

struct tag {
    std::string key;
    std::string value;

    bool operator==(const tag&) const = default;
};

// A tag on an entity or a change set, by its id. Written again, it has another value.
struct resource_tag {
    account_id owner;
    std::string resource;
    std::string key;
    std::string value;
};
struct resource_tag_removed {
    account_id owner;
    std::string resource;
    std::string key;
};

// Who else may read an entity. Written again, it replaces the one before.
struct resource_policy {
    account_id owner;
    std::string entity;
    std::string text; // as it was put
    std::vector<account_id> readers;

    bool lets_read(const account_id& who) const;
};
struct resource_policy_removed {
    account_id owner;
    std::string entity;
};

inline constexpr std::size_t tags_max = 50;

// Keys stand once, are none of AWS's own, and a resource that has `kept` has at most 50 with them.
result<void> check_tags(const std::set<std::string>& kept, const std::vector<tag>& added);

} // namespace cppo::market
