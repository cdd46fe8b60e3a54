// A bounded number of connections lent to one thread at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "store/engine/failure.h"

namespace cppo::store {

// Connections are made when first needed. `Connection` has `bool usable() const`; one that is not
// usable when it comes back is closed.
template <class Connection>
class pool {
  public:
    using maker = std::function<std::unique_ptr<Connection>()>;
    static constexpr std::chrono::milliseconds wait_max{10'000};

    pool(int size, maker make, std::chrono::milliseconds wait = wait_max)
        : size_(size), make_(std::move(make)), wait_(wait) {}

    // A borrowed connection; goes back when destroyed.
    class loan {
      public:
        loan(pool& owner, std::unique_ptr<Connection> lent, bool background)
            : owner_(&owner), lent_(std::move(lent)), background_(background) {}
        loan(loan&& other) noexcept = default;
        loan& operator=(loan&&) = delete;
        ~loan() {
            if (lent_) owner_->take_back(std::move(lent_), background_);
        }

        Connection& operator*() const { return *lent_; }
        Connection* operator->() const { return lent_.get(); }

      private:
        pool* owner_;
        std::unique_ptr<Connection> lent_;
        bool background_;
    };

    // Throws when none comes back in time. Background work has at most half of the connections,
    // so that it never stalls callers.
    loan take(bool background = false) {
        auto lent = reserve(background);
        try {
            if (!lent) lent = make_();
        } catch (...) {
            take_back(nullptr, background);
            throw;
        }
        return loan(*this, std::move(lent), background);
    }

    int size() const { return size_; }

  private:
    // Counts a connection as lent; returns an idle one, or null where one must be made.
    std::unique_ptr<Connection> reserve(bool background) {
        std::unique_lock lock(mutex_);
        const int background_max = size_ > 1 ? size_ / 2 : 1;
        const auto may_take = [&] {
            return lent_ < size_ && (!background || lent_background_ < background_max);
        };
        if (!returned_.wait_for(lock, wait_, may_take))
            throw failure("55P03", "All connections to the store stayed busy.");
        ++lent_;
        lent_background_ += background;
        if (idle_.empty()) return nullptr;
        auto found = std::move(idle_.back());
        idle_.pop_back();
        return found;
    }

    void take_back(std::unique_ptr<Connection> returned, bool background) {
        if (returned && !returned->usable()) returned.reset();
        {
            const std::lock_guard lock(mutex_);
            --lent_;
            lent_background_ -= background;
            if (returned) idle_.push_back(std::move(returned));
        }
        returned_.notify_all();
    }

    const int size_;
    const maker make_;
    const std::chrono::milliseconds wait_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int lent_ = 0;
    int lent_background_ = 0;
};

} // namespace cppo::store
