// Every reason of source/ground/reasons.inc and the test that provokes it. Rows of this floor and
// of `service` name a GoogleTest; what only `wire` or `console` can say names its file in
// tests/wire.
#pragma once

#include <array>
#include <string_view>

#include "ground/reason.h"

namespace cppo {

enum class proven_in { market, service, wire };

struct reason_row {
    reason why;
    proven_in floor;
    std::string_view test;
};

// clang-format off
inline constexpr std::array reason_table{
#define MARKET(why, test) reason_row{reason::why, proven_in::market, test}
#define SERVICE(why, test) reason_row{reason::why, proven_in::service, test}
#define WIRE(why, test) reason_row{reason::why, proven_in::wire, test}
    MARKET(malformed_value, "value.has_its_form"),
    MARKET(malformed_amount, "value.of_money_is_a_decimal_of_its_currency"),
    SERVICE(page_token_invalid, "page_token.is_refused_when_changed"),
    MARKET(currency_unknown, "value.of_money_is_in_a_currency_of_the_marketplace"),
    MARKET(amount_too_large, "value.of_money_has_a_maximum"),
    SERVICE(action_not_allowed, "account.has_users_that_its_administrators_add"),
    SERVICE(not_the_proposer, "deal.shows_its_invoices_to_the_proposer_only"),
    MARKET(entity_belongs_to_another, "change_set.changes_nothing_of_another_account"),
    MARKET(entity_not_found, "change_set.changes_only_what_exists"),
    MARKET(product_not_found, "authorization.is_for_a_product_of_the_isv"),
    MARKET(authorization_not_found, "offer.comes_from_an_authorization_shared_with_the_partner"),
    SERVICE(change_set_not_found, "catalog.tells_strangers_that_nothing_exists"),
    MARKET(proposal_not_found, "offer.does_not_exist_outside_its_countries"),
    MARKET(request_not_found, "quote.lives_an_hour"),
    SERVICE(agreement_not_found, "deal.does_not_exist_for_strangers"),
    SERVICE(offer_not_found, "deal.does_not_exist_for_strangers"),
    SERVICE(account_not_found, "account.that_is_unknown_is_not_found"),
    SERVICE(user_not_found, "account.has_keys_for_its_users_only"),
    SERVICE(invoice_not_found, "deal.is_paid_by_invoices_that_exist"),
    SERVICE(deal_not_found, "deal.does_not_exist_for_strangers"),
    SERVICE(seller_not_found, "account.that_is_no_seller_has_no_registration"),
    SERVICE(token_reused, "command.under_a_used_token_with_another_body_is_refused"),
    MARKET(change_type_repeated, "change_set.names_a_change_type_once_per_entity"),
    MARKET(revision_stale, "change_set.works_on_the_newest_revision"),
    MARKET(entity_locked, "change_set.waits_for_no_lock"),
    MARKET(change_set_not_cancellable, "change_set.is_cancelled_while_it_is_preparing"),
    SERVICE(too_many_open_change_sets, "catalog.holds_at_most_250_open_change_sets"),
    SERVICE(clock_not_movable, "clock.outside_a_sandbox_does_not_move"),
    SERVICE(clock_goes_back, "clock.does_not_go_back"),
    SERVICE(account_exists, "account.exists_once"),
    MARKET(seller_not_paid, "change_set.makes_offers_for_paid_sellers_only"),
    MARKET(seller_not_registered, "offer.is_released_by_a_paid_seller"),
    MARKET(reseller_not_registered, "authorization.is_for_a_registered_reseller_who_shares"),
    MARKET(buyer_account_unknown, "authorization.names_buyers_that_exist"),
    SERVICE(payer_unknown, "account.is_paid_for_by_an_account_that_exists"),
    MARKET(product_already_released, "product.is_released_to_limited_once"),
    MARKET(product_not_released, "product.changes_its_visibility_after_release_only"),
    MARKET(product_not_sellable, "authorization.needs_a_limited_or_public_product"),
    MARKET(product_incomplete, "product.needs_title_description_and_a_dimension_to_be_released"),
    MARKET(visibility_unchanged, "product.cannot_get_the_visibility_it_has"),
    MARKET(dimension_type_not_for_product, "product.takes_entitled_dimensions_only"),
    MARKET(dimension_repeated, "product.has_each_dimension_key_once"),
    MARKET(dimension_unknown, "product.updates_only_dimensions_it_has"),
    MARKET(too_many_dimensions, "product.has_at_most_two_hundred_dimensions"),
    MARKET(last_dimension, "product.keeps_its_last_dimension"),
    MARKET(authorization_already_released, "authorization.does_not_change_after_release"),
    MARKET(authorization_not_active, "authorization.may_be_used_while_it_is_active"),
    MARKET(authorization_restricted, "authorization.may_be_used_while_it_is_active"),
    MARKET(authorization_expired,
           "authorization.may_be_used_until_the_last_millisecond_of_its_last_day"),
    MARKET(authorization_consumed, "authorization.may_be_used_once_if_it_is_for_a_single_use"),
    MARKET(authorization_not_restrictable,
           "authorization.can_be_restricted_while_active_and_unexpired"),
    MARKET(mandatory_term_missing, "authorization.needs_legal_and_pricing_terms"),
    MARKET(term_type_repeated, "authorization.has_each_term_type_once"),
    MARKET(term_not_for_product, "authorization.of_professional_services_is_priced_by_contract"),
    MARKET(fixed_price_not_zero, "authorization.has_a_fixed_price_of_nothing_beside_its_schedule"),
    MARKET(duration_missing, "authorization.has_a_duration_beside_its_fixed_price"),
    MARKET(grant_dimension_repeated, "authorization.grants_each_dimension_once"),
    MARKET(dimension_not_sold, "authorization.grants_dimensions_the_product_has"),
    MARKET(one_dimension_only, "authorization.of_professional_services_grants_one_dimension"),
    MARKET(buyer_document_invalid, "authorization.has_the_buyers_documents_in_form"),
    MARKET(resale_document_invalid, "authorization.has_the_resellers_contract_in_form"),
    MARKET(renewal_needs_buyers, "authorization.of_a_renewal_names_a_buyer"),
    MARKET(schedule_needs_single_use_and_end, "schedule.needs_a_single_use_and_an_end"),
    MARKET(schedule_and_fixed_price_apart,
           "authorization.has_a_schedule_and_a_fixed_price_together"),
    MARKET(currencies_differ, "schedule.has_the_currency_of_the_fixed_price"),
    MARKET(charge_dates_repeat, "schedule.has_every_day_once"),
    MARKET(charge_date_not_future, "schedule.has_days_in_the_future"),
    MARKET(charge_after_agreement_end, "schedule.ends_before_the_agreement"),
    MARKET(availability_not_future, "authorization.ends_in_the_future"),
    MARKET(availability_reaches_first_charge,
           "schedule.begins_after_the_last_day_of_the_authorization"),
    MARKET(offer_already_released, "offer.cannot_be_released_twice"),
    MARKET(markup_after_release, "offer.has_no_new_markup_after_release"),
    MARKET(targeting_after_release, "offer.has_no_new_buyers_after_release"),
    MARKET(terms_after_release, "offer.has_no_new_terms_after_release"),
    MARKET(buyer_not_authorized, "offer.targets_only_authorized_buyers"),
    MARKET(markup_with_custom_schedule, "custom_schedule.excludes_a_markup"),
    MARKET(schedule_not_authorized, "custom_schedule.needs_a_schedule_to_follow"),
    MARKET(currency_not_authorized, "custom_schedule.has_the_authorized_currency"),
    MARKET(charge_dates_not_authorized, "custom_schedule.has_the_authorized_days"),
    MARKET(amount_below_wholesale, "custom_schedule.has_no_amount_below_wholesale"),
    MARKET(future_start_not_for_product,
           "offer.of_professional_services_takes_no_start_and_no_end"),
    MARKET(duration_not_authorized, "offer.lasts_as_long_as_authorized"),
    MARKET(availability_reaches_agreement_end, "offer.ends_before_the_agreement_would"),
    MARKET(too_many_backdated_charges, "offer.has_at_most_one_charge_up_to_its_last_day"),
    MARKET(offer_name_missing, "offer.has_a_name_when_released"),
    MARKET(offer_description_missing, "offer.has_a_description_when_released"),
    MARKET(offer_buyers_missing, "offer.has_a_buyer_when_released"),
    MARKET(offer_availability_missing, "offer.has_an_end_when_released"),
    MARKET(proposal_expired, "offer.is_quoted_until_the_last_millisecond_of_its_last_day"),
    MARKET(offer_already_accepted, "offer.a_buyer_cannot_accept_twice"),
    MARKET(requested_term_unknown, "quote.asks_for_terms_the_offer_has"),
    MARKET(requested_term_repeated, "quote.asks_for_each_term_once"),
    MARKET(term_takes_no_configuration, "quote.configures_no_fixed_term"),
    MARKET(requested_terms_incomplete, "quote.asks_for_all_terms"),
    WIRE(intent_not_supported, "refused_call_rows.mjs"),
    MARKET(invoice_not_open, "payment.is_for_an_open_invoice"),
    MARKET(payment_currency_differs, "payment.has_the_invoices_currency"),
    MARKET(payment_not_positive, "payment.is_more_than_nothing"),
    MARKET(payment_exceeds_invoice, "payment.is_at_most_what_is_open"),
    MARKET(payment_in_the_future, "payment.was_received_today_or_before"),
#undef MARKET
#undef SERVICE
#undef WIRE
};
// clang-format on

} // namespace cppo
