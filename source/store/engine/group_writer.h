// Group commit for an engine with one writer: what waits together becomes durable together.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "store/engine/connection.h"
#include "store/engine/database.h"

namespace cppo::store {

// One thread runs all works in sequence on the one writing connection. A batch is one transaction
// and ends at `works_max` works or after `work_max` of work. A work that throws hurts only itself:
// the batch is rolled back and its works run again one by one.
class group_writer {
  public:
    static constexpr std::size_t works_max = 64;
    static constexpr std::chrono::milliseconds usual_work_max{5};
    // While callers wait, clockwork gets every n-th turn.
    static constexpr int clockwork_turn = 8;

    // `writer` is used by this object alone until it is destroyed.
    explicit group_writer(connection& writer, std::chrono::milliseconds work_max = usual_work_max);
    // Finishes what waits.
    ~group_writer();

    // Returns when the work is durable. After a commit has failed because of the machine, nothing
    // is written until the process restarts: what the disk holds is not known. A full disk is no
    // such failure; writing goes on once there is room.
    void write(const std::function<void(session&)>& work, database::priority wanted);

    // The same for several at once, which stand in the queue one behind the other. Answers what
    // each threw.
    std::vector<std::exception_ptr> write_each(std::span<const std::function<void(session&)>> works,
                                               database::priority wanted);

    // How many works wait for their turn.
    std::size_t waiting_count() const;

  private:
    // Owned by the serving thread once taken, so that its promise outlives the answering.
    struct waiting {
        const std::function<void(session&)>& work;
        std::promise<void> answer = {};
    };
    using batch = std::vector<std::unique_ptr<waiting>>;

    void serve();
    std::unique_ptr<waiting> next(bool may_wait);
    void run_batch(std::unique_ptr<waiting> first);
    void fill(batch& taken);
    void run_alone(waiting& one);
    void commit();
    static void run(connection& writer, const waiting& one);

    connection& writer_;
    const std::chrono::milliseconds work_max_;
    std::optional<failure> broken_; // of the serving thread
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::unique_ptr<waiting>> callers_;
    std::deque<std::unique_ptr<waiting>> clockwork_;
    int caller_turns_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace cppo::store
