// An ISV, its channel partner and a buyer, with a SaaS product between them, whose deals are made
// through the wire as an SDK would make them.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

#include "bench/marketplace.h"

namespace cppo::bench {

class channel {
  public:
    // Releases a product of one dimension to buy and that many to meter, and authorizes the partner
    // to resell it for the next 40 days of market time.
    channel(const marketplace& at, int metered_count);

    // One deal: the partner's seven changes, the buyer's quote and acceptance, and waiting until
    // the buyer has the entitlement. Answers its licence.
    std::string make_deal();
    // Its first part: answers the partner's offer.
    std::string make_offer();

    // The partner's seven changes of a deal, the creating one under the name `Offer`.
    boost::json::array offer_changes() const;

    const actor& isv() const { return isv_.who(); }
    const actor& buyer() const { return buyer_.who(); }
    std::vector<std::string> metered_dimensions() const;

  private:
    std::string accept(const std::string& offer); // answers the agreement
    std::string await_license(const std::string& agreement);
    boost::json::array product_changes() const;
    boost::json::array authorization_changes(const std::string& product) const;

    client isv_;
    client partner_;
    client buyer_;
    int metered_count_;
    std::string last_day_; // of authorization and offers
    std::string authorization_;
};

} // namespace cppo::bench
