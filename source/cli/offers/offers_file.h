// A file of partner offers to create: comma-separated, one row an offer, its columns named.
#pragma once

#include <boost/json/array.hpp>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace cppo::cli {

struct planned_offer {
    int line = 0;
    boost::json::array changes;
    // Made of the changes and of how many rows before have the same ones: it stays with the row
    // wherever it is moved, and two equal rows are two offers.
    std::string token;
};

// `12: markup: A markup is ...`: line, column, what is wrong.
using table_faults = std::vector<std::string>;

// Reads all of it and answers every fault of it, or the offers in the order of their rows.
std::expected<std::vector<planned_offer>, table_faults> read_offers(std::string_view text);

} // namespace cppo::cli
