#include "store/engine/postgres/hosts.h"

#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>

#include "store/engine/failure.h"

namespace cppo::store {
namespace {

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        parts.push_back(text.substr(at, comma - at));
        at = comma + 1;
    }
    return parts;
}

std::string option_in(const PQconninfoOption* options, std::string_view name) {
    for (; options->keyword; ++options)
        if (options->keyword == name && options->val) return options->val;
    return "";
}

// The first eight digits of the name of the file a primary writes its log to; none in recovery.
std::optional<std::int64_t> timeline_of(PGconn* on) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> given(
        PQexec(on, "SELECT pg_walfile_name(pg_current_wal_lsn())"), PQclear);
    if (PQresultStatus(given.get()) != PGRES_TUPLES_OK) return {};
    const std::string_view name = PQgetvalue(given.get(), 0, 0);
    std::int64_t timeline = 0;
    constexpr std::size_t digits = 8;
    if (name.size() < digits) return {};
    std::from_chars(name.data(), name.data() + digits, timeline, 16);
    return timeline;
}

} // namespace

postgres_hosts::postgres_hosts(const std::string& url) : url_(url) {
    char* why = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(url.c_str(), &why), PQconninfoFree);
    if (why) PQfreemem(why);
    // The URL may hold a password, so it is not repeated.
    if (!options) throw failure("22023", "The PostgreSQL URL cannot be read.");
    const auto names = split(option_in(options.get(), "host"));
    const auto ports = split(option_in(options.get(), "port"));
    for (std::size_t at = 0; at < names.size(); ++at)
        hosts_.push_back({names[at], ports[ports.size() == names.size() ? at : 0]});
}

postgres_hosts::connected postgres_hosts::connect_to(const host& one) const {
    // What comes after the URL overrides it, what comes before are defaults.
    std::vector<const char*> names{"connect_timeout", "fallback_application_name", "dbname",
                                   "client_encoding"};
    std::vector<const char*> values{"5", "opencppo", url_.c_str(), "UTF8"};
    const auto add = [&](const char* name, const std::string& text) {
        if (text.empty()) return;
        names.push_back(name);
        values.push_back(text.c_str());
    };
    add("host", one.name);
    add("port", one.port);
    names.push_back(nullptr);
    values.push_back(nullptr);
    connected made{
        std::unique_ptr<PGconn, close>(PQconnectdbParams(names.data(), values.data(), 1)), 0};
    if (PQstatus(made.to.get()) != CONNECTION_OK)
        throw failure("08001", PQerrorMessage(made.to.get()));
    const auto timeline = timeline_of(made.to.get());
    if (!timeline) throw failure("08001", "The server is a standby.");
    made.timeline = *timeline;
    return made;
}

void postgres_hosts::learn(std::int64_t timeline) {
    std::int64_t known = newest_;
    while (known < timeline && !newest_.compare_exchange_weak(known, timeline)) {
    }
}

postgres_hosts::connected postgres_hosts::connect() {
    std::string why = "No server is named.";
    for (const host& each : hosts_) {
        try {
            connected made = connect_to(each);
            learn(made.timeline);
            if (is_current(made.timeline)) return made;
            why = "The server was replaced by another while it was away.";
        } catch (const failure& failed) {
            why = failed.what();
        }
    }
    throw failure("08001", why);
}

} // namespace cppo::store
