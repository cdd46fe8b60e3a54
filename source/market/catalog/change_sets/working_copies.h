// The working copies of a change set.
#pragma once

#include <map>
#include <set>
#include <string>

#include "market/agreements/agreement.h"
#include "market/catalog/authorizations/resale_authorization.h"
#include "market/catalog/offers/offer.h"
#include "market/catalog/products/product.h"
#include "market/money/exchange.h"
#include "market/parties/account.h"
#include "market/parties/seller.h"
#include "market/parties/user.h"

namespace cppo::market {

// What a change set may read and change, loaded for it. Entities it creates are added while it is
// applied.
struct working_copies {
    account_id by;
    instant now;
    std::map<std::string, product> products;
    std::map<std::string, resale_authorization> authorizations;
    std::map<std::string, authorization_use> uses;
    std::map<std::string, offer> offers;
    std::map<std::string, agreement> agreements; // that offers replace
    std::map<account_id, account> accounts;
    std::map<account_id, seller> sellers;
    std::vector<exchange_rate> exchange;
    isv_buyer_visibility visibility = isv_buyer_visibility::masked;
    std::set<std::string> touched;
};

} // namespace cppo::market
