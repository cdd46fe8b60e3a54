#include "cli/offers/results_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

#include "cli/client/bad_input.h"
#include "cli/offers/comma_separated.h"

namespace cppo::cli {
namespace {

const std::vector<std::string> columns{"line",       "status",        "offer_id", "change_set_id",
                                       "error_code", "error_message", "token",    "endpoint"};
constexpr std::array<std::string_view, 3> status_words{"SUCCEEDED", "FAILED", "REFUSED"};

row_status status_of(const std::string& word) {
    for (std::size_t at = 0; at < status_words.size(); ++at)
        if (status_words[at] == word) return static_cast<row_status>(at);
    throw std::invalid_argument("no status");
}

std::string contents_of(int file) {
    std::string made;
    char buffer[1 << 16];
    for (ssize_t count; (count = ::read(file, buffer, sizeof buffer)) > 0;)
        made.append(buffer, static_cast<std::size_t>(count));
    return made;
}

row_result result_of(const std::vector<cell>& cells) {
    return {std::stoi(cells.at(0).text),
            status_of(cells.at(1).text),
            cells.at(2).text,
            cells.at(3).text,
            cells.at(4).text,
            cells.at(5).text,
            cells.at(6).text};
}

} // namespace

std::string_view word_of(row_status status) {
    return status_words[static_cast<std::size_t>(status)];
}

results_file::results_file(std::string path, std::string endpoint)
    : path_(std::move(path)),
      endpoint_(std::move(endpoint)),
      file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {
    if (file_ < 0) throw bad_input(path_ + ": " + std::strerror(errno));
    try {
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0)
            throw bad_input(path_ + ": Another run is writing it.");
        read();
    } catch (...) {
        ::close(file_);
        throw;
    }
}

results_file::~results_file() {
    ::close(file_);
}

void results_file::read() {
    std::string text = contents_of(file_);
    const std::size_t last_end = text.rfind('\n');
    const std::size_t whole = last_end == std::string::npos ? 0 : last_end + 1;
    const auto records = parse_comma_separated(std::string_view(text).substr(0, whole));
    const std::string header = comma_separated(columns);
    // Nothing of another file is cut off.
    if (!records || (whole > 0 && !text.starts_with(header)) ||
        (whole == 0 && !header.starts_with(text)))
        throw bad_input(path_ + ": It is no file of results.");
    for (std::size_t at = 1; at < records->size(); ++at) {
        const auto& cells = (*records)[at];
        const std::string where = path_ + ":" + std::to_string(cells.front().at.line) + ": ";
        if (cells.size() != columns.size()) throw bad_input(where + "It is no line of results.");
        if (cells.back().text != endpoint_)
            throw bad_input(where + "These are results of " + cells.back().text +
                            "; name another file with --resume.");
        try {
            const row_result ended = result_of(cells);
            finished_.insert_or_assign(ended.token, ended);
        } catch (const std::logic_error&) {
            throw bad_input(where + "It is no line of results.");
        }
    }
    if (whole < text.size() && ::ftruncate(file_, static_cast<off_t>(whole)) != 0)
        throw std::runtime_error(path_ + ": " + std::strerror(errno));
    if (whole == 0) write(header);
}

void results_file::append(const row_result& ended) {
    write(comma_separated({std::to_string(ended.line), std::string(word_of(ended.status)),
                           ended.offer_id, ended.change_set_id, ended.error_code,
                           ended.error_message, ended.token, endpoint_}));
}

void results_file::write(const std::string& text) {
    if (::write(file_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error(path_ + ": " + std::strerror(errno));
}

} // namespace cppo::cli
