#include "wire/value/cbor.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace cppo::wire {
namespace {

namespace json = boost::json;

// The upper three bits of an item's first byte.
enum class major : unsigned {
    positive = 0,
    negative = 1,
    bytes = 2,
    text = 3,
    list = 4,
    map = 5,
    tag = 6,
    simple = 7,
};

// The lower five bits: numbers below 24 stand there themselves.
constexpr unsigned in_one_byte = 24;
constexpr unsigned in_two_bytes = 25;
constexpr unsigned in_four_bytes = 26;
constexpr unsigned in_eight_bytes = 27;
constexpr unsigned indefinite = 31;

constexpr unsigned simple_false = 20;
constexpr unsigned simple_true = 21;
constexpr unsigned simple_null = 22;
constexpr unsigned simple_undefined = 23;
constexpr unsigned char break_byte = 0xFF;

constexpr std::uint64_t epoch_tag = 1;
constexpr auto integer_max = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

double from_half(std::uint64_t bits) {
    const int exponent = static_cast<int>(bits >> 10 & 0x1F);
    const double fraction = static_cast<double>(bits & 0x3FF);
    double size = std::ldexp(fraction + 1024, exponent - 25);
    if (exponent == 0) size = std::ldexp(fraction, -24);
    if (exponent == 31) size = std::numeric_limits<double>::infinity();
    return bits & 0x8000 ? -size : size;
}

class reader {
  public:
    reader(std::string_view bytes, std::size_t depth_max)
        : size_(bytes.size()), rest_(bytes), depth_max_(depth_max) {}

    std::expected<json::value, malformed_cbor> read_document() {
        json::value whole;
        if (read_value(whole, 0) && !rest_.empty()) refuse("has something after its value");
        if (why_.empty()) return whole;
        return std::unexpected(malformed_cbor{"The document " + std::string(why_) + " at offset " +
                                              std::to_string(size_ - rest_.size()) + "."});
    }

  private:
    struct head {
        major what = major::simple;
        unsigned info = 0;
        std::uint64_t argument = 0;

        bool is_indefinite() const { return info == indefinite; }
    };

    bool refuse(std::string_view why) {
        if (why_.empty()) why_ = why;
        return false;
    }

    bool read_head(head& into) {
        if (rest_.empty()) return refuse("is cut off");
        const auto first = static_cast<unsigned char>(rest_.front());
        into = {static_cast<major>(first >> 5), first & 0x1FU, first & 0x1FU};
        rest_.remove_prefix(1);
        if (into.info < in_one_byte || into.is_indefinite()) return true;
        if (into.info > in_eight_bytes) return refuse("is not valid CBOR");
        const std::size_t width = std::size_t{1} << (into.info - in_one_byte);
        if (rest_.size() < width) return refuse("is cut off");
        into.argument = 0;
        for (const char byte : rest_.substr(0, width))
            into.argument = into.argument << 8 | static_cast<unsigned char>(byte);
        rest_.remove_prefix(width);
        return true;
    }

    bool read_value(json::value& into, std::size_t depth) {
        head at;
        if (!read_head(at)) return false;
        switch (at.what) {
            case major::positive:
            case major::negative:
                return read_integer(at, into);
            case major::bytes:
                return refuse("has a byte string");
            case major::text:
                return read_text(at, into.emplace_string());
            case major::list:
                return read_list(at, into.emplace_array(), depth + 1);
            case major::map:
                return read_map(at, into.emplace_object(), depth + 1);
            case major::tag:
                return read_tagged(at, into);
            case major::simple:
                return read_simple(at, into);
        }
        return refuse("is not valid CBOR");
    }

    bool read_integer(const head& at, json::value& into) {
        if (at.is_indefinite()) return refuse("is not valid CBOR");
        if (at.argument > integer_max) return refuse("has an integer beyond 64 bits");
        const auto number = static_cast<std::int64_t>(at.argument);
        into = at.what == major::negative ? -1 - number : number;
        return true;
    }

    bool read_text(const head& at, json::string& into) {
        if (!at.is_indefinite()) return append_text(at, into);
        while (!takes_break()) {
            head part;
            if (!read_head(part)) return false;
            if (part.what != major::text || part.is_indefinite())
                return refuse("has a text with parts that are none");
            if (!append_text(part, into)) return false;
        }
        return true;
    }

    bool append_text(const head& at, json::string& into) {
        if (at.argument > rest_.size()) return refuse("is cut off");
        const std::string_view text = rest_.substr(0, at.argument);
        if (!is_text(text)) return refuse("has a text that is not UTF-8, or holds NUL,");
        into.append(text);
        rest_.remove_prefix(text.size());
        return true;
    }

    bool read_list(const head& at, json::array& into, std::size_t depth) {
        if (depth > depth_max_) return refuse("is nested too deeply");
        if (!at.is_indefinite() && at.argument > rest_.size()) return refuse("is cut off");
        for (std::uint64_t left = at.argument; at.is_indefinite() ? !takes_break() : left > 0;
             --left)
            if (!read_value(into.emplace_back(nullptr), depth)) return false;
        return true;
    }

