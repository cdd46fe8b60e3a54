// The one door to an actor: who calls, by what a request shows for it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>

#include "service/command/engine.h"
#include "service/secrets/key_box.h"

namespace cppo::service {

// The secret that signs for an access key, and who then calls.
struct key_owner {
    std::string secret;
    actor who;
};

// The secret of a key, whatever its state.
std::string secret_of(const market::access_key& key, const key_box& keys);
// A secret as its key keeps it.
std::string sealed_secret(const account_id& owner, const std::string& key_id,
                          const std::string& secret, const key_box& keys);

class callers {
  public:
    // `told` goes with every actor, and hears of what is refused to it.
    callers(engine& on, const key_box& keys, tell_security told = {})
        : on_(on), keys_(keys), told_(std::move(told)) {}

    // Who signs with this access key. None where the key is unknown, deleted or disabled, its user
    // is disabled, or its account closed. What was read is good for a second of real time, so a
    // change reaches every server within one and not every request reads the store.
    std::optional<key_owner> find_by_key(const std::string& access_key_id);

    // Whether a key that was not found just now is closed, and not unknown.
    bool is_closed(const std::string& access_key_id);

  private:
    struct known {
        key_owner of;
        std::int64_t read_us;

        // A clock that was set back must not keep what is old.
        bool is_fresh(std::int64_t now_us) const {
            return now_us >= read_us && now_us - read_us < fresh_us;
        }
    };

    static constexpr std::int64_t fresh_us = 1'000'000;
    static constexpr std::size_t remembered_max = 10'000;

    std::optional<key_owner> load(const std::string& access_key_id);
    void note_closed(const std::string& access_key_id);
    void remember(const std::string& access_key_id, const std::optional<key_owner>& found,
                  std::int64_t read_us);

    engine& on_;
    const key_box& keys_;
    tell_security told_;
    std::shared_mutex mutex_;
    std::set<std::string, std::less<>> closed_; // of the keys that were asked for
    std::map<std::string, known, std::less<>> remembered_;
};

} // namespace cppo::service
