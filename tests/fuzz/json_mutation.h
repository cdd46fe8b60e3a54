// Changes JSON as JSON, since bytes changed at random hardly ever stay readable.
#pragma once

#include <array>
#include <boost/json/serialize.hpp>
#include <cstring>
#include <random>

#include "fuzz/expect.h"
#include "wire/value/notation.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace cppo::fuzz {

class json_mutation {
  public:
    json_mutation(boost::json::value& of, unsigned seed) : random_(seed) { collect(of); }

    void apply() {
        boost::json::value& at = *values_[below(values_.size())];
        switch (below(6)) {
            case 0:
                at = boost::json::value(*values_[below(values_.size())]);
                break;
            case 1:
                return repeat_or_drop(at);
            case 2:
                return rename(at);
            case 3:
            case 4:
                return rewrite(at);
            default:
                at = odd_value();
        }
    }

  private:
    std::size_t below(std::size_t limit) { return random_() % limit; }

    void collect(boost::json::value& from) {
        values_.push_back(&from);
        if (auto* list = from.if_array())
            for (auto& each : *list) collect(each);
        if (auto* object = from.if_object())
            for (auto& each : *object) {
                names_.emplace_back(each.key());
                collect(each.value());
            }
    }

    boost::json::value odd_value() {
        static const std::array<boost::json::value, 20> odd{nullptr,
                                                            true,
                                                            0,
                                                            -1,
                                                            1,
                                                            1.5,
                                                            1e308,
                                                            INT64_MAX,
                                                            UINT64_MAX,
                                                            "",
                                                            "0",
                                                            "-1",
                                                            "P12M",
                                                            "2027-01-17",
                                                            "1e9",
                                                            "$a.Entity.Identifier",
                                                            "9999999999999999.99",
                                                            "\u00e4\u20ac",
                                                            boost::json::array(),
                                                            boost::json::object()};
        return odd[below(odd.size())];
    }

    void repeat_or_drop(boost::json::value& at) {
        if (auto* list = at.if_array(); list && !list->empty()) {
            const std::size_t place = below(list->size());
            if (below(2) == 0)
                list->erase(list->begin() + static_cast<std::ptrdiff_t>(place));
            else
                list->push_back(boost::json::value((*list)[place]));
        } else if (auto* object = at.if_object(); object && !object->empty()) {
            object->erase(object->begin() + static_cast<std::ptrdiff_t>(below(object->size())));
        }
    }

    void rename(boost::json::value& at) {
        auto* object = at.if_object();
        if (!object || object->empty() || names_.empty()) return;
        auto* member = object->begin() + static_cast<std::ptrdiff_t>(below(object->size()));
        boost::json::value moved = member->value();
        if (below(2) == 0) object->erase(member);
        (*object)[names_[below(names_.size())]] = std::move(moved);
    }

    void rewrite(boost::json::value& at) {
        auto* text = at.if_string();
        if (!text) return void(at = odd_value());
        std::array<std::uint8_t, 300> bytes{};
        const std::size_t size = std::min<std::size_t>(text->size(), 200);
        std::memcpy(bytes.data(), text->data(), size);
        const std::size_t changed = LLVMFuzzerMutate(bytes.data(), size, bytes.size());
        text->assign(text_of(bytes.data(), changed));
    }

    std::mt19937 random_;
    std::vector<boost::json::value*> values_;
    std::vector<std::string> names_;
};

// For LLVMFuzzerCustomMutator.
inline std::size_t mutate_json(std::uint8_t* data, std::size_t size, std::size_t size_max,
                               unsigned seed) {
    auto value = wire::parse_json(text_of(data, size));
    if (!value || seed % 8 == 0) return LLVMFuzzerMutate(data, size, size_max);
    json_mutation(*value, seed).apply();
    const std::string text = boost::json::serialize(*value);
    if (text.size() > size_max) return LLVMFuzzerMutate(data, size, size_max);
    std::memcpy(data, text.data(), text.size());
    return text.size();
}

} // namespace cppo::fuzz
