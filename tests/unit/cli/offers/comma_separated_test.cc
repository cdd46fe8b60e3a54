#include "cli/offers/comma_separated.h"

#include <gtest/gtest.h>

#include "unit/ground/rapidcheck.h"

namespace cppo::cli {
namespace {

using texts = std::vector<std::vector<std::string>>;

texts read(std::string_view text) {
    texts made;
    for (const auto& record : parse_comma_separated(text).value()) {
        made.emplace_back();
        for (const cell& each : record) made.back().push_back(each.text);
    }
    return made;
}

TEST(comma_separated, is_read_as_the_rfc_has_it) {
    EXPECT_EQ(read(""), texts{});
    EXPECT_EQ(read("a,b\nc,d"), (texts{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(read("a,b\r\nc,d\r\n"), (texts{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(read(",\n"), (texts{{"", ""}}));
    EXPECT_EQ(read("\"a,b\",\"say \"\"no\"\"\",\"two\r\nlines\"\n"),
              (texts{{"a,b", "say \"no\"", "two\r\nlines"}}));
    EXPECT_EQ(read("\"\",x"), (texts{{"", "x"}}));
}

TEST(comma_separated, leaves_out_empty_lines_and_a_byte_order_mark) {
    EXPECT_EQ(read("\xef\xbb\xbf\na\n\r\n\nb\n"), (texts{{"a"}, {"b"}}));
}

TEST(comma_separated, knows_where_a_cell_begins) {
    const auto records = parse_comma_separated("a,b\n\"x\ny\",\"é\",z\n\nlast").value();
    EXPECT_EQ(records[1][0].at.line, 2);
    EXPECT_EQ(records[1][1].at.line, 3);
    EXPECT_EQ(records[1][2].at.column, 8);
    EXPECT_EQ(records[2][0].at.line, 5);
}

TEST(comma_separated, is_refused_with_the_place) {
    struct row {
        const char* text;
        int line, column;
    };
    for (const row& each :
         {row{"a\nb,\"c", 2, 3}, row{"a\nb\"c", 2, 2}, row{"\"a\"b", 1, 4}, row{"a\xff", 1, 1}}) {
        const auto refused = parse_comma_separated(each.text);
        ASSERT_FALSE(refused) << each.text;
        EXPECT_EQ(refused.error().at.line, each.line) << each.text;
        EXPECT_EQ(refused.error().at.column, each.column) << each.text;
    }
}

TEST(comma_separated, is_read_as_it_was_written) {
    EXPECT_TRUE(rc::check([] {
        const auto any =
            rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\r', '\n', ' ', ';'));
        const auto rows = *rc::gen::container<texts>(rc::gen::resize(
            4, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(any))));
        std::string text;
        texts wanted;
        for (const auto& each : rows) {
            text += comma_separated(each);
            // A record of one empty cell is an empty line.
            if (each.size() > 1 || !each[0].empty()) wanted.push_back(each);
        }
        RC_ASSERT(read(text) == wanted);
    }));
}

} // namespace
} // namespace cppo::cli
