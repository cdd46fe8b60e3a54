#include "wire/agreement/agreement_search.h"

#include <algorithm>
#include <map>
#include <set>

#include "wire/agreement/agreement_documents.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using service::agreement_search;
using service::agreement_view;
using filters = std::map<std::string, std::string>;

constexpr const char* license_filter = "LicenseArn";

std::unexpected<fault> no_because(std::string_view why, std::string message) {
    return std::unexpected(agreement_refusal(why, std::move(message)));
}

const std::set<std::string, std::less<>>& known_filters() {
    static const std::set<std::string, std::less<>> names{"PartyType",
                                                          "AgreementType",
                                                          "ResourceType",
                                                          "ResourceIdentifier",
                                                          "OfferId",
                                                          "OfferSetId",
                                                          "AcceptorAccountId",
                                                          "Status",
                                                          "BeforeEndTime",
                                                          "AfterEndTime",
                                                          "BeforeStartTime",
                                                          "AfterStartTime",
                                                          "BeforeLastUpdateTime",
                                                          "AfterLastUpdateTime",
                                                          "EndTimeBehaviorType",
                                                          "EndTimeBehaviorReasonCode",
                                                          "InitialAgreementId",
                                                          license_filter};
    return names;
}

bool is_date(std::string_view name) {
    return name.ends_with("Time") && (name.starts_with("Before") || name.starts_with("After"));
}

std::expected<filters, fault> read_filters(const json::object& input) {
    filters made;
    const auto* list = find_list(input, "filters");
    if (!list) return made;
    for (const json::value& each : *list) {
        const auto asked = find_text(each.as_object(), "name");
        if (!asked) return no_because("MISSING_FILTER_NAME", "A filter has no name.");
        // Older examples of AWS's name the acceptor so.
        const std::string name = *asked == "AcceptorId" ? "AcceptorAccountId" : std::string(*asked);
        const auto* values = find_list(each.as_object(), "values");
        if (!values)
            return no_because("MISSING_FILTER_VALUES", "The filter " + name + " has no values.");
        const std::string value((*values)[0].as_string());
        if (!known_filters().contains(name) || !made.emplace(name, value).second)
            return no_because("INVALID_FILTER_NAME",
                              "The filter " + name + " is unknown or repeated.");
        if (is_date(name) && !instant::parse(value))
            return no_because("INVALID_FILTER_VALUES",
                              name + " needs a time like 2026-11-20T09:00:00Z.");
    }
    return made;
}

// The acceptor may ask by one thing at a time, and by resource type without a status.
std::optional<fault> check_acceptor(const filters& asked) {
    int bases = 0;
    for (const char* name : {"ResourceType", "ResourceIdentifier", "OfferId", "OfferSetId"})
        bases += static_cast<int>(asked.count(name));
    const bool with_status = asked.contains("ResourceType") && asked.contains("Status");
    const bool of_proposers = std::ranges::any_of(asked, [](const auto& each) {
        const std::string& name = each.first;
        return name == "AcceptorAccountId" || name.ends_with("StartTime") ||
               name.ends_with("LastUpdateTime");
    });
    if (bases > 1 || with_status || of_proposers)
        return agreement_refusal("UNSUPPORTED_FILTERS",
                                 "This combination of filters is not supported.");
    return {};
}

std::optional<fault> check_filters(const filters& asked) {
    const auto party = asked.find("PartyType");
    if (party == asked.end())
        return agreement_refusal("MISSING_PARTY_TYPE", "PartyType is missing.");
    if (party->second != "Proposer" && party->second != "Acceptor")
        return agreement_refusal("INVALID_PARTY_TYPE", "PartyType is Proposer or Acceptor.");
    const auto type = asked.find("AgreementType");
    if (type == asked.end())
        return agreement_refusal("UNSUPPORTED_FILTERS", "The filter AgreementType is missing.");
    if (type->second != agreement_type)
        return agreement_refusal("INVALID_FILTER_VALUES", "AgreementType is PurchaseAgreement.");
    const auto status = asked.find("Status");
    if (status != asked.end() && !cppo::find_named<market::agreement_status>(status->second))
        return agreement_refusal("INVALID_FILTER_VALUES", "The status is unknown.");
    for (const char* time : {"EndTime", "StartTime", "LastUpdateTime"}) {
        const auto before = asked.find(std::string("Before") + time);
        const auto after = asked.find(std::string("After") + time);
        if (before != asked.end() && after != asked.end() &&
            *instant::parse(before->second) < *instant::parse(after->second))
            return agreement_refusal("INVALID_FILTER_VALUES",
                                     "The times leave nothing between them.");
    }
    if (party->second == "Acceptor") return check_acceptor(asked);
    return {};
}

