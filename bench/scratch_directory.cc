#include "bench/scratch_directory.h"

namespace cppo::bench {

scratch_directory::scratch_directory()
    : path_(std::filesystem::read_symlink("/proc/self/exe").string() + ".scratch") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directory(path_);
}

scratch_directory::~scratch_directory() {
    std::error_code kept;
    std::filesystem::remove_all(path_, kept);
}

} // namespace cppo::bench
