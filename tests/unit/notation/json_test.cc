#include "notation/json.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "unit/ground/rapidcheck.h"

namespace cppo::notation {
namespace {

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

TEST(json, reads_every_kind_of_value) {
    const auto value =
        parse_json(R"({"a":[1,-2,3.5,true,null,"x"],"b":{"c":18446744073709551615}})");
    ASSERT_TRUE(value);
    EXPECT_EQ(boost::json::serialize(*value),
              R"({"a":[1,-2,3.5E0,true,null,"x"],"b":{"c":18446744073709551615}})");
}

TEST(json, refuses_what_is_not_one_whole_document) {
    for (const char* text : {"", " ", "{", "{}x", "{} {}", "[1,]", "{\"a\":1,}", "nul", "01", "'a'",
                             "// x\n{}", "NaN", "1e999", "-1e999"})
        EXPECT_FALSE(parse_json(text)) << text;
}

TEST(json, refuses_bytes_that_are_not_utf_8_and_nul) {
    EXPECT_FALSE(parse_json("\"\xff\""));
    EXPECT_FALSE(parse_json("\"\xed\xa0\x80\""));
    for (const char* lone : {R"("\ud800")", R"("\udc00")", R"("\ud800x")", R"("\ud800\u0041")",
                             R"("\udc00\ud800")", R"("\ud800\ud800\udc00")", R"({"\ud800":1})"})
        EXPECT_FALSE(parse_json(lone)) << lone;
    EXPECT_TRUE(parse_json(R"("\ud83d\ude00")"));
    EXPECT_FALSE(parse_json(R"("a\u0000b")"));
    EXPECT_FALSE(parse_json(R"({"a\u0000b":1})"));
    EXPECT_TRUE(parse_json("\"\xe2\x82\xac\""));
}

TEST(json, refuses_a_member_named_twice_at_any_depth) {
    EXPECT_FALSE(parse_json(R"({"a":1,"a":1})"));
    EXPECT_FALSE(parse_json(R"([{"b":{"a":1,"c":2,"a":{}}}])"));
    EXPECT_FALSE(parse_json(R"({"a":1,"\u0061":2})"));
    EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":{"a":1}})"));
    std::string many = "{";
    for (int at = 0; at < 100; ++at) many += "\"m" + std::to_string(at) + "\":0,";
    EXPECT_TRUE(parse_json(many + "\"last\":0}"));
    EXPECT_FALSE(parse_json(many + "\"m7\":0}"));
}

TEST(json, refuses_documents_beyond_its_limits) {
    EXPECT_TRUE(parse_json(nested(32)));
    EXPECT_FALSE(parse_json(nested(33)));
    EXPECT_FALSE(parse_json(std::string(100'000, '[')));
    EXPECT_TRUE(parse_json("[1,2]", {.size_max = 5}));
    EXPECT_FALSE(parse_json("[1,2]", {.size_max = 4}));
}

TEST(json, tells_utf_8_text_from_other_bytes) {
    for (const char* good :
         {"", "a", "\xc2\xa2", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xed\x9f\xbf"})
        EXPECT_TRUE(is_text(good)) << good;
    for (const char* bad : {"\x80", "\xc0\xaf", "\xc2", "\xe0\x80\x80", "\xed\xa0\x80", "\xe2\x82",
                            "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff"})
        EXPECT_FALSE(is_text(bad)) << bad;
    EXPECT_FALSE(is_text(std::string_view("a\0b", 3)));
}

RC_GTEST_PROP(json, text_is_what_the_parser_takes_in_a_string, (const std::string& bytes)) {
    std::string plain;
    std::string quoted = "\"";
    for (const char c : bytes) {
        if (c >= 0 && c < ' ') continue; // JSON has no control characters
        plain += c;
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    RC_ASSERT(parse_json(quoted + '"').has_value() == is_text(plain));
}

TEST(json, a_null_member_is_not_there) {
    const auto value = parse_json(R"({"n":null,"t":"x","i":7,"b":false,"l":[],"o":{},"s":1.5})");
    const auto& in = value->as_object();
    EXPECT_FALSE(find_text(in, "n"));
    EXPECT_FALSE(find_value(in, "n"));
    EXPECT_FALSE(find_integer(in, "t"));
    EXPECT_EQ(get_text(in, "t"), "x");
    EXPECT_EQ(get_integer(in, "i"), 7);
    EXPECT_FALSE(get_boolean(in, "b"));
    EXPECT_TRUE(get_list(in, "l").empty());
    EXPECT_TRUE(get_object(in, "o").empty());
    EXPECT_EQ(get_timestamp(in, "s").ms(), 1500);
    EXPECT_EQ(get_timestamp(in, "i").ms(), 7000);
    EXPECT_THROW(get_text(in, "n"), std::logic_error);
    EXPECT_THROW(get_list(in, "t"), std::logic_error);
}

} // namespace
} // namespace cppo::notation
