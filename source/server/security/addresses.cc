#include "server/security/addresses.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <ranges>

namespace cppo::server {
namespace {

constexpr int ipv4_prefix = 96; // of the mapped form

bool is_ipv4(const address_bits& address) {
    constexpr address_bits mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return std::equal(mapped.begin(), mapped.begin() + 12, address.begin());
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// Without brackets and port.
std::string_view host_of(std::string_view text) {
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        return end == text.npos ? text : text.substr(1, end - 1);
    }
    const auto colon = text.find(':');
    const bool is_alone = colon != text.npos && text.find(':', colon + 1) == text.npos;
    return is_alone ? text.substr(0, colon) : text;
}

std::optional<address_bits> parse_bare(std::string_view text) {
    const std::string host(text);
    address_bits made{};
    if (inet_pton(AF_INET6, host.c_str(), made.data()) == 1) return made;
    made = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (inet_pton(AF_INET, host.c_str(), made.data() + 12) == 1) return made;
    return {};
}

// The addresses of all X-Forwarded-For headers, in their order.
std::vector<std::string_view> forwarded_in(const std::vector<wire::header>& headers) {
    std::vector<std::string_view> made;
    for (const wire::header& each : headers) {
        if (!wire::same_name(each.name, "x-forwarded-for")) continue;
        std::string_view rest = each.value;
        for (bool is_more = true; is_more;) {
            const auto comma = rest.find(',');
            made.push_back(trimmed(rest.substr(0, comma)));
            is_more = comma != rest.npos;
            if (is_more) rest.remove_prefix(comma + 1);
        }
    }
    return made;
}

} // namespace

std::optional<address_bits> parse_address(std::string_view text) {
    return parse_bare(host_of(text));
}

std::string text_of(const address_bits& address) {
    std::array<char, INET6_ADDRSTRLEN> made{};
    if (is_ipv4(address))
        inet_ntop(AF_INET, address.data() + 12, made.data(), made.size());
    else
        inet_ntop(AF_INET6, address.data(), made.data(), made.size());
    return made.data();
}

std::string place_of(const std::string& address) {
    auto bits = parse_address(address);
    if (!bits) return address;
    if (!is_ipv4(*bits)) std::fill(bits->begin() + 8, bits->end(), 0);
    return text_of(*bits);
}

std::optional<network> network::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto first = parse_bare(text.substr(0, slash));
    if (!first) return {};
    const int bits_max = is_ipv4(*first) ? 32 : 128;
    int prefix = bits_max;
    if (slash != text.npos) {
        const std::string_view digits = text.substr(slash + 1);
        const char* end = digits.data() + digits.size();
        const auto [stopped, error] = std::from_chars(digits.data(), end, prefix);
        if (error != std::errc() || stopped != end || prefix < 0 || prefix > bits_max) return {};
    }
    return network(*first, prefix + (is_ipv4(*first) ? ipv4_prefix : 0));
}

bool network::holds(const address_bits& address) const {
    for (int bit = 0; bit < prefix_; ++bit) {
        const auto at = static_cast<std::size_t>(bit / 8);
        const int mask = 0x80 >> (bit % 8);
        if ((address[at] & mask) != (first_[at] & mask)) return false;
    }
    return true;
}

std::string client_of(const std::string& connected, const std::vector<wire::header>& headers,
                      const std::vector<network>& trusted) {
    if (trusted.empty()) return connected;
    const auto is_trusted = [&](const address_bits& address) {
        return std::ranges::any_of(trusted,
                                   [&](const network& each) { return each.holds(address); });
    };
    auto client = parse_address(connected);
    if (!client || !is_trusted(*client)) return connected;
    auto forwarded = forwarded_in(headers);
    for (const std::string_view each : std::views::reverse(forwarded)) {
        const auto next = parse_address(each);
        if (!next) break;
        client = next;
        if (!is_trusted(*next)) break;
    }
    return text_of(*client);
}

} // namespace cppo::server
