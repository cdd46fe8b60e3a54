// Terms as JSON: written in the style of whoever reads them, read as the Catalog API and the store
// have them. Readers take JSON this program wrote or whose shape was checked.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "market/agreements/agreement.h"
#include "market/catalog/products/product.h"
#include "market/catalog/terms/terms.h"

namespace cppo::notation {

// How one reader has terms written.
struct term_style {
    enum class letters { capital, small }; // CurrencyCode, currencyCode
    enum class dates { days, moments, seconds };

    letters first = letters::capital;
    dates days = dates::days;
    // Dimensions are told with the texts this product has for them.
    const market::product* described = nullptr;

    boost::json::string name(std::string_view capital) const;
    // A day as the moment it begins or ends, or as it is.
    boost::json::value start(day of) const;
    boost::json::value end(day of) const;
};

inline constexpr term_style stored_style{};
inline constexpr term_style entity_style{.days = term_style::dates::moments};
inline constexpr term_style agreement_style{.first = term_style::letters::small,
                                            .days = term_style::dates::seconds};
// As Discovery shows an offer of the product.
term_style discovery_style(const market::product& of);

// Seconds since 1970, with a fraction where there are milliseconds.
boost::json::value epoch(instant at);

// {"CurrencyCode", "Price", "Duration"?, "Grants"}, without a Type like all below.
boost::json::object written(const market::fixed_upfront_term& term, const term_style& style);
// {"CurrencyCode", "RateCards": [{"RateCard": [{"DimensionKey", "Price"}]}]}
boost::json::object written(const market::usage_term& term, const term_style& style);
// {"CurrencyCode", "RateCards": [{"Selector", "Constraints", "RateCard"}]}
boost::json::object written(const market::configurable_upfront_term& term, const term_style& style);
// {"CurrencyCode", "Schedule": [{"ChargeDate", "ChargeAmount"}]}
boost::json::object written(const market::payment_schedule_term& term, const term_style& style);
// {"AgreementDuration"?, "AgreementStartDate"?, "AgreementEndDate"?}
boost::json::object written(const market::validity_term& term, const term_style& style);
// [{"Type", "Url"?, "Version"?}]; in small letters a standard EULA always has its version.
boost::json::array written(const std::vector<market::legal_document>& documents,
                           const term_style& style);
// {"AcquisitionChannel", "PricingModel"}
boost::json::object written(const market::pre_existing_agreement& renewal);
// {"selectorValue", "dimensions": [{"dimensionKey", "dimensionValue"}]}, as the Agreement API has
// it.
boost::json::object written(const market::upfront_choice& choice);

// Each refuses a currency this market does not settle in, and days, periods and amounts that are
// none. Instalments are sorted by day. `BYOL` is read as `Byol`.
result<market::fixed_upfront_term> fixed_upfront_from(const boost::json::object& in);
result<market::usage_term> usage_from(const boost::json::object& in);
result<market::configurable_upfront_term> upfront_from(const boost::json::object& in);
result<market::payment_schedule_term> schedule_from(const boost::json::object& in);
result<market::validity_term> validity_from(const boost::json::object& in);
result<market::upfront_choice> choice_from(const boost::json::object& in);
std::vector<market::legal_document> documents_from(const boost::json::array& in);
market::pre_existing_agreement renewal_from(const boost::json::object& in);

// The text columns.
std::string text_from(const market::authorization_terms& terms);
std::string text_from(const market::offer_terms& terms);
std::string text_from(const market::agreement_terms& terms);
market::authorization_terms authorization_terms_from(std::string_view text);
market::offer_terms offer_terms_from(std::string_view text);
market::agreement_terms agreement_terms_from(std::string_view text);

} // namespace cppo::notation
