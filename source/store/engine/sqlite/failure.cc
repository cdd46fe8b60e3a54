#include "store/engine/sqlite/failure.h"

#include <sqlite3.h>

namespace cppo::store {
namespace {

std::string_view constraint_state(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
        case SQLITE_CONSTRAINT_UNIQUE:
            return "23505";
        case SQLITE_CONSTRAINT_NOTNULL:
            return "23502";
        case SQLITE_CONSTRAINT_CHECK:
            return "23514";
        case SQLITE_CONSTRAINT_DATATYPE:
            return "42804";
        default:
            return "23000";
    }
}

} // namespace

std::string_view sqlstate_of_sqlite(int code) {
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            return constraint_state(code);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "55P03";
        case SQLITE_FULL:
            return "53100";
        case SQLITE_NOMEM:
            return "53200";
        case SQLITE_IOERR:
            return "58030";
        case SQLITE_CANTOPEN:
            return "58P01";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "XX001";
        case SQLITE_READONLY:
            return "25006";
        case SQLITE_INTERRUPT:
            return "57014";
        case SQLITE_TOOBIG:
            return "54000";
        case SQLITE_MISMATCH:
            return "42804";
        case SQLITE_RANGE:
            return "42P02";
        case SQLITE_ERROR:
            return "42000";
        default:
            return "XX000";
    }
}

} // namespace cppo::store
