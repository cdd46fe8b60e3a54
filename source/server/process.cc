#include "server/process.h"

#include <chrono>

#include "console/http/console.h"
#include "console/http/problem.h"
#include "console/http/routes.h"
#include "server/askers.h"
#include "server/listener.h"
#include "server/request_log.h"
#include "server/security/key_places.h"
#include "server/security/security_log.h"
#include "service/command/audit_heads.h"
#include "service/command/callers.h"
#include "service/command/store_key.h"
#include "service/work/pruning.h"
#include "store/engine/copy.h"
#include "store/engine/database.h"
#include "store/schema/schema.h"
#include "wire/agreement/agreement_calls.h"
#include "wire/catalog/catalog_calls.h"
#include "wire/discovery/discovery_calls.h"
#include "wire/identity/identity_calls.h"
#include "wire/metering/metering_calls.h"
#include "wire/protocol/endpoint.h"
#include "wire/signature/authorization.h"

namespace cppo::server {
namespace {

constexpr int database_connections = 16;

// Every thread that reads the embedded store has a connection, so that an event loop never waits
// for a worker's long read.
int embedded_connections(const limits& within) {
    constexpr int clockwork_and_verification = 2;
    return within.worker_threads + within.io_threads + clockwork_and_verification;
}

// A store that is about to be migrated is kept as it was, beside the key that opens its secrets.
void keep_before_migration(const process_options& how, log& to, store::database& kept,
                           std::size_t applied) {
    const auto file = how.data / ("before-migration-" + std::to_string(applied + 1) + ".db");
    if (std::filesystem::exists(file)) return;
    store::copy_to_file(kept, file, store::migrations().first(applied));
    to.write(level::info, "kept before migration", {{"file", file.string()}});
}

store::database::options database_options(const process_options& how, log& to) {
    std::string url = how.database;
    const bool is_embedded = url.empty();
    if (is_embedded) url = "sqlite:" + (how.data / "market.db").string();
    return {url, is_embedded ? embedded_connections(how.within) : database_connections,
            store::migrations(), false, [how, &to](store::database& kept, std::size_t applied) {
                keep_before_migration(how, to, kept, applied);
            }};
}

std::filesystem::path key_file(const process_options& how) {
    return how.key_file.empty() ? how.data / "secrets.key" : how.key_file;
}

std::vector<console::route> all_routes(std::initializer_list<std::vector<console::route>> lists) {
    std::vector<console::route> made;
    for (const auto& each : lists) made.insert(made.end(), each.begin(), each.end());
    return made;
}

wire::reply plain(int status, std::string body) {
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

} // namespace

struct process::parts {
    parts(const process_options& how, log& to)
        : to(to),
          store(store::database::open(database_options(how, to))),
          keys(service::key_of_store(*store, key_file(how))),
          on(*store, service::market_clock(service::system_now, how.demo || how.sandbox), &keys),
          first_sealed(seal_first()),
          security([this](const service::security_event& what) { write_security(what); },
                   [this](service::security_kind what, std::int64_t count) {
                       this->to.write(level::warning, "security more",
                                      {{"kind", name_of(what)}, {"count", count}});
                   }),
          known(on, keys, tell()),
          uses(on, report_of("key uses were not written")),
          accounts(on, keys, permissions),
          approvals(on, keys, permissions),
          access(on, uses, permissions),
          submissions(on, keys),
          closing(on),
          catalog(on),
          resources(on),
          agreements(on),
          metering(on, keys),
          settlement(on),
          deals(on),
          ledger(on),
          offered({wire::catalog_calls(catalog, resources),
                   wire::agreement_calls(agreements, metering), wire::metering_calls(metering),
                   wire::entitlement_calls(metering), wire::discovery_calls(agreements),
                   wire::identity_calls()}),
          limits(on, rates()),
          resales(on),
          publishing(on),
          visibility(on),
          fees(on),
          work(on,
               [this, told = report_of("due work failed")](const std::string& what) {
                   counted.due_work_failed();
                   told(what);
               }),
          founders(how.demo ? service::found_demo(on, accounts, keys, how.demo_history)
                            : std::vector{service::found_operator(on, accounts, keys)}),
          signatures([this](std::string_view id) { return find_credential(id); },
                     service::system_now),
          services(
              std::move(offered), verify(), report(),
              [this](const service::actor& who, std::string_view operation) {
                  return admits(who, operation);
              },
              &keys),
          consoles(
              all_routes({console::clock_routes(on, work),
                          console::account_routes(accounts, approvals, closing),
                          console::seller_routes(accounts, submissions),
                          console::access_routes(access, accounts, approvals),
                          console::settlement_routes(settlement, approvals),
                          console::approval_routes(approvals, approvable(), keys),
                          console::deal_routes(deals), console::ledger_routes(ledger),
                          console::limit_routes(limits), console::change_set_routes(catalog),
                          console::resale_routes(resales), console::publishing_routes(publishing),
                          console::rate_routes(fees), console::visibility_routes(visibility)}),
              console::console_shapes(), keys, verify(), report()),
          requests(how.logs_requests ? std::optional<request_log>(std::in_place, to, founders)
                                     : std::nullopt),
          certificate_from(how.certificate),
          listening(
              {how.host, how.port, how.within, &to, quick(how),
               [this](const wire::request& from) {
                   return noted(from, [&] { return too_busy(from); });
               },
               [this](const wire::request& from) { return asking.asker_of(from); }, &counted,
               read_certificate(), how.proxies},
              [this](wire::request from) { return noted(from, [&] { return answer(from); }); }) {
        permissions = consoles.permissions();
        for (market::permission& each : services.permissions())
            permissions.push_back(std::move(each));
        if (first_sealed > 0)
            to.write(level::info, "audit chains keyed for the first time",
                     {{"chains", first_sealed}});
        on.on_security(tell());
        if (!service::untold_history(on)) begin_pruning();
    }

