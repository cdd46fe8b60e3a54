#include "server/waiting_line.h"

#include <algorithm>

namespace cppo::server {
namespace {

using std::chrono::milliseconds;

constexpr waiting_line::clock::duration first_guess = milliseconds(1);

} // namespace

waiting_line::waiting_line(const limits& within) : within_(within), room_(within.waiting_max) {}

std::vector<waiting_request> waiting_line::join(waiting_request next) {
    const std::lock_guard lock(mutex_);
    const clock::time_point now = next.since;
    close_interval(now);
    share& of = share_of(next.asker);
    of.waiting.push_back(std::move(next));
    ++waiting_;
    ++now_.came;
    std::vector<waiting_request> gone;
    while (waiting_ > room_ + free_workers()) turn_down_newest(gone);
    return gone;
}

std::optional<waiting_request> waiting_line::take(clock::time_point now) {
    const std::lock_guard lock(mutex_);
    const auto had = [](const share& of) {
        return of.used + of.usual * static_cast<std::int64_t>(of.running);
    };
    share* first = nullptr;
    for (auto& [name, each] : shares_)
        if (!each.waiting.empty() && (!first || had(each) < had(*first))) first = &each;
    if (!first) return {};
    std::optional next = std::move(first->waiting.front());
    first->waiting.pop_front();
    ++first->running;
    ++running_;
    --waiting_;
    ++now_.taken;
    now_.shortest = std::min(now_.shortest, now - next->since);
    close_interval(now);
    return next;
}

void waiting_line::serve_ended(const std::string& asker, clock::duration took) {
    constexpr int remembered = 8; // the last ones count for so much
    const std::lock_guard lock(mutex_);
    share& of = shares_.find(asker)->second;
    of.used += took;
    of.usual += (took - of.usual) / remembered;
    --of.running;
    --running_;
}

std::vector<waiting_request> waiting_line::leave_late(clock::time_point now) {
    const std::lock_guard lock(mutex_);
    close_interval(now);
    std::vector<waiting_request> gone;
    if (free_workers() > 0) return gone;
    const auto since = now - milliseconds(within_.waiting_timeout_ms);
    for (auto& [name, each] : shares_)
        while (!each.waiting.empty() && each.waiting.front().since <= since) {
            gone.push_back(std::move(each.waiting.front()));
            each.waiting.pop_front();
        }
    waiting_ -= gone.size();
    now_.late += gone.size();
    return gone;
}

// One that comes back has had no less than those that stayed.
waiting_line::share& waiting_line::share_of(const std::string& asker) {
    const clock::duration least = least_used();
    const auto [at, is_new] = shares_.try_emplace(asker);
    share& of = at->second;
    if (is_new) of.usual = first_guess;
    if (of.is_idle()) of.used = std::max(of.used, least);
    return of;
}

// By those that have anything here; nothing where nobody has.
waiting_line::clock::duration waiting_line::least_used() const {
    std::optional<clock::duration> least;
    for (const auto& [name, each] : shares_)
        if (!each.is_idle()) least = std::min(least.value_or(each.used), each.used);
    return least.value_or(clock::duration::zero());
}

void waiting_line::forget_idle() {
    const bool is_all_idle = waiting_ == 0 && running_ == 0;
    const clock::duration least = least_used();
    std::erase_if(shares_, [&](const auto& each) {
        return each.second.is_idle() && (is_all_idle || each.second.used <= least);
    });
}

std::size_t waiting_line::free_workers() const {
    const auto workers = static_cast<std::size_t>(std::max(1, within_.worker_threads));
    return workers > running_ ? workers - running_ : 0;
}

// A wait with a free worker is the machine's, not the queue's.
bool waiting_line::stands(clock::time_point now) const {
    if (free_workers() > 0 || waiting_ == 0) return false;
    clock::duration shortest = now_.shortest;
    if (now_.taken == 0) {
        shortest = {};
        for (const auto& [name, each] : shares_)
            if (!each.waiting.empty())
                shortest = std::max(shortest, now - each.waiting.front().since);
    }
    return shortest > milliseconds(within_.waiting_bound_ms);
}

std::size_t waiting_line::served_within_bound(clock::time_point now) const {
    const double share = static_cast<double>(within_.waiting_bound_ms) /
                         std::chrono::duration<double, std::milli>(now - now_.since).count();
    const auto served = static_cast<std::size_t>(static_cast<double>(now_.taken) * share);
    return std::clamp(served, std::size_t{1}, within_.waiting_max);
}

void waiting_line::close_interval(clock::time_point now) {
    if (now - now_.since < milliseconds(within_.waiting_interval_ms)) return;
    const bool is_limited = room_ < within_.waiting_max;
    const bool grows = now_.came > now_.taken + now_.taken / 8 || now_.late > 0;
    const bool turned_down = now_.turned_down > 0 || now_.late > 0;
    if (is_limited ? turned_down || stands(now) : grows && stands(now))
        room_ = served_within_bound(now);
    else
        room_ = within_.waiting_max;
    now_ = {now};
    forget_idle();
}

void waiting_line::turn_down_newest(std::vector<waiting_request>& gone) {
    const auto asks = [](const share& of) {
        return of.usual * static_cast<std::int64_t>(of.waiting.size() + of.running);
    };
    auto heaviest = shares_.end();
    for (auto at = shares_.begin(); at != shares_.end(); ++at) {
        if (at->second.waiting.empty()) continue;
        if (heaviest == shares_.end() || asks(at->second) > asks(heaviest->second)) heaviest = at;
    }
    gone.push_back(std::move(heaviest->second.waiting.back()));
    heaviest->second.waiting.pop_back();
    --waiting_;
    ++now_.turned_down;
}

} // namespace cppo::server
