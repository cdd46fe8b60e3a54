// One connection: reads requests, has them answered by a worker thread unless that is quick, writes
// the replies. Lives on one event loop and is touched by that loop's thread only. Includes Asio:
// for listener.cc alone.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/certificate.h"
#include "server/head_check.h"
#include "server/limits.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/response.h"
#include "server/security/addresses.h"
#include "server/waiting_line.h"
#include "wire/message/message.h"

namespace cppo::server {

using loop_executor = boost::asio::io_context::executor_type;
using loop_socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, loop_executor>;
using loop_tls = boost::asio::ssl::stream<loop_socket&>;
template <class T>
using loop_task = boost::asio::awaitable<T, loop_executor>;

// What all connections of a listener share.
struct connection_terms {
    limits within;
    std::function<wire::reply(wire::request)> answer;
    std::function<bool(const wire::request&)> is_quick;        // may be empty
    std::function<wire::reply(const wire::request&)> too_busy; // may be empty
    std::function<std::string(const wire::request&)> asker_of; // may be empty
    log* to;
    metrics* counted;             // may be none
    std::vector<network> proxies; // whose X-Forwarded-For is believed
    boost::asio::thread_pool& workers;
    waiting_line& line; // for a worker
    std::atomic<bool> is_stopping = false;
    std::atomic<std::size_t> large_bodies_size = 0;             // bytes set aside
    std::atomic<std::shared_ptr<const certificate>> shown = {}; // to new connections; none: no TLS
};

class connection {
  public:
    using clock = std::chrono::steady_clock;

    connection(loop_socket socket, connection_terms& terms);

    // Serves requests until either side is done.
    loop_task<void> serve();
    // Answers 503 to whatever comes.
    loop_task<void> turn_away();

    // Ends what has taken too long. Called every now and then instead of a timer an operation.
    void enforce_deadline(clock::time_point now);
    // Ends the connection if it waits for its next request, and nothing of that has come.
    void close_if_idle();
    void close();

  private:
    enum class phase { idle, reading, answering, writing, lingering };
    struct incoming;
    struct parser;
    class set_aside;

    void enter(phase next);
    bool has_received();
    loop_task<bool> greet();
    loop_task<bool> serve_one();
    loop_task<std::expected<incoming, refused_request>> read_request();
    loop_task<std::expected<void, refused_request>> read_head(parser& reading);
    loop_task<std::expected<void, refused_request>> advance(parser& reading);
    loop_task<std::expected<void, refused_request>> receive();
    static void call_worker(connection_terms& terms);
    loop_task<wire::reply> answer(wire::request from);
    wire::reply run(wire::request from);
    wire::reply turn_down(const wire::request& from);
    loop_task<bool> send(std::string_view head, std::string_view body);
    loop_task<void> refuse(refused_request why);
    loop_task<void> linger();

    loop_socket socket_;
    std::optional<loop_tls> tls_; // over the socket, where the server shows a certificate
    connection_terms& terms_;
    std::string peer_;
    std::string pending_; // received and not yet read
    phase phase_ = phase::idle;
    clock::time_point deadline_;
    bool is_late_ = false;
};

} // namespace cppo::server
