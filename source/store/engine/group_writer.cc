#include "store/engine/group_writer.h"

#include <cassert>

namespace cppo::store {
namespace {

constexpr std::string_view disk_full = "53100";

} // namespace

group_writer::group_writer(connection& writer, std::chrono::milliseconds work_max)
    : writer_(writer), work_max_(work_max), thread_([this] { serve(); }) {}

group_writer::~group_writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void group_writer::write(const std::function<void(session&)>& work, database::priority wanted) {
    const auto thrown = write_each({&work, 1}, wanted);
    if (thrown.front()) std::rethrow_exception(thrown.front());
}

std::vector<std::exception_ptr> group_writer::write_each(
    std::span<const std::function<void(session&)>> works, database::priority wanted) {
    // A write inside a write would wait for itself.
    assert(std::this_thread::get_id() != thread_.get_id());
    std::vector<std::future<void>> answered;
    {
        const std::lock_guard lock(mutex_);
        auto& queue = wanted == database::priority::caller ? callers_ : clockwork_;
        for (const auto& each : works) {
            queue.push_back(std::make_unique<waiting>(each));
            answered.push_back(queue.back()->answer.get_future());
        }
    }
    arrived_.notify_one();
    std::vector<std::exception_ptr> thrown(works.size());
    for (std::size_t at = 0; at < works.size(); ++at) try {
            answered[at].get();
        } catch (...) {
            thrown[at] = std::current_exception();
        }
    return thrown;
}

std::size_t group_writer::waiting_count() const {
    const std::lock_guard lock(mutex_);
    return callers_.size() + clockwork_.size();
}

void group_writer::serve() {
    while (auto first = next(true)) run_batch(std::move(first));
}

// Null when nothing waits and there is no waiting for more.
std::unique_ptr<group_writer::waiting> group_writer::next(bool may_wait) {
    std::unique_lock lock(mutex_);
    if (may_wait)
        arrived_.wait(lock, [&] { return stopping_ || !callers_.empty() || !clockwork_.empty(); });
    if (callers_.empty() && clockwork_.empty()) return nullptr;
    const bool clockwork_turns = caller_turns_ >= clockwork_turn - 1 && !clockwork_.empty();
    const bool from_callers = !callers_.empty() && !clockwork_turns;
    auto& queue = from_callers ? callers_ : clockwork_;
    caller_turns_ = from_callers ? caller_turns_ + 1 : 0;
    auto taken = std::move(queue.front());
    queue.pop_front();
    return taken;
}

void group_writer::run_batch(std::unique_ptr<waiting> first) {
    batch taken;
    taken.reserve(works_max);
    taken.push_back(std::move(first));
    bool whole = false;
    try {
        if (broken_) throw *broken_;
        writer_.begin(connection::access::writing);
        fill(taken);
        whole = true;
        commit();
    } catch (...) {
        writer_.rollback();
        // A failed commit is the answer to all; a failed work is its own caller's alone.
        if (whole || taken.size() == 1)
            for (const auto& one : taken) one->answer.set_exception(std::current_exception());
        else
            for (const auto& one : taken) run_alone(*one);
        return;
    }
    for (const auto& one : taken) one->answer.set_value();
}

// Runs what was taken and whatever else waits, until the batch is full.
void group_writer::fill(batch& taken) {
    const auto end = std::chrono::steady_clock::now() + work_max_;
    run(writer_, *taken.front());
    while (taken.size() < works_max && std::chrono::steady_clock::now() < end) {
        auto more = next(false);
        if (!more) return;
        taken.push_back(std::move(more));
        run(writer_, *taken.back());
    }
}

void group_writer::run_alone(waiting& one) {
    try {
        if (broken_) throw *broken_;
        writer_.begin(connection::access::writing);
        run(writer_, one);
        commit();
    } catch (...) {
        writer_.rollback();
        one.answer.set_exception(std::current_exception());
        return;
    }
    one.answer.set_value();
}

void group_writer::run(connection& writer, const waiting& one) {
    one.work(writer);
    // A work that swallowed a failure has not done what it says.
    writer.check();
}

void group_writer::commit() {
    try {
        writer_.commit();
    } catch (const failure& why) {
        // A disk without room has refused a write, and what it holds is known; after a failed sync
        // it is not.
        if (why.what_kind == failure::kind::machine && why.sqlstate != disk_full)
            broken_ = failure(why.sqlstate,
                              std::string("Writing stopped until the server restarts, because a "
                                          "commit failed and the disk's state is unknown: ") +
                                  why.what());
        throw;
    }
}

} // namespace cppo::store
