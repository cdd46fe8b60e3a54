#include "cli/serving/store_verbs.h"

#include <fmt/core.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <optional>

#include "cli/serving/heads_file.h"
#include "service/command/market_clock.h"
#include "service/work/audit_check.h"
#include "store/engine/copy.h"
#include "store/schema/schema.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;
using store::database;

struct store_words {
    std::string data;
    std::string database;
    std::string file;
    std::string key_file; // empty: the one beside an embedded store
    std::string heads;
    bool as_json = false;
};

std::string store_url(const store_words& words) {
    if (!words.database.empty()) return words.database;
    if (words.data.empty()) throw CLI::ValidationError("--data", "or --database says which store");
    return "sqlite:" + (std::filesystem::path(words.data) / "market.db").string();
}

std::unique_ptr<database> open_to_read(const std::string& url) {
    return database::open(
        {.url = url, .connections = 1, .migrations = store::migrations(), .reads_only = true});
}

// The marketplace's key, where it is at hand. A key is read here, never made.
std::optional<service::key_box> find_keys(const store_words& words) {
    std::filesystem::path place = words.key_file;
    if (place.empty() && !words.data.empty())
        place = std::filesystem::path(words.data) / "secrets.key";
    if (!words.key_file.empty() && !std::filesystem::exists(place))
        throw std::runtime_error("The key file " + place.string() + " is missing.");
    // Whoever may read the store need not be able to read its key.
    const bool is_at_hand = !place.empty() && ::access(place.c_str(), R_OK) == 0;
    if (words.key_file.empty() && !is_at_hand) return {};
    return service::key_box(place);
}

service::verification verified(database& kept, const store_words& words) {
    const auto keys = find_keys(words);
    const service::key_box* const by = keys ? &*keys : nullptr;
    service::engine on(kept, service::market_clock(service::system_now, false));
    service::verification found = service::verify(on, by);
    if (words.heads.empty()) return found;
    const heads_file since = read_heads(words.heads);
    on.read([&](store::session& in, instant) {
        service::check_kept_heads(in, since.all, since.signature, by, found);
    });
    return found;
}

// What was found, and the rows that were copied where some were. Ends the command with 1 where
// something is wrong.
void tell(const store_words& words, const service::verification& found,
          const store::row_counts& copied) {
    std::int64_t rows = 0;
    for (const auto& [table, count] : copied) rows += count;
    if (words.as_json) {
        json::object made{
            {"ok", found.faults.empty()},
            {"transfers", found.transfers},
            {"auditEntries", found.audit_entries},
            {"usageHours", found.usage_hours},
            {"keptHeads", found.kept_heads},
            {"unchecked", json::array(found.unchecked.begin(), found.unchecked.end())},
            {"faults", json::array(found.faults.begin(), found.faults.end())}};
        if (!copied.empty()) made["rows"] = json::object(copied.begin(), copied.end());
        fmt::print("{}\n", json::serialize(made));
    } else {
        if (!copied.empty()) fmt::print("{} rows of {} tables\n", rows, copied.size());
        fmt::print("{} transfers and {} audit entries verified\n", found.transfers,
                   found.audit_entries);
        for (const std::string& each : found.unchecked) fmt::print("{}\n", each);
        for (const std::string& each : found.faults) fmt::print(stderr, "{}\n", each);
    }
    if (!found.faults.empty()) throw CLI::RuntimeError(1);
}

void back_up(const store_words& words) {
    ::umask(077); // a backup holds what only this user may read
    const auto from = open_to_read(store_url(words));
    const auto copied = store::copy_to_file(*from, words.file, store::migrations());
    tell(words, verified(*open_to_read("sqlite:" + words.file), words), copied);
}

