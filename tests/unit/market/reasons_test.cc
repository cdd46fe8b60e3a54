#include <filesystem>

#include "unit/market/reason_check.h"

namespace cppo {
namespace {

const auto* const check = testing::AddGlobalTestEnvironment(new every_reason(proven_in::market));

TEST(reason, has_one_row_in_the_table) {
    std::map<reason, int> rows;
    for (const reason_row& row : reason_table) ++rows[row.why];
#define CPPO_REASON(name, sentence) EXPECT_EQ(rows[reason::name], 1) << #name;
#include "ground/reasons.inc"
#undef CPPO_REASON
}

TEST(reason, is_proven_by_a_test_that_exists) {
    for (const reason_row& row : reason_table)
        if (row.floor == proven_in::market) EXPECT_TRUE(has_test(row.test)) << row.test;
}

TEST(reason, has_a_name_and_a_sentence) {
    for (const reason_row& row : reason_table) {
        EXPECT_EQ(reason_named(name_of(row.why)), row.why);
        EXPECT_TRUE(sentence_of(row.why).ends_with('.')) << name_of(row.why);
    }
}

} // namespace
} // namespace cppo
