#include "bench/scratch_directory.h"

#include <cstdlib>
#include <stdexcept>

namespace cppo::bench {

scratch_directory::scratch_directory() {
    const auto beside = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    std::string name = (beside / "scratch.XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for a run");
    path_ = name;
}

scratch_directory::~scratch_directory() {
    std::error_code kept;
    std::filesystem::remove_all(path_, kept);
}

} // namespace cppo::bench
