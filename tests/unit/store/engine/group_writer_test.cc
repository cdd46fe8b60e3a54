#include "store/engine/group_writer.h"

#include <gtest/gtest.h>

#include <latch>

namespace cppo::store {
namespace {

using priority = database::priority;

// Notes what is asked of it, holds its first commit and can fail to commit.
class noting_connection final : public connection {
  public:
    void lock_owner(const account_id&) override {}

    std::string notes;
    std::optional<failure> commit_failure;
    std::latch committing{1};
    std::latch released{1};

  protected:
    void start(access) override {
        open_ = true;
        notes += "(";
    }
    std::int64_t execute(std::string_view sql, std::span<const value>,
                         const std::function<void(const row&)>&) override {
        notes += sql;
        return 0;
    }
    void finish() override {
        if (commit_failure) throw *commit_failure;
        open_ = false;
        notes += ")";
        if (notes != "()") return;
        committing.count_down();
        released.wait();
    }
    void abandon() noexcept override {
        if (std::exchange(open_, false)) notes += "!";
    }

  private:
    bool open_ = false;
};

class grouping : public testing::Test {
  protected:
    // A batch of its own whose commit takes until `release`: what is asked meanwhile waits.
    void hold() {
        asking.emplace_back([this] { group.write([](session&) {}, priority::caller); });
        writer.committing.wait();
    }

    // Asks from a thread of its own; returns when the work stands in the queue.
    void ask(const std::string& letter, priority wanted = priority::caller, bool throws = false) {
        asking.emplace_back([=, this] {
            try {
                group.write(
                    [=](session& in) {
                        in.run(letter);
                        if (throws) throw std::domain_error(letter);
                    },
                    wanted);
            } catch (const std::exception& why) {
                const std::lock_guard lock(mutex);
                refused += letter;
            }
        });
        ++asked;
        while (group.waiting_count() < asked) std::this_thread::yield();
    }

    void release() {
        writer.released.count_down();
        for (std::thread& each : asking) each.join();
        asking.clear();
    }

    noting_connection writer;
    group_writer group{writer, std::chrono::hours(1)};
    std::vector<std::thread> asking;
    std::size_t asked = 0;
    std::mutex mutex;
    std::string refused;
};

TEST_F(grouping, makes_one_transaction_of_what_waits) {
    hold();
    for (const char* letter : {"a", "b", "c"}) ask(letter);
    release();
    EXPECT_EQ(writer.notes, "()(abc)");
}

TEST_F(grouping, ends_a_batch_at_its_most_works) {
    hold();
    for (std::size_t at = 0; at <= group_writer::works_max; ++at) ask("x");
    release();
    EXPECT_EQ(writer.notes, "()(" + std::string(group_writer::works_max, 'x') + ")(x)");
}

TEST_F(grouping, runs_callers_first_and_clockwork_every_eighth_turn) {
    hold();
    for (const char* letter : {"K", "L"}) ask(letter, priority::clockwork);
    for (const char* letter : {"a", "b", "c", "d", "e", "f", "g", "h", "i"}) ask(letter);
    release();
    // The held work was the first of the seven callers' turns.
    EXPECT_EQ(writer.notes, "()(abcdefKghiL)");
}

TEST_F(grouping, runs_works_one_by_one_when_one_of_them_throws) {
    hold();
    ask("a");
    ask("b", priority::caller, true);
    ask("c");
    release();
    // The third had not been taken yet when the second threw.
    EXPECT_EQ(writer.notes, "()(ab!(a)(b!(c)");
    EXPECT_EQ(refused, "b");
}

TEST_F(grouping, runs_a_single_work_that_throws_once) {
    EXPECT_THROW(group.write([](session&) { throw std::domain_error("no"); }, priority::caller),
                 std::domain_error);
    EXPECT_EQ(writer.notes, "(!");
}

TEST_F(grouping, makes_one_transaction_of_works_that_were_asked_together) {
    hold();
    const auto work = [](const char* letter) -> std::function<void(session&)> {
        return [letter](session& in) { in.run(letter); };
    };
    std::vector<std::exception_ptr> thrown;
    asking.emplace_back([&] {
        const std::vector works{work("K"), work("L"), work("M")};
        thrown = group.write_each(works, priority::clockwork);
    });
    while (group.waiting_count() < 3) std::this_thread::yield();
    asked = 3;
    ask("a");
    release();
    EXPECT_EQ(writer.notes, "()(aKLM)");
    EXPECT_EQ(thrown, std::vector<std::exception_ptr>(3));
}

TEST_F(grouping, answers_which_of_several_works_threw) {
    const std::vector<std::function<void(session&)>> works{
        [](session& in) { in.run("a"); }, [](session&) { throw std::domain_error("no"); },
        [](session& in) { in.run("c"); }};
    writer.released.count_down();
    const auto thrown = group.write_each(works, priority::clockwork);
    EXPECT_FALSE(thrown.at(0));
    EXPECT_TRUE(thrown.at(1));
    EXPECT_FALSE(thrown.at(2));
    EXPECT_EQ(writer.notes, "(a!(a)(!(c)");
    EXPECT_TRUE(group.write_each({}, priority::clockwork).empty());
}

TEST_F(grouping, acknowledges_nothing_after_a_commit_that_the_machine_failed) {
    hold();
    ask("a");
    ask("b");
    writer.commit_failure = failure("58030", "disk error");
    release();
    EXPECT_EQ(writer.notes, "()(ab!");
    EXPECT_EQ(refused.size(), 2);

    writer.commit_failure.reset();
    try {
        group.write([](session& in) { in.run("c"); }, priority::caller);
        FAIL() << "a write after a failed commit was acknowledged";
    } catch (const failure& why) {
        EXPECT_EQ(why.what_kind, failure::kind::machine);
        EXPECT_NE(std::string_view(why.what()).find("until the server restarts"),
                  std::string_view::npos);
    }
    EXPECT_EQ(writer.notes, "()(ab!");
}

TEST_F(grouping, goes_on_after_a_commit_that_was_only_busy) {
    hold();
    ask("a");
    writer.commit_failure = failure("55P03", "busy");
    release();
    EXPECT_EQ(refused, "a");
    writer.commit_failure.reset();
    group.write([](session& in) { in.run("b"); }, priority::caller);
    EXPECT_EQ(writer.notes, "()(a!(b)");
}

TEST(group_writer, ends_a_batch_when_its_time_is_up) {
    noting_connection writer;
    writer.released.count_down();
    group_writer group(writer, std::chrono::milliseconds(0));
    group.write([](session&) {}, priority::caller);
    std::vector<std::thread> asking;
    for (int at = 0; at < 3; ++at)
        asking.emplace_back(
            [&] { group.write([](session& in) { in.run("x"); }, priority::caller); });
    for (std::thread& each : asking) each.join();
    EXPECT_EQ(writer.notes, "()(x)(x)(x)");
}

} // namespace
} // namespace cppo::store
