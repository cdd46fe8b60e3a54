#include "notation/characters.h"

#include <gtest/gtest.h>

#include <array>
#include <boost/json/value.hpp>
#include <string>

#include "notation/shape.h"

namespace cppo::notation {
namespace {

using namespace std::string_literals;

std::string utf_8(std::uint32_t character) {
    if (character < 0x80) return {static_cast<char>(character)};
    std::string made;
    const int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    for (int at = 0; at < more; ++at, character >>= 6)
        made.insert(made.begin(), static_cast<char>(0x80 | (character & 0x3F)));
    made.insert(made.begin(), static_cast<char>((0xF0 << (3 - more)) | character));
    return made;
}

constexpr std::array<std::uint32_t, 37> misleading{
    0x01,   0x08,   0x0B,   0x1B,   0x1F,   0x7F,    0x80,   0x9F,   0xAD,   0x61C,
    0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F,  0x2028, 0x2029, 0x202A, 0x202B,
    0x202C, 0x202D, 0x202E, 0x2060, 0x2061, 0x2064,  0x2066, 0x2067, 0x2068, 0x2069,
    0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xE0001, 0xE007F};

TEST(characters, that_mislead_stand_in_no_name_and_in_no_prose) {
    for (const std::uint32_t each : misleading) {
        EXPECT_FALSE(is_readable("Contoso" + utf_8(each) + "Ltd", writing::name)) << each;
        EXPECT_FALSE(is_readable(utf_8(each), writing::name)) << each;
        EXPECT_FALSE(is_readable("a\n" + utf_8(each) + "b", writing::prose)) << each;
        EXPECT_TRUE(is_readable("a" + utf_8(each), writing::document)) << each;
    }
}

TEST(characters, of_all_scripts_stand_in_names) {
    for (const char* each : {"", "Contoso Ltd.", "Łódź & Sons", "株式会社", "Ελλάς", "שלום", "شركة",
                             "क्ष", "😀", "O’Brien – “quoted” …", "ﷺ"})
        EXPECT_TRUE(is_readable(each, writing::name)) << each;
    // The neighbours of what misleads.
    for (const std::uint32_t each : {0x20U, 0x7EU, 0xA0U, 0xAEU, 0x61BU, 0x61DU, 0x200AU, 0x2010U,
                                     0x2027U, 0x202FU, 0x205FU, 0x2070U, 0xFEFEU, 0xFFFCU})
        EXPECT_TRUE(is_readable("a" + utf_8(each) + "b", writing::name)) << each;
}

TEST(characters, joiners_stand_between_letters_of_scripts_that_need_them) {
    EXPECT_TRUE(is_readable("می\u200cخواهم", writing::name)); // Persian
    EXPECT_TRUE(is_readable("क्\u200dष", writing::name));      // Hindi
    EXPECT_TRUE(is_readable("ක්\u200dෂ", writing::name));      // Sinhala
    EXPECT_FALSE(is_readable("می\u200c", writing::name));
    EXPECT_FALSE(is_readable("\u200cمی", writing::name));
    EXPECT_FALSE(is_readable("می\u200c\u200cخواهم", writing::name));
    EXPECT_FALSE(is_readable("a\u200cb", writing::name));
    EXPECT_FALSE(is_readable("می\u200cb", writing::name));
    EXPECT_FALSE(is_readable("👩\u200d💻", writing::name));
}

TEST(characters, of_lines_stand_in_prose_alone) {
    for (const char* each : {"one\ntwo", "one\r\ntwo", "one\ttwo"}) {
        EXPECT_TRUE(is_readable(each, writing::prose));
        EXPECT_FALSE(is_readable(each, writing::name));
    }
}

TEST(characters, are_checked_wherever_a_text_is_described) {
    shapes all("test");
    all.document("Order", {may("Name", text(1, 99)), may("Code", text_matching(1, 99, "^.*$")),
                           may("Names", list(text(1, 99))), may("Tags", map(text(), text())),
                           may("About", prose(1, 99)), may("Details", document_text(1, 99))});
    const auto faults = [&](const char* member, const boost::json::value& value) {
        return all.check("Order", boost::json::object{{member, value}}).size();
    };
    const std::string turned = "abc\u202ecba";
    EXPECT_EQ(faults("Name", boost::json::string(turned)), 1U);
    EXPECT_EQ(faults("Code", boost::json::string(turned)), 1U);
    EXPECT_EQ(faults("About", boost::json::string(turned)), 1U);
    EXPECT_EQ(faults("Names", {turned}), 1U);
    EXPECT_EQ(faults("Tags", boost::json::object{{turned, "a"}}), 1U);
    EXPECT_EQ(faults("Tags", boost::json::object{{"a", turned}}), 1U);
    EXPECT_EQ(faults("Details", boost::json::string(turned)), 0U);
    EXPECT_EQ(faults("Name", "two\nlines"), 1U);
    EXPECT_EQ(faults("About", "two\nlines"), 0U);
}

} // namespace
} // namespace cppo::notation
