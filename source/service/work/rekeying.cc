#include "service/work/rekeying.h"

#include <functional>
#include <stdexcept>

#include "service/command/audit_heads.h"
#include "service/command/sealed_rows.h"
#include "service/command/store_key.h"
#include "store/engine/sessions_beside.h"

namespace cppo::service {
namespace {

constexpr std::int64_t rows_at_once = 200;

bool opens(const key_box& with, const sealed_row& row) {
    try {
        open(with, row.sealed, row.at);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

bool are_same(const key_box& one, const key_box& other) {
    constexpr auto place = sealed_kind::founding_secret;
    return opens(other, {{place, "", ""}, seal(one, "a secret", {place, "", ""})});
}

using each_row = std::function<void(store::session&, const sealed_row&)>;

// Every sealed text of the store, in short transactions; returns how many there are.
std::int64_t with_rows(store::database& kept, const each_row& what) {
    std::int64_t count = 0;
    for (const std::string_view name : names_of(sealed_kind{})) {
        std::optional<sealed_place> after;
        for (std::vector<sealed_row> rows(1); !rows.empty();) {
            kept.write([&](store::session& in) {
                rows = sealed_rows(in, *find_named<sealed_kind>(name), after, rows_at_once);
                for (const sealed_row& each : rows) what(in, each);
            });
            count += static_cast<std::int64_t>(rows.size());
            if (!rows.empty()) after = rows.back().at;
        }
    }
    return count;
}

// The heads of the audit chains, keyed anew.
void rekey_heads(store::database& kept, const key_box& from, const key_box& to) {
    kept.write([&](store::session& in) {
        for (store::audit_head& each : store::select<store::audit_head>(in, "")) {
            if (is_sealed(each, to)) continue; // an earlier run came this far
            if (!is_sealed(each, from))
                throw std::runtime_error("The head of the audit chain of " + each.owner.text() +
                                         " was keyed with neither key.");
            store::put(in, sealed_anew(each, to));
        }
    });
}

} // namespace

std::int64_t rekey(store::database& kept, const key_box& from, const key_box& to) {
    if (are_same(from, to)) throw std::runtime_error("The new key is the old one.");
    if (store::sessions_beside(kept) > 0)
        throw std::runtime_error(
            "Others are connected to the database. Stop every server of the marketplace first.");
    with_rows(kept, [&](store::session&, const sealed_row& row) {
        if (!opens(to, row) && !opens(from, row))
            throw std::runtime_error("A secret of " + std::string(name_of(row.at.kind)) + " " +
                                     row.at.owner + " " + row.at.id + " opens with neither key.");
    });
    begin_rekeying(kept);
    const std::int64_t count = with_rows(kept, [&](store::session& in, const sealed_row& row) {
        if (opens(to, row)) return; // an earlier run came this far
        if (!reseal(in, row, seal(to, open(from, row.sealed, row.at), row.at)))
            throw std::runtime_error("Somebody changed the store while it got another key.");
    });
    rekey_heads(kept, from, to);
    end_rekeying(kept);
    return count;
}

} // namespace cppo::service
