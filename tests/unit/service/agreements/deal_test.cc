#include <thread>

#include "service/reading/visibility.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using cppo::market::entity_kind;
using cppo::market::view_role;

class deal : public with_a_deal {};
CPPO_ON_BOTH_ENGINES_OF(deal);

TEST_P(deal, does_not_exist_for_strangers) {
    const agreement_id made = accept();
    for (const service::actor* each : {&buyer, &partner})
        EXPECT_TRUE(market.agreements.describe(each->account, made));
    for (const service::actor* each : {&stranger, &isv}) {
        EXPECT_TRUE(
            refused(market.agreements.describe(each->account, made), reason::agreement_not_found));
        EXPECT_TRUE(
            refused(market.agreements.invoices(each->account, made), reason::agreement_not_found));
    }
    EXPECT_TRUE(market.agreements.offer_seen(buyer.account, offer));
    EXPECT_TRUE(
        refused(market.agreements.offer_seen(stranger.account, offer), reason::offer_not_found));
    for (const service::actor* each : {&buyer, &partner, &isv, &operator_})
        EXPECT_TRUE(market.deals.describe(*each, made.text()));
    EXPECT_TRUE(refused(market.deals.describe(stranger, made.text()), reason::deal_not_found));
    EXPECT_TRUE(refused(market.deals.describe(buyer, "agmt-unknown"), reason::deal_not_found));
}

TEST_P(deal, shows_its_invoices_to_the_proposer_only) {
    const agreement_id made = invoiced();
    EXPECT_EQ(market.agreements.invoices(partner.account, made)->size(), 2U);
    EXPECT_TRUE(refused(market.agreements.invoices(buyer.account, made), reason::not_the_proposer));
}

TEST_P(deal, tells_the_manufacturer_no_price_of_the_buyer) {
    const agreement_id made = invoiced();
    const auto seen = market.deals.describe(isv, made.text()).value();
    EXPECT_FALSE(seen.money.invoices || seen.money.price || seen.money.margin);
    EXPECT_FALSE(seen.of.by || seen.agreed->value);
    ASSERT_EQ(seen.money.statements->size(), 2U);
    for (const auto& [line, held] : *seen.money.statements) {
        EXPECT_FALSE(held);
        EXPECT_EQ(line.owner, isv.account);
        EXPECT_FALSE(line.buyer_amount || line.margin);
    }
}

TEST_P(deal, tells_the_buyer_nothing_of_what_stands_behind_its_price) {
    const auto seen = market.deals.describe(buyer, invoiced().text()).value();
    EXPECT_FALSE(seen.authorization || seen.of.by || seen.of.buyers);
    EXPECT_FALSE(seen.money.wholesale || seen.money.margin || seen.money.statements);
    EXPECT_EQ(seen.money.price->text(), "1.10");
    EXPECT_EQ(seen.money.invoices->size(), 2U);
}

TEST_P(deal, tells_the_partner_and_the_operator_what_each_side_gets) {
    const agreement_id made = invoiced();
    for (const service::actor* each : {&partner, &operator_}) {
        const auto seen = market.deals.describe(*each, made.text()).value();
        EXPECT_EQ(seen.money.wholesale->text(), "1.00");
        EXPECT_EQ(seen.money.price->text(), "1.10");
        EXPECT_EQ(seen.money.margin->text(), "0.10");
        EXPECT_EQ(seen.of.by->text(), "10");
        EXPECT_EQ(seen.agreed->acceptor, buyer.account);
        EXPECT_TRUE(seen.authorization && seen.of.buyers);
    }
}

// The authorization of this deal is for one buyer, so its manufacturer knows who that is.
TEST_P(deal, tells_the_manufacturer_who_buys_under_an_authorization_for_many_uses_only_if_it_may) {
    const agreement_id made = accept();
    const auto knows = [&] {
        const auto seen = market.deals.describe(isv, made.text()).value();
        EXPECT_EQ(seen.of.buyers.has_value(), seen.agreed->acceptor.has_value());
        return seen.agreed->acceptor.has_value();
    };
    for (const std::int64_t may : {0, 1}) {
        market.tamper("UPDATE agreement SET manufacturer_knows_buyer = $1", {may});
        EXPECT_EQ(knows(), may == 1);
    }
}

