// The opencppo command.
#include <CLI/CLI.hpp>

#include "cli/calls/call_verb.h"
#include "cli/client/bad_input.h"
#include "cli/offers/markup_verb.h"
#include "cli/offers/offers_verb.h"
#include "cli/serving/rekey.h"
#include "cli/serving/serve.h"
#include "cli/serving/shapes.h"
#include "cli/serving/store_verbs.h"

int main(int count, char** words) {
    CLI::App app("OpenCPPO: a marketplace engine for channel partner private offers");
    app.require_subcommand(1);
    cppo::cli::add_serve(app);
    cppo::cli::add_backup(app);
    cppo::cli::add_restore(app);
    cppo::cli::add_verify(app);
    cppo::cli::add_rekey(app);
    cppo::cli::add_audit(app);
    cppo::cli::add_shapes(app);
    cppo::cli::add_markup(app);
    cppo::cli::add_offers(app);
    cppo::cli::add_call(app);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& wrong) {
        const int status = app.exit(wrong);
        return wrong.get_name() == "RuntimeError" || status == 0 ? status : 2;
    } catch (const cppo::cli::bad_input& wrong) {
        std::cerr << "opencppo: " << wrong.what() << '\n';
        return 2;
    } catch (const std::exception& failed) {
        std::cerr << "opencppo: " << failed.what() << '\n';
        return 1;
    }
    return 0;
}
