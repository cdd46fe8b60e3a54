#include "ground/mint.h"

#include <bit>

namespace cppo {

account_id mint::next_account() {
    constexpr std::uint64_t first = 100'000'000'000;
    constexpr std::uint64_t count = 900'000'000'000;
    return account_id::minted(std::to_string(first + next_bits() % count));
}

std::string mint::text(std::size_t count) {
    constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::string made;
    made.reserve(count);
    for (std::size_t at = 0; at < count; ++at) made += alphabet[next_bits() >> 59];
    return made;
}

std::string mint::hexadecimal(std::size_t count) {
    std::string made;
    for (std::size_t at = 0; at < count; ++at) made += "0123456789abcdef"[next_bits() >> 60];
    return made;
}

// xoshiro256**: ids need to be distinct, not secret; secrets come from elsewhere.
std::uint64_t mint::next_bits() {
    const std::uint64_t made = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return made;
}

} // namespace cppo
