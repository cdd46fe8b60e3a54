// Addresses of clients, and the proxies that are trusted to tell them (R-PRO-07).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/message/message.h"

namespace cppo::server {

// An address as 128 bits; of IPv4 in its mapped form, so that each has one spelling.
using address_bits = std::array<unsigned char, 16>;

// None where the text is no address. Brackets, and a port behind them or behind an IPv4 address,
// may stand there, as some proxies write them.
std::optional<address_bits> parse_address(std::string_view text);

// The address as it is written.
std::string text_of(const address_bits& address);

// What counts as one place: an IPv4 address, or the network of 64 bits of an IPv6 address.
std::string place_of(const std::string& address);

// A network: 10.0.0.0/8, 2001:db8::/32, or one address.
class network {
  public:
    static std::optional<network> parse(std::string_view text);

    bool holds(const address_bits& address) const;

  private:
    network(address_bits first, int prefix) : first_(first), prefix_(prefix) {}

    address_bits first_;
    int prefix_; // bits
};

// The client of a request: whoever the connection is with, or, where that is a trusted proxy, the
// last address in X-Forwarded-For that is not one. The header of anybody else is ignored, and what
// is no address ends the search.
std::string client_of(const std::string& connected, const std::vector<wire::header>& headers,
                      const std::vector<network>& trusted);

} // namespace cppo::server
