// How the store says that the world is broken. Both engines speak SQLSTATE; nothing reads messages.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace cppo::store {

// Thrown by every call of the store that could not do what it promises.
struct failure : std::runtime_error {
    enum class kind {
        busy_or_conflict, // 40001, 40P01, 23505, 55P03: another was first, or the key exists
        connection_lost,  // 08xxx, 57P01 and the like: the engine went away
        machine,          // disk full, input or output error, corruption
        mistake,          // anything else: a fault of the caller
    };

    failure(std::string_view sqlstate, const std::string& sentence);

    // A lost COMMIT: the writes may have become durable or not. Look them up by the command's id.
    static failure unknown_outcome(const std::string& sentence);

    std::string sqlstate;
    kind what_kind;
    bool outcome_unknown = false;
};

// The kind that a SQLSTATE belongs to.
failure::kind kind_of(std::string_view sqlstate);

} // namespace cppo::store
