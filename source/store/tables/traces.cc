#include "store/tables/traces.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "market/any_row.h"
#include "store/tables/commands.h"
#include "store/tables/money.h"
#include "store/tables/parties.h"

namespace cppo::store {
namespace {

using namespace market;
namespace json = boost::json;

// Longer texts would fill the chain; that they changed is kept.
constexpr std::size_t text_size_max = 2'000;

// Secrets, hashes of them, and what changes with every write.
bool is_left_out(std::string_view column) {
    return column == "revision" || column.ends_with("_hash") || column.starts_with("sealed_");
}

json::value json_of(const value& kept) {
    if (const auto* number = std::get_if<std::int64_t>(&kept)) return *number;
    const auto* text = std::get_if<std::string>(&kept);
    if (!text) return nullptr;
    return text->size() > text_size_max ? json::value("...") : json::value(*text);
}

template <class Row>
json::object json_of(const Row& row) {
    json::object made{{"row", table<Row>::name}};
    const auto values = mapping::values_of(row);
    mapping::with_columns<Row>([&](const auto&... each) {
        std::size_t at = 0;
        ((is_left_out(each.name) ? void() : void(made[each.name] = json_of(values[at])), ++at),
         ...);
    });
    return made;
}

// What is the same before and after is no change; what names the row stays.
std::pair<json::object, json::object> differing(const json::object& before,
                                                const json::object& after) {
    std::pair<json::object, json::object> made;
    for (const auto& [name, was] : before) {
        const json::value& is = after.at(name);
        if (is == was && name != "row" && name != "id" && name != "name") continue;
        made.first[name] = was;
        made.second[name] = is;
    }
    return made;
}

class tracer {
  public:
    explicit tracer(session& in) : in_(in) {}

    void operator()(const account& row) { keep(row, row.id, find<account>(in_, row.id)); }
    void operator()(const user& row) { keep(row, row.owner, find<user>(in_, row.owner, row.id)); }
    void operator()(const seller& row) { keep(row, row.owner, find<seller>(in_, row.owner)); }
    void operator()(const access_key& row) {
        if (row.revision == 0) left_.issued.push_back(row.id);
        keep(row, row.owner, find<access_key>(in_, row.owner, row.id));
    }
    void operator()(const approval& row) {
        keep(row, row.owner, find<approval>(in_, row.owner, row.id));
    }
    void operator()(const billing_details& row) {
        keep(row, row.owner, find<billing_details>(in_, row.owner));
    }
    // Nothing of the bank account, not even what may be shown of it.
    void operator()(submission row) {
        row.bank.reset();
        auto was = find<submission>(in_, row.owner);
        if (was) was->bank.reset();
        keep(row, row.owner, was);
    }
    void operator()(const setting& row) { keep(row, {}, find<setting>(in_, row.name)); }
    void operator()(const payment& row) {
        left_.about = row.owner;
        left_.amount = row.amount;
    }
    // Charges of one acceptance have one currency.
    void operator()(const charge& row) {
        if (row.revision != 0) return;
        left_.amount = left_.amount ? *left_.amount + row.amount : row.amount;
    }
    template <class Row>
    void operator()(const Row&) {}

    trace take() && {
        if (!before_.empty()) left_.before = json::serialize(before_);
        if (!after_.empty()) left_.after = json::serialize(after_);
        return std::move(left_);
    }

  private:
    template <class Row>
    void keep(const Row& row, const std::optional<account_id>& of, const std::optional<Row>& was) {
        if (of && !left_.about) left_.about = of;
        json::object after = json_of(row);
        if (was) {
            auto both = differing(json_of(*was), after);
            before_.push_back(std::move(both.first));
            after = std::move(both.second);
        }
        after_.push_back(std::move(after));
    }

    session& in_;
    trace left_;
    json::array before_;
    json::array after_;
};

} // namespace

trace trace_of(session& in, const decision& made) {
    tracer of(in);
    for (const write& each : made.writes) std::visit(of, each.row().row);
    return std::move(of).take();
}

} // namespace cppo::store
