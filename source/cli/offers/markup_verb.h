// The verb that says which markup restores a list price.
#pragma once

namespace CLI {
class App;
}

namespace cppo::cli {

void add_markup(CLI::App& to);

} // namespace cppo::cli
