#include "wire/value/cbor.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <cmath>
#include <limits>
#include <map>

#include "unit/ground/rapidcheck.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

std::string bytes(std::string_view digits) {
    std::string made;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
        made += static_cast<char>(std::stoi(std::string(digits.substr(at, 2)), nullptr, 16));
    return made;
}

std::string hex_of(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        text += digits[static_cast<unsigned char>(byte) >> 4];
        text += digits[static_cast<unsigned char>(byte) & 15];
    }
    return text;
}

// The value as JSON; the refusal's sentence where there is none.
std::string read(std::string_view digits) {
    const auto value = parse_cbor(bytes(digits));
    return value ? json::serialize(*value) : value.error().sentence;
}

bool is_refused(std::string_view digits) {
    return !parse_cbor(bytes(digits));
}

// Vectors of RFC 8949, appendix A, where they are within what is read here.
TEST(cbor, reads_integers_of_every_width) {
    for (const auto& [digits, text] : std::map<std::string, std::string>{
             {"00", "0"},
             {"17", "23"},
             {"1818", "24"},
             {"1903e8", "1000"},
             {"1a000f4240", "1000000"},
             {"1b000000e8d4a51000", "1000000000000"},
             {"1b7fffffffffffffff", "9223372036854775807"},
             {"20", "-1"},
             {"3863", "-100"},
             {"3903e7", "-1000"},
             {"3a000f423f", "-1000000"},
             {"3b7fffffffffffffff", "-9223372036854775808"},
             {"1800", "0"},
             {"1b0000000000000001", "1"},
         })
        EXPECT_EQ(read(digits), text) << digits;
}

TEST(cbor, reads_floats_of_three_sizes) {
    const auto number = [](std::string_view digits) {
        return parse_cbor(bytes(digits)).value().as_double();
    };
    EXPECT_EQ(number("f90000"), 0.0);
    EXPECT_TRUE(std::signbit(number("f98000")));
    EXPECT_EQ(number("f93c00"), 1.0);
    EXPECT_EQ(number("f93e00"), 1.5);
    EXPECT_EQ(number("f97bff"), 65504.0);
    EXPECT_EQ(number("f90001"), 5.960464477539063e-8);
    EXPECT_EQ(number("f90400"), 0.00006103515625);
    EXPECT_EQ(number("f9c400"), -4.0);
    EXPECT_EQ(number("fa47c35000"), 100000.0);
    EXPECT_EQ(number("fb3ff199999999999a"), 1.1);
    EXPECT_EQ(number("fb7e37e43c8800759c"), 1.0e+300);
}

TEST(cbor, reads_texts_lists_and_maps_of_both_lengths) {
    EXPECT_EQ(read("60"), R"("")");
    EXPECT_EQ(read("6449455446"), R"("IETF")");
    EXPECT_EQ(read("63e6b0b4"), "\"\xe6\xb0\xb4\"");
    EXPECT_EQ(read("7f657374726561646d696e67ff"), R"("streaming")");
    EXPECT_EQ(read("7fff"), R"("")");
    EXPECT_EQ(read("8301820203820405"), "[1,[2,3],[4,5]]");
    EXPECT_EQ(read("9f018202039f0405ffff"), "[1,[2,3],[4,5]]");
    EXPECT_EQ(read("a26161016162820203"), R"({"a":1,"b":[2,3]})");
    EXPECT_EQ(read("bf61610161629f0203ffff"), R"({"a":1,"b":[2,3]})");
    EXPECT_EQ(read("bf7f6161ff01ff"), R"({"a":1})");
    EXPECT_EQ(read("a0"), "{}");
    EXPECT_EQ(read("bfff"), "{}");
    EXPECT_EQ(read("84f4f5f6f7"), "[false,true,null,null]");
}

TEST(cbor, reads_times_as_the_numbers_they_are) {
    EXPECT_EQ(read("c11a514b67b0"), "1363896240");
    EXPECT_EQ(read("d8011a514b67b0"), "1363896240");
    EXPECT_EQ(read("c120"), "-1");
    EXPECT_EQ(parse_cbor(bytes("c1fb41d452d9ec200000")).value().as_double(), 1363896240.5);
    EXPECT_EQ(parse_cbor(bytes("c1f93e00")).value().as_double(), 1.5);
}

TEST(cbor, refuses_what_json_cannot_hold) {
    EXPECT_EQ(read("1b8000000000000000"),
              "The document has an integer beyond 64 bits at offset 9.");
    for (const char* beyond : {"1bffffffffffffffff", "3b8000000000000000", "3bffffffffffffffff"})
        EXPECT_TRUE(is_refused(beyond)) << beyond;
    for (const char* not_finite : {"f97c00", "f9fc00", "f97e00", "fa7f800000", "faffc00000",
                                   "fb7ff0000000000000", "fb7ff8000000000000", "c1f97e00"})
        EXPECT_TRUE(is_refused(not_finite)) << not_finite;
    for (const char* blob : {"40", "4401020304", "5f42010243030405ff"})
        EXPECT_TRUE(is_refused(blob)) << blob;
    for (const char* key : {"a10101", "a1f601", "a1c10101", "a1416101", "a1806161"})
        EXPECT_TRUE(is_refused(key)) << key;
}

