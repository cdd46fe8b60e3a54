#include "store/schema/schema.h"
#include "store/tables/work.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using cppo::market::due_kind;
using cppo::market::due_work;
using service::clock_mode;

instant at(std::string_view text) {
    return instant::parse(text).value();
}

// Forwards to a store and notes the due work that is done, in its order.
class watched : public store::database {
  public:
    explicit watched(store::database& of) : of_(of) {}

    void read(const std::function<void(store::session&)>& work) override { of_.read(work); }
    void write(const std::function<void(store::session&)>& work, priority wanted) override {
        of_.write(
            [&](store::session& in) {
                watching noting(in, done);
                work(noting);
            },
            wanted);
    }

    bool is_shared() const override { return of_.is_shared(); }

    std::vector<std::string> done;

  private:
    class watching : public store::session {
      public:
        watching(store::session& of, std::vector<std::string>& done) : of_(of), done_(done) {}
        std::int64_t run(std::string_view sql, std::span<const store::value> arguments,
                         const std::function<void(const store::row&)>& on_row) override {
            if (sql.starts_with("DELETE FROM due_work"))
                done_.push_back(std::get<std::string>(arguments[2]));
            return of_.run(sql, arguments, on_row);
        }
        void lock_owner(const account_id& owner) override { of_.lock_owner(owner); }

      private:
        store::session& of_;
        std::vector<std::string>& done_;
    };

    store::database& of_;
};

TEST_P(on_stage, runs_due_work_in_the_order_of_due_rank_account_and_subject) {
    const auto owner = [](int number) {
        return account_id::minted("20000000000" + std::to_string(number));
    };
    const instant early = at("2026-12-01T00:00:00Z");
    const instant late = early.plus_ms(1);
    // Named in the order they must run; there is nothing behind them, so each is only done.
    const std::vector<due_work> in_order{
        {owner(9), due_kind::end_agreement, "1", early.plus_ms(-1)},
        {owner(2), due_kind::apply_change_set, "2", early},
        {owner(1), due_kind::invoice_charge, "3", early},
        {owner(1), due_kind::invoice_charge, "4", early},
        {owner(2), due_kind::invoice_charge, "5", early},
        {owner(1), due_kind::disburse, "6", early},
        {owner(1), due_kind::end_agreement, "7", early},
        {owner(1), due_kind::apply_change_set, "8", late},
    };
    market.kept->write([&](store::session& in) {
        for (std::size_t each : {4U, 0U, 7U, 2U, 6U, 1U, 5U, 3U}) store::insert(in, in_order[each]);
        store::insert(in, due_work{owner(1), due_kind::disburse, "not yet", late.plus_ms(1)});
    });
    watched store(*market.kept);
    service::engine engine(store, service::market_clock([] { return instant(0); }, true));
    service::clockwork clockwork(engine, [](const std::string& what) { FAIL() << what; });
    EXPECT_EQ(clockwork.move(clock_mode::frozen, late, {}).value(), 8);
    EXPECT_EQ(store.done, (std::vector<std::string>{"1", "2", "3", "4", "5", "6", "7", "8"}));
}
CPPO_ON_BOTH_ENGINES_OF(on_stage);

class clock : public with_a_deal {};
CPPO_ON_BOTH_ENGINES_OF(clock);

TEST_P(clock, does_not_go_back) {
    EXPECT_TRUE(market.clockwork.move(clock_mode::frozen, market.now(), {}));
    EXPECT_TRUE(refused(market.clockwork.move(clock_mode::frozen, market.now().plus_ms(-1), {}),
                        reason::clock_goes_back));
    EXPECT_TRUE(refused(market.clockwork.move(clock_mode::real, {}, {}), reason::clock_goes_back));
    EXPECT_EQ(market.now(), at("2026-11-20T09:00:00Z"));
}

