#include "server/listener.h"

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <future>
#include <stdexcept>
#include <thread>

#include "unit/server/running_listener.h"

namespace cppo::server {
namespace {

// Sends bytes on a new connection and returns the first reply, after which the server must close.
std::string refusal(const running& on, std::string_view bytes) {
    raw_client client(on.served.port());
    client.send(bytes);
    const std::string reply = client.receive();
    EXPECT_TRUE(client.is_closed_by_server()) << bytes;
    EXPECT_NE(reply.find("Connection: close\r\n"), std::string::npos) << bytes;
    EXPECT_NE(body_of(reply).find("{\"message\":\""), std::string::npos) << bytes;
    return status_of(reply);
}

TEST(listener, serves_request_after_request_on_one_connection) {
    running on;
    raw_client client(on.served.port());
    client.send("GET /a?b=c HTTP/1.1\r\nHost: h:1\r\n\r\n");
    const std::string first = client.receive();
    EXPECT_EQ(status_of(first), "HTTP/1.1 200");
    EXPECT_EQ(body_of(first), "GET /a?b=c []");
    for (const char* header : {"\r\nDate: ", " GMT\r\n", "\r\nx-amzn-RequestId: ",
                               "\r\nX-Peer: 127.0.0.1\r\n", "\r\nContent-Length: 13\r\n"})
        EXPECT_NE(first.find(header), std::string::npos) << header;
    client.send("POST / HTTP/1.1\r\nhost: h\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(body_of(client.receive()), "POST / [abc]");
}

TEST(listener, lets_nobody_keep_an_answer_or_take_it_for_something_else) {
    running on;
    const std::string bad = "GET / HTTP/1.1\r\n\r\n"; // a refusal of the head
    for (const std::string& from : {std::string("GET /a HTTP/1.1\r\nHost: h\r\n\r\n"),
                                    std::string("GET /refused HTTP/1.1\r\nHost: h\r\n\r\n"),
                                    std::string("GET /broken HTTP/1.1\r\nHost: h\r\n\r\n"),
                                    std::string("GET /empty HTTP/1.1\r\nHost: h\r\n\r\n"), bad}) {
        raw_client client(on.served.port());
        client.send(from);
        const std::string reply = client.receive();
        for (const std::string& header :
             {"\r\nCache-Control: no-store\r\n", "\r\nX-Content-Type-Options: nosniff\r\n"}) {
            const auto at = reply.find(header);
            EXPECT_NE(at, std::string::npos) << from << reply;
            EXPECT_EQ(reply.find(header, at + 1), std::string::npos) << reply;
        }
    }
}

TEST(listener, believes_a_trusted_proxy_alone) {
    const auto peer = [](std::vector<network> proxies) {
        running on({}, echo, std::move(proxies));
        raw_client client(on.served.port());
        client.send("GET /a HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 1.1.1.1, 203.0.113.7\r\n\r\n");
        const std::string reply = client.receive();
        const auto at = reply.find("X-Peer: ") + 8;
        return reply.substr(at, reply.find('\r', at) - at);
    };
    EXPECT_EQ(peer({}), "127.0.0.1");
    EXPECT_EQ(peer({*network::parse("10.0.0.0/8")}), "127.0.0.1");
    EXPECT_EQ(peer({*network::parse("127.0.0.0/8")}), "203.0.113.7");
}

TEST(listener, a_refused_request_leaves_the_connection_usable) {
    running on;
    raw_client client(on.served.port());
    client.send("POST /refused HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(status_of(client.receive()), "HTTP/1.1 422");
    client.send("GET /next HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "GET /next []");
}

TEST(listener, answers_pipelined_requests_in_order) {
    running on;
    raw_client client(on.served.port());
    std::string many;
    for (int at = 0; at < 200; ++at)
        many +=
            "POST /" + std::to_string(at) + " HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx";
    client.send(many);
    for (int at = 0; at < 200; ++at)
        ASSERT_EQ(body_of(client.receive()), "POST /" + std::to_string(at) + " [x]");
}

TEST(listener, reads_a_request_that_comes_byte_by_byte) {
    running on;
    raw_client client(on.served.port());
    for (const char c : std::string_view("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
                                         "chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nX-T: 1\r\n\r\n"))
        client.send({&c, 1});
    EXPECT_EQ(body_of(client.receive()), "POST /a [abc]");
}

TEST(listener, a_body_that_starts_with_spaces_is_no_folded_header) {
    running on;
    raw_client client(on.served.port());
    const std::string head = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r";
    client.send(head);
    client.send("\n \n\tb");
    EXPECT_EQ(body_of(client.receive()), "POST /a [ \n\tb]");
    client.send(head + "\n \n\tb");
    EXPECT_EQ(body_of(client.receive()), "POST /a [ \n\tb]");
}

TEST(listener, reads_chunks_and_what_follows_them) {
    running on;
    raw_client client(on.served.port());
    client.send(
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
        "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "POST /a [abc0123456789]");
    EXPECT_EQ(body_of(client.receive()), "GET /b []");
}

TEST(listener, refuses_control_characters_in_chunk_extensions) {
    running on;
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string nul = head + "3;x=\"y" + std::string(1, '\0') + "\"\r\nabc\r\n0\r\n\r\n";
    EXPECT_EQ(refusal(on, nul), "HTTP/1.1 400");
    raw_client client(on.served.port());
    client.send(head + "3;x=\"y\tz\"\r\nabc\r\n0\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "POST / [abc]");
}

TEST(listener, trailers_add_no_headers) {
    running on({}, [](const wire::request& from) {
        return wire::reply{200, {}, from.find_header("x-amz-target") ? "seen" : "not seen"};
    });
    raw_client client(on.served.port());
    client.send(
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\nX-Amz-Target: S.Op\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "not seen");
}

TEST(listener, refuses_what_another_server_might_read_differently) {
    running on;
    const std::string line = "POST /a HTTP/1.1\r\n";
    for (const std::string& head :
         {line + "\r\n",
          line + "Host: a\r\nHost: b\r\n\r\n",
          line + "Host: a\r\nhost: a\r\n\r\n",
          line + "Host: a b\r\n\r\n",
          line + "Host: a/b\r\n\r\n",
          line + "Host: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
          line + "Host: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          line + "Host: h\r\nTransfer-Encoding: identity\r\n\r\n",
          line + "Host: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
          line + "Host: h\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
          line + "Host: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
          line + "Host: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
          line + "Host: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
          line + "Host: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
          line + "Host: h\r\nContent-Length: 1, 1\r\n\r\na",
          line + "Host: h\r\nContent-Length: +1\r\n\r\na",
          line + "Host: h\r\nContent-Length: -1\r\n\r\na",
          line + "Host: h\r\nContent-Length: 0x1\r\n\r\na",
          line + "Host: h\r\nContent-Length: 99999999999999999999999\r\n\r\na",
          line + "Host: h\r\nContent-Length : 1\r\n\r\na",
          line + "Host: h\r\n Folded: 1\r\nBad\r\n\r\n",
          line + "Host: h\r\nX: a\r\n b\r\n\r\n",
          line + "Host: h\r\nTransfer-Encoding:\r\n\tchunked\r\n\r\n0\r\n\r\n",
          line + "Host: h\r\nContent-Length:\r\n 1\r\n\r\na",
          line + "Host: h\r\nX: a\001b\r\n\r\n",
          line + "Host: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          line + "Host: h\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
          line + "Host: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
          std::string("POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
          std::string("POST http://h/a HTTP/1.1\r\nHost: h\r\n\r\n"),
          std::string("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"),
          std::string("GET /\xc3\xa4 HTTP/1.1\r\nHost: h\r\n\r\n"),
          std::string("GET /a HTTP/2.0\r\nHost: h\r\n\r\n"),
          std::string("GET /a\r\n\r\n"),
          std::string("\x16\x03\x01\x02\r\n\r\n")})
        EXPECT_EQ(refusal(on, head), "HTTP/1.1 400") << head;
}

TEST(listener, an_upgrade_offer_does_not_hide_a_body) {
    running on;
    raw_client client(on.served.port());
    client.send(
        "POST /a HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"
        "Content-Length: 3\r\n\r\nabc");
    EXPECT_EQ(body_of(client.receive()), "POST /a [abc]");
    client.send("GET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "GET /b []");
}

TEST(listener, reads_past_a_body_that_is_too_long_and_goes_on) {
    running on({.body_size_max = 100, .body_read_max = 1000});
    raw_client client(on.served.port());
    const std::string line = "POST /a HTTP/1.1\r\nHost: h\r\n";
    client.send(line + "Content-Length: 101\r\n\r\n" + std::string(101, 'x'));
    EXPECT_EQ(body_of(client.receive()), "POST /a cut");
    client.send(line + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x') +
                "\r\n0\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "POST /a cut");
    client.send(line + "Content-Length: 100\r\n\r\n" + std::string(100, 'x'));
    EXPECT_EQ(body_of(client.receive()), "POST /a [" + std::string(100, 'x') + "]");
}

TEST(listener, refuses_what_is_too_long) {
    running on({.body_size_max = 100,
                .body_read_max = 100,
                .head_size_max = 1000,
                .header_count_max = 10});
    const std::string line = "POST /a HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(refusal(on, line + "Content-Length: 101\r\n\r\n"), "HTTP/1.1 413");
    EXPECT_EQ(refusal(on, line + "Content-Length: 101\r\nExpect: 100-continue\r\n\r\n"),
              "HTTP/1.1 413");
    EXPECT_EQ(
        refusal(on, line + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x')),
        "HTTP/1.1 413");
    std::string chunks;
    for (int at = 0; at < 11; ++at) chunks += "a\r\n0123456789\r\n";
    EXPECT_EQ(refusal(on, line + "Transfer-Encoding: chunked\r\n\r\n" + chunks), "HTTP/1.1 413");
    EXPECT_EQ(refusal(on, line + "X: " + std::string(2'000, 'x') + "\r\n\r\n"), "HTTP/1.1 431");
    EXPECT_EQ(refusal(on, line + "X: " + std::string(20'000, 'x')), "HTTP/1.1 431");
    EXPECT_EQ(refusal(on, "GET /" + std::string(2'000, 'x')), "HTTP/1.1 431");
    std::string headers;
    for (int at = 0; at < 10; ++at) headers += "X-" + std::to_string(at) + ": 1\r\n";
    EXPECT_EQ(refusal(on, line + headers + "\r\n"), "HTTP/1.1 431");
    raw_client client(on.served.port());
    client.send(line + "Content-Length: 100\r\n\r\n" + std::string(100, 'x'));
    EXPECT_EQ(status_of(client.receive()), "HTTP/1.1 200");
}

TEST(listener, refuses_endless_trailers_and_chunk_extensions) {
    running on;
    const std::string head = "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const std::string& tail :
         {"0\r\nX: " + std::string(200'000, 'x'),
          "0\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n", "1;" + std::string(200'000, 'x')}) {
        raw_client client(on.served.port());
        client.send(head + tail);
        const std::string status = status_of(client.receive());
        EXPECT_TRUE(status == "HTTP/1.1 400" || status == "HTTP/1.1 431") << status;
    }
}

TEST(listener, tells_a_slow_client_and_closes) {
    running on({.request_timeout_ms = 20, .idle_timeout_ms = 5'000});
    for (const char* part :
         {"G", "POST /a HTTP/1.1\r\nHost: h\r\n",
          "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc",
          "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n"})
        EXPECT_EQ(refusal(on, part), "HTTP/1.1 408");
}

TEST(listener, closes_an_idle_connection_without_a_word) {
    running on({.idle_timeout_ms = 20});
    raw_client fresh(on.served.port());
    EXPECT_TRUE(fresh.is_closed_by_server());
    raw_client used(on.served.port());
    used.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(status_of(used.receive()), "HTTP/1.1 200");
    EXPECT_TRUE(used.is_closed_by_server());
}

TEST(listener, a_running_answer_is_not_late) {
    std::promise<void> finish;
    const auto finished = finish.get_future().share();
    running on({.request_timeout_ms = 10, .idle_timeout_ms = 10}, [&](const wire::request& from) {
        finished.wait();
        return echo(from);
    });
    raw_client client(on.served.port());
    client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    // Several sweeps pass while another connection is found idle.
    raw_client idle(on.served.port());
    EXPECT_TRUE(idle.is_closed_by_server());
    finish.set_value();
    EXPECT_EQ(body_of(client.receive()), "GET /a []");
}

TEST(listener, turns_away_more_connections_than_its_limit) {
    running on({.connections_max = 1});
    raw_client first(on.served.port());
    first.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(status_of(first.receive()), "HTTP/1.1 200");
    EXPECT_EQ(refusal(on, ""), "HTTP/1.1 503");
    first.send("GET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(body_of(first.receive()), "GET /b []");
}

TEST(listener, invites_a_body_that_waits) {
    running on;
    raw_client client(on.served.port());
    client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    EXPECT_EQ(body_of(client.receive()), "POST /a [abc]");
    EXPECT_EQ(refusal(on, "POST /a HTTP/1.1\r\nHost: h\r\nExpect: tea\r\n\r\n"), "HTTP/1.1 417");
}

TEST(listener, answers_head_without_a_body) {
    running on;
    raw_client client(on.served.port());
    client.send("HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const std::string reply = client.receive_rest();
    EXPECT_EQ(status_of(reply), "HTTP/1.1 200");
    EXPECT_NE(reply.find("Content-Length: 10\r\n"), std::string::npos);
    EXPECT_EQ(body_of(reply), "");
}

TEST(listener, speaks_http_1_0) {
    running on;
    raw_client once(on.served.port());
    once.send("GET /a HTTP/1.0\r\n\r\n");
    const std::string reply = once.receive_rest();
    EXPECT_EQ(body_of(reply), "GET /a []");
    EXPECT_NE(reply.find("Connection: close\r\n"), std::string::npos);
    raw_client kept(on.served.port());
    kept.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_NE(kept.receive().find("Connection: keep-alive\r\n"), std::string::npos);
    kept.send("GET /b HTTP/1.0\r\n\r\n");
    EXPECT_EQ(body_of(kept.receive()), "GET /b []");
}

TEST(listener, closes_when_the_client_asks) {
    running on;
    raw_client client(on.served.port());
    client.send("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "GET /a []");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(listener, keeps_replies_whole_whatever_their_values) {
    running on;
    raw_client client(on.served.port());
    client.send("GET /injected HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.receive().find("\r\nX-B"), std::string::npos);
    client.send("GET /empty HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.receive().find("Content-Length"), std::string::npos);
    EXPECT_EQ(body_of(client.receive()), "GET /b []");
}

TEST(listener, an_exception_is_500_and_tells_nothing) {
    running on;
    raw_client client(on.served.port());
    client.send("GET /broken HTTP/1.1\r\nHost: h\r\n\r\n");
    const std::string reply = client.receive();
    EXPECT_EQ(status_of(reply), "HTTP/1.1 500");
    EXPECT_EQ(reply.find("secret"), std::string::npos);
    client.send("GET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "GET /b []");
}

TEST(listener, serves_many_connections_at_once) {
    std::atomic<int> answered = 0;
    running on({}, [&](const wire::request& from) {
        ++answered;
        return echo(from);
    });
    std::vector<std::jthread> clients;
    for (int number = 0; number < 8; ++number)
        clients.emplace_back([&on] {
            raw_client client(on.served.port());
            for (int at = 0; at < 50; ++at) {
                client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
                ASSERT_EQ(body_of(client.receive()), "POST /a [abc]");
            }
        });
    clients.clear();
    EXPECT_EQ(answered, 400);
}

TEST(listener, lets_running_requests_finish_when_it_stops) {
    std::promise<void> started;
    std::promise<void> finish;
    running on({}, [&](const wire::request& from) {
        started.set_value();
        finish.get_future().wait();
        return echo(from);
    });
    raw_client idle(on.served.port());
    raw_client client(on.served.port());
    client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    started.get_future().wait();
    on.served.stop();
    EXPECT_TRUE(idle.is_closed_by_server());
    finish.set_value();
    const std::string reply = client.receive_rest();
    EXPECT_EQ(body_of(reply), "GET /a []");
    EXPECT_NE(reply.find("Connection: close\r\n"), std::string::npos);
}

TEST(listener, does_not_wait_for_ever_when_it_stops) {
    std::promise<void> started;
    std::promise<void> finish;
    auto on =
        std::make_unique<running>(limits{.stop_timeout_ms = 20}, [&](const wire::request& from) {
            started.set_value();
            finish.get_future().wait();
            return echo(from);
        });
    raw_client client(on->served.port());
    client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    started.get_future().wait();
    on->served.stop();
    on->thread.join();
    finish.set_value();
    on.reset();
    EXPECT_EQ(client.receive(), "");
}

TEST(listener, stops_before_it_runs_and_refuses_an_address_in_use) {
    listener first({"127.0.0.1", 0, {}, nullptr}, echo);
    EXPECT_THROW(listener({"127.0.0.1", first.port(), {}, nullptr}, echo), std::runtime_error);
    first.stop();
    first.stop();
    first.run();
}

} // namespace
} // namespace cppo::server
