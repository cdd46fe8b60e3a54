#include "service/command/store_key.h"

#include <optional>
#include <stdexcept>

#include "service/command/sealed_rows.h"
#include "store/tables/commands.h"

namespace cppo::service {
namespace {

constexpr const char* rekeying_name = "rekeying";

// The first sealed text of any kind.
std::optional<sealed_row> find_sealed(store::database& kept) {
    std::optional<sealed_row> found;
    kept.read([&](store::session& in) {
        for (const std::string_view name : names_of(sealed_kind{}))
            for (sealed_row& each : sealed_rows(in, *find_named<sealed_kind>(name), {}, 1))
                if (!found) found = std::move(each);
    });
    return found;
}

bool is_rekeying(store::database& kept) {
    bool found = false;
    kept.read([&](store::session& in) {
        found = store::find<market::setting>(in, std::string(rekeying_name)).has_value();
    });
    return found;
}

bool opens(const key_box& with, const sealed_row& row) {
    try {
        open(with, row.sealed, row.at);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

} // namespace

key_box key_of_store(store::database& kept, const std::filesystem::path& key_file) {
    if (is_rekeying(kept))
        throw std::runtime_error(
            "The store was to get another key, and that has not ended. Run opencppo rekey again, "
            "with the same two key files.");
    const auto sealed = find_sealed(kept);
    if (sealed && !std::filesystem::exists(key_file))
        throw std::runtime_error(
            "The key file " + key_file.string() +
            " is missing, and the store has secrets that were sealed with it. Put it back from "
            "where a copy is kept, readable by the server's user only. No new one is made: it "
            "would open none of them.");
    key_box made(key_file);
    if (sealed && !opens(made, *sealed))
        throw std::runtime_error("The key file " + key_file.string() +
                                 " is not the one that sealed the secrets of this store. Put back "
                                 "the one that was beside it.");
    return made;
}

void begin_rekeying(store::database& kept) {
    kept.write([](store::session& in) { store::put(in, market::setting{rekeying_name, "begun"}); });
}

void end_rekeying(store::database& kept) {
    kept.write(
        [](store::session& in) { store::erase<market::setting>(in, std::string(rekeying_name)); });
}

} // namespace cppo::service
