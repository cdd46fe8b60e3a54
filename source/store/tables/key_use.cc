#include "store/tables/key_use.h"

namespace cppo::store {

void put_later(session& in, const key_use& of) {
    in.run(
        "INSERT INTO key_use (owner, id, used_us, used_from) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (owner, id) DO UPDATE SET used_us = excluded.used_us, "
        "used_from = excluded.used_from WHERE key_use.used_us < excluded.used_us",
        {of.owner.text(), of.id, of.used.us(), of.from});
}

} // namespace cppo::store
