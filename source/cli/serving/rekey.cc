#include "cli/serving/rekey.h"

#include <fmt/core.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "service/work/rekeying.h"
#include "store/schema/schema.h"

namespace cppo::cli {
namespace {

struct rekey_words {
    std::string data;
    std::string database;
    std::string old_key;
    std::string new_key;
};

void rekey(const rekey_words& words) {
    ::umask(077); // as the server makes its files
    const auto file = std::filesystem::path(words.data) / "market.db";
    if (words.database.empty() && !std::filesystem::exists(file))
        throw std::runtime_error("There is no store " + file.string());
    const std::string url = words.database.empty() ? "sqlite:" + file.string() : words.database;
    // One connection, so that every other session is somebody else's.
    const auto kept =
        store::database::open({.url = url, .connections = 1, .migrations = store::migrations()});
    const service::key_box from{words.old_key};
    const service::key_box to{words.new_key};
    fmt::print("{} secrets are sealed with {}; the old key opens none of them\n",
               service::rekey(*kept, from, to), words.new_key);
}

} // namespace

void add_rekey(CLI::App& to) {
    auto words = std::make_shared<rekey_words>();
    CLI::App* verb = to.add_subcommand(
        "rekey", "Seal all secrets of a store with another key, while no server runs");
    CLI::Option* data = verb->add_option("--data", words->data, "Directory of the embedded store")
                            ->check(CLI::ExistingDirectory);
    CLI::Option* database =
        verb->add_option("--database", words->database, "postgresql://... instead");
    database->excludes(data);
    verb->add_option("--key-file", words->old_key, "The key that sealed them")
        ->required()
        ->check(CLI::ExistingFile);
    verb->add_option("--new-key-file", words->new_key, "The key to seal them with; made if missing")
        ->required();
    verb->callback([words] {
        if (words->data.empty() && words->database.empty())
            throw CLI::ValidationError("--data", "or --database says which store");
        rekey(*words);
    });
}

} // namespace cppo::cli
