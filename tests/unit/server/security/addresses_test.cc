#include "server/security/addresses.h"

#include <gtest/gtest.h>

#include "server/security/key_places.h"

namespace cppo::server {
namespace {

std::vector<network> proxies(std::initializer_list<const char*> texts) {
    std::vector<network> made;
    for (const char* each : texts) made.push_back(network::parse(each).value());
    return made;
}

std::string client(const char* connected, std::initializer_list<const char*> forwarded,
                   const std::vector<network>& trusted) {
    std::vector<wire::header> headers{{"Host", "h"}};
    for (const char* each : forwarded) headers.push_back({"X-Forwarded-For", each});
    return client_of(connected, headers, trusted);
}

TEST(addresses, of_a_client_are_told_by_trusted_proxies_alone) {
    const auto trusted = proxies({"10.0.0.0/8", "2001:db8::/32"});
    EXPECT_EQ(client("10.1.2.3", {"203.0.113.7"}, trusted), "203.0.113.7");
    EXPECT_EQ(client("2001:db8::1", {"2001:0DB9::0001"}, trusted), "2001:db9::1");
    EXPECT_EQ(client("11.1.2.3", {"203.0.113.7"}, trusted), "11.1.2.3");
    EXPECT_EQ(client("2001:db9::1", {"203.0.113.7"}, trusted), "2001:db9::1");
    EXPECT_EQ(client("10.1.2.3", {"203.0.113.7"}, {}), "10.1.2.3");
    EXPECT_EQ(client("10.1.2.3", {}, trusted), "10.1.2.3");
}

TEST(addresses, of_a_client_is_the_last_that_is_no_proxy) {
    const auto trusted = proxies({"10.0.0.0/8"});
    // Whatever stands before it was sent by the client itself.
    EXPECT_EQ(client("10.1.2.3", {"1.1.1.1, 203.0.113.7"}, trusted), "203.0.113.7");
    EXPECT_EQ(client("10.1.2.3", {"1.1.1.1, 203.0.113.7, 10.9.9.9"}, trusted), "203.0.113.7");
    EXPECT_EQ(client("10.1.2.3", {"1.1.1.1", "203.0.113.7", "10.9.9.9"}, trusted), "203.0.113.7");
    EXPECT_EQ(client("10.1.2.3", {"10.4.4.4, 10.9.9.9"}, trusted), "10.4.4.4");
    EXPECT_EQ(client("10.1.2.3", {"1.1.1.1, unknown"}, trusted), "10.1.2.3");
    EXPECT_EQ(client("10.1.2.3", {"1.1.1.1, evil, 10.9.9.9"}, trusted), "10.9.9.9");
    EXPECT_EQ(client("10.1.2.3", {""}, trusted), "10.1.2.3");
}

TEST(addresses, are_read_as_proxies_write_them) {
    for (const char* text :
         {"203.0.113.7", "203.0.113.7:4711", "::ffff:203.0.113.7", "[::ffff:203.0.113.7]:80"})
        EXPECT_EQ(text_of(parse_address(text).value()), "203.0.113.7") << text;
    EXPECT_EQ(text_of(parse_address("[2001:db8::1]:443").value()), "2001:db8::1");
    for (const char* text :
         {"", "unknown", "203.0.113", "203.0.113.256", "_hidden", "[::1", "203.0.113.7 ", "::1%lo"})
        EXPECT_FALSE(parse_address(text)) << text;
}

TEST(addresses, of_a_network_are_those_of_its_prefix) {
    const auto in = [](const char* within, const char* address) {
        return network::parse(within)->holds(parse_address(address).value());
    };
    EXPECT_TRUE(in("10.0.0.0/8", "10.255.255.255"));
    EXPECT_FALSE(in("10.0.0.0/8", "11.0.0.0"));
    EXPECT_TRUE(in("192.0.2.128/25", "192.0.2.255"));
    EXPECT_FALSE(in("192.0.2.128/25", "192.0.2.127"));
    EXPECT_TRUE(in("192.0.2.1", "192.0.2.1"));
    EXPECT_FALSE(in("192.0.2.1", "192.0.2.2"));
    EXPECT_TRUE(in("0.0.0.0/0", "203.0.113.7"));
    EXPECT_FALSE(in("0.0.0.0/0", "2001:db8::1"));
    EXPECT_TRUE(in("::/0", "203.0.113.7"));
    for (const char* text : {"", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "x/8",
                             "2001:db8::/129", "10.0.0.0/8/8"})
        EXPECT_FALSE(network::parse(text)) << text;
}

TEST(key_places, are_new_once) {
    key_places places;
    EXPECT_TRUE(places.is_new("AKIA1", "203.0.113.7"));
    EXPECT_FALSE(places.is_new("AKIA1", "203.0.113.7"));
    EXPECT_TRUE(places.is_new("AKIA1", "203.0.113.8"));
    EXPECT_TRUE(places.is_new("AKIA2", "203.0.113.7"));
    EXPECT_TRUE(places.is_new("AKIA1", "2001:db8::1"));
    EXPECT_FALSE(places.is_new("AKIA1", "2001:db8::ffff"));
    EXPECT_TRUE(places.is_new("AKIA1", "2001:db8:0:1::1"));
}

} // namespace
} // namespace cppo::server
