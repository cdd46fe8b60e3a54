// A marketplace process: the store, the services over it, the clockwork and the listener.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/certificate.h"
#include "server/limits.h"
#include "server/log.h"
#include "server/security/addresses.h"
#include "service/parties/founding.h"
#include "wire/message/message.h"

namespace cppo::server {

struct process_options {
    std::filesystem::path data;
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::string database;           // empty: SQLite in the data directory
    std::filesystem::path key_file; // empty: in the data directory
    bool demo = false;              // implies a sandbox, whose clock can be moved
    bool demo_history = true;       // a demo's clock is founded in the past
    bool sandbox = false;
    bool logs_requests = false;                   // a line each
    std::optional<certificate_files> certificate; // none: without TLS
    std::vector<network> proxies;                 // whose X-Forwarded-For is believed
    limits within;
};

class process {
  public:
    // Opens and migrates the store, founds the marketplace, binds the address. Throws where one of
    // them cannot be had.
    process(const process_options& how, log& to);
    ~process();

    std::uint16_t port() const;
    // The demo's parts, or the operator alone.
    const std::vector<service::founder>& founders() const;
    // Their secrets stand where their owner finds them; no later start knows them.
    void end_telling();

    // Where the demo's history begins, until it is told.
    std::optional<instant> untold_history() const;
    void end_history();

    // Answers a request as if it had come over the network; may be called before run().
    wire::reply answer(wire::request from);

    // Reads the files of the certificate again, for connections that come from now on. Throws
    // std::runtime_error, and keeps the certificate, where they are not right.
    void renew_certificate();

    // Serves until stop(); to be called once.
    void run();
    void stop();

  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

} // namespace cppo::server
