// The verb that creates partner offers from a file.
#pragma once

namespace CLI {
class App;
}

namespace cppo::cli {

void add_offers(CLI::App& to);

} // namespace cppo::cli
