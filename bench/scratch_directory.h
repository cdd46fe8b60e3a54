// A directory for one run, beside the program and so on a disk, where /tmp may be memory.
#pragma once

#include <filesystem>

namespace cppo::bench {

class scratch_directory {
  public:
    // Empty: what an earlier run left when it failed goes now. Throws where it cannot be made.
    scratch_directory();
    // Removes it with all that is in it.
    ~scratch_directory();
    scratch_directory(const scratch_directory&) = delete;
    scratch_directory& operator=(const scratch_directory&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace cppo::bench
