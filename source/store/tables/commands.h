// Answered commands, the audit chain, settings and the outbox as rows.
#pragma once

#include "market/decision.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

// An answered command: repeating it under its token answers the same.
struct command_record {
    account_id owner;
    std::string operation;
    std::string token;
    std::string request_hash;
    std::string answer;
    instant at;
};

// Who did what, when, from where, and what changed by it; each entry carries the hash of the one
// before.
struct audit_entry {
    account_id owner;
    std::int64_t number;
    instant at;
    std::string user;
    account_id by;
    std::string operation;
    std::string subject;
    std::string source;
    std::string previous;
    std::string hash;
    std::int64_t form = 1; // what it is hashed of; 1 is without what follows
    std::string credential = {};
    std::string outcome = {};
    std::string acted_for = {}; // another account, whose things it was about; else empty
    std::string amount = {};
    std::string currency = {};
    std::string before = {}; // as JSON
    std::string after = {};
};

// The last entry of a chain, sealed under the marketplace's key.
struct audit_head {
    account_id owner;
    std::int64_t number;
    std::string hash;
    std::string seal;
};

// An event until it is delivered.
struct outbox_row {
    account_id owner;
    std::string id;
    market::event_kind kind;
    market::event_part part;
    std::string subject;
    instant at;
    std::string content; // as JSON
};

// clang-format off
template <> struct table<command_record> {
    using row_type = command_record;
    static constexpr std::string_view name = "command";
    static constexpr int key_count = 3;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"operation", &row_type::operation},
        column{"token", &row_type::token}, column{"request_hash", &row_type::request_hash},
        column{"answer", &row_type::answer}, column{"at_us", &row_type::at});
};
template <> struct table<audit_entry> {
    using row_type = audit_entry;
    static constexpr std::string_view name = "audit_entry";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"number", &row_type::number},
        column{"at_us", &row_type::at}, column{"user_id", &row_type::user},
        column{"by_account", &row_type::by}, column{"operation", &row_type::operation},
        column{"subject", &row_type::subject}, column{"source", &row_type::source},
        column{"previous", &row_type::previous}, column{"hash", &row_type::hash},
        column{"form", &row_type::form}, column{"credential", &row_type::credential},
        column{"outcome", &row_type::outcome}, column{"acted_for", &row_type::acted_for},
        column{"amount", &row_type::amount}, column{"currency", &row_type::currency},
        column{"values_before", &row_type::before}, column{"values_after", &row_type::after});
};
template <> struct table<audit_head> {
    using row_type = audit_head;
    static constexpr std::string_view name = "audit_head";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"number", &row_type::number},
        column{"hash", &row_type::hash}, column{"seal", &row_type::seal});
};
template <> struct table<market::setting> {
    using row_type = market::setting;
    static constexpr std::string_view name = "setting";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"name", &row_type::name}, column{"value", &row_type::value});
};
template <> struct table<outbox_row> {
    using row_type = outbox_row;
    static constexpr std::string_view name = "outbox";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"kind", &row_type::kind}, column{"part", &row_type::part},
        column{"subject", &row_type::subject}, column{"at_us", &row_type::at},
        column{"content", &row_type::content});
};
// clang-format on

} // namespace cppo::store
