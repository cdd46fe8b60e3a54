// Looks through a SQLite store with SQLite's own check: store_check FILE. Fails where it is
// damaged.
#include <cstdio>
#include <exception>

#include "store/engine/sqlite/connection.h"

int main(int count, char** words) {
    using cppo::store::sqlite_connection;
    if (count != 2) {
        std::fputs("usage: store_check FILE\n", stderr);
        return 2;
    }
    try {
        // A writer, since only one may recover what a killed server left.
        sqlite_connection store(words[1], sqlite_connection::role::writer);
        store.begin(cppo::store::connection::access::reading);
        std::string found;
        store.run("PRAGMA integrity_check", {},
                  [&](const cppo::store::row& at) { found += std::string(at.text(0)) + '\n'; });
        store.commit();
        if (found == "ok\n") return 0;
        std::fputs(found.c_str(), stderr);
    } catch (const std::exception& failed) {
        std::fprintf(stderr, "%s\n", failed.what());
    }
    return 1;
}
