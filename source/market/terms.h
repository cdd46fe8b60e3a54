// The terms that authorizations, offers and agreements are made of. Amounts keep the text they were
// written with, since the Catalog API echoes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"

namespace cppo::market {

// A fixed quantity of one dimension.
struct grant {
    std::string dimension;
    std::int64_t quantity_max;

    bool operator==(const grant&) const = default;
};

// A fixed price with fixed quantities. With a payment schedule the price is zero and the schedule
// is what is paid (catalog-api 4.3, 5.3).
struct fixed_upfront_term {
    currency unit;
    std::string price; // as written
    std::optional<period> duration;
    std::vector<grant> grants;

    bool operator==(const fixed_upfront_term&) const = default;
};

struct instalment {
    day charge_on;
    money amount;
    std::string written;

    bool operator==(const instalment&) const = default;
};

// 1 to 60 instalments on different days, sorted by day.
struct payment_schedule_term {
    currency unit;
    std::vector<instalment> instalments;

    money total() const {
        money sum = money::zero(unit);
        for (const instalment& each : instalments) sum = sum + each.amount;
        return sum;
    }
    bool operator==(const payment_schedule_term&) const = default;
};

enum class legal_document_type {
    standard_eula,
    custom_eula,
    enterprise_eula,
    standard_reseller_contract,
    custom_reseller_contract
};

struct legal_document {
    legal_document_type type;
    std::string url;     // custom documents
    std::string version; // standard documents on offers

    bool operator==(const legal_document&) const = default;
};

enum class acquisition_channel { aws_marketplace, external };
enum class pricing_model { byol, free, usage, contract };

// A renewal of an agreement the buyer already has (business-rules R-RA-22).
struct pre_existing_agreement {
    acquisition_channel channel;
    pricing_model model;

    bool operator==(const pre_existing_agreement&) const = default;
};

// When the agreement runs: for a duration from acceptance, or until a day.
struct validity_term {
    std::optional<period> duration;
    std::optional<day> starts_on;
    std::optional<day> ends_on;

    bool operator==(const validity_term&) const = default;
};

// Everything an authorization says about prices and conditions. `none` of it is visible to buyers
// as such.
struct authorization_terms {
    std::optional<pricing_model> model;
    std::optional<fixed_upfront_term> fixed_upfront;
    std::optional<payment_schedule_term> schedule;
    std::vector<legal_document> buyer_documents;
    std::vector<legal_document> resale_documents;
    std::vector<account_id> buyers;    // empty: any buyer
    std::optional<period> payment_due; // the ceiling of the offer's net payment term
    std::optional<pre_existing_agreement> renewal;

    bool operator==(const authorization_terms&) const = default;
};

// Everything an offer says. `wholesale` is what the authorization said when the offer was created.
struct offer_terms {
    authorization_terms wholesale;
    std::vector<account_id> buyers;
    std::vector<std::string> countries;
    std::vector<std::string> excluded_countries;
    std::optional<payment_schedule_term> custom_schedule;
    std::optional<validity_term> validity;

    bool operator==(const offer_terms&) const = default;
};

} // namespace cppo::market
