// What reading one entity, and one page of a filtered list, costs an owner of a million entities,
// as a ratio to an owner of ten thousand.
#include <cstdio>
#include <memory>

#include "bench/channel.h"
#include "bench/comparison.h"
#include "bench/scratch_directory.h"
#include "bench/stopwatch.h"
#include "bench/stored_offers.h"

namespace cppo::bench {
namespace {

namespace json = boost::json;

constexpr int few = 10'000;
constexpr int many = 1'000'000;
constexpr int rounds = 5;
constexpr int requests_a_round = 1'000;

json::object page_of(json::object filters) {
    return {{"Catalog", "AWSMarketplace"},
            {"EntityType", "Offer"},
            {"EntityTypeFilters", json::object{{"OfferFilters", std::move(filters)}}}};
}

json::object value_list(const std::string& value) {
    return {{"ValueList", json::array{value}}};
}

// A partner with that many offers.
class owner {
  public:
    owner(const std::filesystem::path& data, int count) : data_(data), count_(count) {
        const std::string sample = [&] {
            std::filesystem::create_directory(data);
            const marketplace market(data);
            return channel(market, 2).make_offer();
        }();
        ids_ = add_offers(data, sample, count);
    }

    // A connection that waited for the other owner's offers would be closed.
    void serve() {
        market_ = std::make_unique<marketplace>(data_);
        partner_ = std::unique_ptr<client>(new client(market_->as("reseller")));
    }

    void describe(int number) {
        const auto& id = ids_[static_cast<std::size_t>(number) % ids_.size()];
        partner_->get("/DescribeEntity?catalog=AWSMarketplace&entityId=" + id);
    }
    void list_newest(int) {
        partner_->post("/ListEntities", page_of({{"State", value_list("Released")}}));
    }
    void list_by_name(int number) {
        const std::string name = "Offer " + std::to_string(1 + number * 7'919LL % count_);
        partner_->post("/ListEntities", page_of({{"Name", value_list(name)}}));
    }

  private:
    std::filesystem::path data_;
    int count_;
    std::vector<std::string> ids_;
    std::unique_ptr<marketplace> market_;
    std::unique_ptr<client> partner_;
};

// One request of each in turn, so that what disturbs one disturbs the other.
void measure_p99(const char* what, owner& least, owner& most, void (owner::*ask)(int)) {
    std::vector<double> least_ms, most_ms;
    const comparison made = compare(
        rounds,
        [&](int round) {
            least_ms.clear();
            most_ms.clear();
            for (int at = 0; at < requests_a_round; ++at) {
                const int number = round * requests_a_round + at;
                const stopwatch first;
                (least.*ask)(number);
                least_ms.push_back(first.ms());
                const stopwatch second;
                (most.*ask)(number);
                most_ms.push_back(second.ms());
            }
            return quantile(least_ms, 0.99);
        },
        [&](int) { return quantile(most_ms, 0.99); });
    print(what, made, "ms, p99");
    std::printf("p50 of the last round: %.3f to %.3f ms\n", quantile(most_ms, 0.5),
                quantile(least_ms, 0.5));
}

void run() {
    const scratch_directory scratch;
    owner least(scratch.path() / "few", few);
    owner most(scratch.path() / "many", many);
    least.serve();
    most.serve();
    measure_p99("DescribeEntity", least, most, &owner::describe);
    measure_p99("ListEntities, State", least, most, &owner::list_newest);
    measure_p99("ListEntities, Name", least, most, &owner::list_by_name);
}

} // namespace
} // namespace cppo::bench

int main() {
    cppo::bench::run();
}