TEST_P(deal, is_paid_by_invoices_that_exist) {
    invoiced();
    EXPECT_TRUE(refused(market.pay(operator_, invoice_id::minted("inv-unknown"), "1"),
                        reason::invoice_not_found));
    EXPECT_TRUE(refused(market.pay(operator_, invoice_id::minted(offer.text()), "1"),
                        reason::invoice_not_found));
    EXPECT_EQ(market.pay(operator_, invoices.at(0), "0.55")->status,
              cppo::market::invoice_status::paid);
}

TEST_P(deal, paid_twice_under_one_token_is_paid_once) {
    invoiced();
    const service::payment_order order{invoices.at(0), "0.30", "USD", {}, "", "", "token", "body"};
    const auto first = market.settlement.record_payment(operator_, order).value();
    const auto again = market.settlement.record_payment(operator_, order).value();
    EXPECT_EQ(first.paid.id, again.paid.id);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM payment"), 1);
}

TEST_P(deal, shows_what_is_charged_to_those_who_know_the_price) {
    const agreement_id made = invoiced();
    const service::page_request all{50};
    EXPECT_EQ(market.settlement.invoices(operator_, {}, all)->items.size(), 2U);
    EXPECT_EQ(market.settlement.invoices(buyer, {}, all)->items.size(), 2U);
    EXPECT_EQ(market.settlement.invoices(partner, {}, all)->items.size(), 2U);
    EXPECT_EQ(market.settlement.charges(partner, {{}, made}, all)->items.size(), 2U);
    EXPECT_TRUE(market.settlement.invoices(isv, {}, all)->items.empty());
    EXPECT_TRUE(
        refused(market.settlement.invoices(isv, {{}, made, {}}, all), reason::action_not_allowed));
    EXPECT_TRUE(refused(market.settlement.invoices(stranger, {buyer.account, {}, {}}, all),
                        reason::account_not_found));
    EXPECT_TRUE(refused(market.settlement.charges(stranger, {buyer.account, {}}, all),
                        reason::account_not_found));
    EXPECT_TRUE(
        refused(market.deals.list(stranger, buyer.account, all), reason::account_not_found));
}

TEST_P(deal, is_listed_once_for_each_of_its_parties) {
    accept();
    for (const service::actor* each : {&buyer, &partner, &isv})
        EXPECT_EQ(market.deals.list(*each, each->account, {50})->items.size(), 1U);
    EXPECT_TRUE(market.deals.list(stranger, stranger.account, {50})->items.empty());
}

TEST_P(deal, accepted_twice_for_one_quote_is_one_agreement) {
    release();
    const auto request = market.quote(buyer, offer).value();
    const auto first = market.agreements.accept(buyer, request.id);
    EXPECT_EQ(market.agreements.accept(buyer, request.id), first);
    EXPECT_TRUE(refused(market.quote(buyer, offer), reason::offer_already_accepted));
    EXPECT_TRUE(refused(market.agreements.accept(stranger, request.id), reason::request_not_found));
}

TEST_P(deal, accepted_at_once_under_many_quotes_is_one_agreement) {
    release();
    std::vector<request_id> quotes;
    for (int each = 0; each < 5; ++each) quotes.push_back(market.quote(buyer, offer)->id);
    {
        std::vector<std::jthread> clicks;
        for (const request_id& each : quotes)
            clicks.emplace_back([&, each] {
                const auto done = market.agreements.accept(buyer, each);
                EXPECT_TRUE(done || done.error().why == reason::request_not_found);
            });
    }
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM agreement"), 1);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM charge"), 2);
}

