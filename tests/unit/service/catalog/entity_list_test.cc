#include "service/catalog/entity_list.h"

#include "store/schema/schema.h"
#include "store/tables/parties.h"
#include "unit/market/proof.h"
#include "unit/market/samples.h"
#include "unit/store/engine.h"

namespace cppo::service {
namespace {

using namespace market;
using store::engine;
using store::engine_name;
using store::session;
using store::value;
using member = entity_member;

// Notes every statement on its way to the store.
class noting_session final : public session {
  public:
    explicit noting_session(session& to) : to_(to) {}

    std::int64_t run(std::string_view sql, std::span<const value> arguments,
                     const std::function<void(const store::row&)>& on_row) override {
        statements.emplace_back(sql, std::vector(arguments.begin(), arguments.end()));
        const auto count = [&](const store::row& at) {
            ++rows;
            on_row(at);
        };
        return to_.run(sql, arguments, on_row ? count : std::function<void(const store::row&)>());
    }
    void lock_owner(const account_id& owner) override { to_.lock_owner(owner); }

    std::vector<std::pair<std::string, std::vector<value>>> statements;
    std::int64_t rows = 0;

  private:
    session& to_;
};

// A partner with more offers than are ever looked at for one page.
class entity_lists : public store::on_both_engines {
  protected:
    static constexpr int count = 1'200;

    entity_lists() : kept(place.open(store::migrations())) {
        kept->write([&](session& in) {
            store::insert(in, sample::an_account(sample::isv, role::seller));
            store::insert(in, sample::an_account(sample::partner, role::seller));
            for (int at = 0; at < count; ++at) add_offer(in, at);
            for (int at = 0; at < 300; ++at) add_authorization(in, std::to_string(at));
            if (GetParam() == engine::postgres) in.run("ANALYZE");
        });
    }

