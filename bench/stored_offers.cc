#include "bench/stored_offers.h"

#include <algorithm>

#include "store/engine/database.h"
#include "store/schema/schema.h"
#include "store/tables/decisions.h"
#include "store/tables/offers.h"
#include "store/tables/views.h"

namespace cppo::bench {

std::vector<std::string> add_offers(const std::filesystem::path& data, const std::string& like,
                                    int count) {
    constexpr int ids_max = 1'000;
    constexpr int offers_a_commit = 5'000;
    const auto kept = store::database::open(
        {.url = "sqlite:" + (data / "market.db").string(), .migrations = store::migrations()});
    market::offer sample = [&] {
        std::optional<market::offer> found;
        kept->read([&](store::session& in) {
            const auto place = store::find<market::location>(in, like);
            found = store::find<market::offer>(in, place.value().owner, offer_id::minted(like));
        });
        return found.value();
    }();
    mint ids(mint::seed{1, 2, 3, 4});
    std::vector<std::string> made;
    const int step = std::max(1, count / ids_max);
    for (int number = 1; number <= count;) {
        market::decision more;
        for (int end = std::min(count, number + offers_a_commit - 1); number <= end; ++number) {
            market::offer each = sample;
            each.id = ids.next<offer_kind>();
            each.revision = 0;
            each.name = "Offer " + std::to_string(number);
            each.modified = sample.modified.plus_ms(-number);
            if (number % step == 0) made.push_back(each.id.text());
            more.writes.push_back(
                market::location{each.id.text(), each.owner, market::entity_kind::offer});
            more.writes.push_back(std::move(each));
        }
        kept->write([&](store::session& in) { store::apply(in, more, ids); });
    }
    return made;
}

} // namespace cppo::bench
