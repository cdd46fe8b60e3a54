// What a fuzz target says when a property does not hold: libFuzzer keeps the input of an abort.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace cppo::fuzz {

inline void expect(bool holds, std::string_view what) {
    if (holds) return;
    std::fprintf(stderr, "It does not hold that %.*s.\n", static_cast<int>(what.size()),
                 what.data());
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

} // namespace cppo::fuzz
