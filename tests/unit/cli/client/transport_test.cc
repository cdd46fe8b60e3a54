#include "cli/client/transport.h"

#include <gtest/gtest.h>

#include "cli/client/backoff.h"
#include "cli/client/bad_input.h"
#include "cli/offers/progress_bar.h"

namespace cppo::cli {
namespace {

TEST(endpoint, is_an_address) {
    const auto plain = parse_endpoint("http://127.0.0.1:8080/");
    EXPECT_EQ(plain.origin, "http://127.0.0.1:8080");
    EXPECT_EQ(plain.host, "127.0.0.1:8080");
    EXPECT_EQ(plain.path, "");
    const auto below = parse_endpoint("https://market.example:443/aws//");
    EXPECT_EQ(below.host, "market.example");
    EXPECT_EQ(below.text(), "https://market.example/aws");
    EXPECT_EQ(parse_endpoint("http://[::1]:8080").host, "[::1]:8080");
}

TEST(endpoint, is_refused_where_it_is_anything_else) {
    for (const char* text :
         {"", "127.0.0.1:8080", "ftp://a.example", "http://", "http://a b", "http://user@a.example",
          "http://a.example/?x=1", "http://a.example/#x", "http://a.example:99999"})
        EXPECT_THROW(parse_endpoint(text), bad_input) << text;
}

TEST(backoff, doubles_up_to_its_most_and_varies) {
    backoff waits(wait_time(100), wait_time(1'000));
    for (const std::int64_t most : {100, 200, 400, 800, 1'000, 1'000}) {
        const auto length = waits.next().count();
        EXPECT_GE(length, most / 2);
        EXPECT_LE(length, most);
    }
}

TEST(progress, is_a_bar) {
    EXPECT_EQ(bar_text(60, 15, 2),
              "[##########..............................]  15 of 60, 2 failed");
    EXPECT_EQ(bar_text(60, 60, 0), "[########################################]  60 of 60");
    EXPECT_EQ(bar_text(0, 0, 0), "[########################################]  0 of 0");
}

} // namespace
} // namespace cppo::cli
