// All AWS services behind one address: finds the operation, verifies the signature, checks the
// input and encodes the answer.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wire/message/message.h"
#include "wire/protocol/aws_service.h"
#include "wire/signature/signature.h"

namespace cppo::wire {

// Who calls. Verifies a signature for one of the services, or whatever else stands for it, such as
// the portal's session.
using authenticate = std::function<std::expected<credential, fault>(
    const request&, std::span<const std::string_view> services, regions where)>;

// Is told of exceptions in handlers, whose text no client sees.
using report_failure = std::function<void(std::string_view operation, std::string_view request_id,
                                          std::string_view what)>;

// Whether a caller's account may make another request of that operation now.
using admit = std::function<bool(const service::actor&, std::string_view operation)>;

class endpoint {
  public:
    // Throws std::logic_error if an operation has no handler or a shape is missing. `keys` seal
    // page tokens and outlive it; without them there is no list of several pages.
    endpoint(std::vector<aws_service> services, verifier signatures, report_failure report = {});
    endpoint(std::vector<aws_service> services, authenticate who, report_failure report = {},
             admit may = {}, const service::key_box* keys = nullptr);

    // The answer, or none where no service knows the path; then others may be asked. The operation
    // is named by Smithy-Protocol and the last four segments of the path, by X-Amz-Target, or by
    // method and path, in that order; by the first two at once it is refused. What comes with
    // Smithy-Protocol is answered in CBOR whatever happens; a neighbour's call of the query
    // protocol in XML. The signature is verified before the body is read. Safe to call from several
    // threads.
    std::optional<reply> answer(const request& from) const;

    // What users may be allowed of its operations.
    std::vector<market::permission> permissions() const;

    // Whether the answer takes only a few rows that are read by their keys.
    bool is_quick(const request& from) const;

    // What a request is answered that is not looked at, since others wait: ThrottlingException.
    // None for a path that no service knows.
    std::optional<reply> too_busy(const request& from) const;

    // What a path that nobody knows is answered.
    reply unknown(const request& from) const;

  private:
    struct route {
        const aws_service* of = nullptr;
        const operation* called = nullptr;
        protocol as = protocol::rest_json_1;

        bool is_ours() const { return of || as != protocol::rest_json_1; }
    };

    route find_route(const request& from) const;
    route find_path(const request& from) const;
    route find_target(const request& from, std::string_view target) const;
    route find_rpc(const request& from) const;
    route find_neighbour(const request& from) const;
    reply refused(const route& to, const fault& why, std::string_view request_id) const;
    std::expected<boost::json::value, fault> run(const route& to, const request& from,
                                                 const std::string& request_id) const;

    std::vector<aws_service> services_;
    authenticate who_;
    report_failure report_;
    admit may_;
    const service::key_box* keys_ = nullptr;
};

} // namespace cppo::wire