// What root restores belongs to whom the folder belongs to, since the service runs as that user.
void become_owner_of(const std::filesystem::path& folder) {
    struct stat found{};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &found) != 0 || found.st_uid == 0) return;
    if (::setgroups(0, nullptr) != 0 || ::setegid(found.st_gid) != 0 ||
        ::seteuid(found.st_uid) != 0)
        throw std::runtime_error("The store cannot be restored as the owner of " + folder.string());
}

bool is_empty(database& to) {
    std::int64_t accounts = 0;
    to.read([&](store::session& in) { accounts = in.run("SELECT owner FROM account LIMIT 1"); });
    return accounts == 0;
}

void restore(const store_words& words) {
    ::umask(077);
    const auto from = open_to_read("sqlite:" + words.file);
    if (!words.data.empty()) {
        std::filesystem::create_directories(words.data);
        become_owner_of(words.data);
    }
    const auto to = database::open(
        {.url = store_url(words), .connections = 2, .migrations = store::migrations()});
    if (!is_empty(*to)) throw std::runtime_error("The store to restore into is not empty.");
    const auto copied = store::copy_all(*from, *to);
    tell(words, verified(*to, words), copied);
}

// Heads that are not right are not handed out as if they were.
void keep_heads(const store_words& words) {
    const auto keys = find_keys(words);
    if (!keys) throw std::runtime_error("The heads are signed with the key: --key-file says it.");
    const auto kept = open_to_read(store_url(words));
    service::engine on(*kept, service::market_clock(service::system_now, false));
    service::verification found;
    service::kept_heads all;
    on.read([&](store::session& in, instant now) {
        service::check_audit_chains(in, &*keys, found);
        all = {now, service::last_entries(in)};
    });
    if (found.faults.empty()) write_heads(words.heads, {all, service::signature_of(all, *keys)});
    tell(words, found, {});
}

CLI::App* add_verb(CLI::App& to, const char* name, const char* says,
                   const std::shared_ptr<store_words>& words) {
    CLI::App* verb = to.add_subcommand(name, says);
    CLI::Option* data = verb->add_option("--data", words->data, "Directory of the embedded store");
    verb->add_option("--database", words->database, "postgresql://... instead")->excludes(data);
    verb->add_option("--key-file", words->key_file,
                     "The marketplace's key, where it is not beside the store");
    verb->add_flag("--json", words->as_json, "Tell the result as JSON");
    return verb;
}

} // namespace

void add_backup(CLI::App& to) {
    auto words = std::make_shared<store_words>();
    CLI::App* verb = add_verb(
        to, "backup", "Copy a store into one file while it is served, and verify the copy", words);
    verb->add_option("--to", words->file, "The file to make")->required();
    verb->callback([words] { back_up(*words); });
}

void add_restore(CLI::App& to) {
    auto words = std::make_shared<store_words>();
    CLI::App* verb =
        add_verb(to, "restore", "Fill an empty store from a backup, and verify it", words);
    verb->add_option("--from", words->file, "The backup")->required()->check(CLI::ExistingFile);
    verb->callback([words] { restore(*words); });
}

void add_verify(CLI::App& to) {
    auto words = std::make_shared<store_words>();
    CLI::App* verb = add_verb(
        to, "verify", "Recompute the ledger, the audit chains and the totals of a store", words);
    verb->add_option("--file", words->file, "A backup instead of a store")
        ->check(CLI::ExistingFile);
    verb->add_option("--heads", words->heads, "A file of heads that was kept elsewhere")
        ->check(CLI::ExistingFile);
    verb->callback([words] {
        const std::string url = words->file.empty() ? store_url(*words) : "sqlite:" + words->file;
        tell(*words, verified(*open_to_read(url), *words), {});
    });
}

void add_audit(CLI::App& to) {
    auto words = std::make_shared<store_words>();
    CLI::App* verb = add_verb(
        to, "audit", "Write the heads of all audit chains, signed, to keep them elsewhere", words);
    verb->add_option("--heads", words->heads, "The file to make")->required();
    verb->callback([words] { keep_heads(*words); });
}

} // namespace cppo::cli