TEST_P(deal, of_a_linked_account_is_seen_and_paid_by_its_payer) {
    const service::actor payer = market.open("Group", {cppo::market::role::buyer});
    market.tamper("UPDATE account SET payer = $1 WHERE owner = $2",
                  {payer.account.text(), buyer.account.text()});
    const agreement_id made = invoiced();
    EXPECT_EQ(market.settlement.invoices(payer, {}, {50})->items.size(), 2U);
    EXPECT_EQ(market.settlement.charges(payer, {}, {50})->items.size(), 2U);
    EXPECT_EQ(market.settlement.charges(payer, {{}, made}, {50})->items.size(), 2U);
    EXPECT_TRUE(market.settlement.charges(stranger, {{}, made}, {50})->items.empty());
    EXPECT_TRUE(market.deals.describe(payer, made.text()));
    ASSERT_TRUE(market.pay(operator_, invoices.at(0), "0.55"));
    EXPECT_TRUE(market.ledger.audit().mismatches.empty());
}

// Everything a list answers, in pages of this size.
template <class List>
std::vector<std::string> all_of(const List& list, std::size_t size) {
    std::vector<std::string> made;
    service::page_request at{size};
    do {
        const auto page = list(at).value();
        EXPECT_LE(page.items.size(), size);
        for (const auto& each : page.items) {
            if constexpr (requires {
                              each.number;
                              each.hash;
                          })
                made.push_back(std::to_string(each.number));
            else if constexpr (requires { each.line; })
                made.push_back(each.line.id);
            else if constexpr (requires { each.id.text(); })
                made.push_back(each.id.text());
            else
                made.push_back(each.id);
        }
        at.after = page.next;
    } while (at.after && made.size() < 1'000);
    return made;
}

TEST_P(deal, has_lists_whose_pages_hold_every_row_once) {
    invoiced();
    for (const invoice_id& each : invoices) ASSERT_TRUE(market.pay(operator_, each, "0.30"));
    ASSERT_TRUE(market.move_to(instant::parse("2027-02-10T09:00:00Z").value()));
    for (const invoice_id& each : invoices) ASSERT_TRUE(market.pay(operator_, each, "0.25"));
    ASSERT_TRUE(market.move_to(instant::parse("2027-03-10T09:00:00Z").value()));
    const auto check = [](std::size_t rows, const auto& list) {
        const auto whole = all_of(list, 100);
        EXPECT_EQ(whole.size(), rows);
        for (const std::size_t size : {1U, 2U, 3U}) EXPECT_EQ(all_of(list, size), whole);
    };
    auto& settled = market.settlement;
    check(2, [&](const service::page_request& at) { return settled.invoices(operator_, {}, at); });
    check(2, [&](const service::page_request& at) { return settled.charges(buyer, {}, at); });
    check(4, [&](const auto& at) { return settled.statements(isv.account, {}, {}, at); });
    check(2, [&](const auto& at) { return settled.disbursements(isv.account, at); });
    const auto transfers = market.ledger.audit().transfers;
    check(static_cast<std::size_t>(transfers),
          [&](const auto& at) { return market.ledger.transfers({}, at); });
    check(4, [&](const auto& at) { return market.ledger.audit_entries(operator_.account, at); });
}

// What an account owes for itself and what it pays for others is one list.
TEST_P(deal, lists_what_an_account_pays_for_others_among_its_own) {
    invoiced();
    market.tamper("UPDATE invoice SET owner = $1 WHERE id = $2",
                  {stranger.account.text(), invoices.at(0).text()});
    market.tamper("UPDATE charge SET owner = $1 WHERE due_on = '2027-01-17'",
                  {stranger.account.text()});
    const auto pages = [](const auto& list) {
        for (const std::size_t size : {1U, 2U}) EXPECT_EQ(all_of(list, size), all_of(list, 100));
        return all_of(list, 100);
    };
    const auto paid = [&](const auto& at) { return market.settlement.invoices(buyer, {}, at); };
    EXPECT_EQ(pages(paid),
              (std::vector<std::string>{invoices.at(0).text(), invoices.at(1).text()}));
    const auto owed = [&](const auto& at) { return market.settlement.charges(buyer, {}, at); };
    EXPECT_EQ(pages(owed).size(), 2U);
    const service::invoice_filter paid_up{{}, {}, cppo::market::invoice_status::paid};
    EXPECT_TRUE(market.settlement.invoices(buyer, paid_up, {50})->items.empty());
    EXPECT_EQ(market.settlement.invoices(stranger, {}, {50})->items.size(), 1U);
}

TEST_P(deal, is_worked_on_once_by_several_clockworks) {
    const agreement_id made = accept();
    market.kept->write([&](store::session& in) {
        market.engine.clock().set(in, service::clock_mode::frozen,
                                  instant::parse("2027-12-01T00:00:00Z").value());
    });
    {
        std::vector<std::jthread> servers;
        for (int each = 0; each < 4; ++each)
            servers.emplace_back([&] {
                service::clockwork own(market.engine, [](const std::string&) {});
                own.run_due();
            });
    }
    EXPECT_EQ(market.agreements.invoices(partner.account, made)->size(), 2U);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM statement_line"), 4);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM due_work"), 0);
    EXPECT_TRUE(market.ledger.audit().mismatches.empty());
}

