// The key that seals the secrets of a store.
#pragma once

#include <filesystem>

#include "service/secrets/key_box.h"
#include "store/engine/database.h"

namespace cppo::service {

// Reads the key file; makes one only beside a store without any secret. Throws, with what to do,
// where the file is missing beside a store that has secrets, or is not the key they were sealed
// with: another key would open none of them, and seal new ones beside them; and where the store was
// to get another key and has not got it everywhere.
key_box key_of_store(store::database& kept, const std::filesystem::path& key_file);

// Between these two no server opens the store (service/work/rekeying.h).
void begin_rekeying(store::database& kept);
void end_rekeying(store::database& kept);

} // namespace cppo::service
