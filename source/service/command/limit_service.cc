#include "service/command/limit_service.h"

#include <algorithm>

#include "store/tables/commands.h"

namespace cppo::service {
namespace {

constexpr std::string_view open_change_sets = "OpenChangeSets";
constexpr std::string_view concurrent_offers = "ConcurrentOffers";

// Quotas of AWS beside its rates (R-LIM-01).
constexpr std::int64_t open_change_sets_of_aws = 250;
constexpr std::int64_t concurrent_offers_of_aws = 20;

std::string setting_name(std::string_view limit) {
    return "limit." + std::string(limit);
}

std::optional<std::int64_t> set_value(store::session& in, std::string_view name) {
    const auto kept = store::find<market::setting>(in, setting_name(name));
    if (!kept || kept->value.empty()) return {};
    return std::stoll(kept->value);
}

// A quota always holds; requests are only limited where that was asked for.
std::optional<std::int64_t> value_of(store::session& in, std::string_view name) {
    const auto set = set_value(in, name);
    return set || name != open_change_sets ? set : std::optional(open_change_sets_of_aws);
}

} // namespace

std::int64_t open_change_sets_max(store::session& in) {
    return value_of(in, open_change_sets).value();
}

std::optional<std::int64_t> concurrent_offers_max(store::session& in) {
    return set_value(in, concurrent_offers);
}

limit_service::limit_service(engine& on, std::vector<aws_rate> rates) : on_(on) {
    for (aws_rate& each : rates) known_.push_back({std::move(each.operation), each.each_second});
    known_.push_back({std::string(open_change_sets), open_change_sets_of_aws});
    known_.push_back({std::string(concurrent_offers), concurrent_offers_of_aws});
}

std::vector<limit> limit_service::all() {
    return on_.read([&](store::session& in, instant) {
        std::vector<limit> made;
        for (const known_limit& each : known_)
            made.push_back({each.name, each.of_aws, value_of(in, each.name)});
        return made;
    });
}

result<limit> limit_service::set(const actor& by, const std::string& name,
                                 std::optional<std::int64_t> value, const std::string& token,
                                 const std::string& request_hash) {
    const auto found = std::ranges::find(known_, name, &known_limit::name);
    if (found == known_.end()) return no(reason::limit_unknown, name);
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
    made.value = on_.read([&](store::session& in, instant) { return value_of(in, name); });
    return made;
}

// Read one after another, so that an older reading never replaces a newer one, and without the lock
// that requests take, so that nobody waits for the store.
void limit_service::refresh() {
    const std::lock_guard in_turn(refresh_mutex_);
    auto rates = on_.read([&](store::session& in, instant) {
        std::map<std::string, std::int64_t, std::less<>> made;
        in.run("SELECT name, value FROM setting WHERE name >= $1 AND name < $2 AND value <> ''",
               {"limit.", "limit/"}, [&](const store::row& at) {
                   made.emplace(at.text(0).substr(setting_name("").size()),
                                std::stoll(std::string(at.text(1))));
               });
        return made;
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