TEST_P(clock, outside_a_sandbox_does_not_move) {
    service::engine engine(*market.kept,
                           service::market_clock([] { return at("2026-11-20T09:00:00Z"); }, false));
    service::clockwork clockwork(engine, [](const std::string&) {});
    EXPECT_TRUE(refused(clockwork.move(clock_mode::frozen, at("2027-01-01T00:00:00Z"), {}),
                        reason::clock_not_movable));
}

TEST_P(clock, moves_once_under_a_token) {
    const auto hour = period::parse_with_time("PT1H").value();
    const auto under = [&](const char* hash) {
        const service::actor& by = operator_;
        return service::command{by, by.account, "MoveClock", "the-token", hash};
    };
    const auto move = [&](const char* hash) {
        return market.clockwork.move(clock_mode::frozen, {}, hour, under(hash));
    };
    ASSERT_TRUE(move("an hour"));
    // As after a crash that lost the answer.
    ASSERT_TRUE(move("an hour"));
    EXPECT_EQ(market.now(), at("2026-11-20T10:00:00Z"));
    EXPECT_TRUE(refused(move("another"), reason::token_reused));
    // What was moved on since does not go back.
    ASSERT_TRUE(market.clockwork.move(clock_mode::frozen, at("2026-11-20T11:00:00Z"), {}));
    ASSERT_TRUE(move("an hour"));
    EXPECT_EQ(market.now(), at("2026-11-20T11:00:00Z"));
}

TEST_P(clock, moves_by_a_period_and_runs_on_from_there) {
    const auto day_and_hour = period::parse_with_time("P1DT1H").value();
    ASSERT_TRUE(market.clockwork.move(clock_mode::frozen, {}, day_and_hour));
    EXPECT_EQ(market.now(), at("2026-11-21T10:00:00Z"));
    ASSERT_TRUE(market.clockwork.move(clock_mode::offset, {}, day_and_hour));
    EXPECT_EQ(market.now(), at("2026-11-22T11:00:00Z"));
}

TEST_P(clock, steps_through_every_moment_that_is_due) {
    const agreement_id made = accept();
    ASSERT_TRUE(market.move_to(at("2028-01-01T00:00:00Z")));
    const auto cut = market.agreements.invoices(partner.account, made).value();
    ASSERT_EQ(cut.size(), 2U);
    EXPECT_EQ(cut[0].issued, at("2027-01-17T00:00:00Z"));
    EXPECT_EQ(cut[1].issued, at("2027-01-18T00:00:00Z"));
    const auto ended = market.agreements.describe(buyer.account, made)->of;
    EXPECT_EQ(ended.status, cppo::market::agreement_status::expired);
    EXPECT_EQ(ended.modified, at("2027-11-20T09:00:00Z"));
}

TEST_P(clock, runs_work_that_work_creates_inside_one_move) {
    invoiced();
    const cppo::market::registration_change daily{.frequency =
                                                      cppo::market::disbursement_frequency::daily};
    ASSERT_TRUE(market.accounts.register_seller(partner, partner.account, daily, "", ""));
    // One is ready now, the other tomorrow: the first run leaves it behind and comes again.
    const auto record = [&](std::size_t number, const char* received) {
        return market.settlement.record_payment(
            operator_,
            {invoices.at(number), "0.55", "USD", day::parse(received).value(), "", "", ""});
    };
    ASSERT_TRUE(record(0, "2027-01-18"));
    ASSERT_TRUE(record(1, "2027-01-19"));
    ASSERT_TRUE(market.move_to(at("2027-02-01T00:00:00Z")));
    const auto paid = market.settlement.disbursements(partner.account, {50}).value().items;
    ASSERT_EQ(paid.size(), 2U);
    EXPECT_EQ(paid[0].paid_on.text(), "2027-01-19");
    EXPECT_EQ(paid[1].paid_on.text(), "2027-01-20");
}

// Else the answer would promise work that is not done.
TEST_P(clock, stays_where_its_work_came_to_when_the_server_stops) {
    invoiced();
    market.clockwork.stop();
    EXPECT_THROW((void)market.move_to(at("2030-01-01T00:00:00Z")), store::failure);
    EXPECT_LT(market.now(), at("2030-01-01T00:00:00Z"));
    EXPECT_GT(market.count("SELECT COUNT(*) FROM due_work"), 0);
}

