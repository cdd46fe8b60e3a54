#include "service/catalog/entity_list.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace cppo::service {
namespace {

using store::session;
using store::value;
using rows = std::vector<entity_facts>;

// A date's key in a token begins with this; texts have another.
constexpr char number_mark = '#';
constexpr char text_mark = '"';

page_mark written(const list_mark& mark) {
    const auto* number = std::get_if<std::int64_t>(&mark.key);
    const std::string key = number ? number_mark + std::to_string(*number)
                                   : text_mark + std::get<std::string>(mark.key);
    return {mark.modified_us, mark.id + "/" + key};
}

result<std::optional<list_mark>> read_mark(const entity_list& ask) {
    const auto found = TRY(mark_of(ask.token));
    if (!found) return std::nullopt;
    const auto slash = found->id.find('/');
    if (slash == std::string::npos || slash + 1 == found->id.size())
        return no(reason::page_token_invalid);
    list_mark made{found->id.substr(slash + 2), found->order, found->id.substr(0, slash)};
    if (found->id[slash + 1] == number_mark) {
        const std::string digits = std::get<std::string>(made.key);
        std::int64_t number = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        made.key = number;
    }
    // The store compares a column with nothing but its own type.
    if (std::holds_alternative<std::int64_t>(made.key) != is_date(ask.order.by))
        return no(reason::page_token_invalid);
    return made;
}

// One run through an index.
struct stream {
    const entity_source* from;
    bound within;
};

class listing {
  public:
    listing(session& in, const entity_list& ask)
        : in_(in), ask_(ask), sources_(sources_of(ask.of)) {
        std::erase_if(sources_, [&](const entity_source& each) { return has_nothing(each); });
    }

    result<page<entity_facts>> page_after(const std::optional<list_mark>& mark) const {
        const bool readable = std::ranges::all_of(
            sources_, [&](const entity_source& each) { return each.is_ordered_by(ask_.order.by); });
        if (readable && is_by_time()) return read(streams(), mark);
        // What a value narrows down is sorted here, where that is not too much.
        const auto narrow = streams();
        const bool narrowed =
            std::ranges::any_of(narrow, [](const stream& each) { return !each.within.empty(); });
        if (!readable || narrowed)
            if (auto few = all_of(narrow)) return sorted(std::move(*few), mark);
        if (readable) return read(all_streams(), mark);
        return no(reason::list_too_long_to_sort);
    }

  private:
    bool has_nothing(const entity_source& source) const {
        return std::ranges::any_of(ask_.filters, [&](const entity_criterion& each) {
            const std::string* all = source.find_same(each.what);
            const bool is_asked =
                each.values.empty() ||
                (all && std::ranges::find(each.values, *all) != each.values.end());
            return all && (all->empty() || !is_asked);
        });
    }

    // Whether the order is the one every index ends with.
    bool is_by_time() const {
        return ask_.order.by == entity_member::modified ||
               std::ranges::all_of(sources_, [&](const entity_source& each) {
                   return each.find_same(ask_.order.by) != nullptr;
               });
    }

    // The filter whose values narrow the source down most.
    const entity_criterion* find_narrowest(const entity_source& source) const {
        using what_of = entity_member;
        for (const entity_member what :
             {what_of::id, what_of::authorization, what_of::name, what_of::product,
              what_of::reseller, what_of::manufacturer, what_of::status})
            for (const entity_criterion& each : ask_.filters)
                if (each.what == what && !each.values.empty() && source.find_column(what))
                    return &each;
        return nullptr;
    }

    std::vector<stream> all_streams() const {
        std::vector<stream> made;
        for (const entity_source& each : sources_) made.push_back({&each, {}});
        return made;
    }

    std::vector<stream> streams() const {
        std::vector<stream> made;
        for (const entity_source& source : sources_) {
            const entity_criterion* narrowest = find_narrowest(source);
            if (!narrowest) {
                made.push_back({&source, {}});
                continue;
            }
            const std::set<std::string> values(narrowest->values.begin(), narrowest->values.end());
            for (const std::string& each : values)
                made.push_back({&source, {{*source.find_column(narrowest->what), each}}});
        }
        return made;
    }

