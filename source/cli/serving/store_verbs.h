// opencppo backup, restore, verify and audit: a marketplace's store, at rest or beside a running
// server.
#pragma once

namespace CLI {
class App;
}

namespace cppo::cli {

void add_backup(CLI::App& to);
void add_restore(CLI::App& to);
void add_verify(CLI::App& to);
void add_audit(CLI::App& to);

} // namespace cppo::cli
