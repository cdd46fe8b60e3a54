// One partner offer as a row of a file describes it.
#pragma once

#include <boost/json/array.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"

namespace cppo::cli {

struct dated_amount {
    day on;
    money amount;
};

struct offer_row {
    std::string authorization;
    std::string name;
    std::string description;
    std::optional<markup> by;
    std::vector<account_id> buyers; // none: those of the authorization
    std::optional<day> expires;
    std::optional<period> duration;
    std::optional<day> ends_on;
    std::vector<dated_amount> schedule; // in one currency
    bool release = true;
};

// The change set that creates it, as AWS's example publishes a partner offer: only the changes the
// row needs, always the same ones for the same row.
boost::json::array changes_of(const offer_row& row);

} // namespace cppo::cli
