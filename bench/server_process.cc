#include "bench/server_process.h"

#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <exception>
#include <stdexcept>

namespace cppo::bench {
namespace {

// Server and client get in each other's way least on processors of their own.
void stay_on(long first, long last) {
    cpu_set_t only;
    CPU_ZERO(&only);
    for (long processor = first; processor <= last; ++processor)
        CPU_SET(static_cast<unsigned long>(processor), &only);
    ::sched_setaffinity(0, sizeof only, &only);
}

[[noreturn]] void run_child(const std::function<void(const announce&)>& serve, int to_parent,
                            placement where) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (where == placement::alone) stay_on(1, 1);
    try {
        serve([to_parent](std::uint16_t port) {
            if (::write(to_parent, &port, sizeof port) != sizeof port) ::_exit(1);
        });
    } catch (const std::exception& thrown) {
        std::fprintf(stderr, "%s\n", thrown.what());
    }
    ::_exit(1);
}

} // namespace

server_process::server_process(const std::function<void(const announce&)>& serve, placement where) {
    stay_on(0, ::sysconf(_SC_NPROCESSORS_ONLN) - 1);
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe to a server");
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("no process for a server");
    if (process_ == 0) run_child(serve, ends[1], where);
    if (where == placement::alone) stay_on(0, 0);
    ::close(ends[1]);
    const bool is_open = ::read(ends[0], &port_, sizeof port_) == sizeof port_;
    ::close(ends[0]);
    if (!is_open) throw std::runtime_error("a server did not start");
}

server_process::~server_process() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
}

double server_process::cpu_seconds() const {
    clockid_t clock;
    timespec spent{};
    if (::clock_getcpuclockid(process_, &clock) != 0 || ::clock_gettime(clock, &spent) != 0)
        throw std::runtime_error("a server is gone");
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

} // namespace cppo::bench
