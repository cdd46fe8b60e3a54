// Whether a page of ListEntities and a DescribeEntity take as long with a million offers of one
// partner as with ten thousand: the smaller marketplace is the floor. What counts is the time of
// the asking thread on a processor, since an embedded store answers on it; the answers are written
// as JSON, without HTTP.
#include <time.h>

#include <boost/json/serialize.hpp>
#include <cstdio>
#include <random>

#include "bench/comparison.h"
#include "bench/scratch_directory.h"
#include "bench/stopwatch.h"
#include "service/catalog/catalog_service.h"
#include "store/engine/database.h"
#include "store/schema/schema.h"
#include "wire/catalog/entity_document.h"
#include "wire/catalog/entity_summary.h"

namespace cppo::bench {
namespace {

using service::entity_list;
using service::entity_member;

constexpr int few = 10'000;
constexpr int many = 1'000'000;
constexpr int products = 500;
constexpr int offers_per_authorization = 5;
constexpr int asks = 1'000; // of each kind in a round
constexpr int rounds = 9;

const account_id partner = account_id::minted("100000000002");
const service::entity_scope offers{partner, market::entity_kind::offer};
const instant start = instant::start_of(*day::parse("2026-01-01"));

std::string numbered(const char* prefix, int number) {
    const std::string digits = std::to_string(number);
    return prefix + std::string(7 - digits.size(), '0') + digits;
}

market::offer offer_at(int at) {
    market::offer_terms terms;
    terms.basis.schedule = market::payment_schedule_term{currency::usd, {}};
    for (const char* date : {"2027-01-17", "2027-02-17"})
        terms.basis.schedule->instalments.push_back(
            {*day::parse(date), *money::parse("500.00", currency::usd), "500.00"});
    terms.buyers = {account_id::minted("100000000003")};
    const instant made = start.plus_ms(std::int64_t{at} * 1'000);
    return {.owner = partner,
            .id = offer_id::minted(numbered("offer-", at)),
            .revision = 1,
            .state = at % 50 == 0 ? market::offer_state::released : market::offer_state::draft,
            .product = product_id::minted(numbered("prod-", at % products)),
            .manufacturer = account_id::minted("100000000001"),
            .authorization =
                authorization_id::minted(numbered("resaleauthz-", at / offers_per_authorization)),
            .name = numbered("Workshop ", at / 3),
            .description = "Two days on your premises",
            .markup = *markup::parse("10"),
            .available_until = {},
            .terms = std::move(terms),
            .created = made,
            .modified = made,
            .released = {}};
}

// A marketplace with so many offers of one partner.
class marketplace_of {
  public:
    marketplace_of(const std::string& url, int count)
        : count_(count),
          kept_(store::database::open({url, 4, store::migrations()})),
          on_(*kept_, service::market_clock(service::system_now, false)) {
        constexpr int step = 10'000;
        for (int from = 0; from < count; from += step)
            kept_->write([&](store::session& in) {
                for (int at = from; at < from + step; ++at) {
                    const market::offer made = offer_at(at);
                    store::insert(in, made);
                    store::insert(in, market::location{made.id.text(), made.owner,
                                                       market::entity_kind::offer});
                }
            });
        if (kept_->is_shared()) kept_->write([](store::session& in) { in.run("ANALYZE"); });
    }

    int any() { return std::uniform_int_distribution(0, count_ - 1)(chance_); }

    void describe() {
        const auto found = catalog_.describe_entity(partner, numbered("offer-", any()));
        if (!found) throw std::runtime_error("an offer is not there");
        written_ += boost::json::serialize(wire::document_of(*found)).size();
    }

    void list(const entity_list& ask) {
        const auto page = catalog_.list_entities(ask);
        if (!page || page->items.empty()) throw std::runtime_error("a page is empty");
        for (const service::entity_facts& each : page->items)
            written_ += boost::json::serialize(wire::summary_of(each)).size();
    }

  private:
    int count_;
    std::unique_ptr<store::database> kept_;
    service::engine on_;
    service::catalog_service catalog_{on_};
    std::mt19937 chance_{7};
    std::size_t written_ = 0;
};

struct kind_of_ask {
    const char* what;
    void (*make)(marketplace_of&);
};

entity_list with(entity_member what, std::string value) {
    return {.of = offers, .filters = {{what, {std::move(value)}}}};
}

// From somewhere in the whole list, newest first.
entity_list from_the_middle(marketplace_of& of) {
    entity_list made{.of = offers};
    made.filters.push_back(
        {.what = entity_member::modified, .before = start.plus_ms(std::int64_t{of.any()} * 1'000)});
    return made;
}

const kind_of_ask kinds[]{
    {"DescribeEntity", [](marketplace_of& of) { of.describe(); }},
    {"ListEntities, newest", [](marketplace_of& of) { of.list({.of = offers}); }},
    {"... from any date on", [](marketplace_of& of) { of.list(from_the_middle(of)); }},
    {"... of an EntityId",
     [](marketplace_of& of) { of.list(with(entity_member::id, numbered("offer-", of.any()))); }},
    {"... of a ProductId",
     [](marketplace_of& of) {
         of.list(with(entity_member::product, numbered("prod-", of.any() % products)));
     }},
    {"... of an authorization",
     [](marketplace_of& of) {
         of.list(with(entity_member::authorization,
                      numbered("resaleauthz-", of.any() / offers_per_authorization)));
     }},
    {"... of a Name",
     [](marketplace_of& of) {
         of.list(with(entity_member::name, numbered("Workshop ", of.any() / 3)));
     }},
    {"... of State Released",
     [](marketplace_of& of) { of.list(with(entity_member::status, "Released")); }},
    {"... sorted by Name",
     [](marketplace_of& of) { of.list({.of = offers, .order = {entity_member::name, true}}); }},
};

double processor_ms() {
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

double p99_ms(const kind_of_ask& kind, marketplace_of& on) {
    std::vector<double> spent;
    for (int count = 0; count < asks; ++count) {
        const double before = processor_ms();
        kind.make(on);
        spent.push_back(processor_ms() - before);
    }
    return quantile(std::move(spent), 0.99);
}

void run() {
    const scratch_directory place;
    const auto at = [&](const char* name) { return "sqlite:" + (place.path() / name).string(); };
    marketplace_of small(at("small.db"), few);
    const stopwatch filling;
    marketplace_of large(at("large.db"), many);
    std::printf("%d offers stored in %.0f s\n", many, filling.ms() / 1000);
    for (const kind_of_ask& kind : kinds)
        print(kind.what,
              compare(
                  rounds, [&](int) { return p99_ms(kind, small); },
                  [&](int) { return p99_ms(kind, large); }),
              "ms");
}

} // namespace
} // namespace cppo::bench

int main() {
    cppo::bench::run();
}
