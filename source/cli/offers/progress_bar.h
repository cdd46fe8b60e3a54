// How far a run has come, for people: a bar on a terminal, else a line now and then.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>

namespace cppo::cli {

class progress_bar {
  public:
    // Of `total` rows, `done` of which had ended before. A terminal is written to at once, anything
    // else at most once a second.
    progress_bar(std::FILE* to, std::size_t total, std::size_t done);
    // Leaves the bar behind as it is.
    ~progress_bar();
    progress_bar(const progress_bar&) = delete;
    progress_bar& operator=(const progress_bar&) = delete;

    void advance(bool has_failed);

  private:
    using clock = std::chrono::steady_clock;

    void draw();

    std::FILE* to_;
    bool is_terminal_;
    std::size_t total_;
    std::size_t done_;
    std::size_t failed_ = 0;
    clock::time_point drawn_;
    bool is_drawn_ = false; // as it is now
};

// `[#####...............]  15 of 60, 2 failed`
std::string bar_text(std::size_t total, std::size_t done, std::size_t failed);

} // namespace cppo::cli
