// `opencppo call`: any call of the console or of AWS, signed as one of the actors.
#pragma once

namespace CLI {
class App;
}

namespace cppo::cli {

void add_call(CLI::App& to);

} // namespace cppo::cli