    // Not while the demo's history is told: a start that goes on with it repeats what was recorded.
    void begin_pruning() { service::begin_pruning(on, founders.back().account); }

    // The chains of a store that an earlier version made, before anything is added to one.
    std::int64_t seal_first() {
        std::int64_t count = 0;
        store->write([&](store::session& in) { count = service::seal_first_heads(in, keys); });
        return count;
    }

    service::tell_security tell() {
        return [this](const service::security_event& what) { told(what); };
    }

    void told(const service::security_event& what) {
        counted.security_event(what.what);
        security.tell(what);
    }

    // Issuing and using keys is daily work; everything else is worth a look. What others sent is
    // cut, so that a line has a bound as well.
    void write_security(const service::security_event& what) {
        using enum service::security_kind;
        const bool is_usual = what.what == key_issued || what.what == key_in_new_place;
        const auto cut = [](std::string_view text) { return text.substr(0, 128); };
        to.write(is_usual ? level::info : level::warning, "security",
                 {{"kind", name_of(what.what)},
                  {"credential", cut(what.credential)},
                  {"account", cut(what.account)},
                  {"about", cut(what.about)},
                  {"source", cut(what.source)}});
    }

    bool admits(const service::actor& who, std::string_view operation) {
        if (limits.admits(who.account, operation, service::system_now())) return true;
        told({service::security_kind::throttled, who.credential, who.account.text(),
              std::string(operation), who.peer});
        return false;
    }

    // Who was refused at the door, by the key that the request names.
    void tell_refused(const wire::request& from, const wire::fault& why) {
        const std::string key = wire::claimed_access_key(from);
        const bool is_closed = why.name == "UnrecognizedClientException" && known.is_closed(key);
        told(
            {is_closed ? service::security_kind::closed_key : service::security_kind::bad_signature,
             key, "", why.name, from.peer});
    }

    void tell_place(const wire::request& from, const wire::credential& signer) {
        if (places.is_new(signer.access_key_id, from.peer))
            told({service::security_kind::key_in_new_place, signer.access_key_id,
                  signer.who.account.text(), "", from.peer});
    }

    wire::reply noted(const wire::request& from, const std::function<wire::reply()>& make) {
        if (!requests) return make();
        const auto begun = std::chrono::steady_clock::now();
        wire::reply made = make();
        const auto took = std::chrono::steady_clock::now() - begun;
        requests->write(from, made, took / std::chrono::microseconds(1));
        return made;
    }

    wire::authenticate verify() {
        return [this](const wire::request& from, std::span<const std::string_view> names,
                      wire::regions where) {
            auto signer = signatures.verify(from, names, where);
            if (!signer) {
                tell_refused(from, signer.error());
                return signer;
            }
            asking.remember(from.peer, signer->access_key_id, signer->who.account);
            uses.note(signer->who.account, signer->access_key_id, from.peer);
            tell_place(from, *signer);
            return signer;
        };
    }

    // What may have to wait for a second person.
    std::map<std::string, console::prepare> approvable() {
        return {{"RecordPayment", console::payments_to_record(settlement)},
                {"AddUser", console::users_to_add(accounts)},
                {"ChangeUser", console::users_to_change(access)},
                {"SetSecondPerson", console::second_person_rules(approvals)}};
    }

