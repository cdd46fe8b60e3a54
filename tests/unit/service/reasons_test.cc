#include "unit/market/reason_check.h"

namespace cppo {
namespace {

const auto* const check = testing::AddGlobalTestEnvironment(new every_reason(proven_in::service));

TEST(reason_of_the_service, is_proven_by_a_test_that_exists) {
    for (const reason_row& row : reason_table)
        if (row.floor == proven_in::service) EXPECT_TRUE(has_test(row.test)) << row.test;
}

} // namespace
} // namespace cppo
