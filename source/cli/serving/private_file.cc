#include "cli/serving/private_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <stdexcept>

namespace cppo::cli {

void write_private_file(const std::filesystem::path& file, const std::string& text) {
    const std::string fresh = file.string() + ".new";
    ::unlink(fresh.c_str());
    const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool written =
        out >= 0 && ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(out) == 0;
    if (out >= 0) ::close(out);
    if (!written || ::rename(fresh.c_str(), file.c_str()) != 0)
        throw std::runtime_error("The file cannot be written: " + file.string());
    // What is told once must not be lost with the power.
    const auto folder = std::filesystem::absolute(file).parent_path();
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!synced) throw std::runtime_error("The folder cannot be written: " + folder.string());
}

} // namespace cppo::cli
