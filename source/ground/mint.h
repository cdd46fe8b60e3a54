// New ids from a seed. A decision that runs twice with one seed mints the same ids.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "ground/identifier.h"

namespace cppo {

class mint {
  public:
    using seed = std::array<std::uint64_t, 4>;

    // The seed must come from a random source; all zeros is not one.
    explicit mint(seed from) : state_(from) {}

    // A fresh id of this kind: its prefix and lower-case base32 text (13 characters, 25 for
    // agreements, change sets and charges).
    template <class Kind>
    identifier<Kind> next() {
        return identifier<Kind>::minted(std::string(Kind::prefix) + text(length_of<Kind>()));
    }

    // Twelve digits that do not start with zero.
    account_id next_account();

    // `count` characters of lower-case base32 (a-z, 2-7).
    std::string text(std::size_t count);
    // `count` hexadecimal digits.
    std::string hexadecimal(std::size_t count);

  private:
    template <class Kind>
    static constexpr std::size_t length_of() {
        return std::is_same_v<Kind, agreement_kind> || std::is_same_v<Kind, change_set_kind> ||
                       std::is_same_v<Kind, charge_kind>
                   ? 25
                   : 13;
    }

    std::uint64_t next_bits();

    seed state_;
};

} // namespace cppo
