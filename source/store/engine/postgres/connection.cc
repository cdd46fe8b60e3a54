#include "store/engine/postgres/connection.h"

#include <array>
#include <charconv>
#include <cstring>
#include <vector>

namespace cppo::store {
namespace {

constexpr Oid unknown_oid = 0;
constexpr Oid int8_oid = 20;
constexpr Oid text_oid = 25;

Oid oid_of(const value& given) {
    constexpr std::array<Oid, 3> oids{unknown_oid, int8_oid, text_oid};
    return oids[given.index()];
}

class postgres_row final : public row {
  public:
    postgres_row(const PGresult* result, int at) : result_(result), at_(at) {}

    bool null(int column) const override { return PQgetisnull(result_, at_, column) != 0; }

    std::int64_t integer(int column) const override {
        const std::string_view digits = bytes(column);
        std::int64_t number = 0;
        const auto [end, fault] = std::from_chars(digits.begin(), digits.end(), number);
        if (fault != std::errc{} || end != digits.end())
            throw failure("22P02", "Column " + std::to_string(column) + " is no integer.");
        return number;
    }

    std::string_view text(int column) const override {
        if (null(column)) throw failure("22004", "Column " + std::to_string(column) + " is null.");
        return bytes(column);
    }

  private:
    std::string_view bytes(int column) const {
        return {PQgetvalue(result_, at_, column),
                static_cast<std::size_t>(PQgetlength(result_, at_, column))};
    }

    const PGresult* result_;
    int at_;
};

// A statement is prepared per text and types: an argument that is null leaves its type open.
std::string key_of(std::string_view sql, std::span<const value> arguments) {
    std::string key(sql);
    key += '\n';
    for (const value& given : arguments) key += static_cast<char>('0' + given.index());
    return key;
}

// Arguments as libpq takes them; integers as digits.
struct bound {
    explicit bound(std::span<const value> arguments) : digits(arguments.size()) {
        pointers.reserve(arguments.size());
        for (std::size_t at = 0; at < arguments.size(); ++at) {
            const value& given = arguments[at];
            if (const auto* number = std::get_if<std::int64_t>(&given)) {
                *std::to_chars(digits[at].begin(), digits[at].end(), *number).ptr = '\0';
                pointers.push_back(digits[at].data());
            } else if (const auto* text = std::get_if<std::string>(&given)) {
                pointers.push_back(text->c_str());
            } else {
                pointers.push_back(nullptr);
            }
        }
    }

    std::vector<std::array<char, 24>> digits;
    std::vector<const char*> pointers;
};

// Rows changed or read; 0 for statements that do neither.
std::int64_t rows_of(PGresult* result) {
    const std::string_view digits = PQcmdTuples(result);
    std::int64_t rows = 0;
    std::from_chars(digits.begin(), digits.end(), rows);
    return rows;
}

} // namespace

postgres_connection::postgres_connection(postgres_hosts& hosts) : hosts_(hosts) {
    auto made = hosts.connect();
    open_ = std::move(made.to);
    timeline_ = made.timeline;
    PQsetNoticeReceiver(open_.get(), take_notice, this);
    command(
        "SET TIME ZONE 'UTC'; SET standard_conforming_strings = on; "
        "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s'");
    check_server();
}

void postgres_connection::check_server() {
    if (PQserverVersion(open_.get()) < 150'000)
        throw failure("0A000", "PostgreSQL 15 or later is needed.");
    const char* encoding = PQparameterStatus(open_.get(), "server_encoding");
    if (!encoding || std::strcmp(encoding, "UTF8") != 0)
        throw failure("0A000", "The PostgreSQL database must be in UTF8.");
}

void postgres_connection::lock_owner(const account_id& owner) {
    run("SELECT owner FROM account WHERE owner = $1 FOR UPDATE", {owner.text()});
}

bool postgres_connection::usable() const {
    return hosts_.is_current(timeline_) && PQstatus(open_.get()) == CONNECTION_OK &&
           PQtransactionStatus(open_.get()) == PQTRANS_IDLE;
}

void postgres_connection::start(access wanted) {
    if (!hosts_.is_current(timeline_))
        throw failure("08006", "This server was replaced by another.");
    command(wanted == access::writing ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                      : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

void postgres_connection::finish() {
    warned_ = false;
    const answer given(PQexec(open_.get(), "COMMIT"));
    const char* sqlstate = PQresultErrorField(given.get(), PG_DIAG_SQLSTATE);
    const std::string_view state = sqlstate ? sqlstate : "08006";
    if (PQresultStatus(given.get()) != PGRES_COMMAND_OK) {
        if (kind_of(state) == failure::kind::connection_lost || state.starts_with("XX"))
            throw failure::unknown_outcome(PQerrorMessage(open_.get()));
        throw failure(state, PQerrorMessage(open_.get()));
    }
    // A cancelled wait for a standby answers COMMIT with no more than a warning.
    if (warned_) throw failure::unknown_outcome("The commit was not confirmed by a standby.");
    if (std::strcmp(PQcmdStatus(given.get()), "COMMIT") != 0)
        throw failure("25P02", "The transaction was rolled back by an earlier failure.");
}

void postgres_connection::abandon() noexcept {
    if (PQstatus(open_.get()) != CONNECTION_OK) return;
    if (PQtransactionStatus(open_.get()) != PQTRANS_IDLE) PQclear(PQexec(open_.get(), "ROLLBACK"));
}

void postgres_connection::take_notice(void* self, const PGresult* notice) {
    const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity && std::strcmp(severity, "WARNING") == 0)
        static_cast<postgres_connection*>(self)->warned_ = true;
}

postgres_connection::answer postgres_connection::command(const char* sql) {
    return checked(PQexec(open_.get(), sql));
}

postgres_connection::answer postgres_connection::checked(PGresult* result) const {
    answer given(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return given;
    const char* sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const bool lost = PQstatus(open_.get()) != CONNECTION_OK;
    throw failure(sqlstate ? sqlstate : lost ? "08006" : "XX000", PQerrorMessage(open_.get()));
}

std::unique_ptr<postgres_connection::statements::entry> postgres_connection::prepare(
    std::string_view sql, const std::string& key, std::span<const value> arguments) {
    std::vector<Oid> types;
    types.reserve(arguments.size());
    for (const value& given : arguments) types.push_back(oid_of(given));
    const std::string name = "s" + std::to_string(++statements_made_);
    checked(PQprepare(open_.get(), name.c_str(), std::string(sql).c_str(),
                      static_cast<int>(types.size()), types.data()));
    return std::make_unique<statements::entry>(key, name);
}

std::int64_t postgres_connection::execute(std::string_view sql, std::span<const value> arguments,
                                          const std::function<void(const row&)>& on_row) {
    const std::string key = key_of(sql, arguments);
    auto prepared = statements_.take(key);
    if (!prepared) prepared = prepare(sql, key, arguments);
    const std::string name = prepared->statement;
    if (const auto gone = statements_.keep(std::move(prepared)))
        command(("DEALLOCATE " + gone->statement).c_str());
    const bound given(arguments);
    const answer result =
        checked(PQexecPrepared(open_.get(), name.c_str(), static_cast<int>(arguments.size()),
                               given.pointers.data(), nullptr, nullptr, 0));
    if (on_row)
        for (int at = 0; at < PQntuples(result.get()); ++at) on_row(postgres_row(result.get(), at));
    return rows_of(result.get());
}

} // namespace cppo::store
