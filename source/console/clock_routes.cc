#include "console/http/reading.h"
#include "console/http/routes.h"
#include "wire/value/notation.h"

namespace cppo::console {
namespace {

namespace json = boost::json;

constexpr std::string_view operation = "MoveClock";

result<answer> read_clock(service::engine& on, const call&) {
    return answer{on.read([&](store::session& in, instant now) -> json::value {
        return {{"now", now.text()},
                {"mode", name_of(on.clock().state(in).mode)},
                {"sandbox", on.clock().is_sandbox()}};
    })};
}

service::command command_of(const call& from) {
    return {from.who, from.who.account, std::string(operation), from.idempotency_key,
            from.request_hash};
}

// What a move under this Idempotency-Key ran, once it was made.
std::optional<result<std::int64_t>> earlier_move(service::engine& on, const call& from) {
    if (from.idempotency_key.empty()) return {};
    const auto kept = on.read(
        [&](store::session& in, instant) { return service::find_answer(in, command_of(from)); });
    if (!kept) return {};
    if (!*kept) return result<std::int64_t>(std::unexpected(kept->error()));
    return result<std::int64_t>(std::stoll(kept->value()));
}

// The clock as it is, with what the move ran; recorded for the audit and for repetitions.
result<answer> told(service::engine& on, const call& from, std::int64_t ran) {
    const service::command what = command_of(from);
    CHECK_OK(on.run(what, [&](store::session&, mint&, instant now) -> result<service::outcome> {
        return service::outcome{{}, std::to_string(ran), now.text()};
    }));
    answer made = TRY(read_clock(on, from));
    made.json.as_object()["ran"] = ran;
    return made;
}

result<answer> move_clock(service::engine& on, service::clockwork& work, const call& from) {
    const json::object& in = from.input;
    const auto named = find_named<service::clock_mode>(text_in(in, "mode"));
    std::optional<instant> to;
    std::optional<period> by;
    if (const auto text = wire::find_text(in, "now")) to = TRY(instant::parse(*text));
    if (const auto text = wire::find_text(in, "advance")) by = TRY(period::parse_with_time(*text));
    if (const auto before = earlier_move(on, from)) return told(on, from, TRY(*before));
    if ((to && by) || (!to && !by && !named))
        return no_because(reason::malformed_value, "Give a mode, a time, or what to advance by.");
    // A clock that is advanced keeps its mode; only a real one cannot run ahead and stay real.
    service::clock_mode mode =
        on.read([&](store::session& at, instant) { return on.clock().state(at).mode; });
    if (named)
        mode = *named;
    else if (mode == service::clock_mode::real)
        mode = service::clock_mode::offset;
    if (mode == service::clock_mode::real && (to || by))
        return no_because(reason::malformed_value, "The real clock takes no time of its own.");
    std::optional<service::command> under;
    if (!from.idempotency_key.empty()) under = command_of(from);
    return told(on, from, TRY(work.move(mode, to, by, under)));
}

} // namespace

std::vector<route> clock_routes(service::engine& on, service::clockwork& work) {
    const std::string clock = "/console/v1/clock";
    // clang-format off
    return {
        {"GetClock", "GET", clock, audience::everybody, effect::reads,
         permission_group::market, anybodys, "Nothing", "Clock", 200,
         {}, "The market clock",
         [&on](const call& from) { return read_clock(on, from); }},
        {"MoveClock", "POST", clock, audience::operator_may, effect::changes,
         permission_group::market, duty::administration, "ClockMove",
         "ClockMoved", 200, {reason::clock_not_movable, reason::clock_goes_back},
         "Move the market clock of a sandbox",
         [&on, &work](const call& from) { return move_clock(on, work, from); }},
    };
    // clang-format on
}

} // namespace cppo::console
