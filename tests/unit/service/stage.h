// A marketplace of its own for each test, on either engine, and a deal to try things on.
#pragma once

#include "story/documents.h"
#include "story/marketplace.h"
#include "unit/market/proof.h"
#include "unit/store/engine.h"

namespace cppo::story {

// A directory that is gone when the test ends.
class directory {
  public:
    directory() {
        std::string name = std::filesystem::temp_directory_path() / "cppo_service_XXXXXX";
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
        path_ = name;
    }
    ~directory() { std::filesystem::remove_all(path_); }
    directory(const directory&) = delete;
    directory& operator=(const directory&) = delete;

    std::filesystem::path operator/(const char* name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

class on_stage : public testing::TestWithParam<store::engine> {
  protected:
    on_stage() { market.begin(instant::parse("2026-11-20T09:00:00Z").value()); }

    store::scratch place{GetParam()};
    directory keys;
    marketplace market{place.url(), keys / "key"};
};

// Northwind lets Contoso sell to Fabrikam: two instalments of 0.50 in January, ten per cent on top.
class with_a_deal : public on_stage {
  protected:
    with_a_deal() {
        EXPECT_TRUE(market.carry_out(isv, product_changes(product, "Migration", "m")));
        EXPECT_TRUE(market.carry_out(
            isv, story::authorization_changes({authorization,
                                               product,
                                               partner.account,
                                               {buyer.account},
                                               "2026-12-31",
                                               "P12M",
                                               "USD",
                                               "m",
                                               {{"2027-01-17", "0.50"}, {"2027-01-18", "0.50"}}})));
        EXPECT_TRUE(market.carry_out(partner, story::draft_changes(order_of(offer))));
    }

    offer_order order_of(const offer_id& id) const {
        return {id, authorization, "Migration for Fabrikam", "10", "2027-01-10", {}};
    }
    void release() { EXPECT_TRUE(market.carry_out(partner, {release_of(offer)})); }
    agreement_id accept() {
        release();
        return market.accept(buyer, offer).value();
    }
    // Accepted, both invoices cut on their days; it is the 19th of January.
    agreement_id invoiced() {
        const agreement_id made = accept();
        EXPECT_TRUE(market.move_to(instant::parse("2027-01-19T09:00:00Z").value()));
        for (const cppo::market::invoice& each :
             market.agreements.invoices(partner.account, made).value())
            invoices.push_back(each.id);
        return made;
    }

    const service::actor isv = market.open("Northwind", {cppo::market::role::seller});
    const service::actor partner = market.open("Contoso", {cppo::market::role::seller});
    const service::actor buyer = market.open("Fabrikam", {cppo::market::role::buyer});
    const service::actor stranger = market.open("Adatum", {cppo::market::role::seller});
    const service::actor operator_ = market.open_operator();
    mint ids{mint::seed{7, 7, 7, 7}};
    const product_id product = ids.next<product_kind>();
    const authorization_id authorization = ids.next<authorization_kind>();
    const offer_id offer = ids.next<offer_kind>();
    std::vector<invoice_id> invoices;
};

#define CPPO_ON_BOTH_ENGINES_OF(suite)                                                        \
    INSTANTIATE_TEST_SUITE_P(on, suite,                                                       \
                             testing::Values(store::engine::sqlite, store::engine::postgres), \
                             store::engine_name)

} // namespace cppo::story
