// Prepared statements of one connection by their SQL text, so that each is parsed once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace cppo::store {

// Bounded: the least recently used statement goes first.
template <class Statement>
class statement_cache {
  public:
    static constexpr std::size_t size_max = 256;

    struct entry {
        std::string text;
        Statement statement;
        std::uint64_t used = 0;
    };

    // Takes a statement out, so that a nested run of the same text gets one of its own. Null where
    // there is none.
    std::unique_ptr<entry> take(std::string_view text) {
        const auto found = entries_.find(text);
        if (found == entries_.end()) return nullptr;
        auto taken = std::move(found->second);
        entries_.erase(found);
        return taken;
    }

    // Puts a statement in; returns the one that had to go, if any.
    std::unique_ptr<entry> keep(std::unique_ptr<entry> back) {
        back->used = ++uses_;
        const std::string_view text = back->text;
        if (const auto held = entries_.find(text); held != entries_.end()) return back;
        entries_.emplace(text, std::move(back));
        if (entries_.size() <= size_max) return nullptr;
        auto oldest = entries_.begin();
        for (auto at = entries_.begin(); at != entries_.end(); ++at)
            if (at->second->used < oldest->second->used) oldest = at;
        auto gone = std::move(oldest->second);
        entries_.erase(oldest);
        return gone;
    }

  private:
    std::unordered_map<std::string_view, std::unique_ptr<entry>> entries_;
    std::uint64_t uses_ = 0;
};

} // namespace cppo::store
