#include "notation/changes/fault_places.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <map>
#include <optional>

namespace cppo::notation {
namespace {

namespace json = boost::json;

// Which of several values of a member a refusal is about.
enum class which {
    said,  // that of the subject; where there is none, the first
    again, // that of the subject, from its second time on
    whole, // the member, whatever it holds
    last,  // the last of its name, since it is compared with those before
};

// The members a reason is about, by their names in any document; the first that is there is meant.
// `beside` names the member whose value is the subject where the fault stands beside it.
struct about {
    reason why;
    std::array<std::string_view, 4> members;
    which one = which::said;
    std::string_view beside = {};
    // The type of the term it is about, or how that ends, and where in it what is missing would be.
    std::string_view term = {};
    std::string_view missing = {};
};

constexpr std::array subjects = [] {
    using enum reason;
    using enum which;
    return std::array{
        about{buyer_account_unknown, {"BuyerAccounts"}},
        about{buyer_not_authorized, {"BuyerAccounts"}},
        about{buyer_is_seller, {"BuyerAccounts"}},
        about{too_many_buyers, {"BuyerAccounts"}, whole},
        about{targeting_of_replacement, {"PositiveTargeting", "NegativeTargeting"}, whole},
        about{product_not_limited, {"PositiveTargeting"}, whole},
        about{countries_wanted_and_unwanted, {"NegativeTargeting"}, whole},
        about{country_unknown, {"CountryCodes"}},
        about{product_not_found, {"ProductId"}},
        about{product_not_sellable, {"ProductId", "ResaleAuthorizationId"}, whole},
        about{public_offer_not_for_product, {"ProductId"}},
        about{second_public_offer, {"ProductId"}, whole},
        about{reseller_not_registered, {"ResellerAccountId"}},
        about{authorization_not_found, {"ResaleAuthorizationId"}},
        about{authorization_restricted, {"ResaleAuthorizationId"}},
        about{authorization_expired, {"ResaleAuthorizationId"}},
        about{authorization_consumed, {"ResaleAuthorizationId"}},
        about{authorization_not_active, {"ResaleAuthorizationId"}},
        about{seller_not_paid, {"ResaleAuthorizationId"}, whole},
        about{own_role_missing, {"ResaleAuthorizationId"}, whole},
        about{reseller_role_missing, {"ResaleAuthorizationId"}, whole},
        about{authorization_for_another_product, {"ResaleAuthorizationId"}, whole},
        about{agreement_not_found, {"AgreementId"}},
        about{agreement_not_active, {"AgreementId"}},
        about{agreement_from_authorization, {"AgreementId"}},
        about{replacement_not_for_product, {"AgreementId"}, whole},
        about{offer_set_not_supported, {"OfferSetId"}, whole},
        about{term_type_repeated, {"Type"}, again},
        about{term_not_for_product, {"Terms"}, whole},
        about{terms_exclude_each_other, {"Terms"}, whole},
        about{term_not_authorized, {"Terms"}, whole},
        about{fixed_price_with_markup, {"Terms"}, whole},
        about{mandatory_term_missing, {"Terms"}, whole},
        about{schedule_without_fixed_price, {"Terms"}, whole},
        about{schedule_not_authorized, {"Terms"}, whole},
        about{schedule_with_markup, {"Terms"}, whole},
        about{schedule_needs_single_use_and_end, {"Terms"}, whole},
        about{terms_after_release, {"Terms"}, whole},
        about{rate_repeated, {"DimensionKey"}, again},
        about{rate_not_for_dimension, {"DimensionKey"}},
        about{rates_incomplete, {"RateCards"}, whole},
        about{too_many_rates, {"RateCard"}, whole},
        about{too_many_rate_cards, {"RateCards"}, whole},
        about{rate_constraints_differ, {"Constraints"}, last},
        about{duration_not_positive, {"Value"}},
        about{duration_repeated, {"Value"}, again},
        about{selector_too_long, {"Value"}},
        about{duration_too_long, {"Duration"}},
        about{duration_too_short, {"Duration"}, whole},
        about{duration_missing, {}, said, "", "FixedUpfrontPricingTerm", "/Duration"},
        about{fixed_price_not_zero, {"Price"}},
        about{too_many_grants, {"Grants"}, whole},
        about{grant_dimension_repeated, {"DimensionKey"}, again},
        about{dimension_not_sold, {"DimensionKey"}},
        about{one_dimension_only, {"DimensionKey"}},
        about{grants_invalid, {"DimensionKey"}},
        about{grants_not_authorized, {"Grants"}, whole},
        about{buyer_document_invalid,
              {"Url", "Version"},
              said,
              "",
              "BuyerLegalTerm",
              "/Documents/0/Url"},
        about{resale_document_invalid,
              {"Url", "Version"},
              said,
              "",
              "ResaleLegalTerm",
              "/Documents/0/Url"},
        about{
            offer_document_invalid, {"Url", "Version"}, said, "", "LegalTerm", "/Documents/0/Url"},
        about{renewal_needs_buyers, {"PreExistingBuyerAgreement", "Terms"}, whole},
        about{renewal_not_authorized, {"PreExistingAgreement"}, whole},
        about{renewal_after_release, {"PreExistingAgreement"}, whole},
        about{too_many_scheduled_payments, {"Schedule"}, whole},
        about{too_many_charges, {"Schedule"}, whole},
        about{charge_dates_not_authorized, {"Schedule"}, whole},
        about{total_below_wholesale, {"Schedule", "Grants"}, whole},
        about{agreement_value_too_large, {"Schedule"}, whole},
        about{amount_too_large, {"Percentage", "Schedule"}, whole},
        about{currency_unknown, {"CurrencyCode"}},
        about{currency_not_payable, {"CurrencyCode"}},
        about{currency_not_authorized, {"CurrencyCode"}},
        about{rate_missing, {"CurrencyCode"}},
        about{currencies_differ, {"CurrencyCode"}, last},
        about{charge_dates_repeat, {"ChargeDate"}, again},
        about{charge_date_not_future, {"ChargeDate"}},
        about{charge_after_agreement_end, {"ChargeDate"}},
        about{amount_below_wholesale, {"ChargeAmount"}, said, "ChargeDate"},
        about{availability_reaches_first_charge, {"AvailabilityEndDate"}, whole},
        about{availability_not_future, {"AvailabilityEndDate"}},
        about{availability_reaches_agreement_end, {"AvailabilityEndDate"}, whole},
        about{availability_of_public_offer, {"AvailabilityEndDate"}, whole},
        about{too_many_backdated_charges, {"AvailabilityEndDate", "Schedule"}, whole},
        about{latest_start_out_of_range, {"MaximumAgreementStartDate"}},
        about{start_out_of_range, {"AgreementStartDate"}, whole},
        about{start_not_authorized, {"AgreementStartDate"}, whole},
        about{start_not_after_availability, {"AgreementStartDate"}, whole},
        about{start_after_release, {"AgreementStartDate"}, whole},
        about{replacement_starts_at_once, {"AgreementStartDate"}, whole},
        about{start_missing, {}, said, "", "ValidityTerm", "/AgreementStartDate"},
        about{future_start_not_for_product, {"AgreementStartDate", "AgreementEndDate"}, whole},
        about{start_not_before_end, {"AgreementEndDate"}, whole},
        about{end_not_future, {"AgreementEndDate"}, whole},
        about{end_too_late, {"AgreementEndDate"}, whole},
        about{end_after_release, {"AgreementEndDate"}, whole},
        about{duration_and_end, {"AgreementEndDate"}, whole},
        about{validity_incomplete, {}, said, "", "ValidityTerm", "/AgreementDuration"},
        about{agreement_too_short, {"AgreementDuration", "AgreementEndDate", "Duration"}, whole},
        about{agreement_too_long, {"AgreementDuration"}, whole},
        about{
            duration_not_authorized, {"AgreementDuration", "AgreementEndDate", "Duration"}, whole},
        about{payment_due_period_unknown, {"PaymentDuePeriod"}},
        about{net_payment_not_authorized, {"PaymentDuePeriod"}, whole},
        about{net_payment_too_long, {"PaymentDuePeriod"}, whole},
        about{net_payment_not_removable, {"Terms"}, whole},
        about{markup_after_release, {"Percentage"}, whole},
        about{markup_without_authorization, {"Percentage"}, whole},
        about{markup_not_on_custom_terms, {"Percentage"}, whole},
        about{markup_with_custom_schedule, {"Percentage", "Terms"}, whole},
        about{pricing_model_switched, {"PricingModel"}, whole},
        about{dimension_type_not_for_product, {"Types"}, said, "Key"},
        about{dimension_repeated, {"Key"}, again},
        about{dimension_unknown, {"Key"}},
        about{last_dimension, {"Key"}},
        about{version_title_repeated, {"VersionTitle"}},
        about{second_delivery_option, {"DeliveryOptions"}, whole},
        about{delivery_option_unknown, {"Id"}},
        about{region_unknown, {"Regions"}},
        about{last_region, {"Regions"}},
        about{dimensions_missing, {"InstanceTypes"}, whole},
        about{visibility_unchanged, {"TargetVisibility"}, whole},
        about{product_not_released, {"TargetVisibility"}, whole},
    };
}();

// A value of a document: the member it stands under, which is that of its list where it is an
// element, and the place of the object around.
struct spot {
    std::string pointer;
    std::string_view member;
    const json::value* value;
    std::string around;
    bool is_element;
};

std::string escaped(std::string_view name) {
    std::string made;
    for (const char c : name) made += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return made;
}

void collect(std::vector<spot>& into, const json::value& in, const spot& at) {
    if (const auto* object = in.if_object())
        for (const auto& [name, value] : *object) {
            const spot inside{at.pointer + "/" + escaped(name), name, &value, at.pointer, false};
            into.push_back(inside);
            collect(into, value, inside);
        }
    if (const auto* list = in.if_array())
        for (std::size_t position = 0; position < list->size(); ++position) {
            const spot inside{at.pointer + "/" + std::to_string(position), at.member,
                              &(*list)[position], at.around, true};
            into.push_back(inside);
            collect(into, *inside.value, inside);
        }
}

class places {
  public:
    explicit places(const json::value& document) {
        collect(all_, document, {"", "", nullptr, "", false});
    }

