#include "store/engine/pool.h"

#include <gtest/gtest.h>

namespace cppo::store {
namespace {

struct thing {
    bool sound = true;
    bool usable() const { return sound; }
};

class lending : public testing::Test {
  protected:
    int made = 0;
    pool<thing> things{2,
                       [this] {
                           ++made;
                           return std::make_unique<thing>();
                       },
                       std::chrono::milliseconds(1)};
};

TEST_F(lending, makes_connections_when_they_are_first_needed) {
    EXPECT_EQ(made, 0);
    {
        const auto one = things.take();
    }
    {
        const auto same = things.take();
    }
    EXPECT_EQ(made, 1);
}

TEST_F(lending, refuses_when_none_comes_back_in_time) {
    const auto one = things.take();
    const auto two = things.take();
    try {
        things.take();
        FAIL() << "a third of two was lent";
    } catch (const failure& why) {
        EXPECT_EQ(why.what_kind, failure::kind::busy_or_conflict);
    }
}

TEST_F(lending, closes_what_comes_back_unusable) {
    things.take()->sound = false;
    EXPECT_TRUE(things.take()->sound);
    EXPECT_EQ(made, 2);
}

TEST_F(lending, leaves_half_to_the_foreground) {
    const auto background = things.take(true);
    EXPECT_THROW(things.take(true), failure);
    const auto foreground = things.take();
}

TEST(lending_pool, counts_nothing_as_lent_when_making_fails) {
    pool<thing> broken(
        1, []() -> std::unique_ptr<thing> { throw failure("08001", "no server"); },
        std::chrono::milliseconds(1));
    for (int at = 0; at < 2; ++at) {
        try {
            broken.take();
            FAIL();
        } catch (const failure& why) {
            EXPECT_EQ(why.sqlstate, "08001");
        }
    }
}

} // namespace
} // namespace cppo::store
