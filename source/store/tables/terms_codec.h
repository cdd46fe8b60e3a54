// Terms as JSON: the same members the Catalog API reads and writes, so one codec serves the store's
// text columns and the wire. Loaders take JSON this engine wrote or whose shape was checked.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "market/agreements/agreement.h"
#include "market/catalog/offers/public_offer.h"
#include "market/catalog/terms/terms.h"

namespace cppo::store {

// {"CurrencyCode", "Price", "Duration"?, "Grants"} without a Type.
boost::json::object fixed_upfront_json(const market::fixed_upfront_term& term);
result<market::fixed_upfront_term> fixed_upfront_from(const boost::json::object& in);

// {"CurrencyCode", "Schedule": [{"ChargeDate", "ChargeAmount"}]}; refuses days and amounts that are
// none. Instalments are sorted by day.
boost::json::object schedule_json(const market::payment_schedule_term& term);
result<market::payment_schedule_term> schedule_from(const boost::json::object& in);

// {"CurrencyCode", "RateCards": [{"RateCard": [{"DimensionKey", "Price"}]}]}
boost::json::object usage_json(const market::usage_term& term);
result<market::usage_term> usage_from(const boost::json::object& in);

// {"CurrencyCode", "RateCards": [{"Selector", "Constraints", "RateCard"}]}; refuses constraints
// that differ from each other or between cards (rate_constraints_differ).
boost::json::object upfront_json(const market::configurable_upfront_term& term);
result<market::configurable_upfront_term> upfront_from(const boost::json::object& in);

// [{"Type", "Url"?, "Version"?}]
boost::json::array documents_json(const std::vector<market::legal_document>& documents);
std::vector<market::legal_document> documents_from(const boost::json::array& in);

// {"selectorValue", "dimensions": [{"dimensionKey", "dimensionValue"}]}, as the Agreement API has
// it.
boost::json::object choice_json(const market::upfront_choice& choice);
result<market::upfront_choice> choice_from(const boost::json::object& in);

// {"AcquisitionChannel", "PricingModel"}; `BYOL` is read as `Byol`.
boost::json::object renewal_json(const market::pre_existing_agreement& renewal);
market::pre_existing_agreement renewal_from(const boost::json::object& in);

// {"AgreementDuration"?, "AgreementStartDate"?, "AgreementEndDate"?}
boost::json::object validity_json(const market::validity_term& term);
result<market::validity_term> validity_from(const boost::json::object& in);

// The text columns.
std::string text_from(const market::authorization_terms& terms);
std::string text_from(const market::offer_terms& terms);
std::string text_from(const market::agreement_terms& terms);
std::string text_from(const market::public_offer_terms& terms);
market::authorization_terms authorization_terms_from(std::string_view text);
market::offer_terms offer_terms_from(std::string_view text);
market::agreement_terms agreement_terms_from(std::string_view text);
market::public_offer_terms public_offer_terms_from(std::string_view text);

} // namespace cppo::store
