#include "service/command/key_uses.h"

#include <chrono>

namespace cppo::service {
namespace {

constexpr std::chrono::minutes between_writings{1};
// Short transactions, so that callers need not wait for them.
constexpr std::size_t written_at_once = 200;

} // namespace

key_uses::~key_uses() {
    stop();
}

void key_uses::note(const account_id& owner, const std::string& key, const std::string& from) {
    const instant now = on_.clock().real_now();
    const std::lock_guard lock(mutex_);
    const auto found = unwritten_.find(key);
    if (found == unwritten_.end() && unwritten_.size() >= remembered_max) return;
    unwritten_.insert_or_assign(key, store::key_use{owner, key, now, from});
}

std::optional<store::key_use> key_uses::last(store::session& in, const account_id& owner,
                                             const std::string& key) const {
    auto kept = store::find<store::key_use>(in, owner, key);
    const std::lock_guard lock(mutex_);
    const auto own = unwritten_.find(key);
    if (own == unwritten_.end() || own->second.owner != owner) return kept;
    if (kept && own->second.used < kept->used) return kept;
    return own->second;
}

void key_uses::start() {
    thread_ = std::thread([this] { loop(); });
}

void key_uses::stop() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
    write_all();
}

void key_uses::loop() {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            if (wake_.wait_for(lock, between_writings, [this] { return stopping_; })) return;
        }
        write_all();
    }
}

void key_uses::write_all() {
    std::vector<store::key_use> some;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [key, use] : unwritten_) some.push_back(use);
    }
    std::vector<store::key_use> part;
    for (store::key_use& each : some) {
        part.push_back(std::move(each));
        if (part.size() < written_at_once) continue;
        write(part);
        part.clear();
    }
    if (!part.empty()) write(part);
}

void key_uses::write(const std::vector<store::key_use>& some) {
    try {
        on_.store().write(
            [&](store::session& in) {
                for (const store::key_use& each : some) store::put_later(in, each);
            },
            store::database::priority::clockwork);
    } catch (const std::exception& failed) {
        if (report_) report_(failed.what());
        return;
    }
    const std::lock_guard lock(mutex_);
    for (const store::key_use& each : some) {
        const auto found = unwritten_.find(each.id);
        if (found != unwritten_.end() && found->second.used == each.used) unwritten_.erase(found);
    }
}

} // namespace cppo::service
