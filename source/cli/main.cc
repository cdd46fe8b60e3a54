// The opencppo command.
#include <CLI/CLI.hpp>

#include "cli/serve.h"
#include "cli/shapes.h"
#include "cli/store_verbs.h"

int main(int count, char** words) {
    CLI::App app("OpenCPPO: a marketplace engine for channel partner private offers");
    app.require_subcommand(1);
    cppo::cli::add_serve(app);
    cppo::cli::add_backup(app);
    cppo::cli::add_restore(app);
    cppo::cli::add_verify(app);
    cppo::cli::add_shapes(app);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong);
    } catch (const std::exception& failed) {
        std::cerr << "opencppo: " << failed.what() << '\n';
        return 1;
    }
    return 0;
}
