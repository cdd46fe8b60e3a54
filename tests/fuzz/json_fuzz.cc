// JSON from outside: what is read fits the limits, is text throughout, and reads the same again.
#include <boost/json/serialize.hpp>

#include "fuzz/expect.h"
#include "fuzz/json_values.h"

namespace cppo::fuzz {
namespace {

namespace json = boost::json;
using wire::json_limits;
using wire::parse_json;

void keeps_to_its_limits(std::string_view text, const json::value& read) {
    const json_limits usual;
    const std::size_t depth = depth_of(read);
    expect(text.size() <= usual.size_max, "what is read is not too long");
    expect(depth <= usual.depth_max, "what is read is not too deep");
    expect(parse_json(text, {text.size(), std::max<std::size_t>(depth, 1)}).has_value(),
           "a document may be as long and as deep as the limits say");
    expect(!parse_json(text, {text.size() - 1, depth}), "one byte more is too long");
    if (depth > 1)
        expect(!parse_json(text, {text.size(), depth - 1}), "one level more is too deep");
}

void is_strict(std::string_view text, const json::value& read) {
    expect(wire::is_text(text) && holds_only_texts(read), "what is read is UTF-8 without NUL");
    for (const char* tail : {" 1", ",", "]", "}", "null", "\"\"", "/**/"})
        if (!read.is_number() || tail[0] == ' ')
            expect(!parse_json(std::string(text) + tail), "nothing may follow the value");
    const auto* object = read.if_object();
    if (!object || object->empty()) return;
    const std::string again = json::serialize(*object);
    const std::string member = json::serialize(json::value(object->begin()->key())) + ":1";
    expect(!parse_json("{" + member + "," + again.substr(1)), "no member is named twice");
}

void read(std::string_view text) {
    const auto first = parse_json(text);
    if (!first) return expect(!first.error().sentence.empty(), "a refusal has a sentence");
    keeps_to_its_limits(text, *first);
    is_strict(text, *first);
    const auto second = parse_json(json::serialize(*first), {.size_max = std::size_t{8} << 20});
    expect(second && is_same(*first, *second), "what is written is read as it was");
}

} // namespace
} // namespace cppo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    cppo::fuzz::read(cppo::fuzz::text_of(data, size));
    return 0;
}
