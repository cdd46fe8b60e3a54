// The console API under /console/v1: what AWS has no call for.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "console/http/route.h"
#include "wire/protocol/endpoint.h"
#include "wire/value/notation.h"

namespace cppo::console {

class console {
  public:
    // Throws std::logic_error if a route's shape is missing. `keys` sign cursors and must outlive
    // it.
    console(std::vector<route> routes, wire::shapes described, const service::key_box& keys,
            wire::authenticate who, wire::report_failure report);

    // The answer, or none for a path outside /console/v1. What the caller may not see is 404, what
    // it sees and may not do 403.
    std::optional<wire::reply> answer(const wire::request& from) const;

    // What users may be allowed of its routes.
    std::vector<market::permission> permissions() const;

  private:
    struct match {
        const route* found = nullptr;
        bool other_method = false;
        boost::json::object parameters;
    };

    match find_route(const wire::request& from) const;
    wire::reply run(const wire::request& from) const;
    std::optional<wire::reply> check_replay(const wire::request& from, bool by_query) const;
    wire::reply run_route(const wire::request& from, const match& at, service::actor who) const;
    std::expected<boost::json::object, wire::reply> read_input(const wire::request& from,
                                                               const match& at) const;
    std::string list_of(const route& to, const service::actor& who,
                        const boost::json::object& input) const;

    std::vector<route> routes_;
    wire::shapes described_;
    const service::key_box& keys_;
    wire::authenticate who_;
    wire::report_failure report_;
    std::string openapi_;
};

} // namespace cppo::console