    std::string find(const refusal& of) {
        const std::size_t time = times_[{of.why, of.subject}]++;
        const auto* known = std::ranges::find(subjects, of.why, &about::why);
        if (known == subjects.end()) return pick(saying(of.subject, {}), time);
        if (!known->beside.empty())
            return pick(beside(saying(of.subject, known->beside), known->members[0]), time);
        const std::string term = place_of_term(known->term);
        for (const auto look : {&places::said, &places::named})
            for (const std::string_view member : known->members)
                if (const auto found = pick((this->*look)(*known, member, of.subject, term), time);
                    !found.empty())
                    return found;
        return known->missing.empty() ? "" : term + std::string(known->missing);
    }

  private:
    using pointers = std::vector<std::string>;

    static std::string pick(const pointers& from, std::size_t time) {
        return from.empty() ? "" : from[std::min(time, from.size() - 1)];
    }

    // The texts that are the subject; of that member, or of any.
    pointers saying(std::string_view subject, std::string_view member) const {
        pointers made;
        for (const spot& each : all_)
            if (const auto* text = each.value->if_string();
                text && !subject.empty() && std::string_view(*text) == subject &&
                (member.empty() || each.member == member))
                made.push_back(each.pointer);
        return made;
    }

    pointers beside(const pointers& known, std::string_view member) const {
        pointers made;
        for (const std::string& each : known)
            made.push_back(each.substr(0, each.rfind('/')) + "/" + std::string(member));
        return made;
    }

