#include "cli/serving/serve.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <thread>

#include "cli/serving/demo_history.h"
#include "cli/serving/demo_open_things.h"
#include "cli/serving/founders_file.h"
#include "server/process.h"

namespace cppo::cli {
namespace {

struct serve_words {
    server::process_options how;
    std::string listen = "127.0.0.1:8080";
    server::certificate_files certificate;
    std::vector<std::string> proxies;
};

void read_address(serve_words& words) {
    const auto colon = words.listen.rfind(':');
    if (colon == std::string::npos) throw CLI::ValidationError("--listen", "needs HOST:PORT");
    words.how.host = words.listen.substr(0, colon);
    const char* from = words.listen.data() + colon + 1;
    const char* end = words.listen.data() + words.listen.size();
    const auto [stopped, error] = std::from_chars(from, end, words.how.port);
    if (error != std::errc() || stopped != end || words.how.host.empty())
        throw CLI::ValidationError("--listen", "needs HOST:PORT");
}

void read_proxies(serve_words& words) {
    for (const std::string& each : words.proxies) {
        const auto made = server::network::parse(each);
        if (!made) throw CLI::ValidationError("--trusted-proxy", "needs ADDRESS or ADDRESS/PREFIX");
        words.how.proxies.push_back(*made);
    }
}

// Blocked before any thread starts, so that only the waiting thread takes them. Without a
// certificate SIGHUP ends the server as it ends other programs.
sigset_t block_signals(bool has_certificate) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    if (has_certificate) sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

// Every connection is a descriptor, and the usual limit is far below the hard one.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

// A certificate that is not right leaves the one before in place.
void renew_certificate(server::process& of, server::log& to) {
    try {
        of.renew_certificate();
        to.write(server::level::info, "certificate renewed");
    } catch (const std::exception& failed) {
        to.write(server::level::failure, "certificate", {{"what", failed.what()}});
    }
}

// Founders are told once, in files that stand before the store says so: a start that was killed
// between tells them again, and no other start does. The demo's profiles are there before
// demo.json, which others wait for.
void tell_way_in(const server::process_options& how, const std::string& endpoint,
                 server::process& running) {
    const auto& founders = running.founders();
    if (std::ranges::any_of(founders, &service::founder::is_untold)) {
        if (how.demo) {
            write_profiles(how.data, endpoint, founders);
            write_founders(how.data / "demo.json", endpoint, founders, demo_open_things(running));
        } else {
            write_founders(how.data / "operator.json", endpoint, founders, {});
        }
        running.end_telling();
    }
    correct_endpoint(how.data, endpoint);
}

void serve(serve_words& words) {
    read_address(words);
    read_proxies(words);
    if (!words.certificate.chain.empty()) words.how.certificate = words.certificate;
    words.how.logs_requests = words.how.demo;
    ::umask(077); // the store holds what only this user may read
    const sigset_t signals = block_signals(words.how.certificate.has_value());
    std::signal(SIGPIPE, SIG_IGN);
    raise_descriptor_limit();
    server::log log;
    server::process running(words.how, log);
    tell_history(running);
    const std::string endpoint = (words.how.certificate ? "https://" : "http://") + words.how.host +
                                 ":" + std::to_string(running.port());
    tell_way_in(words.how, endpoint, running);
    log.write(server::level::info, "started", {{"endpoint", endpoint}});
    std::thread waiting([&] {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) renew_certificate(running, log);
        log.write(server::level::info, "stopping");
        running.stop();
    });
    running.run();
    // A listener that stopped on its own leaves the thread waiting for a signal.
    pthread_kill(waiting.native_handle(), SIGTERM);
    waiting.join();
    log.write(server::level::info, "stopped");
}

} // namespace

void add_serve(CLI::App& to) {
    auto words = std::make_shared<serve_words>();
    CLI::App* verb = to.add_subcommand("serve", "Run a marketplace");
    verb->add_option("--data", words->how.data, "Directory of the store, its keys and demo.json")
        ->required();
    verb->add_option("--listen", words->listen, "HOST:PORT; port 0 takes any free one")
        ->capture_default_str();
    verb->add_option("--database", words->how.database,
                     "postgresql://... instead of the embedded store");
    verb->add_option("--key-file", words->how.key_file,
                     "Key that seals secrets; made beside a store without any");
    verb->add_option("--trusted-proxy", words->proxies,
                     "ADDRESS or ADDRESS/PREFIX of a proxy whose X-Forwarded-For says who calls; "
                     "may be given again")
        ->take_all();
    CLI::Option* certificate =
        verb->add_option("--certificate", words->certificate.chain,
                         "PEM file of the certificate and what vouches for it: TLS alone is spoken "
                         "then; SIGHUP reads it again");
    CLI::Option* key = verb->add_option("--certificate-key", words->certificate.key,
                                        "PEM file of the certificate's key")
                           ->needs(certificate);
    certificate->needs(key);
    CLI::Option* demo = verb->add_flag("--demo", words->how.demo,
                                       "Found a demo marketplace with finished deals once; its "
                                       "clock can be moved");
    verb->add_flag("!--no-deals", words->how.demo_history, "Found the demo without any deal")
        ->needs(demo);
    verb->add_flag("--sandbox", words->how.sandbox, "Let the operator move the market clock");
    verb->callback([words] { serve(*words); });
}

} // namespace cppo::cli
