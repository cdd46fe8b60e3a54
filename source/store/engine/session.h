// One transaction's statements. The same SQL text runs on SQLite and on PostgreSQL.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "ground/identifier.h"
#include "store/engine/failure.h"

namespace cppo::store {

// SQL NULL, BIGINT or INTEGER, TEXT.
using value = std::variant<std::monostate, std::int64_t, std::string>;

// The row a statement is at. Columns count from 0; a row is valid only inside its `on_row`.
class row {
  public:
    virtual bool null(int column) const = 0;
    // Throws where the column is null or no integer: sums must be cast back to BIGINT.
    virtual std::int64_t integer(int column) const = 0;
    // Throws where the column is null.
    virtual std::string_view text(int column) const = 0;

  protected:
    ~row() = default;
};

class session {
  public:
    virtual ~session();

    // Runs one statement; `$1`..`$n` are bound in order. Calls `on_row` for each row; returns the
    // rows changed, or read where the statement answers rows. A statement that failed spoils its
    // transaction on both engines: what follows throws the same failure, and so does the commit.
    // Text must be UTF-8 without NUL characters.
    virtual std::int64_t run(std::string_view sql, std::span<const value> arguments,
                             const std::function<void(const row&)>& on_row) = 0;

    std::int64_t run(std::string_view sql, std::initializer_list<value> arguments = {});
    std::int64_t run(std::string_view sql, std::initializer_list<value> arguments,
                     const std::function<void(const row&)>& on_row);

    // Takes the row lock of an owner's account where the engine has row locks; SQLite's writer is
    // alone and needs none. Owners are locked in account order.
    virtual void lock_owner(const account_id& owner) = 0;
};

} // namespace cppo::store
