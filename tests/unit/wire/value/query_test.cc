#include "wire/value/query.h"

#include <gtest/gtest.h>

#include "unit/ground/rapidcheck.h"
#include "wire/message/message.h"

namespace cppo::wire {
namespace {

TEST(query, splits_and_decodes_pairs) {
    const auto pairs = parse_query("catalog=AWS%4darketplace&flag&&a=b=c&space=x+y%20z");
    ASSERT_EQ(pairs.size(), 4U);
    EXPECT_EQ(pairs[0], std::pair(std::string("catalog"), std::string("AWSMarketplace")));
    EXPECT_EQ(pairs[1], std::pair(std::string("flag"), std::string("")));
    EXPECT_EQ(pairs[2], std::pair(std::string("a"), std::string("b=c")));
    EXPECT_EQ(pairs[3], std::pair(std::string("space"), std::string("x y z")));
}

TEST(query, leaves_an_escape_that_is_none_as_it_was) {
    EXPECT_EQ(percent_decoded("100%"), "100%");
    EXPECT_EQ(percent_decoded("%zz%4"), "%zz%4");
}

RC_GTEST_PROP(query, decoding_undoes_encoding, (const std::string& text)) {
    RC_ASSERT(percent_decoded(percent_encoded(text)) == text);
}

TEST(message, parts_a_target_and_finds_headers_in_any_case) {
    const request from{"GET", "/a/b?c=d?e", {{"Content-Type", "text/plain"}}, "", ""};
    EXPECT_EQ(from.path(), "/a/b");
    EXPECT_EQ(from.query(), "c=d?e");
    EXPECT_EQ(from.find_header("content-TYPE"), "text/plain");
    EXPECT_FALSE(from.find_header("content"));
}

} // namespace
} // namespace cppo::wire