TEST_P(clock, leaves_nothing_due_behind) {
    invoiced();
    ASSERT_TRUE(market.move_to(at("2030-01-01T00:00:00Z")));
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM due_work"), 0);
}

// Change sets are done together, and in their place among all other work.
TEST_P(on_stage, runs_what_is_due_now_in_the_same_order) {
    const account_id owner = account_id::minted("200000000001");
    const instant early = at("2026-11-20T08:00:00Z");
    std::vector<std::string> in_order;
    const auto add = [&](store::session& in, due_kind kind, int moment) {
        const std::string subject = std::to_string(in_order.size());
        store::insert(in, due_work{owner, kind, subject, early.plus_ms(moment)});
        in_order.push_back(subject);
    };
    market.kept->write([&](store::session& in) {
        in_order.clear();
        for (int moment = 0; moment < 3; ++moment) add(in, due_kind::apply_change_set, moment);
        add(in, due_kind::end_agreement, 3);
        for (int moment = 4; moment < 104; ++moment) add(in, due_kind::apply_change_set, moment);
        add(in, due_kind::disburse, 103);
        add(in, due_kind::end_agreement, 103);
    });
    watched store(*market.kept);
    service::engine engine(store,
                           service::market_clock([&] { return early.plus_ms(1'000); }, false));
    service::clockwork work(engine, [](const std::string& what) { FAIL() << what; });
    EXPECT_EQ(work.run_due(), 106);
    EXPECT_EQ(store.done, in_order);
}

// One of the change sets cannot be read; those around it end.
TEST_P(clock, ends_change_sets_around_one_that_fails) {
    std::vector<change_set_id> sets;
    for (int count = 0; count < 3; ++count)
        sets.push_back(
            market.catalog
                .start(isv, {.changes = product_changes(ids.next<product_kind>(), "Another", "k")})
                .value());
    market.kept->write([&](store::session& in) {
        in.run("UPDATE change_set SET changes = 'broken' WHERE id = $1", {sets[1].text()});
    });
    int reported = 0;
    service::clockwork work(market.engine, [&](const std::string&) { ++reported; });
    EXPECT_EQ(work.run_due(), 2);
    EXPECT_EQ(reported, 1);
    for (const std::size_t each : {0U, 2U})
        EXPECT_EQ(market.catalog.describe(isv.account, sets[each])->status,
                  cppo::market::change_set_status::succeeded);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM due_work"), 1);
}

// A charge without its agreement cannot be invoiced; whatever else is due goes on.
TEST_P(on_stage, goes_on_after_due_work_that_fails) {
    const account_id owner = account_id::minted("200000000001");
    const charge_id orphan = charge_id::minted("ch-orphan");
    const instant early = at("2026-12-01T00:00:00Z");
    market.kept->write([&](store::session& in) {
        store::insert(in, market::charge{owner,
                                         orphan,
                                         1,
                                         owner,
                                         owner,
                                         agreement_id::minted("agmt-gone"),
                                         market::charge_type::instalment,
                                         market::charge_status::scheduled,
                                         early.day(),
                                         money::zero(currency::usd),
                                         money::zero(currency::usd),
                                         {}});
        store::insert(in, due_work{owner, due_kind::invoice_charge, orphan.text(), early});
        store::insert(in, due_work{owner, due_kind::end_agreement, "2", early.plus_ms(1)});
    });
    service::engine engine(*market.kept, service::market_clock([] { return instant(0); }, true));
    int reported = 0;
    service::clockwork work(engine, [&](const std::string&) { ++reported; });
    EXPECT_EQ(work.move(clock_mode::frozen, early.plus_ms(2), {}).value(), 1);
    EXPECT_EQ(reported, 1);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM due_work"), 1);
}

} // namespace
} // namespace cppo::story
