// Comma-separated values as RFC 4180 has them.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace cppo::cli {

// Lines and columns count from 1, columns in characters.
struct place {
    int line = 1;
    int column = 1;
};

struct cell {
    std::string text;
    place at;
};

struct malformed_table {
    place at;
    std::string sentence;
};

// One record a row, in order. Lines end with LF or CRLF; empty ones are left out, and so is a byte
// order mark. Refuses quotes where none may stand, one that is never closed, and text that is not
// UTF-8.
std::expected<std::vector<std::vector<cell>>, malformed_table> parse_comma_separated(
    std::string_view text);

// One record as a line with its LF; quoted where it has to be.
std::string comma_separated(const std::vector<std::string>& cells);

} // namespace cppo::cli
