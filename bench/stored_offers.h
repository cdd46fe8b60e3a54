// A partner's many offers, put into an embedded store beside the server.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cppo::bench {

// Adds `count` released offers like that one, of the same partner and each modified a millisecond
// before the last, under the names `Offer 1` and so on. The store of that data directory must not
// be served meanwhile. Answers a thousand of their ids, or all, evenly spread.
std::vector<std::string> add_offers(const std::filesystem::path& data, const std::string& like,
                                    int count);

} // namespace cppo::bench
