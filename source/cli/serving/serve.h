// opencppo serve: runs a marketplace until SIGTERM or SIGINT.
#pragma once

namespace CLI {
class App;
}

namespace cppo::cli {

void add_serve(CLI::App& to);

} // namespace cppo::cli
