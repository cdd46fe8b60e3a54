#include "store/schema/schema.h"

#include <array>

namespace cppo::store {

extern const std::span<const std::string_view> schema_1;
extern const std::span<const std::string_view> schema_2;
extern const std::span<const std::string_view> schema_3;
extern const std::span<const std::string_view> schema_4;
extern const std::span<const std::string_view> schema_5;
extern const std::span<const std::string_view> schema_6;
extern const std::span<const std::string_view> schema_7;
extern const std::span<const std::string_view> schema_8;
extern const std::span<const std::string_view> schema_9;
extern const std::span<const std::string_view> schema_10;
extern const std::span<const std::string_view> schema_11;
extern const std::span<const std::string_view> schema_12;

std::span<const migration> migrations() {
    static const std::array all{migration{1, "the first deal", schema_1},
                                migration{2, "usage by month", schema_2},
                                migration{3, "leases of due work", schema_3},
                                migration{4, "lists by every member, tags and policies", schema_4},
                                migration{5, "whole partner offers", schema_5},
                                migration{6, "doors of the console", schema_6},
                                migration{7, "one kind of offers", schema_7},
                                migration{8, "statements that add up", schema_8},
                                migration{9, "what sellers of record see", schema_9},
                                migration{10, "a second person", schema_10},
                                migration{11, "what was given is taken back", schema_11},
                                migration{12, "traces that tell more", schema_12}};
    return all;
}

} // namespace cppo::store
