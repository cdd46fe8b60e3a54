// The socket the world connects to: HTTP/1.1 in, requests out, replies back, in order.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/certificate.h"
#include "server/limits.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/security/addresses.h"
#include "wire/message/message.h"

namespace cppo::server {

struct listener_options {
    std::string host = "127.0.0.1"; // an address, or a name that has one
    std::uint16_t port = 0;         // 0: any free one
    limits within;
    log* to = nullptr; // none: silent; else it must outlive the listener
    // What is answered at once, on the thread that read it, where everybody else's sockets wait for
    // the answer. None: all requests go to a worker.
    std::function<bool(const wire::request&)> is_quick = {};
    // What a request is answered that there is no time for. None: 503.
    std::function<wire::reply(const wire::request&)> too_busy = {};
    // Whom a request asks for, between whom the workers are shared. None: its peer.
    std::function<std::string(const wire::request&)> asker_of = {};
    metrics* counted = nullptr; // none: nothing is counted; else it must outlive the listener
    std::shared_ptr<const certificate> shown = {}; // none: clients come without TLS
    std::vector<network> proxies = {};             // whose X-Forwarded-For is believed (R-PRO-07)
};

class listener {
  public:
    using options = listener_options;

    // Binds and listens at once, so that clients may connect before run(). Throws
    // std::runtime_error where the address cannot be had. The answer function is called on several
    // threads at once, and may block for what is not quick; an exception from it is logged and
    // answered 500.
    listener(options how, std::function<wire::reply(wire::request)> answer);
    // Waits for answers that still run.
    ~listener();

    listener(const listener&) = delete;
    listener& operator=(const listener&) = delete;

    std::uint16_t port() const;

    // What connections that come from now on are shown. May be called from any thread, where a
    // certificate was shown from the start.
    void show(std::shared_ptr<const certificate> next);

    // Serves until stop(); to be called once.
    void run();

    // Stops accepting, closes idle connections and lets running requests finish for
    // stop_timeout_ms; then run() returns. May be called from any thread, also before run() and
    // more than once, but not from a signal handler.
    void stop();

  private:
    struct sockets;
    std::unique_ptr<sockets> sockets_;
};

} // namespace cppo::server
