#include "service/usage/usage_totals.h"

#include "store/tables/usage.h"

#include <array>
#include <optional>
#include <string>

namespace cppo::service {
namespace {

using market::month;
using store::session;

// The key of a usage record.
struct usage_key {
    std::int64_t hour = 0;
    std::int64_t account = 0;
    std::int64_t agreement_no = 0;
    std::int64_t dimension_no = 0;
};

constexpr std::int64_t hours_a_day = 24;

std::int64_t number_of(month of) {
    return std::int64_t{static_cast<int>(of.year())} * 12 + static_cast<unsigned>(of.month()) - 1;
}

std::int64_t first_hour_of(month of) {
    return market::hour_of(instant::start_of(day(of / 1)));
}

month month_of_number(std::int64_t number) {
    return std::chrono::year(static_cast<int>(number / 12)) /
           std::chrono::month(static_cast<unsigned>(number % 12) + 1);
}

month month_of_hour(std::int64_t hour) {
    return market::month_of(instant(hour * market::hour_ms));
}

usage_key key_at(const store::row& at) {
    return {at.integer(0), at.integer(1), at.integer(2), at.integer(3)};
}

usage_key mark_in(session& in) {
    usage_key mark;
    in.run("SELECT hour, account, agreement_no, dimension_no FROM usage_mark WHERE name = $1",
           {"rolled up"}, [&](const store::row& at) { mark = key_at(at); });
    return mark;
}

std::optional<std::int64_t> next_hour(session& in, const usage_key& mark, std::int64_t open_hour) {
    std::optional<std::int64_t> found;
    in.run(
        "SELECT hour FROM usage WHERE (hour, account, agreement_no, dimension_no) > "
        "($1, $2, $3, $4) AND hour < $5 "
        "ORDER BY hour, account, agreement_no, dimension_no LIMIT 1",
        {mark.hour, mark.account, mark.agreement_no, mark.dimension_no, open_hour},
        [&](const store::row& at) { found = at.integer(0); });
    return found;
}

usage_key last_of_next(session& in, const usage_key& mark, std::int64_t end_hour,
                       std::int64_t records_max) {
    usage_key last;
    in.run(
        "SELECT hour, account, agreement_no, dimension_no FROM "
        "(SELECT hour, account, agreement_no, dimension_no FROM usage "
        "WHERE (hour, account, agreement_no, dimension_no) > ($1, $2, $3, $4) AND hour < $5 "
        "ORDER BY hour, account, agreement_no, dimension_no LIMIT $6) AS piece "
        "ORDER BY hour DESC, account DESC, agreement_no DESC, dimension_no DESC LIMIT 1",
        {mark.hour, mark.account, mark.agreement_no, mark.dimension_no, end_hour, records_max},
        [&](const store::row& at) { last = key_at(at); });
    return last;
}

// Of two servers that roll up the same records, one finds the mark moved.
void move_mark(session& in, const usage_key& from, const usage_key& to) {
    const std::int64_t moved = in.run(
        "UPDATE usage_mark SET hour = $1, account = $2, agreement_no = $3, "
        "dimension_no = $4 WHERE name = $5 AND hour = $6 AND account = $7 "
        "AND agreement_no = $8 AND dimension_no = $9",
        {to.hour, to.account, to.agreement_no, to.dimension_no, "rolled up", from.hour,
         from.account, from.agreement_no, from.dimension_no});
    if (moved != 1) throw store::failure("55P03", "Somebody else rolled these records up.");
}

void add_to_totals(session& in, const usage_key& after, const usage_key& last, month of) {
    in.run(
        "INSERT INTO usage_total (account, agreement_no, month_no, dimension_no, quantity) "
        "SELECT account, agreement_no, CAST($1 AS BIGINT), dimension_no, "
        "CAST(SUM(quantity) AS BIGINT) FROM usage "
        "WHERE (hour, account, agreement_no, dimension_no) > ($2, $3, $4, $5) "
        "AND (hour, account, agreement_no, dimension_no) <= ($6, $7, $8, $9) "
        "GROUP BY account, agreement_no, dimension_no "
        "ON CONFLICT (account, agreement_no, month_no, dimension_no) "
        "DO UPDATE SET quantity = usage_total.quantity + excluded.quantity",
        {number_of(of), after.hour, after.account, after.agreement_no, after.dimension_no,
         last.hour, last.account, last.agreement_no, last.dimension_no});
}

void roll_up_next(session& in, instant now, std::int64_t records_max) {
    const usage_key mark = mark_in(in);
    const std::int64_t open_hour = market::first_open_hour(now);
    const auto hour = next_hour(in, mark, open_hour);
    if (!hour) return;
    const month of = month_of_hour(*hour);
    const std::int64_t end_hour = std::min(open_hour, first_hour_of(of + std::chrono::months(1)));
    const usage_key last = last_of_next(in, mark, end_hour, records_max);
    move_mark(in, mark, last);
    add_to_totals(in, mark, last, of);
}

// Somebody's records after the mark, hour by hour.
struct tail {
    session& in;
    usage_key mark;
    std::int64_t account;
    std::int64_t agreement_no;

