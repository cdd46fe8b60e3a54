// The terms that authorizations, offers and agreements are made of. Amounts keep the text they were
// written with, since the Catalog API echoes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"

namespace cppo::market {

// Decimals of prices: of what is used, and of what is paid upfront (R-CAT-07, R-PRC-09).
inline constexpr int usage_price_decimals = price::decimals_max;
inline constexpr int upfront_price_decimals = 6;

inline constexpr std::size_t rates_max = 200;       // a rate card (R-RA-17)
inline constexpr std::size_t grants_max = 200;      // a fixed price (R-RA-17)
inline constexpr std::size_t instalments_max = 60;  // a payment schedule (R-FPS-01)
inline constexpr std::size_t offer_buyers_max = 26; // an offer

// A fixed quantity of one dimension.
struct grant {
    std::string dimension;
    std::int64_t quantity_max;

    bool operator==(const grant&) const = default;
};

// A fixed price with fixed quantities. With a payment schedule the price is zero and the schedule
// is what is paid (R-FPS-06).
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

// The price of one unit of a dimension, with the text it was written with.
struct rate {
    std::string dimension;
    price each;
    std::string written;

    bool operator==(const rate&) const = default;
};

// What metered dimensions cost, per unit used.
struct usage_term {
    currency unit;
    std::vector<rate> rates;

    bool operator==(const usage_term&) const = default;
};

// What entitled dimensions cost for one duration.
struct upfront_card {
    period duration;
    std::vector<rate> rates;

    bool operator==(const upfront_card&) const = default;
};

// What a buyer may choose from: a duration, and dimensions with quantities where it is
// configurable, else one dimension (R-AGR-10).
struct configurable_upfront_term {
    currency unit;
    bool is_configurable;
    std::vector<upfront_card> cards;
    bool has_one_constraint = true; // the two choices of every card are the same

    const upfront_card* find_card(const period& duration) const {
        for (const upfront_card& each : cards)
            if (each.duration == duration) return &each;
        return nullptr;
    }
    bool operator==(const configurable_upfront_term&) const = default;
};

// What the buyer chose of a configurable upfront term.
struct upfront_choice {
    period duration;
    std::vector<grant> dimensions;

    bool operator==(const upfront_choice&) const = default;
};

enum class legal_document_type {
    standard_eula,
    custom_eula,
    enterprise_eula,
    standard_reseller_contract,
    custom_reseller_contract
};
constexpr auto names_of(legal_document_type) {
    using enum legal_document_type;
    return names<legal_document_type>({{standard_eula, "StandardEula"},
                                       {custom_eula, "CustomEula"},
                                       {enterprise_eula, "EnterpriseEula"},
                                       {standard_reseller_contract, "StandardResellerContract"},
                                       {custom_reseller_contract, "CustomResellerContract"}});
}

struct legal_document {
    legal_document_type type;
    std::string url;     // custom documents
    std::string version; // standard documents on offers

    bool operator==(const legal_document&) const = default;
};

enum class acquisition_channel { aws_marketplace, external };
constexpr auto names_of(acquisition_channel) {
    using enum acquisition_channel;
    return names<acquisition_channel>(
        {{aws_marketplace, "AwsMarketplace"}, {external, "External"}});
}

enum class pricing_model { byol, free, usage, contract };
constexpr auto names_of(pricing_model) {
    using enum pricing_model;
    return names<pricing_model>(
        {{byol, "Byol"}, {free, "Free"}, {usage, "Usage"}, {contract, "Contract"}});
}

// A renewal of an agreement the buyer already has (R-RA-22).
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

// Everything an authorization says about prices and conditions. No buyer sees it.
struct authorization_terms {
    std::optional<pricing_model> model;
    std::optional<fixed_upfront_term> fixed_upfront;
    std::optional<payment_schedule_term> schedule;
    std::vector<legal_document> buyer_documents;
    std::vector<legal_document> resale_documents;
    std::vector<account_id> buyers;    // empty: any buyer
    std::optional<period> payment_due; // the ceiling of the offer's net payment term
    std::optional<pre_existing_agreement> renewal;
    std::optional<usage_term> usage;
    std::optional<configurable_upfront_term> upfront;
    std::optional<day> latest_start; // of agreements that start later than they are accepted
    // The per cent off the list price that these prices were made with; only told, never computed
    // with (R-RA-10).
    std::optional<std::string> discount;

    bool has_prices() const { return fixed_upfront || schedule || usage || upfront; }
    bool operator==(const authorization_terms&) const = default;
};

// Everything an offer says. `basis` is what its prices rest on: of a partner offer what the
// authorization said when the offer was created, wholesale prices above all; of an offer of one's
// own product the seller's own prices. The rest is the seller's of record.
struct offer_terms {
    authorization_terms basis;
    std::vector<account_id> buyers;
    std::vector<std::string> countries;
    std::vector<std::string> excluded_countries;
    std::optional<payment_schedule_term> custom_schedule;
    std::optional<validity_term> validity;
    // Fixed quantities of a contract authorization, paid by the custom schedule (R-FPS-16).
    std::optional<fixed_upfront_term> fixed_quantities;
    std::vector<legal_document> documents; // beside the authorization's
    std::optional<period> payment_due;     // at most the authorization's
    std::optional<offer_id> cancels;       // the released offer that this one takes the place of
    std::optional<std::string> refund_policy;
    bool renews = false;

    bool operator==(const offer_terms&) const = default;
};

} // namespace cppo::market