TEST(cbor, refuses_other_tags_and_times_that_are_no_numbers) {
    for (const char* tagged :
         {"c001", "c074323031332d30332d32315432303a30343a30305a", "c201", "c249010000000000000000",
          "d74401020304", "d818456449455446", "d9d9f700", "db000000010000000101", "df01", "c1c101",
          "c16161", "c1f6", "c1f5", "c180", "c1a0", "c1", "c1ff"})
        EXPECT_TRUE(is_refused(tagged)) << tagged;
}

TEST(cbor, refuses_members_named_twice) {
    EXPECT_EQ(read("a2616101616101"), "The document names a member twice at offset 6.");
    EXPECT_TRUE(is_refused("bf61610161620161617f61ff"));
    EXPECT_TRUE(is_refused("a26161017f6161ff02"));
    EXPECT_TRUE(is_refused("81a2616101616102"));
    EXPECT_EQ(read("a26161a161610161620a"), R"({"a":{"a":1},"b":10})");
}

TEST(cbor, refuses_bytes_that_are_not_text) {
    for (const char* text : {"61ff", "62c0af", "63eda080", "6100", "63610062", "a1610001",
                             "7f61e662b0b4ff", "7f7f6161ffff", "7f4161ff", "7f01ff", "7ff6ff"})
        EXPECT_TRUE(is_refused(text)) << text;
}

TEST(cbor, refuses_what_is_not_one_whole_value) {
    EXPECT_EQ(read(""), "The document is cut off at offset 0.");
    EXPECT_EQ(read("0000"), "The document has something after its value at offset 1.");
    for (const char* broken : {"18",     "19ff",     "1b00000000000000",
                               "61",     "7f",       "7f6161",
                               "81",     "9f",       "9f01",
                               "a1",     "a16161",   "bf",
                               "bf6161", "bf6161ff", "ff",
                               "81ff",   "a1ff",     "1c",
                               "1f",     "3c",       "3f",
                               "5c",     "7c",       "9c",
                               "9d",     "bc",       "be",
                               "dc",     "f8",       "f818",
                               "f8ff",   "e0",       "f0",
                               "fc",     "fd",       "fe"})
        EXPECT_TRUE(is_refused(broken)) << broken;
}

