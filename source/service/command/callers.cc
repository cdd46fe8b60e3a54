#include "service/command/callers.h"

#include <mutex>

#include "market/parties/access.h"
#include "service/secrets/sealed.h"
#include "store/tables/parties.h"
#include "store/tables/views.h"

namespace cppo::service {
using namespace market;
using store::session;

std::string secret_of(const access_key& key, const key_box& keys) {
    return open(keys, key.sealed_secret, sealed_place::of_key(key.owner, key.id));
}

std::string sealed_secret(const account_id& owner, const std::string& key_id,
                          const std::string& secret, const key_box& keys) {
    return seal(keys, secret, sealed_place::of_key(owner, key_id));
}

std::optional<key_owner> callers::find_by_key(const std::string& access_key_id) {
    // What no key can be called does not come to the store.
    constexpr std::size_t id_size_max = 128;
    if (access_key_id.size() > id_size_max || !is_identifier_text(access_key_id)) return {};
    const std::int64_t now_us = on_.clock().real_now().us();
    {
        const std::shared_lock lock(mutex_);
        const auto found = remembered_.find(access_key_id);
        if (found != remembered_.end() && found->second.is_fresh(now_us)) return found->second.of;
    }
    auto made = load(access_key_id);
    if (made && told_) made->who.told = &told_;
    remember(access_key_id, made, now_us);
    return made;
}

// The time is that of the question, so an answer that took long is not good for longer.
void callers::remember(const std::string& access_key_id, const std::optional<key_owner>& found,
                       std::int64_t read_us) {
    const std::unique_lock lock(mutex_);
    if (!found) {
        remembered_.erase(access_key_id);
        return;
    }
    if (remembered_.size() >= remembered_max) remembered_.clear();
    remembered_.insert_or_assign(access_key_id, known{*found, read_us});
}

void callers::note_closed(const std::string& access_key_id) {
    const std::unique_lock lock(mutex_);
    if (closed_.size() >= remembered_max) closed_.clear();
    closed_.insert(access_key_id);
}

bool callers::is_closed(const std::string& access_key_id) {
    const std::shared_lock lock(mutex_);
    return closed_.contains(access_key_id);
}

std::optional<key_owner> callers::load(const std::string& access_key_id) {
    return on_.read([&](session& in, instant) -> std::optional<key_owner> {
        const auto place = store::find<location>(in, access_key_id);
        if (!place || place->kind != entity_kind::access_key) return std::nullopt;
        const auto key = store::find<access_key>(in, place->owner, access_key_id).value();
        const auto whose = store::find<user>(in, key.owner, key.user).value();
        const auto of = store::find<account>(in, key.owner).value();
        if (!opens(key, whose) || !of.is_open()) {
            note_closed(access_key_id);
            return std::nullopt;
        }
        return key_owner{secret_of(key, keys_), actor{.account = key.owner,
                                                      .user = whose.id,
                                                      .part = whose.part,
                                                      .actions = whose.actions,
                                                      .is_operator = of.plays(role::operator_),
                                                      .peer = {},
                                                      .credential = access_key_id}};
    });
}

} // namespace cppo::service
