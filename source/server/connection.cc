#include "server/connection.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <exception>
#include <utility>

namespace cppo::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr asio::use_awaitable_t<loop_executor> await;
constexpr std::size_t receive_size = 16'384;
constexpr std::size_t first_receive_size = 4'096; // holds most requests whole

// A body that keeps so much and reads past the rest, so that a request that is too long can be
// answered and its connection used on.
struct capped_body {
    struct value_type {
        std::string text;
        std::size_t size_max = 0;
        bool is_cut = false;
    };

    class reader {
      public:
        template <bool IsRequest, class Fields>
        reader(boost::beast::http::header<IsRequest, Fields>&, value_type& body) : body_(body) {}

        void init(const boost::optional<std::uint64_t>&, boost::system::error_code& error) {
            error = {};
        }

        template <class Buffers>
        std::size_t put(const Buffers& parts, boost::system::error_code& error) {
            error = {};
            std::size_t size = 0;
            for (auto each = boost::asio::buffer_sequence_begin(parts);
                 each != boost::asio::buffer_sequence_end(parts); ++each) {
                const boost::asio::const_buffer part = *each;
                const std::size_t room = body_.size_max - body_.text.size();
                body_.text.append(static_cast<const char*>(part.data()),
                                  std::min(room, part.size()));
                body_.is_cut = body_.is_cut || part.size() > room;
                size += part.size();
            }
            return size;
        }

        void finish(boost::system::error_code& error) { error = {}; }

      private:
        value_type& body_;
    };
};

// The status of a refusal that nobody is left to read.
constexpr int gone = 0;

std::unexpected<refused_request> is_gone() {
    return std::unexpected(refused_request{gone, ""});
}

refused_request refusal_for(error_code error) {
    if (error == http::error::body_limit) return {413, "The request body is too long."};
    if (error == http::error::header_limit) return {431, "The request head is too long."};
    return {400, "The request is not valid HTTP."};
}

} // namespace

struct connection::parser {
    // Beast lets control characters stand in a quoted extension of a chunk; others may not.
    struct extension_check {
        void operator()(std::uint64_t, std::string_view text, error_code& error) const {
            const bool is_text = std::ranges::all_of(
                text, [](unsigned char c) { return (c >= ' ' && c != 127) || c == '\t'; });
            if (is_text)
                error = {};
            else
                error = http::error::bad_chunk_extension;
        }
    };

    http::request_parser<capped_body> http;
    extension_check extensions;

    explicit parser(const limits& within) {
        http.on_chunk_header(extensions);
        http.header_limit(static_cast<std::uint32_t>(within.head_size_max));
        http.body_limit(within.body_read_max);
        http.get().body().size_max = within.body_size_max;
    }

    // The most a body may take, where it is large.
    std::size_t large_size(const limits& within) const {
        constexpr std::size_t large = 65'536;
        const auto named = http.content_length();
        if (!named && !http.chunked()) return 0;
        const std::size_t size =
            std::min(named.value_or(within.body_size_max), std::uint64_t{within.body_size_max});
        return size > large ? size : 0;
    }

    // What a client that waits for leave to send would send for nothing.
    bool is_too_long(const limits& within) const {
        const auto size = http.content_length();
        return size && *size > within.body_size_max;
    }
};

// Room for a large body, given back when its request is answered. Small ones are bounded by the
// number of connections.
class connection::set_aside {
  public:
    set_aside() = default;
    ~set_aside() {
        if (from_) from_->large_bodies_size -= size_;
    }
    set_aside(set_aside&& other) noexcept
        : from_(std::exchange(other.from_, nullptr)), size_(other.size_) {}
    set_aside& operator=(set_aside&&) = delete;

    // False where large bodies have all the room there is.
    bool take(connection_terms& from, std::size_t size) {
        from_ = &from;
        size_ = size;
        return from.large_bodies_size.fetch_add(size) + size <= from.within.large_bodies_size_max;
    }

  private:
    connection_terms* from_ = nullptr;
    std::size_t size_ = 0;
};

struct connection::incoming {
    wire::request message;
    bool keeps_connection = false;
    bool is_http_1_0 = false;
    set_aside room = {};
};

connection::connection(loop_socket socket, connection_terms& terms)
    : socket_(std::move(socket)), terms_(terms) {
    error_code error;
    const auto remote = socket_.remote_endpoint(error);
    if (!error) peer_ = remote.address().to_string();
    socket_.set_option(asio::ip::tcp::no_delay(true), error);
    if (const auto shown = terms_.shown.load()) tls_.emplace(socket_, shown->start());
    enter(phase::idle);
}

