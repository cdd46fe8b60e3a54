// What a newcomer to the demo can go on with.
#pragma once

#include <string>
#include <vector>

#include "server/process.h"

namespace cppo::cli {

struct open_thing {
    std::string part; // of the partner that holds it
    std::string entity_type;
    std::string id;
    std::string name;
};

// The active authorizations of the demo's partners and their released offers, of which the day has
// not passed; of each partner and kind the newest twenty. Nothing of a partner that may not ask.
std::vector<open_thing> demo_open_things(server::process& demo);

} // namespace cppo::cli