bool in_time(const filters& asked, const std::string& time, std::optional<instant> at) {
    const auto before = asked.find("Before" + time);
    const auto after = asked.find("After" + time);
    if (before == asked.end() && after == asked.end()) return true;
    if (!at) return before == asked.end();
    if (before != asked.end() && !(*at < *instant::parse(before->second))) return false;
    return after == asked.end() || *instant::parse(after->second) < *at;
}

bool matches(const filters& asked, const agreement_view& shown) {
    const market::agreement& of = shown.of;
    const bool ends = of.status == market::agreement_status::active && of.ends;
    const std::map<std::string, std::string> texts{
        {"Status", std::string(cppo::name_of(of.status))},
        {"ResourceType", std::string(cppo::name_of(shown.sold.type))},
        {"ResourceIdentifier", of.product.text()},
        {"OfferId", of.offer.text()},
        {"OfferSetId", ""},
        {"AcceptorAccountId", of.owner.text()},
        {"InitialAgreementId", of.initial().text()},
        {"EndTimeBehaviorType", ends ? "EXPIRE" : ""},
        {"EndTimeBehaviorReasonCode", ends ? "NO_RENEWAL_TERM" : ""}};
    for (const auto& [name, value] : asked) {
        const auto found = texts.find(name);
        if (found != texts.end() && found->second != value) return false;
        if (name == license_filter &&
            std::ranges::find(shown.licenses, value) == shown.licenses.end())
            return false;
    }
    return in_time(asked, "EndTime", of.ends) && in_time(asked, "StartTime", of.starts) &&
           in_time(asked, "LastUpdateTime", of.modified);
}

std::optional<service::agreement_order> find_order(std::string_view name) {
    using enum service::agreement_order;
    if (name == "EndTime") return end;
    if (name == "StartTime") return start;
    if (name == "LastUpdateTime") return update;
    return {};
}

} // namespace

fault agreement_refusal(std::string_view why, std::string message) {
    fault said{"ValidationException", 400, std::move(message), {}};
    said.members["reason"] = why;
    return said;
}

std::optional<fault> check_catalog(const json::object& input) {
    if (find_text(input, "catalog").value_or("AWSMarketplace") == "AWSMarketplace") return {};
    return agreement_refusal("INVALID_CATALOG", "The catalog is AWSMarketplace.");
}

std::expected<agreement_search, fault> read_search(const json::object& input) {
    if (auto no = check_catalog(input)) return std::unexpected(std::move(*no));
    auto asked = read_filters(input);
    if (!asked) return std::unexpected(std::move(asked).error());
    if (auto no = check_filters(*asked)) return std::unexpected(std::move(*no));
    agreement_search made;
    made.party = asked->at("PartyType") == "Proposer" ? market::view_role::proposer
                                                      : market::view_role::acceptor;
    if (const auto* sort = find_object(input, "sort")) {
        const auto by = find_order(find_text(*sort, "sortBy").value_or("EndTime"));
        if (!by)
            return no_because("INVALID_SORT_BY",
                              "Agreements are sorted by EndTime, StartTime or LastUpdateTime.");
        if (*by != service::agreement_order::end && made.party != market::view_role::proposer)
            return no_because("INVALID_SORT_BY", "Acceptors sort agreements by EndTime.");
        made.by = *by;
        made.ascending = find_text(*sort, "sortOrder") == "ASCENDING";
    }
    made.by_license = asked->contains(license_filter);
    made.wanted = [asked = *asked](const agreement_view& shown) { return matches(asked, shown); };
    return made;
}

} // namespace cppo::wire
