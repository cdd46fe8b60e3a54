#include "server/log.h"

#include <chrono>
#include <stdexcept>

#include "ground/instant.h"

namespace cppo::server {
namespace {

std::string_view name_of(level how) {
    switch (how) {
        case level::info:
            return "info";
        case level::warning:
            return "warning";
        case level::failure:
            return "failure";
    }
    return "failure";
}

std::string real_time() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return instant(std::chrono::duration_cast<std::chrono::milliseconds>(since).count()).text();
}

} // namespace

log::log(const std::string& file_name) : file_(std::fopen(file_name.c_str(), "ae")) {
    if (!file_) throw std::runtime_error("cannot open the log " + file_name);
}

void log::write(level how, std::string_view event, std::initializer_list<field> fields) {
    std::string line = "{\"time\":" + json_text(real_time()) +
                       ",\"level\":" + json_text(name_of(how)) + ",\"event\":" + json_text(event);
    for (const field& each : fields) {
        line += ',' + json_text(each.name) + ':';
        if (const auto* text = std::get_if<std::string_view>(&each.value))
            line += json_text(*text);
        else
            line += std::to_string(std::get<std::int64_t>(each.value));
    }
    line += "}\n";
    const std::lock_guard lock(mutex_);
    std::FILE* const to = file_ ? file_.get() : stderr;
    std::fwrite(line.data(), 1, line.size(), to);
    std::fflush(to);
}

std::string json_text(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string made = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            made += '\\';
            made += c;
        } else if (byte < 0x20) {
            made += "\\u00";
            made += digits[byte >> 4];
            made += digits[byte & 15];
        } else {
            made += byte > 0x7e ? '?' : c;
        }
    }
    return made + '"';
}

} // namespace cppo::server
