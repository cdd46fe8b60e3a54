#include "market/catalog/offers/public_offer.h"

namespace cppo::market {

result<void> check_release(const public_offer& of) {
    const public_offer_terms& terms = of.terms;
    const auto missing = [](const char* term) {
        return no_because(reason::mandatory_term_missing,
                          std::string("A ") + term + " is missing.");
    };
    if (of.state != offer_state::draft) return no(reason::offer_already_released, of.id.text());
    if (of.name.empty()) return no(reason::offer_name_missing);
    if (of.description.empty()) return no(reason::offer_description_missing);
    if (!terms.usage && !terms.upfront) return missing("pricing term");
    if (terms.documents.empty()) return missing("LegalTerm");
    if (!terms.refund_policy) return missing("SupportTerm");
    if (terms.model == pricing_model::contract && !terms.renews) return missing("RenewalTerm");
    return {};
}

} // namespace cppo::market
