// The echo server as a program of its own: what starting and running a server takes at least.
#include <cstdlib>

#include "bench/floor.h"

int main(int count, char** words) {
    if (count != 2) return 2;
    cppo::bench::serve_echo_at(static_cast<std::uint16_t>(std::atoi(words[1])));
}