    static void add_offer(session& in, int at) {
        offer made = drafted(sample::an_authorization(),
                             offer_id::minted("offer-" + std::to_string(10'000 + at)), sample::now);
        made.name = "Offer " + std::to_string(at % 100);
        made.modified = sample::now.plus_ms(at);
        made.authorization =
            authorization_id::minted(sample::authorization_text + std::to_string(at % 50));
        if (at % 3 == 0) made.product = product_id::minted("prod-other");
        if (at % 400 == 0) made.state = offer_state::released;
        store::insert(in, made);
    }

    // An authorization that is shared, and the product it is for.
    static void add_authorization(session& in, const std::string& number) {
        product sold = sample::a_product();
        sold.id = product_id::minted(sold.id.text() + number);
        store::insert(in, sold);
        resale_authorization of = sample::an_authorization();
        of.id = authorization_id::minted(of.id.text() + number);
        of.product = sold.id;
        store::insert(in, of);
        store::insert(in, sample::unused(of));
        store::insert(in,
                      view{sample::partner, view_role::reseller, entity_kind::resale_authorization,
                           of.id.text(), of.owner, of.name, "Active", of.product.text(), "",
                           of.owner.text(), of.available_until, of.modified});
    }

    result<page<entity_facts>> list(const entity_list& ask, std::int64_t* rows = nullptr) {
        result<page<entity_facts>> made;
        kept->read([&](session& in) {
            noting_session noting(in);
            made = list_entities(noting, ask);
            if (rows) *rows = noting.rows;
        });
        return made;
    }

    // All pages; the numbers of the names.
    std::vector<std::string> all_ids(entity_list ask) {
        std::vector<std::string> made;
        do {
            const auto page = list(ask).value();
            for (const entity_facts& each : page.items) made.push_back(each.id);
            ask.token = page.next;
        } while (!ask.token.empty());
        return made;
    }

    // How the engine would run a statement.
    static std::string plan_of(session& in, const std::string& sql,
                               const std::vector<value>& arguments) {
        const bool lite = GetParam() == engine::sqlite;
        std::string plan;
        in.run((lite ? "EXPLAIN QUERY PLAN " : "EXPLAIN (COSTS OFF) ") + sql, arguments,
               [&](const store::row& at) { plan += std::string(at.text(lite ? 3 : 0)) + "\n"; });
        return plan;
    }

    // Two pages of a list, each statement from an index in the index's own order.
    void reads_indexes(entity_list ask) {
        kept->read([&](session& in) {
            // The sample is small, so PostgreSQL would rather sort it.
            if (GetParam() == engine::postgres)
                in.run("SET LOCAL enable_seqscan = off"), in.run("SET LOCAL enable_sort = off"),
                    in.run("SET LOCAL enable_bitmapscan = off");
            noting_session noting(in);
            for (int page = 0; page < 2; ++page) {
                const auto found = list_entities(noting, ask).value();
                ask.token = found.next;
                if (ask.token.empty()) break;
            }
            for (const auto& [sql, arguments] : noting.statements) {
                const std::string plan = plan_of(in, sql, arguments);
                for (const char* slow : {"SCAN ", "TEMP B-TREE", "Seq Scan", "Sort"})
                    EXPECT_EQ(plan.find(slow), std::string::npos) << sql << "\n" << plan;
                // A later page begins inside the index, not before what was shown.
                if (GetParam() == engine::sqlite && sql.find(" AND (") != std::string::npos)
                    EXPECT_TRUE(plan.contains("<(?") || plan.contains(">(?") ||
                                plan.contains("<?") || plan.contains(">?"))
                        << sql << "\n"
                        << plan;
                // What nearly all have PostgreSQL may as well leave out on its way by time.
                if (!ask.filters.empty())
                    EXPECT_EQ(plan.find("Filter"), std::string::npos) << sql << "\n" << plan;
            }
        });
    }

    std::unique_ptr<store::database> kept;
    const entity_scope offers{sample::partner, entity_kind::offer};
};
CPPO_ON_BOTH_ENGINES(entity_lists);

TEST_P(entity_lists, read_an_index_for_every_order_that_has_one) {
    const entity_scope own{sample::isv, entity_kind::resale_authorization};
    const entity_scope shared{sample::partner, entity_kind::resale_authorization, {}, true};
    const entity_scope sold{sample::isv, entity_kind::product};
    for (const bool ascending : {false, true}) {
        const auto read = [&](const entity_scope& of, std::initializer_list<member> orders) {
            for (const member by : orders) reads_indexes({.of = of, .order = {by, ascending}});
        };
        read(offers, {member::id, member::modified, member::name, member::status, member::product,
                      member::authorization, member::released, member::available_until,
                      member::source, member::offer_set});
        read(own,
             {member::id, member::modified, member::name, member::status, member::product,
              member::reseller, member::created, member::available_until, member::manufacturer});
        read(shared, {member::id, member::modified, member::name, member::status, member::product,
                      member::manufacturer, member::available_until, member::reseller});
        read(sold, {member::id, member::modified, member::name, member::status});
    }
}

TEST_P(entity_lists, read_an_index_for_every_value_that_has_one) {
    const std::string authorization = sample::authorization_text + "7";
    for (const auto& [what, one] :
         std::map<member, std::string>{{member::id, "offer-10007"},
                                       {member::name, "Offer 7"},
                                       {member::product, "prod-other"},
                                       {member::authorization, authorization},
                                       {member::status, "Released"}})
        reads_indexes({.of = offers, .filters = {{what, {one, "another"}}}, .size = 1});
    for (const auto& [what, one] :
         std::map<member, std::string>{{member::manufacturer, sample::isv.text()},
                                       {member::status, "Active"},
                                       {member::product, sample::product_text + "7"}})
        reads_indexes({.of = {sample::partner, entity_kind::resale_authorization, {}, true},
                       .filters = {{what, {one}}}});
}

TEST_P(entity_lists, look_at_no_more_rows_than_a_page_needs) {
    std::int64_t rows = 0;
    EXPECT_EQ(list({.of = offers, .size = 20}, &rows)->items.size(), 20U);
    EXPECT_EQ(rows, 21);
    EXPECT_EQ(
        list({.of = offers, .filters = {{member::status, {"Released"}}}}, &rows)->items.size(), 3U);
    EXPECT_EQ(rows, 3);
}

TEST_P(entity_lists, have_short_pages_where_a_filter_finds_little) {
    entity_list ask{.of = offers, .filters = {{.what = member::name, .part = "OFFER 3"}}};
    ask.filters.push_back({member::targeting, {"None"}});
    std::int64_t rows = 0;
    const auto first = list(ask, &rows).value();
    EXPECT_TRUE(first.items.empty());
    EXPECT_FALSE(first.next.empty());
    EXPECT_LT(rows, 1'300);
    EXPECT_TRUE(all_ids(ask).empty());
    ask.filters.pop_back();
    EXPECT_EQ(all_ids(ask).size(), 132U);
}

TEST_P(entity_lists, are_walked_whole_in_every_order) {
    for (const member by : {member::modified, member::id, member::name, member::product,
                            member::status, member::released, member::offer_set})
        for (const bool ascending : {false, true}) {
            const auto ids = all_ids({.of = offers, .order = {by, ascending}, .size = 50});
            EXPECT_EQ(ids.size(), static_cast<std::size_t>(count));
            EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size());
        }
}

TEST_P(entity_lists, are_sorted_the_same_whether_few_or_many_have_the_value) {
    for (const std::size_t size : {7, 50}) {
        const auto few = all_ids({.of = offers,
                                  .filters = {{member::product, {"prod-other"}}},
                                  .order = {member::name},
                                  .size = size});
        ASSERT_EQ(few.size(), 400U);
        auto many = all_ids({.of = offers, .order = {member::name}, .size = size});
        std::erase_if(many, [](const std::string& id) { return std::stoi(id.substr(6)) % 3 != 1; });
        EXPECT_EQ(few, many);
    }
}

TEST_P(entity_lists, too_long_are_not_sorted_without_an_index) {
    entity_list ask{.of = offers, .order = {member::buyers}};
    EXPECT_TRUE(refused(list(ask), reason::list_too_long_to_sort));
    ask.filters = {{member::product, {"prod-other"}}};
    EXPECT_EQ(all_ids(ask).size(), 400U);
}

TEST_P(entity_lists, take_no_token_of_another_kind) {
    entity_list ask{.of = offers, .order = {member::name}};
    ask.token = token_of({1, "a/#7"});
    EXPECT_TRUE(refused(list(ask), reason::page_token_invalid));
    EXPECT_TRUE(
        refused(list({.of = offers, .token = token_of({1, "a"})}), reason::page_token_invalid));
}

} // namespace
} // namespace cppo::service
