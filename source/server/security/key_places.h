// From which addresses each key was used since the server began.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace cppo::server {

class key_places {
  public:
    // Whether the key comes from there for the first time. Of IPv6 the network counts, since hosts
    // choose the rest themselves. What is remembered is bounded: the places of a key that has very
    // many, and the keys where they are very many, are forgotten together.
    bool is_new(const std::string& credential, const std::string& address);

  private:
    static constexpr std::size_t keys_max = 10'000;
    static constexpr std::size_t places_max = 64;

    std::mutex mutex_;
    std::map<std::string, std::set<std::string>, std::less<>> places_;
};

} // namespace cppo::server
