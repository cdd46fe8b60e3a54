#include "service/command/store_key.h"

#include <optional>
#include <stdexcept>

#include "service/command/callers.h"
#include "store/tables/parties.h"

namespace cppo::service {
namespace {

std::optional<market::access_key> find_sealed(store::database& kept) {
    std::optional<market::access_key> found;
    kept.read([&](store::session& in) {
        for (auto& each : store::select<market::access_key>(
                 in, "WHERE sealed_secret <> '' ORDER BY owner, id LIMIT 1", {}))
            found = std::move(each);
    });
    return found;
}

bool opens(const key_box& with, const market::access_key& sealed) {
    try {
        secret_of(sealed, with);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

} // namespace

key_box key_of_store(store::database& kept, const std::filesystem::path& key_file) {
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

} // namespace cppo::service