    bool read_map(const head& at, json::object& into, std::size_t depth) {
        if (depth > depth_max_) return refuse("is nested too deeply");
        if (!at.is_indefinite() && at.argument > rest_.size() / 2) return refuse("is cut off");
        for (std::uint64_t left = at.argument; at.is_indefinite() ? !takes_break() : left > 0;
             --left) {
            head key;
            json::string name;
            if (!read_head(key)) return false;
            if (key.what != major::text) return refuse("has a key that is not a text");
            if (!read_text(key, name)) return false;
            const auto [member, is_new] = into.emplace(name, nullptr);
            if (!is_new) return refuse("names a member twice");
            if (!read_value(member->value(), depth)) return false;
        }
        return true;
    }

    bool read_tagged(const head& at, json::value& into) {
        if (at.is_indefinite() || at.argument != epoch_tag) return refuse("has an unknown tag");
        head number;
        if (!read_head(number)) return false;
        if (number.what == major::positive || number.what == major::negative)
            return read_integer(number, into);
        if (number.what == major::simple && is_float(number)) return read_simple(number, into);
        return refuse("has a time that is not a number");
    }

    static bool is_float(const head& at) {
        return at.info >= in_two_bytes && at.info <= in_eight_bytes;
    }

    bool read_simple(const head& at, json::value& into) {
        switch (at.info) {
            case simple_false:
            case simple_true:
                into = at.info == simple_true;
                return true;
            case simple_null:
            case simple_undefined:
                into = nullptr;
                return true;
            case in_two_bytes:
                return take_float(from_half(at.argument), into);
            case in_four_bytes:
                return take_float(std::bit_cast<float>(static_cast<std::uint32_t>(at.argument)),
                                  into);
            case in_eight_bytes:
                return take_float(std::bit_cast<double>(at.argument), into);
            default:
                return refuse("is not valid CBOR");
        }
    }

    bool take_float(double number, json::value& into) {
        if (!std::isfinite(number)) return refuse("has a number that is not finite");
        into = number;
        return true;
    }

    bool takes_break() {
        if (rest_.empty() || static_cast<unsigned char>(rest_.front()) != break_byte) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::size_t size_;
    std::string_view rest_;
    std::size_t depth_max_;
    std::string_view why_;
};

class writer {
  public:
    explicit writer(std::span<const std::string> timestamps) : timestamps_(timestamps) {}

    void write(const json::value& value) {
        switch (value.kind()) {
            case json::kind::null:
                return write_head(major::simple, simple_null);
            case json::kind::bool_:
                return write_head(major::simple, value.get_bool() ? simple_true : simple_false);
            case json::kind::int64:
                return write_integer(value.get_int64());
            case json::kind::uint64:
                return write_head(major::positive, value.get_uint64());
            case json::kind::double_:
                return write_bits(major::simple, in_eight_bytes, 8,
                                  std::bit_cast<std::uint64_t>(value.get_double()));
            case json::kind::string:
                return write_text(value.get_string());
            case json::kind::array:
                write_head(major::list, value.get_array().size());
                for (const json::value& each : value.get_array()) write(each);
                return;
            case json::kind::object:
                return write_map(value.get_object());
        }
    }

    std::string take() && { return std::move(made_); }

  private:
    void write_map(const json::object& map) {
        const auto is_there = [](const auto& member) { return !member.value().is_null(); };
        write_head(major::map, static_cast<std::uint64_t>(std::ranges::count_if(map, is_there)));
        for (const auto& member : map) {
            if (!is_there(member)) continue;
            write_text(member.key());
            if (member.value().is_number() && is_timestamp(member.key()))
                write_head(major::tag, epoch_tag);
            write(member.value());
        }
    }

    bool is_timestamp(std::string_view name) const {
        return std::ranges::find(timestamps_, name) != timestamps_.end();
    }

    void write_integer(std::int64_t number) {
        if (number < 0) return write_head(major::negative, static_cast<std::uint64_t>(~number));
        write_head(major::positive, static_cast<std::uint64_t>(number));
    }

    void write_text(std::string_view text) {
        write_head(major::text, text.size());
        made_ += text;
    }

    void write_head(major what, std::uint64_t argument) {
        if (argument < in_one_byte)
            write_bits(what, static_cast<unsigned>(argument), 0, argument);
        else if (argument <= 0xFF)
            write_bits(what, in_one_byte, 1, argument);
        else if (argument <= 0xFFFF)
            write_bits(what, in_two_bytes, 2, argument);
        else if (argument <= 0xFFFF'FFFF)
            write_bits(what, in_four_bytes, 4, argument);
        else
            write_bits(what, in_eight_bytes, 8, argument);
    }

    void write_bits(major what, unsigned info, int width, std::uint64_t bits) {
        made_ += static_cast<char>(static_cast<unsigned>(what) << 5 | info);
        for (int byte = width - 1; byte >= 0; --byte)
            made_ += static_cast<char>(bits >> (8 * byte) & 0xFF);
    }

    std::span<const std::string> timestamps_;
    std::string made_;
};

} // namespace

std::expected<json::value, malformed_cbor> parse_cbor(std::string_view bytes, json_limits limits) {
    if (bytes.size() > limits.size_max)
        return std::unexpected(malformed_cbor{"The document is too long."});
    return reader(bytes, limits.depth_max).read_document();
}

std::string serialize_cbor(const json::value& value, std::span<const std::string> timestamps) {
    writer to(timestamps);
    to.write(value);
    return std::move(to).take();
}

} // namespace cppo::wire
