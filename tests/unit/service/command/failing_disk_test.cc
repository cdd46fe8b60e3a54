// A script of a hundred calls on a disk that fails at every one of its calls in turn: what was
// acknowledged is there, what was refused can be asked for again, and nothing is done twice.
#include "unit/service/command/failing_disk.h"

#include <map>

#include "service/work/verification.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

constexpr int calls = 100;
constexpr int calls_max = 5'000; // of the disk, before a script that never ends is one

class failing_machine : public testing::Test {
  protected:
    // Every call creates an account under its own token. Answers the ids that were acknowledged.
    std::map<int, account_id> run_script(marketplace& market) {
        std::map<int, account_id> made;
        for (int call = 0; call < calls; ++call) {
            // Half way the machine is well again.
            if (call == calls / 2) failing_disk::mounted().heal();
            try {
                const auto answer = market.accounts.create(the_operator, order_of(call));
                if (answer) made.emplace(call, answer->id);
            } catch (const store::failure&) {
            }
        }
        return made;
    }

    static service::account_order order_of(int call) {
        service::account_order order;
        order.name = "Account " + std::to_string(call);
        order.email = "admin@example.com";
        order.country = "DE";
        order.roles = {cppo::market::role::buyer};
        order.token = "call-" + std::to_string(call);
        return order;
    }

    // One run with the n-th call of the disk failing; false where there is no n-th call.
    bool survives(disk_fault how, int call) {
        const store::scratch place(store::engine::sqlite);
        const directory keys;
        std::map<int, account_id> acknowledged;
        failing_disk& disk = failing_disk::mounted();
        bool synced_after_failure = false;
        {
            marketplace market(place.url(), keys / "key");
            disk.fail(how, call);
            acknowledged = run_script(market);
            synced_after_failure = disk.failed_sync() && acknowledged.contains(calls - 1);
            disk.heal();
        }
        EXPECT_FALSE(synced_after_failure) << "written after a failed sync";
        expect_each_once(place, keys, acknowledged);
        return disk.failed() > 0;
    }

    // After a restart: all that was acknowledged, and the rest under its tokens.
    void expect_each_once(const store::scratch& place, const directory& keys,
                          const std::map<int, account_id>& acknowledged) {
        marketplace market(place.url(), keys / "key");
        const auto found = service::verify(market.engine).faults;
        EXPECT_EQ(found, std::vector<std::string>());
        for (const auto& [call, id] : acknowledged)
            EXPECT_TRUE(market.accounts.describe(id)) << "call " << call << " is lost";
        for (int call = 0; call < calls; ++call) {
            const auto again = market.accounts.create(the_operator, order_of(call));
            ASSERT_TRUE(again) << "call " << call;
            if (acknowledged.contains(call)) EXPECT_EQ(again->id, acknowledged.at(call));
        }
        EXPECT_EQ(market.count("SELECT COUNT(*) FROM account"), calls);
        EXPECT_EQ(market.count("SELECT COUNT(*) FROM account_user"), calls);
    }

    void survives_every_call(disk_fault how) {
        int call = 1;
        for (; call < calls_max && survives(how, call); ++call)
            if (HasFailure()) FAIL() << "at call " << call << " of the disk";
        EXPECT_GT(call, calls / 2);
        EXPECT_LT(call, calls_max);
    }

    const service::actor the_operator{.account = account_id::minted("100000000000"),
                                      .user = user_id::minted("usr-operator"),
                                      .part = cppo::market::user_role::admin,
                                      .actions = {},
                                      .is_operator = true,
                                      .peer = "127.0.0.1"};
};

TEST_F(failing_machine, loses_and_doubles_nothing_wherever_the_disk_has_an_error) {
    survives_every_call(disk_fault::error);
}

TEST_F(failing_machine, loses_and_doubles_nothing_wherever_the_disk_is_full) {
    survives_every_call(disk_fault::full);
}

TEST_F(failing_machine, writes_again_once_a_full_disk_has_room) {
    const store::scratch place(store::engine::sqlite);
    const directory keys;
    failing_disk& disk = failing_disk::mounted();
    marketplace market(place.url(), keys / "key");
    disk.fail(disk_fault::full, 1);
    EXPECT_THROW((void)market.accounts.create(the_operator, order_of(1)), store::failure);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM account"), 0);
    disk.heal();
    EXPECT_TRUE(market.accounts.create(the_operator, order_of(1)));
}

} // namespace
} // namespace cppo::story
