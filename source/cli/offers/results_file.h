// What became of the rows of an offers file, kept so that a run that was interrupted is gone on
// with: comma-separated, one line a row that has ended.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace cppo::cli {

enum class row_status {
    succeeded,
    failed,  // its change set did
    refused, // there is no change set
};

std::string_view word_of(row_status status);

struct row_result {
    int line = 0;
    row_status status = row_status::succeeded;
    std::string offer_id;
    std::string change_set_id;
    std::string error_code;
    std::string error_message;
    std::string token;
};

class results_file {
  public:
    // Opens it or makes it, for one endpoint, and keeps other runs out until it is destroyed. A
    // last line that was cut short is taken away. Throws bad_input for a file that is something
    // else, of another endpoint, or in use, and std::runtime_error where it cannot be written.
    results_file(std::string path, std::string endpoint);
    ~results_file();
    results_file(const results_file&) = delete;
    results_file& operator=(const results_file&) = delete;

    // Those that had ended before, by their tokens.
    const std::map<std::string, row_result>& finished() const { return finished_; }

    // The line is with the system when this returns: a killed process does not lose it.
    void append(const row_result& ended);

    const std::string& path() const { return path_; }

  private:
    void read();
    void write(const std::string& text);

    std::string path_;
    std::string endpoint_;
    int file_;
    std::map<std::string, row_result> finished_;
};

} // namespace cppo::cli
