#include "market/agreements/agreement.h"

#include <algorithm>

#include "ground/identifier.h"

namespace cppo::market {
namespace {

constexpr std::string_view proposal_prefix = "at-";

std::uint64_t mixed(std::string_view text, std::uint64_t seed) {
    std::uint64_t value = seed ^ 0xcbf29ce484222325;
    for (char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    value = (value ^ (value >> 32)) * 0xd6e8feb86659fd93;
    return value ^ (value >> 32);
}

std::string hexadecimal(std::uint64_t value) {
    std::string text(16, '0');
    for (std::size_t at = 16; at-- > 0; value >>= 4) text[at] = "0123456789abcdef"[value & 15];
    return text;
}

} // namespace

instant start_of(const agreement_terms& terms, instant now) {
    return terms.validity.starts_on ? instant::start_of(*terms.validity.starts_on) : now;
}

std::optional<instant> granted_until(const agreement& of) {
    std::optional<period> lasts;
    if (of.terms.choice)
        lasts = of.terms.choice->duration;
    else if (of.terms.fixed_upfront)
        lasts = of.terms.fixed_upfront->duration;
    if (!lasts || !of.ends || of.terms.validity.ends_on) return of.ends;
    return std::min(lasts->after(of.starts), *of.ends);
}

currency currency_of(const agreement_terms& terms) {
    if (terms.schedule) return terms.schedule->unit;
    return terms.upfront ? terms.upfront->unit : terms.usage->unit;
}

std::string term_id(const offer_id& of, std::string_view term_type) {
    const std::string whole = of.text() + "/" + std::string(term_type);
    std::string id = "term-";
    for (std::uint64_t part = 1; part <= 4; ++part)
        id += hexadecimal(mixed(whole, part * 0x9e3779b97f4a7c15));
    return id;
}

std::vector<std::string> term_types(const agreement_terms& terms) {
    std::vector<std::string> types;
    if (!terms.documents.empty()) types.push_back("LegalTerm");
    if (terms.usage) types.push_back("UsageBasedPricingTerm");
    if (terms.upfront) types.push_back("ConfigurableUpfrontPricingTerm");
    if (terms.fixed_upfront) types.push_back("FixedUpfrontPricingTerm");
    if (terms.schedule) types.push_back("PaymentScheduleTerm");
    if (terms.validity.duration || terms.validity.ends_on) types.push_back("ValidityTerm");
    if (terms.payment_due) types.push_back("NetPaymentTerm");
    return types;
}

std::string proposal_of(const offer_id& of) {
    return std::string(proposal_prefix) + of.text().substr(offer_kind::prefix.size());
}

std::optional<offer_id> offer_of_proposal(std::string_view proposal) {
    if (!proposal.starts_with(proposal_prefix)) return {};
    proposal.remove_prefix(proposal_prefix.size());
    auto id = offer_id::parse(std::string(offer_kind::prefix) + std::string(proposal));
    if (!id) return {};
    return *id;
}

} // namespace cppo::market
