#include "cli/offers/progress_bar.h"

#include <unistd.h>

namespace cppo::cli {
namespace {

constexpr std::chrono::milliseconds terminal_pause{50};
constexpr std::chrono::milliseconds line_pause{1'000};

std::string count_text(std::size_t total, std::size_t done, std::size_t failed) {
    std::string made = std::to_string(done) + " of " + std::to_string(total);
    if (failed > 0) made += ", " + std::to_string(failed) + " failed";
    return made;
}

} // namespace

std::string bar_text(std::size_t total, std::size_t done, std::size_t failed) {
    constexpr std::size_t width = 40;
    const std::size_t filled = total == 0 ? width : width * done / total;
    return "[" + std::string(filled, '#') + std::string(width - filled, '.') + "]  " +
           count_text(total, done, failed);
}

progress_bar::progress_bar(std::FILE* to, std::size_t total, std::size_t done)
    : to_(to),
      is_terminal_(::isatty(::fileno(to)) == 1),
      total_(total),
      done_(done),
      drawn_(clock::now()) {
    if (is_terminal_) draw();
}

progress_bar::~progress_bar() {
    if (!is_drawn_) draw();
    if (is_terminal_) std::fputc('\n', to_);
}

void progress_bar::advance(bool has_failed) {
    ++done_;
    failed_ += has_failed;
    is_drawn_ = false;
    if (clock::now() - drawn_ >= (is_terminal_ ? terminal_pause : line_pause)) draw();
}

void progress_bar::draw() {
    if (is_terminal_)
        std::fprintf(to_, "\r%s", bar_text(total_, done_, failed_).c_str());
    else
        std::fprintf(to_, "%s\n", count_text(total_, done_, failed_).c_str());
    std::fflush(to_);
    drawn_ = clock::now();
    is_drawn_ = true;
}

} // namespace cppo::cli
