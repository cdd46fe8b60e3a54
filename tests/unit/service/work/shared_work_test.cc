// Several servers on one PostgreSQL: some are killed, some pause beyond their leases, none has the
// right time; every effect happens once. Without leases and guards it does not.
#include <atomic>
#include <random>
#include <thread>

#include "store/schema/schema.h"
#include "store/tables/work.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using cppo::market::agreement;
using cppo::market::charge;
using cppo::market::due_kind;
using cppo::market::due_work;

constexpr int servers = 4;
constexpr std::int64_t lease_ms = 300;
constexpr int buyers = 12;
constexpr int charges_each = 25;
constexpr std::int64_t charges = std::int64_t{buyers} * charges_each;

struct killed {};

// A server's way to the store: now and then it stands still longer than a lease lasts, between what
// it read and what it writes; or it is gone for good.
class unsteady : public store::database {
  public:
    unsteady(store::database& of, unsigned seed, int writes_before_kill)
        : of_(of), random_(seed), writes_left_(writes_before_kill) {}

    void read(const std::function<void(store::session&)>& work) override {
        if (writes_left_ == 0) throw killed();
        of_.read(work);
    }
    void write(const std::function<void(store::session&)>& work, priority wanted) override {
        if (writes_left_ == 0 || --writes_left_ == 0) throw killed();
        if (random_() % 40 == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(lease_ms + random_() % 200));
        of_.write(work, wanted);
    }
    bool is_shared() const override { return true; }

  private:
    store::database& of_;
    std::minstd_rand random_;
    int writes_left_;
};

class shared_work : public with_a_deal {
  protected:
    // Charges of many buyers that are to be invoiced now, under copies of one agreement.
    void make_work() {
        const agreement_id made = accept();
        const agreement of = market.agreements.describe(buyer.account, made)->of;
        const instant now = market.now();
        for (int number = 0; number < buyers; ++number) {
            agreement copy = of;
            copy.owner = copy.payer = market.open("Buyer", {cppo::market::role::buyer}).account;
            copy.id = ids.next<agreement_kind>();
            market.kept->write([&](store::session& in) {
                store::insert(in, copy);
                for (int each = 0; each < charges_each; ++each) {
                    const charge due = charge_of(copy, now.day());
                    store::insert(in, due);
                    store::insert(
                        in, due_work{copy.owner, due_kind::invoice_charge, due.id.text(), now});
                }
            });
        }
    }

    charge charge_of(const agreement& of, day on) {
        const auto amount = [](const char* text) {
            return money::parse(text, currency::usd).value();
        };
        return {of.owner,
                ids.next<charge_kind>(),
                1,
                of.payer,
                of.proposer,
                of.id,
                cppo::market::charge_type::instalment,
                cppo::market::charge_status::scheduled,
                on,
                amount("0.55"),
                amount("0.50"),
                {}};
    }

    std::int64_t left() {
        return market.count("SELECT COUNT(*) FROM due_work WHERE kind = $1 AND due_us <= $2",
                            {std::int64_t{number_of(due_kind::invoice_charge)}, market.now().us()});
    }

    // One server, until nothing is left or it is killed.
    void serve(int number, unsigned seed) {
        const auto opened = place.open(store::migrations());
        unsteady way(*opened, seed, number == 0 ? 20 : -1);
        const std::int64_t skew_ms = (number - 1) * 400;
        service::engine engine(
            way, service::market_clock([skew_ms] { return service::system_now().plus_ms(skew_ms); },
                                       true));
        service::clockwork work(engine, [](const std::string&) {}, lease_ms);
        try {
            while (left() > 0) {
                work.run_due();
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            }
        } catch (const killed&) {
            ++kills;
        }
    }

    std::atomic<int> kills = 0;
};
INSTANTIATE_TEST_SUITE_P(on, shared_work, testing::Values(store::engine::postgres),
                         store::engine_name);

TEST_P(shared_work, is_done_once_though_servers_die_and_pause_and_have_other_times) {
    make_work();
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    ASSERT_EQ(left(), charges);
    {
        // The one that is killed leaves its leases behind.
        serve(0, seed);
        EXPECT_EQ(kills, 1);
        EXPECT_GT(left(), 0);
        std::vector<std::jthread> running;
        for (int number = 1; number < servers; ++number)
            running.emplace_back([this, number, seed] { serve(number, seed + number); });
    }
    EXPECT_EQ(
        market.count("SELECT COUNT(*) FROM invoice WHERE owner <> $1", {buyer.account.text()}),
        charges);
    EXPECT_EQ(market.count("SELECT COUNT(DISTINCT charge) FROM invoice WHERE owner <> $1",
                           {buyer.account.text()}),
              charges);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM transfer WHERE cause = 'invoice' AND owner <> $1",
                           {buyer.account.text()}),
              charges);
}

// What the leases and the guarded deletion are for.
TEST_P(shared_work, is_done_twice_by_servers_that_read_and_then_write) {
    make_work();
    std::atomic<std::int64_t> effects = 0;
    const auto naive = [&] {
        const auto opened = place.open(store::migrations());
        while (true) {
            std::vector<due_work> seen;
            opened->read([&](store::session& in) {
                seen =
                    store::select<due_work>(in, "WHERE kind = $1 ORDER BY owner, subject LIMIT 1",
                                            {std::int64_t{number_of(due_kind::invoice_charge)}});
            });
            if (seen.empty()) return;
            opened->write([&](store::session& in) {
                in.run("DELETE FROM due_work WHERE owner = $1 AND subject = $2",
                       {seen[0].owner.text(), seen[0].subject});
            });
            ++effects;
        }
    };
    {
        std::vector<std::jthread> running;
        for (int number = 0; number < servers; ++number) running.emplace_back(naive);
    }
    EXPECT_GT(effects, charges);
}

} // namespace
} // namespace cppo::story
