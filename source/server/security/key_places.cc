#include "server/security/key_places.h"

#include "server/security/addresses.h"

namespace cppo::server {

bool key_places::is_new(const std::string& credential, const std::string& address) {
    const std::string place = place_of(address);
    const std::lock_guard lock(mutex_);
    if (places_.size() >= keys_max && !places_.contains(credential)) places_.clear();
    std::set<std::string>& known = places_[credential];
    if (known.contains(place)) return false;
    if (known.size() >= places_max) known.clear();
    known.insert(place);
    return true;
}

} // namespace cppo::server
