#include "wire/change_error.h"

#include <array>

namespace cppo::wire {
namespace {

using error_codes = std::map<reason, const char*>;

const error_codes& product_errors() {
    using enum reason;
    static const error_codes table{
        {product_not_found, "INCOMPATIBLE_PRODUCT"},
        {product_already_released, "INVALID_PRODUCT_STATE"},
        {product_not_released, "INVALID_PRODUCT_STATE"},
        {product_not_sellable, "INCOMPATIBLE_PRODUCT"},
        {product_incomplete, "MISSING_DATA"},
        {visibility_unchanged, "INVALID_TARGET_VISIBILITY"},
        {dimension_type_not_for_product, "INVALID_DIMENSION"},
        {dimensions_missing, "MISSING_DIMENSIONS"},
        {version_title_repeated, "DUPLICATE_VERSION_TITLE"},
        {dimension_repeated, "INVALID_DIMENSION"},
        {dimension_unknown, "INVALID_DIMENSION"},
        {too_many_dimensions, "INVALID_DIMENSION"},
        {last_dimension, "INVALID_DIMENSION"},
        {product_not_limited, "INVALID_PRODUCT_VISIBILITY"},
        {public_offer_not_for_product, "INCOMPATIBLE_PRODUCT"},
        {second_public_offer, "TOO_MANY_OFFERS"},
        {public_offer_missing, "VALIDATION_FAILED"},
        {change_not_for_public_offer, "INCOMPATIBLE_TERMS"},
        {availability_of_public_offer, "INVALID_AVAILABILITY_END_DATE"},
        {markup_without_authorization, "INVALID_MARKUP_PERCENTAGE"},
    };
    return table;
}

const error_codes& price_errors() {
    using enum reason;
    static const error_codes table{
        {malformed_amount, "INVALID_INPUT"},
        {amount_too_large, "INVALID_MARKUP_PERCENTAGE"},
        {currency_unknown, "INVALID_CURRENCY_CODE"},
        {currency_not_payable, "INCOMPATIBLE_PAYMENT_SETTINGS"},
        {too_many_rates, "TOO_MANY_RATES"},
        {too_many_rate_cards, "TOO_MANY_RATE_CARDS"},
        {too_many_grants, "TOO_MANY_GRANTS"},
        {duration_too_long, "INVALID_DURATION"},
        {selector_too_long, "INVALID_SELECTOR_DURATION_VALUE"},
        {too_many_scheduled_payments, "TOO_MANY_SCHEDULED_PAYMENTS"},
        {too_many_charges, "TOO_MANY_CHARGES"},
        {schedule_without_fixed_price, "MISSING_MANDATORY_TERMS"},
        {rate_repeated, "DUPLICATE_DIMENSION_KEYS"},
        {rate_not_for_dimension, "INVALID_RATE_CARD"},
        {rates_incomplete, "INVALID_RATE_CARD"},
        {duration_repeated, "DUPLICATE_SELECTORS"},
        {duration_not_positive, "INVALID_SELECTOR_DURATION_VALUE"},
        {rate_constraints_differ, "INCOMPATIBLE_RATE_CARD_CONSTRAINTS"},
        {terms_exclude_each_other, "INCOMPATIBLE_TERMS"},
        {term_type_repeated, "DUPLICATE_TERM_TYPES"},
        {term_not_for_product, "INCOMPATIBLE_PRODUCT"},
        {fixed_price_not_zero, "INCOMPATIBLE_TERMS"},
        {duration_missing, "MISSING_DURATION"},
        {grant_dimension_repeated, "DUPLICATE_DIMENSION_KEYS"},
        {dimension_not_sold, "INCOMPATIBLE_PRODUCT"},
        {one_dimension_only, "TOO_MANY_GRANTS"},
        {schedule_needs_single_use_and_end, "INCOMPATIBLE_TERMS"},
        {schedule_and_fixed_price_apart, "INCOMPATIBLE_PRICING_TERM"},
        {currencies_differ, "INCOMPATIBLE_CURRENCY_CODE"},
        {charge_dates_repeat, "DUPLICATE_CHARGE_DATES"},
        {charge_date_not_future, "INVALID_CHARGE_DATES"},
        {charge_after_agreement_end, "INVALID_CHARGE_DATES"},
    };
    return table;
}

const error_codes& offer_errors() {
    using enum reason;
    static const error_codes table{
        {authorization_not_found, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {seller_not_paid, "INCOMPATIBLE_SELLER_VERIFICATION"},
        {seller_not_registered, "INCOMPATIBLE_SELLER_VERIFICATION"},
        {seller_not_verified, "INCOMPATIBLE_SELLER_VERIFICATION"},
        {own_role_missing, "INCOMPATIBLE_SELLER_VERIFICATION"},
        {reseller_role_missing, "INVALID_RESELLER_ACCOUNT"},
        {tax_form_missing, "INVALID_TAX_INFORMATION"},
        {renewal_after_release, "INCOMPATIBLE_PRE_EXISTING_AGREEMENT"},
        {too_many_buyers, "TOO_MANY_BUYER_ACCOUNTS"},
        {country_unknown, "INVALID_COUNTRY_CODES"},
        {countries_wanted_and_unwanted, "INVALID_TARGETING"},
        {targeting_of_replacement, "INCOMPATIBLE_TARGETING"},
        {offer_set_not_supported, "INCOMPATIBLE_PRODUCT"},
        {replacement_not_for_product, "INCOMPATIBLE_PRODUCT"},
        {authorization_for_another_product, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {pricing_model_switched, "INCOMPATIBLE_PRICING_MODEL"},
        {reseller_not_registered, "INVALID_RESELLER_ACCOUNT"},
        {buyer_account_unknown, "INVALID_BUYER_ACCOUNTS"},
        {change_not_for_partner_offer, "INCOMPATIBLE_TERMS"},
        {authorization_already_released, "INCOMPATIBLE_STATUS"},
        {authorization_not_active, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {authorization_restricted, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {authorization_expired, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {authorization_consumed, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {authorization_not_restrictable, "INCOMPATIBLE_STATUS"},
        {renewal_needs_buyers, "INCOMPATIBLE_BUYER_TARGETING"},
        {availability_not_future, "INVALID_AVAILABILITY_END_DATE"},
        {offer_already_released, "INVALID_UPDATE_REQUEST"},
        {targeting_after_release, "INCOMPATIBLE_TARGETING"},
        {buyer_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {offer_name_missing, "MISSING_NAME"},
        {offer_description_missing, "MISSING_DESCRIPTION"},
        {offer_buyers_missing, "MISSING_BUYER_ACCOUNTS"},
        {offer_availability_missing, "MISSING_AVAILABILITY_END_DATE"},
    };
    return table;
}

const error_codes& offer_term_errors() {
    using enum reason;
    static const error_codes table{
        {agreement_not_active, "INCOMPATIBLE_AGREEMENT"},
        {agreement_from_authorization, "INCOMPATIBLE_AGREEMENT"},
        {agreement_end_missing, "MISSING_AGREEMENT_END_DATE"},
        {replacement_starts_at_once, "INCOMPATIBLE_AGREEMENT_START_DATE"},
        {start_after_release, "INCOMPATIBLE_AGREEMENT_START_DATE"},
        {end_after_release, "INCOMPATIBLE_AGREEMENT_END_DATE"},
        {start_missing, "MISSING_AGREEMENT_START_DATE"},
        {start_out_of_range, "INVALID_AGREEMENT_START_DATE"},
        {start_not_before_end, "INVALID_AGREEMENT_START_DATE"},
        {start_not_after_availability, "INVALID_AGREEMENT_START_DATE"},
        {start_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {end_not_future, "INVALID_AGREEMENT_END_DATE"},
        {agreement_too_short, "INVALID_AGREEMENT_DURATION"},
        {validity_incomplete, "INVALID_AGREEMENT_TIME_INTERVAL"},
        {markup_not_on_custom_terms, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {schedule_with_markup, "INCOMPATIBLE_MARKUP_PERCENTAGE"},
        {fixed_price_with_markup, "INCOMPATIBLE_TERMS"},
        {term_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {grants_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {grants_invalid, "INVALID_GRANTS"},
        {total_below_wholesale, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {payment_due_period_unknown, "INVALID_PAYMENT_DUE_PERIOD"},
        {net_payment_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {net_payment_too_long, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {net_payment_not_removable, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {offer_document_invalid, "INVALID_LEGAL_DOCUMENTS"},
        {latest_start_out_of_range, "INVALID_MAXIMUM_AGREEMENT_START_DATE"},
        {duration_and_end, "INVALID_AGREEMENT_TIME_INTERVAL"},
        {mandatory_term_missing, "MISSING_MANDATORY_TERMS"},
        {buyer_document_invalid, "INVALID_BUYER_LEGAL_DOCUMENTS"},
        {resale_document_invalid, "INVALID_RESALE_LEGAL_DOCUMENTS"},
        {availability_reaches_first_charge, "INVALID_AVAILABILITY_END_DATE"},
        {markup_after_release, "INCOMPATIBLE_MARKUP"},
        {terms_after_release, "INCOMPATIBLE_TERMS"},
        {markup_with_custom_schedule, "INCOMPATIBLE_TERMS"},
        {schedule_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {currency_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {charge_dates_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {amount_below_wholesale, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {future_start_not_for_product, "INCOMPATIBLE_PRODUCT"},
        {duration_not_authorized, "INCOMPATIBLE_RESALE_AUTHORIZATION"},
        {availability_reaches_agreement_end, "INVALID_AVAILABILITY_END_DATE"},
        {too_many_backdated_charges, "TOO_MANY_BACKDATED_CHARGES"},
    };
    return table;
}

const std::array<const error_codes*, 4>& all_errors() {
    static const std::array<const error_codes*, 4> tables{&product_errors(), &price_errors(),
                                                          &offer_errors(), &offer_term_errors()};
    return tables;
}

} // namespace

std::string_view change_error_code(reason why) {
    for (const error_codes* table : all_errors())
        if (const auto found = table->find(why); found != table->end()) return found->second;
    return "INVALID_INPUT";
}

std::map<std::string, std::string> change_error_codes() {
    std::map<std::string, std::string> made;
    for (const error_codes* table : all_errors())
        for (const auto& [why, code] : *table) made.emplace(name_of(why), code);
    return made;
}

} // namespace cppo::wire
