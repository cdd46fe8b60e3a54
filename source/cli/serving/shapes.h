// opencppo shapes: what the AWS services here take, as JSON, to be compared with AWS's own models.
#pragma once

namespace CLI {
class App;
}

namespace cppo::cli {

void add_shapes(CLI::App& to);

} // namespace cppo::cli
