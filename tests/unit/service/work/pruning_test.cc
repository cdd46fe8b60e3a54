#include "service/work/pruning.h"

#include "service/parties/founding.h"
#include "store/tables/commands.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

class pruning : public on_stage {
  protected:
    static constexpr std::int64_t day_ms = 86'400'000;

    // A record that on the 1st of January 2028 will be so many days old.
    void leave(const std::string& operation, const std::string& token, int days) {
        market.kept->write([&](store::session& in) {
            store::insert(in, store::command_record{owner.account, operation, token, "", "",
                                                    first.plus_ms(-days * day_ms)});
        });
    }
    void leave_event(cppo::market::event_kind kind, const std::string& id, int days) {
        market.kept->write([&](store::session& in) {
            store::insert(
                in, store::outbox_row{owner.account, id, kind, cppo::market::event_part::payer, "",
                                      first.plus_ms(-days * day_ms), "{}"});
        });
    }
    std::int64_t commands(const std::string& token) {
        return market.count("SELECT COUNT(*) FROM command WHERE token = $1", {token});
    }
    std::int64_t events(const std::string& id) {
        return market.count("SELECT COUNT(*) FROM outbox WHERE id = $1", {id});
    }

    const instant first = instant::parse("2028-01-01T00:00:00Z").value();
    const service::actor owner = market.open("Northwind", {cppo::market::role::buyer});
    const service::actor operator_ = market.open_operator();
};
CPPO_ON_BOTH_ENGINES_OF(pruning);

TEST_P(pruning, takes_what_is_older_than_400_days_and_nothing_else) {
    using enum cppo::market::event_kind;
    service::begin_pruning(market.engine, operator_.account);
    service::begin_pruning(market.engine, operator_.account); // changes nothing
    leave("AddUser", "at-399", 399);
    leave("AddUser", "at-400", 400);
    leave("AddUser", "at-401", 401);
    for (const char* kept : {"RecordPayment", "AcceptAgreementRequest", "StartChangeSet"})
        leave(kept, std::string("kept ") + kept, 401);
    leave_event(offer_released, "evt-399", 399);
    leave_event(offer_released, "evt-401", 401);
    for (const auto kept : {payment_received, purchase_agreement_created, change_set_succeeded})
        leave_event(kept, "evt-" + std::string(name_of(kept)), 401);
    ASSERT_TRUE(market.move_to(first));
    EXPECT_EQ(commands("at-399"), 1);
    EXPECT_EQ(commands("at-400"), 1);
    EXPECT_EQ(commands("at-401"), 0);
    for (const char* kept : {"RecordPayment", "AcceptAgreementRequest", "StartChangeSet"})
        EXPECT_EQ(commands(std::string("kept ") + kept), 1) << kept;
    EXPECT_EQ(events("evt-399"), 1);
    EXPECT_EQ(events("evt-401"), 0);
    for (const char* kept :
         {"evt-payment_received", "evt-purchase_agreement_created", "evt-change_set_succeeded"})
        EXPECT_EQ(events(kept), 1) << kept;
    // A month later the next are old enough.
    ASSERT_TRUE(market.move_to(instant::parse("2028-02-01T00:00:00Z").value()));
    EXPECT_EQ(commands("at-399"), 0);
    EXPECT_EQ(events("evt-399"), 0);
}

// Every start founds again, and finds what is there by the records of its commands.
TEST_P(pruning, leaves_a_marketplace_founded) {
    const auto founder = service::found_operator(market.engine, market.accounts, market.keys);
    service::begin_pruning(market.engine, founder.account);
    ASSERT_TRUE(market.move_to(instant::parse("2029-01-01T00:00:00Z").value()));
    const auto again = service::found_operator(market.engine, market.accounts, market.keys);
    EXPECT_EQ(again.account, founder.account);
    EXPECT_EQ(again.key.id, founder.key.id);
}

TEST_P(pruning, takes_many_a_few_at_a_time) {
    service::begin_pruning(market.engine, operator_.account);
    for (int at = 0; at < 1'100; ++at) leave("AddUser", "old " + std::to_string(at), 500);
    ASSERT_TRUE(market.move_to(first));
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM command WHERE token >= 'old ' AND token < 'old!'"),
              0);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM due_work WHERE kind = 9000"), 1);
}

} // namespace
} // namespace cppo::story
