#include "service/command/limit_service.h"

#include <algorithm>
#include <array>

#include "store/tables/commands.h"

namespace cppo::service {
namespace {

struct known_limit {
    std::string_view name;
    std::int64_t of_aws;
};

constexpr std::string_view open_change_sets = "OpenChangeSets";
constexpr std::string_view concurrent_offers = "ConcurrentOffers";

// The numbers AWS publishes (R-LIM-01).
constexpr std::array<known_limit, 28> known{{
    {"StartChangeSet", 5},
    {"DescribeChangeSet", 10},
    {"ListChangeSets", 5},
    {"CancelChangeSet", 5},
    {"DescribeEntity", 20},
    {"ListEntities", 10},
    {"TagResource", 5},
    {"UntagResource", 5},
    {"ListTagsForResource", 5},
    {"PutResourcePolicy", 5},
    {"GetResourcePolicy", 5},
    {"DeleteResourcePolicy", 5},
    {"CreateAgreementRequest", 4},
    {"AcceptAgreementRequest", 3},
    {"DescribeAgreement", 5},
    {"GetAgreementTerms", 10},
    {"GetAgreementEntitlements", 10},
    {"SearchAgreements", 5},
    {"ListAgreementCharges", 15},
    {"ListAgreementInvoiceLineItems", 10},
    {"BatchMeterUsage", 10},
    {"MeterUsage", 10},
    {"GetEntitlements", 20},
    {"GetOffer", 5},
    {"GetOfferTerms", 5},
    {"ListPurchaseOptions", 5},
    {open_change_sets, 250},
    {concurrent_offers, 20},
}};

std::string setting_name(std::string_view limit) {
    return "limit." + std::string(limit);
}

std::optional<std::int64_t> set_value(store::session& in, std::string_view name) {
    const auto kept = store::find<market::setting>(in, setting_name(name));
    if (!kept || kept->value.empty()) return {};
    return std::stoll(kept->value);
}

// A quota always holds; requests are only limited where that was asked for.
std::optional<std::int64_t> value_of(store::session& in, const known_limit& of) {
    const auto set = set_value(in, of.name);
    return set || of.name != open_change_sets ? set : std::optional(of.of_aws);
}

} // namespace

std::int64_t open_change_sets_max(store::session& in) {
    return value_of(in, *std::ranges::find(known, open_change_sets, &known_limit::name)).value();
}

std::optional<std::int64_t> concurrent_offers_max(store::session& in) {
    return set_value(in, concurrent_offers);
}

std::vector<limit> limit_service::all() {
    std::vector<limit> made;
    on_.read([&](store::session& in, instant) {
        for (const known_limit& each : known)
            made.push_back({std::string(each.name), each.of_aws, value_of(in, each)});
    });
    return made;
}

result<limit> limit_service::set(const actor& by, const std::string& name,
                                 std::optional<std::int64_t> value, const std::string& token,
                                 const std::string& request_hash) {
    const auto* const found = std::ranges::find(known, name, &known_limit::name);
    if (found == known.end()) return no(reason::limit_unknown, name);
    if (value && *value < 1)
        return no_because(reason::malformed_value, "A limit is at least 1.", name);
    const command what{by, by.account, "SetLimit", token, request_hash};
    limit made{name, found->of_aws, value};
    CHECK_OK(on_.run(what, [&](store::session&, mint&, instant) -> result<outcome> {
        const std::string text = value ? std::to_string(*value) : "";
        return outcome{
            {.writes = {market::setting{setting_name(name), text}}}, name, name + "=" + text};
    }));
    refresh();
    made.value = on_.read([&](store::session& in, instant) { return value_of(in, *found); });
    return made;
}

// Read one after another, so that an older reading never replaces a newer one, and without the lock
// that requests take, so that nobody waits for the store.
void limit_service::refresh() {
    const std::lock_guard in_turn(refresh_mutex_);
    std::map<std::string, std::int64_t, std::less<>> rates;
    on_.read([&](store::session& in, instant) {
        in.run("SELECT name, value FROM setting WHERE name >= $1 AND name < $2 AND value <> ''",
               {"limit.", "limit/"}, [&](const store::row& at) {
                   rates.emplace(at.text(0).substr(setting_name("").size()),
                                 std::stoll(std::string(at.text(1))));
               });
    });
    const std::lock_guard lock(mutex_);
    rates_ = std::move(rates);
}

bool limit_service::admits(const account_id& account, std::string_view operation,
                           instant real_now) {
    constexpr std::int64_t second_us = 1'000'000;
    const std::int64_t now = real_now.us();
    std::unique_lock lock(mutex_);
    if (now - refreshed_us_ >= refresh_us) {
        refreshed_us_ = now;
        lock.unlock();
        refresh();
        lock.lock();
    }
    const auto rate = rates_.find(operation);
    if (rate == rates_.end()) return true;
    if (busy_until_us_.size() > remembered_max)
        std::erase_if(busy_until_us_, [now](const auto& each) { return each.second < now; });
    std::int64_t& until = busy_until_us_[{account, std::string(operation)}];
    const std::int64_t next = std::max(until, now) + second_us / rate->second;
    if (next - now > second_us) return false;
    until = next;
    return true;
}

} // namespace cppo::service
