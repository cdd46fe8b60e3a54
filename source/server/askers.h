// Whom a request asks for, as far as that can be told before its signature is verified, so that
// accounts wait for workers side by side (R-LIM-03).
#pragma once

#include <map>
#include <shared_mutex>
#include <string>
#include <utility>

#include "ground/identifier.h"
#include "wire/message/message.h"

namespace cppo::server {

// Safe to use from several threads at once.
class askers {
  public:
    // A request of that peer was signed with that key, which is the account's.
    void remember(const std::string& peer, const std::string& access_key, const account_id& of);

    // The account, where requests of that peer under the access key this one names were the
    // account's before; else the peer. So that nobody makes others wait by naming their key.
    std::string asker_of(const wire::request& from) const;

  private:
    using claim = std::pair<std::string, std::string>; // peer, access key

    static constexpr std::size_t remembered_max = 10'000;

    mutable std::shared_mutex mutex_;
    std::map<claim, std::string> accounts_;
};

} // namespace cppo::server
