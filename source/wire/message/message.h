// One HTTP request and its reply, as plain data. Nothing here knows about sockets.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cppo::wire {

struct header {
    std::string name;
    std::string value;
};

struct request {
    std::string method;
    std::string target; // exactly as received, because this is what was signed
    std::vector<header> headers;
    std::string body;
    std::string peer;         // the client's address
    bool body_is_cut = false; // it was too long and is not here

    // The part of the target before the first `?`, still encoded.
    std::string_view path() const;
    // The part after it, still encoded; empty where there is none.
    std::string_view query() const;
    // The first value under that name, in any case.
    std::optional<std::string_view> find_header(std::string_view name) const;
    // The first of these names that is there more than once, whatever it says.
    std::optional<std::string_view> find_repeated(std::span<const std::string_view> names) const;
};

struct reply {
    int status = 200;
    std::vector<header> headers;
    std::string body;
};

// ASCII small letters, the same in every locale.
std::string in_small_letters(std::string_view text);

// True if both names are the same but for the case of their ASCII letters.
bool same_name(std::string_view left, std::string_view right);

} // namespace cppo::wire