    // What AWS allows of the operations that are offered here.
    std::vector<service::aws_rate> rates() const {
        std::vector<service::aws_rate> made;
        for (const wire::aws_service& each : offered)
            for (const wire::operation& one : each.operations)
                if (one.aws_rate > 0) made.push_back({one.name, one.aws_rate});
        return made;
    }

    std::function<void(const std::string&)> report_of(std::string_view happened) {
        return [this, happened](const std::string& what) {
            to.write(level::failure, happened, {{"what", what}});
        };
    }

    wire::report_failure report() {
        return [this](std::string_view operation, std::string_view request, std::string_view what) {
            to.write(level::failure, "call failed",
                     {{"operation", operation}, {"requestId", request}, {"what", what}});
        };
    }

    std::optional<wire::credential> find_credential(std::string_view id) {
        auto found = known.find_by_key(std::string(id));
        if (!found) return {};
        return wire::credential{std::string(id), std::move(found->secret), "",
                                std::move(found->who)};
    }

    wire::reply answer(const wire::request& from) {
        if (from.path() == "/healthz") return health();
        if (from.path() == "/metrics") return measured();
        if (auto made = consoles.answer(from)) return std::move(*made);
        if (auto made = services.answer(from)) return std::move(*made);
        return services.unknown(from);
    }

    // Only the embedded store answers without waiting for another process.
    std::function<bool(const wire::request&)> quick(const process_options& how) const {
        if (!how.database.empty()) return {};
        return [this](const wire::request& from) {
            return from.path() == "/healthz" || services.is_quick(from);
        };
    }

    wire::reply too_busy(const wire::request& from) {
        told({service::security_kind::throttled, wire::claimed_access_key(from), "", "too busy",
              from.peer});
        if (auto made = services.too_busy(from)) return std::move(*made);
        return console::problem(wire::too_many_requests());
    }

    wire::reply measured() {
        const auto left = work.overdue();
        return {200,
                {{"Content-Type", "text/plain; version=0.0.4"}},
                counted.text({left.count, left.oldest_ms})};
    }

    std::shared_ptr<const certificate> read_certificate() const {
        if (!certificate_from) return {};
        return std::make_shared<const certificate>(*certificate_from);
    }

    // Healthy is a server whose store answers.
    wire::reply health() {
        try {
            on.read([](store::session& in, instant) { in.run("SELECT 1"); });
            return plain(200, R"({"status":"ok"})");
        } catch (const std::exception&) {
            return plain(503, R"({"status":"the store does not answer"})");
        }
    }

    log& to;
    metrics counted;
    std::unique_ptr<store::database> store;
    service::key_box keys;
    service::engine on;
    std::int64_t first_sealed;
    security_log security;
    key_places places;
    service::callers known;
    service::key_uses uses;
    std::vector<market::permission> permissions; // of all operations and routes there are
    service::account_service accounts;
    service::approval_service approvals;
    service::access_service access;
    service::submission_service submissions;
    service::account_closing closing;
    service::catalog_service catalog;
    service::resource_service resources;
    service::agreement_service agreements;
    service::metering_service metering;
    service::settlement_service settlement;
    service::deal_service deals;
    service::ledger_service ledger;
    std::vector<wire::aws_service> offered; // until the endpoint has them
    service::limit_service limits;
    service::resale_service resales;
    service::publishing publishing;
    service::buyer_visibility visibility;
    service::rates fees;
    service::clockwork work;
    std::vector<service::founder> founders;
    wire::verifier signatures;
    askers asking;
    wire::endpoint services;
    console::console consoles;
    std::optional<request_log> requests;
    std::optional<certificate_files> certificate_from;
    listener listening;
};

process::process(const process_options& how, log& to) {
    std::filesystem::create_directories(how.data);
    parts_ = std::make_unique<parts>(how, to);
}

process::~process() = default;

std::uint16_t process::port() const {
    return parts_->listening.port();
}

const std::vector<service::founder>& process::founders() const {
    return parts_->founders;
}

void process::end_telling() {
    service::end_telling(parts_->on, parts_->founders);
}

std::optional<instant> process::untold_history() const {
    return service::untold_history(parts_->on);
}

void process::end_history() {
    service::end_history(parts_->on);
    parts_->begin_pruning();
}

wire::reply process::answer(wire::request from) {
    return parts_->answer(from);
}

void process::renew_certificate() {
    parts_->listening.show(parts_->read_certificate());
}

void process::run() {
    parts_->work.start();
    parts_->uses.start();
    parts_->listening.run();
    parts_->work.stop();
    parts_->uses.stop();
}

void process::stop() {
    parts_->listening.stop();
}

} // namespace cppo::server
