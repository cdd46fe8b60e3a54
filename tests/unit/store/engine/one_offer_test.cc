// A store made before offers were one kind: its offers, due work and events as they are read now.
#include "store/schema/schema.h"
#include "store/tables/offers.h"
#include "store/tables/views.h"
#include "store/tables/work.h"
#include "unit/store/engine.h"

namespace cppo::store {
namespace {

using namespace market;

const account_id seller_account = account_id::minted("200000000001");

class one_offer : public on_both_engines {
  protected:
    one_offer() {
        place.open(released.first(5))->write([](session& in) {
            in.run(
                "INSERT INTO public_offer (owner, id, revision, state, product, name, description, "
                "terms, created_us, modified_us, released_us) VALUES ('200000000001', 'offer-1', "
                "7, 'Released', 'prod-1', 'Public', 'For everybody', $1, 1000, 2000, 3000)",
                {R"({"Documents":[{"Type":"StandardEula","Version":"2022-07-14"}],"Renews":true,)"
                 R"("PricingModel":"Usage","Usage":{"CurrencyCode":"USD","RateCards":[{"RateCard":)"
                 R"([{"DimensionKey":"calls","Price":"0.010"}]}]},"RefundPolicy":"None"})"});
            in.run(
                "INSERT INTO locator (id, owner, kind) VALUES ('offer-1', '200000000001', "
                "'public_offer')");
            for (std::int64_t kind = 0; kind < 6; ++kind)
                in.run(
                    "INSERT INTO due_work (owner, kind, subject, due_us) VALUES "
                    "('200000000001', $1, $2, 5)",
                    {kind, "subject " + std::to_string(kind)});
            in.run(
                "INSERT INTO outbox (owner, id, kind, part, subject, at_us) VALUES "
                "('200000000001', 'evt-1', 'offer_released', 'proposer', 'offer-1', 4)");
        });
        now = place.open(released);
    }

    const std::span<const migration> released = cppo::store::migrations();
    std::unique_ptr<database> now;
};
CPPO_ON_BOTH_ENGINES(one_offer);

TEST_P(one_offer, of_ones_own_product_is_for_everybody) {
    now->read([](session& in) {
        const auto of = find<offer>(in, seller_account, offer_id::minted("offer-1"));
        ASSERT_TRUE(of);
        EXPECT_EQ(of->revision, 7);
        EXPECT_EQ(of->audience, offer_audience::everybody);
        EXPECT_FALSE(of->authorization);
        EXPECT_EQ(of->manufacturer, seller_account);
        EXPECT_EQ(of->state, offer_state::released);
        EXPECT_EQ(of->released, instant(3));
        EXPECT_EQ(of->terms.basis.model, pricing_model::usage);
        EXPECT_EQ(of->usage()->rates.at(0).written, "0.010");
        EXPECT_EQ(of->terms.documents.at(0).version, "2022-07-14");
        EXPECT_EQ(of->terms.refund_policy, "None");
        EXPECT_TRUE(of->terms.renews);
        EXPECT_EQ(find<location>(in, std::string("offer-1"))->kind, entity_kind::offer);
        EXPECT_EQ(in.run("SELECT id FROM public_offer"), 0);
    });
}

TEST_P(one_offer, is_written_back_as_it_was_read) {
    now->write([](session& in) {
        auto of = find<offer>(in, seller_account, offer_id::minted("offer-1")).value();
        const offer_terms before = of.terms;
        of.name = "Renamed";
        ASSERT_TRUE(update_if_revision(in, of, of.revision));
        const auto after = find<offer>(in, seller_account, of.id);
        EXPECT_EQ(after->terms, before);
        EXPECT_EQ(after->revision, 8);
    });
}

TEST_P(one_offer, leaves_due_work_in_its_order) {
    now->read([](session& in) {
        std::vector<due_kind> kinds;
        for (const due_work& each :
             select<due_work>(in, "WHERE due_us <= $1 ORDER BY due_us, precedence", {5}))
            kinds.push_back(each.kind);
        EXPECT_EQ(kinds, (std::vector{due_kind::apply_change_set, due_kind::close_month,
                                      due_kind::invoice_charge, due_kind::disburse,
                                      due_kind::end_agreement, due_kind::start_agreement}));
        in.run("SELECT kind, precedence FROM due_work", {}, [](const row& at) {
            EXPECT_EQ(at.integer(1), rank_of(find_due_kind(at.integer(0)).value()));
        });
    });
}

TEST_P(one_offer, keeps_the_events_that_wait) {
    now->read([](session& in) {
        in.run("SELECT content FROM outbox", {},
               [](const row& at) { EXPECT_EQ(at.text(0), "{}"); });
    });
}

} // namespace
} // namespace cppo::store
