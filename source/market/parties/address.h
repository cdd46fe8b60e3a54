// Where somebody is, in the parts that banks and invoices ask for, and who they are to the state.
#pragma once

#include <optional>
#include <string>

namespace cppo::market {

struct postal_address {
    std::string line1;
    std::optional<std::string> line2;
    std::string city;
    std::optional<std::string> state;
    std::string postal_code;
    std::string country; // ISO 3166-1 alpha-2

    bool operator==(const postal_address&) const = default;
};

struct tax_number {
    std::string country;
    std::string number;

    bool operator==(const tax_number&) const = default;
};

} // namespace cppo::market
