#include "service/command/sealed_rows.h"

#include <cassert>

namespace cppo::service {
namespace {

// Where the rows of a kind are: of owner, id and sealed text after $1 and $2, at most $3; and the
// text $1 put in the place of $2 in the row of $3 and $4.
struct statements {
    const char* select;
    const char* update;
};

statements statements_of(sealed_kind of) {
    switch (of) {
        case sealed_kind::access_key:
            return {
                "SELECT owner, id, sealed_secret FROM access_key WHERE (owner > $1 OR "
                "(owner = $1 AND id > $2)) AND sealed_secret <> '' ORDER BY owner, id LIMIT $3",
                "UPDATE access_key SET sealed_secret = $1 WHERE sealed_secret = $2 "
                "AND owner = $3 AND id = $4"};
        case sealed_kind::founding_secret:
            return {
                "SELECT name, '', value FROM setting WHERE name = 'founding_secret' "
                "AND value <> '' AND name > $1 AND '' = $2 ORDER BY name LIMIT $3",
                "UPDATE setting SET value = $1 WHERE value = $2 AND name = $3 AND '' = $4"};
        case sealed_kind::bank_account:
            return {
                "SELECT owner, '', sealed_bank FROM seller_submission WHERE owner > $1 "
                "AND sealed_bank <> '' AND '' = $2 ORDER BY owner LIMIT $3",
                "UPDATE seller_submission SET sealed_bank = $1 WHERE sealed_bank = $2 "
                "AND owner = $3 AND '' = $4"};
        case sealed_kind::approval:
            return {
                "SELECT owner, id, sealed_request FROM approval WHERE (owner > $1 OR "
                "(owner = $1 AND id > $2)) ORDER BY owner, id LIMIT $3",
                "UPDATE approval SET sealed_request = $1 WHERE sealed_request = $2 "
                "AND owner = $3 AND id = $4"};
    }
    __builtin_unreachable();
}

} // namespace

std::vector<sealed_row> sealed_rows(store::session& in, sealed_kind of,
                                    const std::optional<sealed_place>& after, std::int64_t count) {
    std::vector<sealed_row> found;
    in.run(statements_of(of).select, {after ? after->owner : "", after ? after->id : "", count},
           [&](const store::row& at) {
               found.push_back({{of, std::string(at.text(0)), std::string(at.text(1))},
                                std::string(at.text(2))});
           });
    return found;
}

bool reseal(store::session& in, const sealed_row& was, const std::string& sealed) {
    return in.run(statements_of(was.at.kind).update,
                  {sealed, was.sealed, was.at.owner, was.at.id}) == 1;
}

} // namespace cppo::service
