#include "market/money/ledger.h"

#include <cassert>

namespace cppo::market {

std::string books::receivable(const account_id& payer) {
    return "assets:receivable:" + payer.text();
}
std::string books::clearing(const account_id& buyer) {
    return "liabilities:clearing:" + buyer.text();
}
std::string books::payable(const account_id& seller) {
    return "liabilities:payable:" + seller.text();
}

void post(std::vector<transfer>& into, const posting& of, mint& ids, const std::string& debit,
          const std::string& credit, money amount) {
    assert(amount.minor() >= 0);
    if (amount.minor() == 0) return;
    into.push_back({of.owner, ids.next<transfer_kind>(), debit, credit, amount, of.at, of.agreement,
                    of.cause, of.cause_id});
}

std::vector<transfer> post_payment(const posting& of, mint& ids, const account_id& payer,
                                   const account_id& buyer, const account_id& manufacturer,
                                   const account_id& partner, const split& parts) {
    std::vector<transfer> posted;
    post(posted, of, ids, books::bank, books::receivable(payer), parts.total());
    const std::string clearing = books::clearing(buyer);
    post(posted, of, ids, clearing, books::payable(manufacturer), parts.manufacturer);
    post(posted, of, ids, clearing, books::payable(partner), parts.partner);
    post(posted, of, ids, clearing, books::fees, parts.marketplace);
    post(posted, of, ids, clearing, books::tax, parts.tax);

    money collected = money::zero(parts.total().unit());
    money distributed = collected;
    for (const transfer& each : posted)
        (each.debit == books::bank ? collected : distributed) =
            (each.debit == books::bank ? collected : distributed) + each.amount;
    assert(collected == distributed);
    return posted;
}

} // namespace cppo::market
