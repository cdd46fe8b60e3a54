// CBOR from outside: what is read is written as the same value, in one form only. Each input is
// tried as JSON too, so that both encodings are seen to hold the same values.
#include "fuzz/expect.h"
#include "fuzz/json_values.h"
#include "wire/value/cbor.h"

namespace cppo::fuzz {
namespace {

namespace json = boost::json;
using wire::parse_cbor;
using wire::serialize_cbor;

// Longer than what it was read from, since fractions become doubles.
constexpr wire::json_limits roomy{.size_max = std::size_t{8} << 20};

void is_written_as_it_is(const json::value& value) {
    const std::string written = serialize_cbor(value);
    const auto again = parse_cbor(written, roomy);
    expect(again && *again == without_nulls(value), "what is written is read as it was");
    expect(serialize_cbor(*again) == written, "a value has one form");
    expect(!parse_cbor(written + '\0', roomy), "nothing may follow the value");
    for (const std::size_t left : {written.size() - 1, written.size() / 2})
        expect(!parse_cbor(written.substr(0, left), roomy), "no part of a value is one");
    const std::string names[] = {"startTime", "Timestamp"};
    const auto tagged = parse_cbor(serialize_cbor(value, names), roomy);
    expect(tagged && *tagged == *again, "a tagged time is its number");
}

void read(std::string_view bytes) {
    if (const auto first = parse_cbor(bytes)) {
        expect(depth_of(*first) <= wire::json_limits().depth_max, "what is read is not too deep");
        expect(holds_only_texts(*first), "texts are UTF-8 without NUL");
        expect(!parse_cbor(bytes, {bytes.size() - 1}), "one byte more is too long");
        is_written_as_it_is(*first);
    } else {
        expect(!first.error().sentence.empty(), "a refusal has a sentence");
    }
}

bool fits_cbor(const json::value& value) {
    if (const auto* list = value.if_array()) return std::ranges::all_of(*list, fits_cbor);
    if (const auto* object = value.if_object())
        return std::ranges::all_of(*object,
                                   [](const auto& each) { return fits_cbor(each.value()); });
    return !value.is_uint64();
}

} // namespace
} // namespace cppo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cppo::fuzz;
    const std::string_view bytes = text_of(data, size);
    read(bytes);
    if (const auto value = cppo::wire::parse_json(bytes); value && fits_cbor(*value))
        is_written_as_it_is(*value);
    return 0;
}
