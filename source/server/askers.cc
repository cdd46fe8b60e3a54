#include "server/askers.h"

#include <mutex>

#include "wire/signature/authorization.h"

namespace cppo::server {

void askers::remember(const std::string& peer, const std::string& access_key,
                      const account_id& of) {
    claim shown{peer, access_key};
    {
        const std::shared_lock lock(mutex_);
        const auto found = accounts_.find(shown);
        if (found != accounts_.end() && found->second == of.text()) return;
    }
    const std::unique_lock lock(mutex_);
    if (accounts_.size() >= remembered_max) accounts_.clear();
    accounts_.insert_or_assign(std::move(shown), of.text());
}

std::string askers::asker_of(const wire::request& from) const {
    const claim shown{from.peer, wire::claimed_access_key(from)};
    const std::shared_lock lock(mutex_);
    const auto found = accounts_.find(shown);
    return found == accounts_.end() ? from.peer : found->second;
}

} // namespace cppo::server