class sight : public with_a_deal {};
CPPO_ON_BOTH_ENGINES_OF(sight);

std::optional<account_id> owner_seen(marketplace& in, const service::actor& viewer,
                                     entity_kind kind, const std::string& id,
                                     std::initializer_list<view_role> roles) {
    std::optional<account_id> made;
    in.kept->read([&](store::session& at) {
        made = service::owner_seen_by(at, viewer.account, kind, id, roles);
    });
    return made;
}

TEST_P(sight, is_of_what_one_owns_or_was_shown) {
    const auto seen = [&](const service::actor& viewer, std::initializer_list<view_role> roles) {
        return owner_seen(market, viewer, entity_kind::resale_authorization, authorization.text(),
                          roles);
    };
    EXPECT_EQ(seen(isv, {}), isv.account);
    EXPECT_EQ(seen(partner, {view_role::reseller}), isv.account);
    EXPECT_FALSE(seen(partner, {}));
    EXPECT_FALSE(seen(partner, {view_role::target}));
    EXPECT_FALSE(seen(buyer, {view_role::reseller, view_role::target}));
    EXPECT_FALSE(seen(stranger, {view_role::reseller}));
    EXPECT_FALSE(owner_seen(market, isv, entity_kind::offer, authorization.text(), {}));
    EXPECT_FALSE(owner_seen(market, isv, entity_kind::offer, "offer-unknown", {}));
}

TEST_P(sight, of_an_offer_begins_with_its_release) {
    const auto seen = [&] {
        return owner_seen(market, buyer, entity_kind::offer, offer.text(), {view_role::target});
    };
    EXPECT_FALSE(seen());
    release();
    EXPECT_EQ(seen(), partner.account);
}

// Until everybody can accept one, an offer to everybody is shown by the Catalog alone.
TEST_P(deal, is_not_an_offer_to_everybody) {
    const product_id analytics = ids.next<product_kind>();
    const offer_id listed = ids.next<offer_kind>();
    ASSERT_TRUE(market.carry_out(
        isv, saas_changes({analytics, listed, "Analytics", {{"", {{"calls", "0.01"}}}}})));
    EXPECT_TRUE(market.catalog.describe_entity(isv.account, listed.text()));
    EXPECT_TRUE(refused(market.deals.describe(isv, listed.text()), reason::deal_not_found));
    EXPECT_TRUE(market.deals.list(isv, isv.account, {})->items.empty());
    for (const service::actor& each : {isv, partner, buyer})
        EXPECT_TRUE(
            refused(market.agreements.offer_seen(each.account, listed), reason::offer_not_found));
}

} // namespace
} // namespace cppo::story