    bool comes_before(const entity_facts& one, const entity_facts& other) const {
        const auto left = mark_at(one, ask_.order.by);
        const auto right = mark_at(other, ask_.order.by);
        return ask_.order.ascending ? left < right : right < left;
    }

    void sort(rows& all) const {
        std::ranges::sort(all, [&](const entity_facts& one, const entity_facts& other) {
            return comes_before(one, other);
        });
    }

    bool matches(const entity_facts& each) const {
        return std::ranges::all_of(ask_.filters,
                                   [&](const entity_criterion& one) { return one.matches(each); });
    }

    // The next rows of all streams together; adds what was looked at for them.
    rows merged(const std::vector<stream>& from, const std::optional<list_mark>& after,
                std::size_t count, std::size_t& looked_at) const {
        rows made;
        for (const stream& each : from)
            for (entity_facts& one : each.from->rows(in_, ask_.order, each.within, after, count))
                made.push_back(std::move(one));
        looked_at += made.size();
        sort(made);
        if (made.size() > count)
            made.erase(made.begin() + static_cast<std::ptrdiff_t>(count), made.end());
        return made;
    }

    // Everything the streams have, unless it is too much to be sorted.
    std::optional<rows> all_of(const std::vector<stream>& from) const {
        rows made;
        for (const stream& each : from) {
            for (entity_facts& one :
                 each.from->rows(in_, {}, each.within, {}, rows_scanned_max + 1 - made.size()))
                made.push_back(std::move(one));
            if (made.size() > rows_scanned_max) return {};
        }
        return made;
    }

    page<entity_facts> sorted(rows all, const std::optional<list_mark>& after) const {
        sort(all);
        page<entity_facts> made;
        for (entity_facts& each : all) {
            const list_mark here = mark_at(each, ask_.order.by);
            if (after && (ask_.order.ascending ? here <= *after : here >= *after)) continue;
            if (!matches(each)) continue;
            if (made.items.size() == ask_.size) {
                made.next = token_after(made.items.back());
                break;
            }
            made.items.push_back(std::move(each));
        }
        return made;
    }

    std::string token_after(const entity_facts& last) const {
        return token_of(written(mark_at(last, ask_.order.by)));
    }

    // Where a range of dates that the list is sorted by begins, so that nothing before it is read.
    std::optional<list_mark> start() const {
        for (const entity_criterion& each : ask_.filters) {
            if (each.what != ask_.order.by) continue;
            const auto& end = ask_.order.ascending ? each.after : each.before;
            if (!end) continue;
            const std::int64_t us =
                ask_.order.ascending ? end->us() - 1 : end->plus_ms(second_ms).us();
            return list_mark{us, us, ""};
        }
        return {};
    }

    // Whether nothing after this row can be in such a range.
    bool is_past(const entity_facts& row) const {
        if (!is_date(ask_.order.by)) return false;
        const instant date = date_of(row, ask_.order.by).value_or(instant());
        return std::ranges::any_of(ask_.filters, [&](const entity_criterion& each) {
            if (each.what != ask_.order.by) return false;
            return ask_.order.ascending ? each.before && date >= each.before->plus_ms(second_ms)
                                        : each.after && date < *each.after;
        });
    }

    page<entity_facts> read(const std::vector<stream>& from,
                            const std::optional<list_mark>& mark) const {
        constexpr std::size_t step_max = 256;
        page<entity_facts> made;
        std::optional<list_mark> after = mark ? mark : start();
        std::size_t step = ask_.size + 1;
        for (std::size_t scanned = 0; scanned < rows_scanned_max;
             step = std::min(step_max, step * 4)) {
            rows next = merged(from, after, step, scanned);
            for (entity_facts& each : next) {
                if (is_past(each)) return made;
                if (made.items.size() == ask_.size) {
                    made.next = token_of(written(*after));
                    return made;
                }
                after = mark_at(each, ask_.order.by);
                if (matches(each)) made.items.push_back(std::move(each));
            }
            if (next.size() < step) return made;
        }
        made.next = token_of(written(*after));
        return made;
    }

    session& in_;
    const entity_list& ask_;
    std::vector<entity_source> sources_;
};

} // namespace

result<page<entity_facts>> list_entities(session& in, const entity_list& ask) {
    const auto mark = TRY(read_mark(ask));
    return listing(in, ask).page_after(mark);
}

} // namespace cppo::service
