// What a decision returns: everything that will change, so that a refusal writes nothing.
#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <vector>

#include "market/due.h"
#include "market/event.h"
#include "market/view.h"

namespace cppo::market {

#define CPPO_ROW(row) struct row;
#include "market/rows.inc"
#undef CPPO_ROW

// A row the decision rests on: its revision must still be the one that was read.
struct expectation {
    entity_kind kind;
    account_id owner;
    std::string id;
    std::int64_t revision;
};

// One more released offer under an authorization; fails when its uses are taken.
struct use_taken {
    account_id owner;
    authorization_id id;
};
// An entity is held by an unfinished change set.
struct lock_taken {
    account_id owner;
    std::string entity;
    change_set_id holder;
};
struct locks_released {
    account_id owner;
    change_set_id holder;
};
// Due work that is done. Fails when it is no longer due at that moment, since then somebody else
// did it.
struct due_done {
    due_work work;
};
// What the operator chose for the whole marketplace; put again, it has another value.
struct setting {
    std::string name;
    std::string value;
};

template <class Row>
concept written_row = false
#define CPPO_ROW(row) || std::same_as<Row, row>
#include "market/rows.inc"
#undef CPPO_ROW
    ;

struct any_row; // market/any_row.h

// One row to write: of rows.inc, and of any other type it does not compile. A value with revision 0
// is new; any other must still have that revision in the store. It never changes, so copies of a
// decision share it.
class write {
  public:
    template <written_row Row>
    write(Row row);

    const any_row& row() const { return *row_; }
    // The row where it is of that type, else nullptr.
    template <written_row Row>
    const Row* find() const;

  private:
    std::shared_ptr<const any_row> row_;
};

struct decision {
    std::vector<expectation> expects = {};
    std::vector<write> writes =
        {}; // the owner's and, as effects, other owners' rows, in one transaction
    std::vector<event> events = {};
    std::string made = {}; // the id of what it made, where it made one thing
};

} // namespace cppo::market
