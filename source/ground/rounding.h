// How exact amounts become settled money: their sum is rounded once.
#pragma once

#include <string>
#include <vector>

#include "ground/money.h"

namespace cppo {

// quantity x unit price, as it is before anything is rounded: in 10^-8 of the currency's unit.
class exact_amount {
  public:
    // `quantity` is not negative.
    exact_amount(std::int64_t quantity, price each);

    // `0.005`: without trailing zeros.
    std::string text() const;

  private:
    friend result<std::vector<money>> rounded_once(const std::vector<exact_amount>& parts,
                                                   currency unit);
    __int128 units_;
};

// The exact sum of the parts is rounded half-up once, and its minor units are given to the parts by
// largest remainder; of equal remainders the part that stands first has it (R-PRC-05). So the
// answers sum to the rounded sum, and each is less than a minor unit away from its part. Refuses a
// sum beyond the maximum amount.
result<std::vector<money>> rounded_once(const std::vector<exact_amount>& parts, currency unit);

// The sum of amounts of that currency.
money sum_of(const std::vector<money>& amounts, currency unit);

} // namespace cppo
