// What the server tells its operator: one JSON object a line.
#pragma once

#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

namespace cppo::server {

enum class level { info, warning, failure };

struct field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t> value;
};

// Safe to use from several threads at once. A line that cannot be written is lost: logging never
// stops the market.
class log {
  public:
    // Writes to the standard error stream.
    log() = default;
    // Appends to a file; throws std::runtime_error where it cannot be opened.
    explicit log(const std::string& file_name);

    // {"time":"2026-11-20T09:00:00.000Z","level":"info","event":"started","port":8080}
    void write(level how, std::string_view event, std::initializer_list<field> fields = {});

  private:
    struct file_closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    std::mutex mutex_;
    std::unique_ptr<std::FILE, file_closer> file_;
};

// The text in quotes, as JSON writes it. Bytes that are not ASCII become `?`, so that a line is
// always valid.
std::string json_text(std::string_view text);

} // namespace cppo::server
