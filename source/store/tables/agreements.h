// Quotes, agreements and entitlements as rows.
#pragma once

#include "market/agreements/agreement.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

CPPO_TEXT_COLUMN(market::agreement_terms);
CPPO_TEXT_COLUMN(std::vector<market::expected_charge>);
CPPO_TEXT_COLUMN(std::vector<market::grant>);
CPPO_TEXT_COLUMN(market::upfront_choice);
CPPO_TEXT_COLUMN(market::fee_rates);

// clang-format off
template <> struct table<market::agreement_request> {
    using row_type = market::agreement_request;
    static constexpr std::string_view name = "agreement_request";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"status", &row_type::status},
        column{"proposer", &row_type::proposer}, column{"offer", &row_type::offer},
        column{"offer_revision", &row_type::offer_revision}, column{"charges", &row_type::charges},
        column{"created_us", &row_type::created}, column{"agreement", &row_type::agreement},
        column{"choice", &row_type::choice}, column{"currency", &row_type::unit},
        column{"replaces", &row_type::replaces});
};
template <> struct table<market::agreement> {
    using row_type = market::agreement;
    static constexpr std::string_view name = "agreement";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"number", &row_type::number},
        column{"status", &row_type::status}, column{"payer", &row_type::payer},
        column{"proposer", &row_type::proposer}, column{"manufacturer", &row_type::manufacturer},
        column{"offer", &row_type::offer}, column{"product", &row_type::product},
        column{"authorization_id", &row_type::authorization},
        column{"manufacturer_knows_buyer", &row_type::manufacturer_knows_buyer},
        column{"visibility", &row_type::visibility},
        column{"committed", &row_type::value}, column{"fees", &row_type::fees},
        column{"wholesale_invoiced", &row_type::wholesale_invoiced},
        column{"margin_invoiced", &row_type::margin_invoiced},
        column{"listing_fee_charged", &row_type::listing_fee_charged},
        column{"processing_fee_charged", &row_type::processing_fee_charged},
        column{"terms", &row_type::terms}, column{"accepted_us", &row_type::accepted},
        column{"starts_us", &row_type::starts}, column{"ends_us", &row_type::ends},
        column{"modified_us", &row_type::modified});
};
template <> struct table<market::entitlement> {
    using row_type = market::entitlement;
    static constexpr std::string_view name = "entitlement";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"agreement", &row_type::agreement},
        column{"product", &row_type::product}, column{"manufacturer", &row_type::manufacturer},
        column{"granted", &row_type::grants}, column{"status", &row_type::status});
};
// clang-format on

} // namespace cppo::store
