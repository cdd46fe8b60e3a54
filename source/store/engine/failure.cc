#include "store/engine/failure.h"

namespace cppo::store {
namespace {

bool among(std::string_view sqlstate, auto... starts) {
    return (sqlstate.starts_with(starts) || ...);
}

} // namespace

failure::kind kind_of(std::string_view sqlstate) {
    if (among(sqlstate, "40001", "40P01", "23505", "55P03")) return failure::kind::busy_or_conflict;
    // A statement with too few arguments, which says nothing about the connection.
    if (sqlstate == "08P01") return failure::kind::mistake;
    if (among(sqlstate, "08", "57P01", "57P02", "57P03", "53300"))
        return failure::kind::connection_lost;
    if (among(sqlstate, "53100", "53200", "58", "XX001", "XX002")) return failure::kind::machine;
    return failure::kind::mistake;
}

failure::failure(std::string_view code, const std::string& sentence)
    : std::runtime_error(sentence + " (" + std::string(code) + ")"),
      sqlstate(code),
      what_kind(kind_of(code)) {}

failure failure::unknown_outcome(const std::string& sentence) {
    failure lost("08007", sentence);
    lost.outcome_unknown = true;
    return lost;
}

} // namespace cppo::store
