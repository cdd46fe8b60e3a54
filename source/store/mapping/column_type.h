// How a field of a row struct is kept in a column.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "store/engine/session.h"

namespace cppo::store {

// Customisation point: specialise it for further field types, such as enums.
template <class T>
struct column_type; // static value store(const T&); static T load(const row&, int column);

template <>
struct column_type<std::int64_t> {
    static value store(std::int64_t kept) { return kept; }
    static std::int64_t load(const row& at, int column) { return at.integer(column); }
};

template <>
struct column_type<int> {
    static value store(int kept) { return std::int64_t{kept}; }
    static int load(const row& at, int column) {
        const std::int64_t kept = at.integer(column);
        if (!std::in_range<int>(kept)) throw failure("22003", "An INTEGER column overflows.");
        return static_cast<int>(kept);
    }
};

// INTEGER 0 or 1.
template <>
struct column_type<bool> {
    static value store(bool kept) { return std::int64_t{kept}; }
    static bool load(const row& at, int column) { return at.integer(column) != 0; }
};

template <>
struct column_type<std::string> {
    static value store(const std::string& kept) { return kept; }
    static std::string load(const row& at, int column) { return std::string(at.text(column)); }
};

// NULL where there is none.
template <class T>
struct column_type<std::optional<T>> {
    static value store(const std::optional<T>& kept) {
        return kept ? column_type<T>::store(*kept) : value{};
    }
    static std::optional<T> load(const row& at, int column) {
        if (at.null(column)) return {};
        return column_type<T>::load(at, column);
    }
};

template <class Kind>
struct column_type<identifier<Kind>> {
    static value store(const identifier<Kind>& kept) { return kept.text(); }
    static identifier<Kind> load(const row& at, int column) {
        return identifier<Kind>::minted(std::string(at.text(column)));
    }
};

template <>
struct column_type<account_id> {
    static value store(const account_id& kept) { return kept.text(); }
    static account_id load(const row& at, int column) {
        return account_id::minted(std::string(at.text(column)));
    }
};

// BIGINT microseconds.
template <>
struct column_type<instant> {
    static value store(instant kept) { return kept.us(); }
    static instant load(const row& at, int column) { return instant::from_us(at.integer(column)); }
};

// TEXT yyyy-mm-dd, which sorts as days do.
template <>
struct column_type<day> {
    static value store(day kept) { return kept.text(); }
    static day load(const row& at, int column) {
        const auto kept = day::parse(at.text(column));
        if (!kept) throw failure("22007", "A day column holds no day.");
        return *kept;
    }
};

} // namespace cppo::store