TEST(cbor, refuses_documents_beyond_its_limits) {
    const auto nested = [](std::size_t depth) { return std::string(depth - 1, '\x81') + "\x80"; };
    const auto open = [](std::size_t depth) { return std::string(depth, '\x9f'); };
    EXPECT_TRUE(parse_cbor(nested(32)));
    EXPECT_FALSE(parse_cbor(nested(33)));
    EXPECT_FALSE(parse_cbor(open(1'000'000)));
    std::string maps;
    for (int depth = 0; depth < 100'000; ++depth)
        maps +=
            "\xbf\x61"
            "a";
    EXPECT_FALSE(parse_cbor(maps));
    EXPECT_TRUE(parse_cbor(bytes("820102"), {.size_max = 3}));
    EXPECT_FALSE(parse_cbor(bytes("820102"), {.size_max = 2}));
    const std::string most = bytes("7a000ffffb") + std::string((1 << 20) - 5, 'a');
    EXPECT_EQ(parse_cbor(most).value().as_string().size(), (1U << 20) - 5);
    EXPECT_FALSE(parse_cbor(bytes("7a000ffffc") + std::string((1 << 20) - 4, 'a')));
}

// A length that was only announced takes no memory, at no depth.
TEST(cbor, believes_no_length_it_does_not_see) {
    for (const char* head : {"9b7fffffffffffffff", "9bffffffffffffffff", "bbffffffffffffffff",
                             "bb8000000000000000", "7bffffffffffffffff", "7b7fffffffffffffff",
                             "9a00100000", "ba00100000", "7a00100000", "820161", "a26161"})
        EXPECT_TRUE(is_refused(head)) << head;
    std::string announced;
    for (int depth = 0; depth < 32; ++depth) announced += bytes("9a000fff00");
    announced.resize(1 << 20, '\x80');
    EXPECT_FALSE(parse_cbor(announced));
}

TEST(cbor, writes_the_shortest_integers) {
    for (const auto& [number, digits] : std::map<std::int64_t, std::string>{
             {0, "00"},
             {23, "17"},
             {24, "1818"},
             {255, "18ff"},
             {256, "190100"},
             {65'535, "19ffff"},
             {65'536, "1a00010000"},
             {4'294'967'295, "1affffffff"},
             {4'294'967'296, "1b0000000100000000"},
             {-1, "20"},
             {-24, "37"},
             {-25, "3818"},
             {std::numeric_limits<std::int64_t>::max(), "1b7fffffffffffffff"},
             {std::numeric_limits<std::int64_t>::min(), "3b7fffffffffffffff"},
         })
        EXPECT_EQ(hex_of(serialize_cbor(number)), digits) << number;
    EXPECT_EQ(hex_of(serialize_cbor(std::numeric_limits<std::uint64_t>::max())),
              "1bffffffffffffffff");
}

TEST(cbor, writes_every_kind_of_value_and_leaves_null_members_out) {
    EXPECT_EQ(hex_of(serialize_cbor(1.1)), "fb3ff199999999999a");
    EXPECT_EQ(hex_of(serialize_cbor(2.0)), "fb4000000000000000");
    EXPECT_EQ(hex_of(serialize_cbor({true, false, nullptr, "IETF"})), "84f5f4f66449455446");
    EXPECT_EQ(hex_of(serialize_cbor({{"a", nullptr}, {"b", {{"c", nullptr}}}})), "a16162a0");
    EXPECT_EQ(hex_of(serialize_cbor(json::object())), "a0");
    EXPECT_EQ(hex_of(serialize_cbor(json::array())), "80");
}

TEST(cbor, writes_members_that_are_times_as_times) {
    const std::string times[] = {"at", "until"};
    EXPECT_EQ(hex_of(serialize_cbor({{"at", 1'363'896'240}, {"on", 1}}, times)),
              "a2626174c11a514b67b0626f6e01");
    EXPECT_EQ(hex_of(serialize_cbor({{"l", {{{"until", 1.5}}}}}, times)),
              "a1616c81a165756e74696cc1fb3ff8000000000000");
    EXPECT_EQ(hex_of(serialize_cbor({{"at", "now"}, {"until", nullptr}}, times)),
              "a162617463"
              "6e6f77");
}

json::value arbitrary_value(int depth) {
    const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
    const auto text = [] {
        return *rc::gen::container<std::string>(rc::gen::inRange('\x01', '\x7f')) +
               *rc::gen::element<std::string>("", "\xc3\xa4", "\xf0\x9f\x98\x80");
    };
    if (kind == 0) return *rc::gen::arbitrary<std::int64_t>();
    if (kind == 1) return *rc::gen::suchThat<double>([](double d) { return std::isfinite(d); });
    if (kind == 2) return *rc::gen::arbitrary<bool>();
    if (kind == 3) return json::string(text());
    if (kind == 4) return nullptr;
    const int size = *rc::gen::inRange(0, 5);
    if (kind == 5) {
        json::array list;
        for (int at = 0; at < size; ++at) list.push_back(arbitrary_value(depth - 1));
        return list;
    }
    json::object map;
    for (int at = 0; at < size; ++at) {
        json::value member = arbitrary_value(depth - 1);
        if (!member.is_null()) map[text()] = std::move(member);
    }
    return map;
}

RC_GTEST_PROP(cbor, reads_what_it_writes, ()) {
    const json::value value = arbitrary_value(4);
    const std::string written = serialize_cbor(value);
    const auto read = parse_cbor(written);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == value);
    RC_ASSERT(serialize_cbor(*read) == written);
}

// Whatever is taken is a value that can be written, and then is the same.
void expect_value_or_refusal(const std::string& document) {
    const auto value = parse_cbor(document);
    if (!value) {
        EXPECT_FALSE(value.error().sentence.empty());
        return;
    }
    const auto again = parse_cbor(serialize_cbor(*value));
    ASSERT_TRUE(again) << hex_of(document);
    EXPECT_EQ(serialize_cbor(*again), serialize_cbor(*value)) << hex_of(document);
}

std::string request_of_every_kind() {
    return bytes("bf6b50726f64756374436f646563616263") + bytes("6646696c746572a1") +
           bytes("6944494d454e53494f4e9f6161627573ff") + bytes("6a4d6178526573756c74731819") +
           bytes("6553696e6365c1fb41d452d9ec200000") + bytes("64466c6167f5") +
           bytes("6448616c66f93e00") + bytes("644e6f6e65f7") + bytes("64506172747f61616162ff") +
           bytes("634e6567390100") + bytes("ff");
}

RC_GTEST_PROP(cbor, any_bytes_are_a_value_or_a_refusal, (const std::string& document)) {
    expect_value_or_refusal(document);
}

TEST(cbor, every_truncation_is_refused) {
    const std::string whole = request_of_every_kind();
    ASSERT_TRUE(parse_cbor(whole)) << parse_cbor(whole).error().sentence;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        // On the heap and exactly as long, so that a sanitizer sees a byte read too far.
        const std::vector<char> cut(whole.begin(), whole.begin() + static_cast<long>(size));
        EXPECT_FALSE(parse_cbor({cut.data(), cut.size()})) << size;
    }
}

TEST(cbor, every_change_of_one_byte_is_a_value_or_a_refusal) {
    const std::string whole = request_of_every_kind();
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (int byte = 0; byte < 256; ++byte) {
            std::string changed = whole;
            changed[at] = static_cast<char>(byte);
            expect_value_or_refusal(changed);
        }
}

} // namespace
} // namespace cppo::wire
