// What the person who called the command has to put right; the command ends with status 2.
#pragma once

#include <stdexcept>

namespace cppo::cli {

class bad_input : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

} // namespace cppo::cli
