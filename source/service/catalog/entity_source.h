// Where the entities of a list are kept: tables with an index behind every column that a list is
// filtered by or sorted by.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "service/catalog/entity_member.h"

namespace cppo::service {

// Whose entities of which type a list is about.
struct entity_scope {
    account_id viewer;
    market::entity_kind kind = market::entity_kind::offer;
    market::product_type type = market::product_type::professional_services; // of products
    bool shared = false;
};

// The last row of a page. Rows are sorted by the key, then by `modified`, then by id.
struct list_mark {
    store::value key;
    std::int64_t modified_us;
    std::string id;

    auto operator<=>(const list_mark&) const = default;
};
list_mark mark_at(const entity_facts& entity, entity_member key);

struct entity_order {
    entity_member by = entity_member::modified;
    bool ascending = false;
};

// Columns and their values, side by side.
using bound = std::vector<std::pair<std::string, store::value>>;

class entity_source {
  public:
    using loader = std::function<std::vector<entity_facts>(
        store::session&, const std::string& sql, const std::vector<store::value>& arguments)>;

    entity_source(std::string where, std::vector<store::value> arguments, loader load)
        : where_(std::move(where)), arguments_(std::move(arguments)), load_(std::move(load)) {}

    // A member with a column that is indexed after what all rows share.
    entity_source& indexed(entity_member what, std::string column);
    // A member that has the same value, or none, on all entities here.
    entity_source& same(entity_member what, std::string value = "");

    const std::string* find_column(entity_member what) const;
    const std::string* find_same(entity_member what) const;
    // Whether rows can be read in this order without sorting them.
    bool is_ordered_by(entity_member what) const { return find_column(what) || find_same(what); }

    // At most `count` rows after the mark in the order, which must be one this source has; those
    // `within` have these values, where the order is one of time.
    std::vector<entity_facts> rows(store::session& in, const entity_order& order,
                                   const bound& within, const std::optional<list_mark>& after,
                                   std::size_t count) const;

  private:
    // Rows with the values of `within`, past other values in the sorting.
    std::vector<entity_facts> read(store::session& in, const bound& within, const bound& past,
                                   const std::vector<std::string>& sorting, bool ascending,
                                   std::size_t count) const;

    std::string where_;
    std::vector<store::value> arguments_;
    loader load_;
    std::map<entity_member, std::string> columns_;
    std::map<entity_member, std::string> same_;
};

// The sources of a list; their rows together are its entities.
std::vector<entity_source> sources_of(const entity_scope& scope);

} // namespace cppo::service
