#include "server/listener.h"

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <thread>
#include <unordered_set>

#include "server/connection.h"

namespace cppo::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr asio::use_awaitable_t<loop_executor> await;

// Above connections_max this many more are told so; all others are closed without a word.
constexpr std::size_t turned_away_max = 64;

using loop_timer = asio::basic_waitable_timer<connection::clock,
                                              asio::wait_traits<connection::clock>, loop_executor>;
using loop_acceptor = asio::basic_socket_acceptor<tcp, loop_executor>;

// One thread and the connections it serves. Each has an io_context of its own, so that nothing of a
// connection is ever touched by two threads.
struct loop {
    asio::io_context context{1};
    loop_timer timer{context.get_executor()};
    std::unordered_set<connection*> connections;
};

// Deadlines are met within a quarter of the shortest of them, or a second.
std::chrono::milliseconds sweep_interval(const limits& within) {
    const int shortest = std::min({within.request_timeout_ms, within.idle_timeout_ms,
                                   within.linger_timeout_ms, within.stop_timeout_ms});
    return std::chrono::milliseconds(std::clamp(shortest / 4, 1, 1'000));
}

} // namespace

struct listener::sockets {
    connection_terms terms;
    std::atomic<std::size_t> open = 0;
    std::atomic<connection::clock::rep> stop_by = 0;
    std::deque<loop> loops; // outlives the workers, whose last replies come back to it
    waiting_line line;      // what waits in it is a coroutine of the loops
    asio::thread_pool workers;
    loop_acceptor acceptor;
    std::uint16_t port = 0;

    sockets(const options& how, std::function<wire::reply(wire::request)> answer);
    void listen(const options& how);
    loop_task<void> accept();
    loop_task<void> pause(loop_timer& timer);
    loop_task<void> serve(loop& on, loop_socket socket, std::size_t count);
    loop_task<void> sweep(loop& on);
    loop_task<void> turn_down_late();
    void close_idle(loop& on);
};

listener::sockets::sockets(const options& how, std::function<wire::reply(wire::request)> answer)
    : terms{how.within, std::move(answer), how.is_quick, how.too_busy, how.asker_of,
            how.to,     how.counted,       how.proxies,  workers,      line},
      loops(static_cast<std::size_t>(std::max(1, how.within.io_threads))),
      line(how.within),
      workers(static_cast<std::size_t>(std::max(1, how.within.worker_threads))),
      acceptor(loops[0].context.get_executor()) {
    terms.shown = how.shown;
    listen(how);
    asio::co_spawn(loops[0].context, accept(), asio::detached);
    for (loop& each : loops) asio::co_spawn(each.context, sweep(each), asio::detached);
    asio::co_spawn(loops[0].context, turn_down_late(), asio::detached);
}

void listener::sockets::listen(const options& how) {
    tcp::resolver resolver(loops[0].context);
    const tcp::endpoint at =
        resolver.resolve(how.host, std::to_string(how.port), tcp::resolver::passive)->endpoint();
    acceptor.open(at.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(at);
    acceptor.listen();
    port = acceptor.local_endpoint().port();
}

loop_task<void> listener::sockets::accept() {
    loop_timer timer(loops[0].context.get_executor());
    for (std::size_t next = 0; acceptor.is_open(); next = (next + 1) % loops.size()) {
        loop& on = loops[next];
        loop_socket socket(on.context.get_executor());
        error_code error;
        co_await acceptor.async_accept(socket, asio::redirect_error(await, error));
        if (error && acceptor.is_open()) {
            if (terms.to) terms.to->write(level::failure, "accept", {{"what", error.message()}});
            co_await pause(timer);
        }
        if (error) continue;
        const std::size_t count = ++open;
        if (count > terms.within.connections_max + turned_away_max)
            --open;
        else
            asio::co_spawn(on.context, serve(on, std::move(socket), count), asio::detached);
    }
}

// Without file descriptors the next accept would fail at once again.
loop_task<void> listener::sockets::pause(loop_timer& timer) {
    error_code ignored;
    timer.expires_after(std::chrono::milliseconds(100));
    co_await timer.async_wait(asio::redirect_error(await, ignored));
}

loop_task<void> listener::sockets::serve(loop& on, loop_socket socket, std::size_t count) {
    connection served(std::move(socket), terms);
    on.connections.insert(&served);
    if (terms.counted) terms.counted->connection_opened();
    try {
        if (count > terms.within.connections_max)
            co_await served.turn_away();
        else
            co_await served.serve();
    } catch (const std::exception& thrown) {
        if (terms.to) terms.to->write(level::failure, "connection", {{"what", thrown.what()}});
    }
    on.connections.erase(&served);
    if (terms.counted) terms.counted->connection_closed();
    --open;
    if (terms.is_stopping) on.timer.cancel();
}

loop_task<void> listener::sockets::sweep(loop& on) {
    while (!terms.is_stopping || !on.connections.empty()) {
        error_code ignored;
        on.timer.expires_after(sweep_interval(terms.within));
        co_await on.timer.async_wait(asio::redirect_error(await, ignored));
        const auto now = connection::clock::now();
        for (connection* each : on.connections) each->enforce_deadline(now);
        // An answer that does not come back in time is waited for by the destructor only.
        if (terms.is_stopping && now.time_since_epoch().count() >= stop_by) on.context.stop();
    }
}

// All workers may be long at what they do, so somebody else looks after those that wait.
loop_task<void> listener::sockets::turn_down_late() {
    loop_timer timer(loops[0].context.get_executor());
    const std::chrono::milliseconds often(std::clamp(terms.within.waiting_timeout_ms / 6, 1, 100));
    while (!terms.is_stopping) {
        error_code ignored;
        timer.expires_after(often);
        co_await timer.async_wait(asio::redirect_error(await, ignored));
        for (waiting_request& each : line.leave_late(connection::clock::now())) each.end(false);
    }
}

void listener::sockets::close_idle(loop& on) {
    for (connection* each : on.connections) each->close_if_idle();
    on.timer.cancel();
}

listener::listener(options how, std::function<wire::reply(wire::request)> answer)
    : sockets_(std::make_unique<sockets>(how, std::move(answer))) {}

listener::~listener() = default;

std::uint16_t listener::port() const {
    return sockets_->port;
}

void listener::show(std::shared_ptr<const certificate> next) {
    sockets_->terms.shown = std::move(next);
}

void listener::run() {
    std::vector<std::jthread> threads;
    for (std::size_t next = 1; next < sockets_->loops.size(); ++next)
        threads.emplace_back([&on = sockets_->loops[next]] { on.context.run(); });
    sockets_->loops[0].context.run();
}

void listener::stop() {
    const auto by = connection::clock::now() +
                    std::chrono::milliseconds(sockets_->terms.within.stop_timeout_ms);
    if (sockets_->terms.is_stopping) return;
    sockets_->stop_by = by.time_since_epoch().count();
    sockets_->terms.is_stopping = true;
    asio::post(sockets_->loops[0].context, [this] {
        error_code ignored;
        sockets_->acceptor.close(ignored);
    });
    for (loop& each : sockets_->loops)
        asio::post(each.context, [this, &each] { sockets_->close_idle(each); });
}

} // namespace cppo::server