    // The first hour from here on that anybody has a record of.
    std::optional<std::int64_t> next_hour(std::int64_t from, std::int64_t end) const {
        std::optional<std::int64_t> found;
        in.run("SELECT hour FROM usage WHERE hour >= $1 AND hour < $2 ORDER BY hour LIMIT 1",
               {std::max(from, mark.hour), end},
               [&](const store::row& at) { found = at.integer(0); });
        return found;
    }
    void add_day(std::int64_t first, std::int64_t end, std::vector<std::int64_t>& used) const;
    void add(std::int64_t from, std::int64_t end, std::vector<std::int64_t>& used) const {
        while (const auto hour = next_hour(from, end)) {
            add_day(*hour, end, used);
            from = *hour + hours_a_day;
        }
    }
};

// The hours are listed, since the key begins with the hour and usage of all buyers lies between the
// first and the last.
void tail::add_day(std::int64_t first, std::int64_t end, std::vector<std::int64_t>& used) const {
    static const std::string sql = [] {
        std::string listed;
        for (int hour = 0; hour < hours_a_day; ++hour) listed += ", $" + std::to_string(hour + 7);
        return "SELECT dimension_no, CAST(SUM(quantity) AS BIGINT) FROM usage "
               "WHERE account = $1 AND agreement_no = $2 "
               "AND (hour, account, agreement_no, dimension_no) > ($3, $4, $5, $6) "
               "AND hour IN (" +
               listed.substr(2) + ") GROUP BY dimension_no";
    }();
    std::vector<store::value> arguments{account,      agreement_no,      mark.hour,
                                        mark.account, mark.agreement_no, mark.dimension_no};
    for (std::int64_t hour = first; hour < first + hours_a_day; ++hour)
        arguments.emplace_back(std::min(hour, end - 1));
    in.run(sql, arguments, [&](const store::row& at) {
        used.at(static_cast<std::size_t>(at.integer(0))) += at.integer(1);
    });
}

} // namespace

bool roll_up_usage(engine& on, std::int64_t records_max) {
    const auto share = on.share();
    const bool is_waiting = on.read([](session& in, instant now) {
        return next_hour(in, mark_in(in), market::first_open_hour(now)).has_value();
    });
    if (!is_waiting) return false;
    try {
        on.store().write([&](session& in) { roll_up_next(in, on.clock().now(in), records_max); },
                         store::database::priority::clockwork);
    } catch (const store::failure& failed) {
        if (failed.what_kind != store::failure::kind::busy_or_conflict) throw;
    }
    return true;
}

std::vector<std::int64_t> used_in(session& in, const account_id& owner, std::int64_t agreement_no,
                                  std::size_t rate_count, month which) {
    const tail rest{in, mark_in(in), std::stoll(owner.text()), agreement_no};
    std::vector<std::int64_t> used(rate_count, 0);
    in.run(
        "SELECT dimension_no, quantity FROM usage_total "
        "WHERE account = $1 AND agreement_no = $2 AND month_no = $3",
        {rest.account, agreement_no, number_of(which)}, [&](const store::row& at) {
            used.at(static_cast<std::size_t>(at.integer(0))) += at.integer(1);
        });
    rest.add(first_hour_of(which), first_hour_of(which + std::chrono::months(1)), used);
    return used;
}

std::map<month, std::vector<std::int64_t>> used_by_month(session& in, const account_id& owner,
                                                         std::int64_t agreement_no,
                                                         std::size_t rate_count, instant now) {
    const tail rest{in, mark_in(in), std::stoll(owner.text()), agreement_no};
    std::map<month, std::vector<std::int64_t>> used;
    const auto of = [&](month which) -> std::vector<std::int64_t>& {
        return used.try_emplace(which, rate_count, 0).first->second;
    };
    in.run(
        "SELECT month_no, dimension_no, quantity FROM usage_total "
        "WHERE account = $1 AND agreement_no = $2",
        {rest.account, agreement_no}, [&](const store::row& at) {
            of(month_of_number(at.integer(0))).at(static_cast<std::size_t>(at.integer(1))) +=
                at.integer(2);
        });
    std::int64_t from = 0;
    while (const auto hour = rest.next_hour(from, market::last_open_hour(now) + 1)) {
        const month which = month_of_hour(*hour);
        from = first_hour_of(which + std::chrono::months(1));
        rest.add(*hour, from, of(which));
    }
    return used;
}

} // namespace cppo::service