    // The member where its value is the subject.
    pointers said(const about& what, std::string_view member, std::string_view subject,
                  const std::string& term) const {
        if (member.empty() || what.one == which::whole) return {};
        pointers found = saying(subject, member);
        if (what.one == which::again && subject.empty()) found = repeated(member);
        if (what.one == which::again && found.size() > 1) found.erase(found.begin());
        std::erase_if(found, [&](const auto& each) { return !each.starts_with(term); });
        return found;
    }

    // The member, whatever its value.
    pointers named(const about& what, std::string_view member, std::string_view,
                   const std::string& term) const {
        if (member.empty()) return {};
        pointers found;
        for (const spot& each : all_)
            if (each.member == member && !each.is_element && each.pointer.starts_with(term))
                found.push_back(each.pointer);
        if (what.one == which::last && found.size() > 1)
            found.erase(found.begin(), found.end() - 1);
        if (found.size() > 1) found.resize(1);
        return found;
    }

    // The first member of that name whose value stood before, after the one it repeats.
    pointers repeated(std::string_view member) const {
        std::map<std::string, std::string> seen;
        for (const spot& each : all_) {
            const auto* text = each.value->if_string();
            if (!text || each.member != member) continue;
            const auto [before, is_new] = seen.emplace(std::string(*text), each.pointer);
            if (!is_new) return {before->second, each.pointer};
        }
        return {};
    }

    // The first term whose type ends so.
    std::string place_of_term(std::string_view ending) const {
        if (ending.empty()) return "";
        for (const spot& each : all_)
            if (const auto* text = each.value->if_string();
                text && each.member == "Type" && std::string_view(*text).ends_with(ending))
                return each.around;
        return "";
    }

    std::vector<spot> all_;
    std::map<std::pair<reason, std::string>, std::size_t> times_;
};

} // namespace

std::vector<std::string> places_of(const std::vector<refusal>& faults,
                                   const json::value& document) {
    if (faults.empty()) return {}; // as of every set that succeeds
    places known(document);
    std::vector<std::string> made;
    for (const refusal& each : faults) made.push_back(known.find(each));
    return made;
}

} // namespace cppo::notation