void connection::enter(phase next) {
    const limits& within = terms_.within;
    const auto in_ms = [](int ms) { return clock::now() + std::chrono::milliseconds(ms); };
    phase_ = next;
    switch (next) {
        case phase::idle:
            deadline_ = in_ms(within.idle_timeout_ms);
            break;
        case phase::reading:
        case phase::writing:
            deadline_ = in_ms(within.request_timeout_ms);
            break;
        case phase::answering:
            deadline_ = clock::time_point::max();
            break;
        case phase::lingering:
            deadline_ = in_ms(within.linger_timeout_ms);
            break;
    }
}

// Whether bytes wait to be read. A loop that was busy has not seen them yet, and closing would lose
// a request that came in time.
bool connection::has_received() {
    error_code error;
    return socket_.available(error) > 0 && !error;
}

void connection::enforce_deadline(clock::time_point now) {
    if (now < deadline_ || (phase_ == phase::idle && has_received())) return;
    if (phase_ != phase::reading || is_late_) return close();
    is_late_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

void connection::close_if_idle() {
    if (phase_ == phase::idle && !has_received()) close();
}

void connection::close() {
    error_code ignored;
    socket_.close(ignored);
}

loop_task<void> connection::serve() {
    if (co_await greet())
        while (!terms_.is_stopping && co_await serve_one()) {
        }
    close();
}

loop_task<void> connection::turn_away() {
    if (co_await greet()) co_await refuse({503, "The server has too many connections."});
    close();
}

// Agrees on keys where there is a certificate; false where the client would not.
loop_task<bool> connection::greet() {
    if (!tls_) co_return true;
    enter(phase::reading);
    error_code error;
    co_await tls_->async_handshake(asio::ssl::stream_base::server,
                                   asio::redirect_error(await, error));
    co_return !error;
}

loop_task<bool> connection::serve_one() {
    auto from = co_await read_request();
    if (!from) {
        if (from.error().status != gone) co_await refuse(std::move(from).error());
        co_return false;
    }
    const bool is_head = from->message.method == "HEAD";
    const auto since = clock::now();
    enter(phase::answering);
    const wire::reply made = co_await answer(std::move(from->message));
    if (terms_.counted) terms_.counted->answered(made.status, clock::now() - since);
    enter(phase::writing);
    const bool keeps = from->keeps_connection && !terms_.is_stopping;
    const std::string head = response_head(made, {keeps, from->is_http_1_0});
    const bool has_content = !is_head && made.status != 204 && made.status != 304;
    const bool is_sent = co_await send(head, has_content ? made.body : std::string_view());
    if (is_sent && !keeps) co_await linger();
    co_return is_sent&& keeps;
}

loop_task<std::expected<connection::incoming, refused_request>> connection::read_request() {
    enter(pending_.empty() ? phase::idle : phase::reading);
    parser reading(terms_.within);
    if (auto done = co_await read_head(reading); !done)
        co_return std::unexpected(std::move(done).error());
    const auto& head = reading.http.get();
    incoming from{{std::string(head.method_string()), std::string(head.target()), {}, {}, peer_},
                  reading.http.keep_alive(),
                  head.version() < 11};
    // Taken before the body, so that trailers cannot add to them.
    from.message.headers.reserve(terms_.within.header_count_max / 4);
    for (const auto& each : head)
        from.message.headers.push_back(
            {std::string(each.name_string()), std::string(each.value())});
    from.message.peer = client_of(peer_, from.message.headers, terms_.proxies);
    if (auto no = check_head(from.message, from.is_http_1_0, terms_.within))
        co_return std::unexpected(std::move(*no));
    if (const std::size_t size = reading.large_size(terms_.within);
        size > 0 && !from.room.take(terms_, size))
        co_return std::unexpected(refused_request{503, "The server is too busy."});
    const bool waits = from.message.find_header("expect") && !from.is_http_1_0;
    if (waits && reading.is_too_long(terms_.within))
        co_return std::unexpected(refusal_for(http::error::body_limit));
    if (waits && !reading.http.is_done() && pending_.empty() &&
        !co_await send("HTTP/1.1 100 Continue\r\n\r\n", {}))
        co_return is_gone();
    reading.http.eager(true);
    while (!reading.http.is_done())
        if (auto done = co_await advance(reading); !done)
            co_return std::unexpected(std::move(done).error());
    from.message.body_is_cut = reading.http.get().body().is_cut;
    if (!from.message.body_is_cut) from.message.body = std::move(reading.http.get().body().text);
    co_return from;
}

loop_task<std::expected<void, refused_request>> connection::read_head(parser& reading) {
    while (!reading.http.is_header_done()) {
        if (has_folded_header(pending_))
            co_return std::unexpected(
                refused_request{400, "A header must not go on in the next line."});
        if (auto done = co_await advance(reading); !done) co_return done;
    }
    co_return std::expected<void, refused_request>();
}

// Gives the parser what is there, or receives more where that is not enough.
loop_task<std::expected<void, refused_request>> connection::advance(parser& reading) {
    if (!pending_.empty()) {
        error_code error;
        std::size_t used = 0;
        try {
            used = reading.http.put(asio::buffer(pending_), error);
        } catch (const std::exception&) {
            // Beast throws for trailers longer than it can hold.
            co_return std::unexpected(refused_request{400, "The request is not valid HTTP."});
        }
        pending_.erase(0, used);
        if (error && error != http::error::need_more) co_return std::unexpected(refusal_for(error));
        if (!error && used > 0) co_return std::expected<void, refused_request>();
    }
    // The parser leaves back only heads, chunk sizes and trailers that are not complete.
    if (pending_.size() > terms_.within.head_size_max)
        co_return std::unexpected(refused_request{431, "The request head is too long."});
    co_return co_await receive();
}

loop_task<std::expected<void, refused_request>> connection::receive() {
    const std::size_t before = pending_.size();
    const std::size_t room = phase_ == phase::idle ? first_receive_size : receive_size;
    error_code error;
    pending_.resize(before + room);
    const auto into = asio::buffer(pending_.data() + before, room);
    const std::size_t count =
        tls_ ? co_await tls_->async_read_some(into, asio::redirect_error(await, error))
             : co_await socket_.async_read_some(into, asio::redirect_error(await, error));
    pending_.resize(before + count);
    if (is_late_) co_return std::unexpected(refused_request{408, "The request took too long."});
    if (error) co_return is_gone();
    if (phase_ == phase::idle) enter(phase::reading);
    co_return std::expected<void, refused_request>();
}

wire::reply connection::run(wire::request from) {
    try {
        return terms_.answer(std::move(from));
    } catch (const std::exception& thrown) {
        if (terms_.to) terms_.to->write(level::failure, "answer", {{"what", thrown.what()}});
        return plain_reply(500, "The server failed.");
    }
}

wire::reply connection::turn_down(const wire::request& from) {
    if (terms_.counted) terms_.counted->turned_down();
    return terms_.too_busy ? terms_.too_busy(from) : plain_reply(503, "The server is too busy.");
}

// The worker that comes takes whoever is next, which need not be the request it was called for.
void connection::call_worker(connection_terms& terms) {
    asio::post(terms.workers, [&terms] {
        const auto since = clock::now();
        auto next = terms.line.take(since);
        if (!next) return;
        if (terms.counted) terms.counted->waited(since - next->since);
        next->end(true);
        terms.line.serve_ended(next->asker, clock::now() - since);
    });
}

loop_task<wire::reply> connection::answer(wire::request from) {
    // Handing a request to a worker and back costs more than all that is quick.
    if (terms_.is_quick && terms_.is_quick(from)) co_return run(std::move(from));
    // Runs on a worker, or not at all, and comes back to this connection's loop.
    const auto start = [this](auto handler, wire::request message) {
        std::string asker = terms_.asker_of ? terms_.asker_of(message) : message.peer;
        waiting_request next{
            std::move(asker), clock::now(),
            [this, handler = std::move(handler),
             message = std::move(message)](bool is_served) mutable {
                wire::reply made = is_served ? run(std::move(message)) : turn_down(message);
                const auto loop = asio::get_associated_executor(handler);
                asio::post(loop, [handler = std::move(handler), made = std::move(made)]() mutable {
                    std::move(handler)(std::move(made));
                });
            }};
        std::vector<waiting_request> gone = terms_.line.join(std::move(next));
        call_worker(terms_);
        for (waiting_request& each : gone) each.end(false);
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<loop_executor>,
                                            void(wire::reply)>(start, await, std::move(from));
}

loop_task<bool> connection::send(std::string_view head, std::string_view body) {
    const std::array<asio::const_buffer, 2> parts = {asio::buffer(head), asio::buffer(body)};
    error_code error;
    if (tls_)
        co_await asio::async_write(*tls_, parts, asio::redirect_error(await, error));
    else
        co_await asio::async_write(socket_, parts, asio::redirect_error(await, error));
    co_return !error;
}

loop_task<void> connection::refuse(refused_request why) {
    enter(phase::writing);
    const wire::reply made = plain_reply(why.status, why.sentence);
    if (co_await send(response_head(made, {false, false}), made.body)) co_await linger();
}

// Closing at once would reset the connection and lose the reply while the client still sends.
loop_task<void> connection::linger() {
    enter(phase::lingering);
    error_code error;
    if (tls_) co_await tls_->async_shutdown(asio::redirect_error(await, error));
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    pending_.resize(receive_size);
    while (!error)
        co_await socket_.async_read_some(asio::buffer(pending_),
                                         asio::redirect_error(await, error));
}

} // namespace cppo::server
