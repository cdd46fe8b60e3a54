#include "store/tables/work.h"

#include <array>

namespace cppo::store {
namespace {

constexpr std::string_view insertion =
    "INSERT INTO due_work (owner, kind, subject, due_us, precedence) "
    "VALUES ($1, $2, $3, $4, $5)";

std::array<value, 5> values_of(const market::due_work& work) {
    return {work.owner.text(), column_type<market::due_kind>::store(work.kind), work.subject,
            work.due.us(), std::int64_t{rank_of(work.kind)}};
}

} // namespace

void insert(session& in, const market::due_work& work) {
    in.run(insertion, values_of(work), {});
}

void put_earlier(session& in, const market::due_work& work) {
    const std::string sql =
        std::string(insertion) +
        " ON CONFLICT (owner, kind, subject) DO UPDATE SET due_us = CASE "
        "WHEN excluded.due_us < due_work.due_us THEN excluded.due_us ELSE due_work.due_us END";
    in.run(sql, values_of(work), {});
}

} // namespace cppo::store
