// opencppo rekey: another key for the secrets of a store.
#pragma once

namespace CLI {
class App;
}

namespace cppo::cli {

void add_rekey(CLI::App& to);

} // namespace cppo::cli
