// Every page of the console's lists is read from an index, from where the page before ended.
#include "service/catalog/resale_service.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using service::page_mark;
using service::page_request;

// Asks the embedded engine how it would run each statement that is read with.
class explained_session final : public store::session {
  public:
    explained_session(store::session& in, std::vector<std::string>& plans)
        : in_(in), plans_(plans) {}

    using store::session::run;
    std::int64_t run(std::string_view sql, std::span<const store::value> arguments,
                     const std::function<void(const store::row&)>& on_row) override {
        in_.run("EXPLAIN QUERY PLAN " + std::string(sql), arguments, [&](const store::row& at) {
            plans_.push_back(std::string(at.text(3)) + " <- " + std::string(sql));
        });
        return in_.run(sql, arguments, on_row);
    }
    void lock_owner(const account_id& owner) override { in_.lock_owner(owner); }

  private:
    store::session& in_;
    std::vector<std::string>& plans_;
};

class explained_store final : public store::database {
  public:
    explained_store(store::database& of, std::vector<std::string>& plans)
        : of_(of), plans_(plans) {}

    void read(const std::function<void(store::session&)>& work) override {
        of_.read([&](store::session& in) {
            explained_session asked(in, plans_);
            work(asked);
        });
    }
    void write(const std::function<void(store::session&)>& work, priority wanted) override {
        of_.write(work, wanted);
    }
    bool is_shared() const override { return of_.is_shared(); }

  private:
    store::database& of_;
    std::vector<std::string>& plans_;
};

class list_plan : public with_a_deal {
  protected:
    list_plan() { agreement = invoiced(); }

    // What `list` reads, on its first page and on a later one.
    template <class List>
    void is_searched(const List& list) {
        for (const auto& after : {std::optional<page_mark>(), std::optional(later)})
            expect(list, {10, after}, true);
    }
    // A list of everything begins at the begin of its index.
    template <class List>
    void is_read_in_order(const List& list) {
        expect(list, {10, {}}, false);
        expect(list, {10, later}, true);
    }

    std::vector<std::string> plans;
    explained_store asked{*market.kept, plans};
    service::engine on{asked, service::market_clock([] { return instant(0); }, true)};
    service::account_service accounts{on, market.keys, market.known};
    service::settlement_service settlement{on};
    service::ledger_service ledger{on};
    service::deal_service deals{on};
    service::resale_service resales{on};
    std::optional<agreement_id> agreement;
    const page_mark later{instant::parse("2027-01-17T00:00:00Z")->ms(), "a"};

  private:
    template <class List>
    void expect(const List& list, const page_request& at, bool searched) {
        plans.clear();
        ASSERT_TRUE(list(at));
        EXPECT_FALSE(plans.empty());
        for (const std::string& each : plans) {
            EXPECT_FALSE(each.starts_with("USE TEMP B-TREE")) << each;
            const bool scans = each.starts_with("SCAN");
            EXPECT_FALSE(scans && each.find(" INDEX ") == std::string::npos) << each;
            EXPECT_FALSE(scans && searched) << each;
        }
    }
};
INSTANTIATE_TEST_SUITE_P(on, list_plan, testing::Values(store::engine::sqlite), store::engine_name);

TEST_P(list_plan, of_invoices_has_an_index_for_every_question) {
    constexpr auto open = cppo::market::invoice_status::open;
    const auto asks = [&](const service::actor& viewer, service::invoice_filter of) {
        return [this, &viewer, of](const page_request& at) {
            return settlement.invoices(viewer, of, at);
        };
    };
    is_read_in_order(asks(operator_, {}));
    is_searched(asks(operator_, {{}, {}, open}));
    for (const std::optional<cppo::market::invoice_status> status : {{}, std::optional(open)}) {
        is_searched(asks(buyer, {{}, {}, status}));
        is_searched(asks(buyer, {{}, agreement, status}));
        is_searched(asks(operator_, {buyer.account, {}, status}));
        is_searched(asks(operator_, {{}, agreement, status}));
        is_searched(asks(operator_, {buyer.account, agreement, status}));
    }
}

TEST_P(list_plan, of_charges_has_an_index_for_every_question) {
    const auto asks = [&](const service::actor& viewer, service::charge_filter of) {
        return [this, &viewer, of](const page_request& at) {
            return settlement.charges(viewer, of, at);
        };
    };
    is_read_in_order(asks(operator_, {}));
    is_searched(asks(buyer, {}));
    is_searched(asks(buyer, {{}, agreement}));
    is_searched(asks(operator_, {buyer.account, {}}));
    is_searched(asks(operator_, {{}, agreement}));
    is_searched(asks(operator_, {buyer.account, agreement}));
}

TEST_P(list_plan, of_statements_and_disbursements_is_searched) {
    const auto first = day::parse("2027-01-01").value();
    for (const std::optional<day> from : {std::optional<day>(), std::optional(first)})
        for (const std::optional<day> to : {std::optional<day>(), std::optional(first)})
            is_searched([&](const page_request& at) {
                return settlement.statements(isv.account, from, to, at);
            });
    is_searched([&](const page_request& at) { return settlement.disbursements(isv.account, at); });
}

TEST_P(list_plan, of_the_ledger_has_an_index_for_every_question) {
    is_read_in_order([&](const page_request& at) { return ledger.transfers({}, at); });
    is_searched([&](const page_request& at) { return ledger.transfers(agreement, at); });
    is_searched([&](const page_request& at) { return ledger.audit_entries(isv.account, at); });
}

TEST_P(list_plan, of_accounts_deals_and_authorizations_is_searched) {
    is_searched([&](const page_request& at) { return accounts.list(at); });
    for (const service::actor* each : {&isv, &partner, &buyer}) {
        is_searched([&](const page_request& at) { return deals.list(*each, each->account, at); });
        for (const auto side : {service::resale_side::issued, service::resale_side::received})
            is_searched([&](const page_request& at) {
                return resales.list(*each, each->account, side, at);
            });
    }
}

} // namespace
} // namespace cppo::story
