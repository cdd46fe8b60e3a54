// After a whole run of a floor's tests: every reason its rows name was provoked by the test they
// name. CTest runs tests one by one, so `<floor>.every_reason` runs the whole program once more.
#pragma once

#include <algorithm>

#include "unit/market/proof.h"
#include "unit/market/reason_table.h"

namespace cppo {

class every_reason : public testing::Environment {
  public:
    explicit every_reason(proven_in floor) : floor_(floor) {}

    void TearDown() override {
        // A filter that only leaves tests out still runs all that provoke a reason.
        const std::string filter = GTEST_FLAG_GET(filter);
        if (filter != "*" && !filter.starts_with('-')) return;
        for (const reason_row& row : reason_table) {
            if (row.floor != floor_) continue;
            EXPECT_TRUE(proven()[row.why].contains(std::string(row.test)))
                << name_of(row.why) << " was not provoked by " << row.test;
        }
    }

  private:
    proven_in floor_;
};

// Whether this program has a test of that name, on whatever engine.
inline bool has_test(std::string_view wanted) {
    const auto* unit = testing::UnitTest::GetInstance();
    for (int at = 0; at < unit->total_test_suite_count(); ++at) {
        const auto* suite = unit->GetTestSuite(at);
        for (int each = 0; each < suite->total_test_count(); ++each) {
            std::string name = suite->name();
            name.erase(0, name.rfind('/') + 1);
            name += std::string(".") + suite->GetTestInfo(each)->name();
            name.erase(std::min(name.find('/'), name.size()));
            if (name == wanted) return true;
        }
    }
    return false;
}

} // namespace cppo
