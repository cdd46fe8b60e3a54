#include "service/money/rates.h"

#include "store/tables/rates.h"

namespace cppo::service {

market::rate_tables rates_in(store::session& in) {
    return {store::select<market::fee_rate>(
                in, "ORDER BY part, product, is_renewal, value_from, country, from_on"),
            store::select<market::exchange_rate>(in, "ORDER BY unit, from_on")};
}

market::rate_tables rates::tables() {
    return on_.read([](store::session& in, instant) { return rates_in(in); });
}

} // namespace cppo::service
