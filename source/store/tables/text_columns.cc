// How the text columns of all tables are written.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "notation/changes/change_text.h"
#include "notation/records.h"
#include "notation/terms.h"
#include "store/tables/agreements.h"
#include "store/tables/authorizations.h"
#include "store/tables/change_sets.h"
#include "store/tables/money.h"
#include "store/tables/offers.h"
#include "store/tables/parties.h"
#include "store/tables/products.h"

namespace cppo::store {

using namespace market;

// As notation writes the members of values.
#define CPPO_JSON_COLUMN(type)                                                 \
    value column_type<type>::store(const type& kept) {                         \
        return std::string(boost::json::serialize(notation::to_json(kept)));   \
    }                                                                          \
    type column_type<type>::load(const row& at, int column) {                  \
        return notation::from_json<type>(boost::json::parse(at.text(column))); \
    }
CPPO_JSON_COLUMN(std::vector<std::string>)
CPPO_JSON_COLUMN(std::vector<account_id>)
CPPO_JSON_COLUMN(std::set<role>)
CPPO_JSON_COLUMN(disbursement_preference)
CPPO_JSON_COLUMN(postal_address)
CPPO_JSON_COLUMN(contact_person)
CPPO_JSON_COLUMN(tax_number)
CPPO_JSON_COLUMN(shown_bank_account)
CPPO_JSON_COLUMN(std::vector<tax_number>)
CPPO_JSON_COLUMN(std::vector<part_decision>)
CPPO_JSON_COLUMN(product_texts)
CPPO_JSON_COLUMN(std::vector<dimension>)
CPPO_JSON_COLUMN(std::vector<delivery_option>)
CPPO_JSON_COLUMN(std::vector<grant>)
CPPO_JSON_COLUMN(std::vector<charge_line>)
CPPO_JSON_COLUMN(std::vector<expected_charge>)
CPPO_JSON_COLUMN(fee_rates)
CPPO_JSON_COLUMN(std::vector<invoice_line>)
CPPO_JSON_COLUMN(std::vector<disbursement_line>)
#undef CPPO_JSON_COLUMN

// As notation writes terms and changes.
#define CPPO_WRITTEN_COLUMN(type, from)                       \
    value column_type<type>::store(const type& kept) {        \
        return notation::text_from(kept);                     \
    }                                                         \
    type column_type<type>::load(const row& at, int column) { \
        return notation::from(at.text(column));               \
    }
CPPO_WRITTEN_COLUMN(authorization_terms, authorization_terms_from)
CPPO_WRITTEN_COLUMN(offer_terms, offer_terms_from)
CPPO_WRITTEN_COLUMN(agreement_terms, agreement_terms_from)
CPPO_WRITTEN_COLUMN(std::vector<change>, changes_from)
#undef CPPO_WRITTEN_COLUMN

value column_type<upfront_choice>::store(const upfront_choice& kept) {
    return std::string(boost::json::serialize(notation::written(kept)));
}
upfront_choice column_type<upfront_choice>::load(const row& at, int column) {
    return notation::choice_from(boost::json::parse(at.text(column)).as_object()).value();
}

// Codes with a space between them; nothing where all currencies are meant.
value column_type<std::set<currency>>::store(const std::set<currency>& kept) {
    std::string made;
    for (const currency each : kept) made += (made.empty() ? "" : " ") + std::string(code_of(each));
    return made;
}
std::set<currency> column_type<std::set<currency>>::load(const row& at, int column) {
    std::set<currency> made;
    std::string_view left = at.text(column);
    for (; left.size() >= 3; left.remove_prefix(std::min<std::size_t>(left.size(), 4)))
        made.insert(parse_currency(left.substr(0, 3)).value());
    return made;
}

value column_type<cppo::markup>::store(const cppo::markup& kept) {
    return kept.text();
}
cppo::markup column_type<cppo::markup>::load(const row& at, int column) {
    return *cppo::markup::parse(at.text(column));
}

} // namespace cppo::store
