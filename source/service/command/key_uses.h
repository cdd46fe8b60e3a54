// When and from where access keys were last used: remembered in memory, and written to the store
// once a minute, so that no request waits for it. A crash may lose that minute. In real time.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "service/command/engine.h"
#include "store/tables/key_use.h"

namespace cppo::service {

class key_uses {
  public:
    // `report` is told what could not be written; it is tried again with the next minute.
    key_uses(engine& on, std::function<void(const std::string& what)> report)
        : on_(on), report_(std::move(report)) {}
    ~key_uses();

    // A request that the key signed. Never waits for the store. Of what came since the last
    // writing it knows `remembered_max` keys, and of others nothing until then.
    void note(const account_id& owner, const std::string& key, const std::string& from);

    // The last use of a key that this server knows of: its own, or the one the store has. Another
    // server's is known once that has written it.
    std::optional<store::key_use> last(store::session& in, const account_id& owner,
                                       const std::string& key) const;

    // Starts the thread that writes, each key at most once a minute; stopping writes the rest.
    void start();
    void stop();
    void write_all();

  private:
    static constexpr std::size_t remembered_max = 10'000;

    void loop();
    void write(const std::vector<store::key_use>& some);

    engine& on_;
    std::function<void(const std::string&)> report_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::map<std::string, store::key_use, std::less<>> unwritten_;
    std::thread thread_;
};

} // namespace cppo::service
