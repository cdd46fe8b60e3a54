// Quotes, accepted offers and what the buyer may use under them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/names.h"
#include "market/catalog/terms/terms.h"
#include "market/money/charge.h"
#include "market/money/fee.h"
#include "market/view.h"

namespace cppo::market {

// A charge the buyer can expect. Its id survives into the agreement's charges. An upfront charge is
// due on the day the agreement starts.
struct expected_charge {
    charge_id id;
    day due_on;
    money amount;
    std::string written;
    money wholesale;
    charge_type kind = charge_type::instalment;
    std::vector<charge_line> lines = {}; // of upfront charges

    bool operator==(const expected_charge&) const = default;
};

enum class request_status { open, accepted };
constexpr auto names_of(request_status) {
    using enum request_status;
    return names<request_status>({{open, "OPEN"}, {accepted, "ACCEPTED"}});
}

// A quote: the terms a buyer asked for, priced. It lives an hour and ends with the offer, with
// another acceptance of the same offer, or when the offer changes (R-AGR-14).
struct agreement_request {
    static constexpr std::int64_t lifetime_ms = 3'600'000;

    account_id owner; // the buyer
    request_id id;
    std::int64_t revision;
    request_status status;
    account_id proposer;
    offer_id offer;
    std::int64_t offer_revision;
    std::vector<expected_charge> charges;
    instant created;
    std::optional<agreement_id> agreement;
    std::optional<upfront_choice> choice;
    currency unit = currency::usd;
    std::optional<agreement_id> replaces = {}; // the buyer's agreement that acceptance ends
};

enum class agreement_status { active, archived, cancelled, expired, renewed, replaced, terminated };
constexpr auto names_of(agreement_status) {
    using enum agreement_status;
    return names<agreement_status>({{active, "ACTIVE"},
                                    {archived, "ARCHIVED"},
                                    {cancelled, "CANCELLED"},
                                    {expired, "EXPIRED"},
                                    {renewed, "RENEWED"},
                                    {replaced, "REPLACED"},
                                    {terminated, "TERMINATED"}});
}

// What the two parties agreed on, as it stood at acceptance.
struct agreement_terms {
    std::vector<legal_document> documents;
    std::optional<fixed_upfront_term> fixed_upfront;
    std::optional<payment_schedule_term> schedule;
    validity_term validity;
    std::optional<period> payment_due;
    std::optional<usage_term> usage;
    std::optional<usage_term> wholesale_usage; // what the partner owes the ISV; no buyer sees it
    std::optional<configurable_upfront_term> upfront;
    std::optional<upfront_choice> choice; // of the upfront term
    // The first agreement of the chain of replacements that led here; none where this is it.
    std::optional<agreement_id> first = {};

    bool operator==(const agreement_terms&) const = default;
};

struct agreement {
    account_id owner; // the buyer, acceptor
    agreement_id id;
    std::int64_t revision;
    std::int64_t number; // of this buyer, from 1
    agreement_status status;
    account_id payer;
    account_id proposer;
    account_id manufacturer;
    offer_id offer;
    product_id product;
    std::optional<authorization_id> authorization; // none: the manufacturer sells itself
    bool manufacturer_knows_buyer;   // false for multi-use authorizations (R-VIS-01, R-VIS-02)
    isv_buyer_visibility visibility; // as it was set at acceptance
    money value;                     // the committed total (R-AGR-04)
    fee_rates fees;
    money wholesale_invoiced; // fees cumulate over these three
    money margin_invoiced;
    money listing_fee_charged;
    money processing_fee_charged;
    agreement_terms terms;
    instant accepted;
    instant starts;
    std::optional<instant> ends;
    instant modified;

    // Whether events tell the manufacturer who buys, so that it can provision (R-VIS-04).
    bool tells_manufacturer_of_buyer() const {
        return manufacturer_knows_buyer || visibility != isv_buyer_visibility::strict;
    }
    // The same for all agreements of a chain of replacements (R-ANS-02).
    const agreement_id& initial() const { return terms.first ? *terms.first : id; }
};

enum class entitlement_status { provisioned, scheduled, pending, failed, deprovisioned };
constexpr auto names_of(entitlement_status) {
    using enum entitlement_status;
    return names<entitlement_status>({{provisioned, "PROVISIONED"},
                                      {scheduled, "SCHEDULED"},
                                      {pending, "PENDING"},
                                      {failed, "FAILED"},
                                      {deprovisioned, "DEPROVISIONED"}});
}

struct entitlement {
    account_id owner; // the buyer
    std::string id;   // the licence
    std::int64_t revision;
    agreement_id agreement;
    product_id product;
    account_id manufacturer;
    std::vector<grant> grants;
    entitlement_status status;
};

// When an agreement on these terms starts that is accepted now: on its day, else at once.
instant start_of(const agreement_terms& terms, instant now);
// Until when the buyer may use what it chose or was granted: its own duration from the start on, or
// the agreement's end where that comes before, or was agreed on as a day (R-DUR-11).
std::optional<instant> granted_until(const agreement& of);
// The currency of whatever there is to pay.
currency currency_of(const agreement_terms& terms);

// The id of a term, the same in the offer and in the agreement made from it.
std::string term_id(const offer_id& of, std::string_view term_type);

// The types of the terms a partner offer shows its buyer, such as LegalTerm, in the order they are
// listed.
std::vector<std::string> term_types(const agreement_terms& terms);

// The proposal id of an offer, and back; a proposal id of another form belongs to no offer.
std::string proposal_of(const offer_id& of);
std::optional<offer_id> offer_of_proposal(std::string_view proposal);

} // namespace cppo::market
