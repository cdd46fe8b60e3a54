// A value or the reason there is none. Refusals are ordinary answers: they are returned, stored and
// shown, never thrown.
#pragma once

#include <concepts>
#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "ground/reason.h"

namespace cppo {

// One fault inside a larger request: where, why, and in words.
struct violation {
    std::string path;
    reason why;
    std::string sentence;

    bool operator==(const violation&) const = default;
};

// Why the engine said no. `subject` names the id or member it is about, where there is one.
struct refusal {
    reason why;
    std::string sentence;
    std::string subject;
    std::vector<violation> violations;

    bool operator==(const refusal&) const = default;
};

// A class of its own, so that one that is dropped does not compile.
template <class T>
class [[nodiscard]] result : public std::expected<T, refusal> {
  public:
    using std::expected<T, refusal>::expected;

    // A template, so that a bare value is compared as std::expected does it.
    template <std::same_as<result> Other>
    friend bool operator==(const result& one, const Other& other) {
        if (one.has_value() != other.has_value()) return false;
        if (!one) return one.error() == other.error();
        if constexpr (std::is_void_v<T>)
            return true;
        else
            return *one == *other;
    }
};

// A refusal with the reason's own sentence.
inline std::unexpected<refusal> no(reason why, std::string subject = {}) {
    return std::unexpected(refusal{why, std::string(sentence_of(why)), std::move(subject), {}});
}

// A refusal with a sentence of its own.
inline std::unexpected<refusal> no_because(reason why, std::string sentence,
                                           std::string subject = {}) {
    return std::unexpected(refusal{why, std::move(sentence), std::move(subject), {}});
}

// Takes the value out of a result, or returns its refusal from the enclosing function.
#define TRY(...)                                                              \
    __extension__({                                                           \
        auto&& cppo_try_ = (__VA_ARGS__);                                     \
        if (!cppo_try_) return std::unexpected(std::move(cppo_try_).error()); \
        *std::move(cppo_try_);                                                \
    })

// The same for results without a value.
#define CHECK_OK(...)                                               \
    do {                                                            \
        if (auto cppo_check_ = (__VA_ARGS__); !cppo_check_)         \
            return std::unexpected(std::move(cppo_check_).error()); \
    } while (false)

} // namespace cppo
