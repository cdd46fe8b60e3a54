// The Catalog API as a client speaks it, with patience.
#pragma once

#include <atomic>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <expected>
#include <string>

#include "cli/client/backoff.h"
#include "cli/client/transport.h"
#include "wire/signature/signer.h"

namespace cppo::cli {

struct call_fault {
    enum class kind {
        refused,     // by its contents; asking again would not help
        unknown_key, // the endpoint does not take these credentials
        unavailable, // no answer, or none but too many requests, for longer than patience lasts
        interrupted, // others found that nothing more should be asked
    };

    kind what = kind::refused;
    std::string code; // of AWS
    std::string message;
};

using catalog_answer = std::expected<boost::json::object, call_fault>;

class catalog_client {
  public:
    // Too many requests are not the request's fault; an endpoint that is not there is found out
    // sooner.
    static constexpr wait_time throttled_patience{10 * 60'000};
    static constexpr wait_time unavailable_patience{20'000};

    // Gives up what it tries again as soon as `interrupted` is set.
    catalog_client(const endpoint_url& at, wire::signing_identity by,
                   const std::atomic<bool>& interrupted);

    // The answer of StartChangeSet. `intent` is APPLY or VALIDATE.
    catalog_answer start(const boost::json::array& changes, const std::string& token,
                         const std::string& intent);
    // DescribeChangeSet once the set has ended; asks again and again for at most two hours.
    catalog_answer await_end(const std::string& change_set);

  private:
    catalog_answer ask(const std::string& method, const std::string& target,
                       const std::string& body);
    catalog_answer ask_once(const std::string& method, const std::string& target,
                            const std::string& body);
    // False once it should not go on.
    bool pause(wait_time length) const;

    endpoint_url at_;
    wire::signing_identity by_;
    const std::atomic<bool>& interrupted_;
    transport to_;
};

} // namespace cppo::cli
