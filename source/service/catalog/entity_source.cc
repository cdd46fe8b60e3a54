#include "service/catalog/entity_source.h"
#include "store/tables/products.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;
using store::value;
using member = entity_member;

template <class Row>
std::vector<entity_facts> load_rows(session& in, const std::string& sql,
                                    const std::vector<value>& arguments) {
    return facts_of(in, store::select<Row>(in, sql, arguments));
}

// Dates that may be missing are sorted, and indexed, by an expression (schema_4).
constexpr const char* end_or_never = "COALESCE(available_until_us, 4102444799999000)";
constexpr const char* shown_end_or_never = "COALESCE(ends_us, 4102444799999000)";
constexpr const char* end_or_none = "COALESCE(available_until_us, 0)";
constexpr const char* release_or_none = "COALESCE(released_us, 0)";

entity_source product_source(const entity_scope& scope) {
    entity_source made("owner = $1 AND type = $2",
                       {scope.viewer.text(), std::string(cppo::name_of(scope.type))},
                       load_rows<product>);
    made.indexed(member::id, "id")
        .indexed(member::modified, "modified_us")
        .indexed(member::name, "title")
        .indexed(member::status, "visibility")
        .same(member::services);
    return made;
}

entity_source authorization_source(const entity_scope& scope) {
    entity_source made("owner = $1", {scope.viewer.text()}, load_rows<resale_authorization>);
    made.indexed(member::id, "id")
        .indexed(member::modified, "modified_us")
        .indexed(member::name, "name")
        .indexed(member::status, "state")
        .indexed(member::product, "product")
        .indexed(member::reseller, "reseller")
        .indexed(member::created, "created_us")
        .indexed(member::available_until, end_or_never)
        .indexed(member::reseller_role, "reseller_role")
        .same(member::manufacturer, scope.viewer.text())
        .same(member::issuer, scope.viewer.text())
        .same(member::source_authorization);
    return made;
}

entity_source shared_source(const entity_scope& scope) {
    entity_source made("viewer = $1 AND role = 'reseller' AND kind = 'resale_authorization'",
                       {scope.viewer.text()}, load_rows<view>);
    made.indexed(member::id, "id")
        .indexed(member::modified, "modified_us")
        .indexed(member::name, "name")
        .indexed(member::status, "status")
        .indexed(member::product, "product")
        .indexed(member::manufacturer, "owner")
        .indexed(member::issuer, "owner")
        .indexed(member::available_until, shown_end_or_never)
        .same(member::reseller, scope.viewer.text())
        .same(member::source_authorization);
    return made;
}

entity_source offer_source(const entity_scope& scope) {
    entity_source made("owner = $1", {scope.viewer.text()}, load_rows<offer>);
    made.indexed(member::id, "id")
        .indexed(member::modified, "modified_us")
        .indexed(member::name, "name")
        .indexed(member::status, "state")
        .indexed(member::product, "product")
        .indexed(member::authorization, "authorization_id")
        .indexed(member::target_agreement, "COALESCE(replaces, '')")
        .indexed(member::released, release_or_none)
        .indexed(member::available_until, end_or_none)
        .same(member::offer_set)
        .same(member::target_intent)
        .same(member::source, "Seller");
    return made;
}

// A statement with its arguments, numbered as they are added.
class statement {
  public:
    statement(std::string text, std::vector<value> arguments)
        : text_(std::move(text)), arguments_(std::move(arguments)) {}

    statement& add(std::string_view text) {
        text_ += text;
        return *this;
    }
    statement& bind(value argument) {
        arguments_.push_back(std::move(argument));
        text_ += "$" + std::to_string(arguments_.size());
        return *this;
    }
    const std::string& text() const { return text_; }
    const std::vector<value>& arguments() const { return arguments_; }

  private:
    std::string text_;
    std::vector<value> arguments_;
};

} // namespace

list_mark mark_at(const entity_facts& entity, entity_member key) {
    return {key_of(entity, key), entity.modified.us(), entity.id};
}

entity_source& entity_source::indexed(entity_member what, std::string column) {
    columns_.emplace(what, std::move(column));
    return *this;
}

entity_source& entity_source::same(entity_member what, std::string value) {
    same_.emplace(what, std::move(value));
    return *this;
}

const std::string* entity_source::find_column(entity_member what) const {
    const auto found = columns_.find(what);
    return found == columns_.end() ? nullptr : &found->second;
}

const std::string* entity_source::find_same(entity_member what) const {
    const auto found = same_.find(what);
    return found == same_.end() ? nullptr : &found->second;
}

std::vector<entity_facts> entity_source::rows(session& in, const entity_order& order,
                                              const bound& within,
                                              const std::optional<list_mark>& after,
                                              std::size_t count) const {
    std::optional<list_mark> from = after;
    // Where all keys here are the same, they lie before the mark, behind it, or are the mark's.
    if (const std::string* all = find_same(order.by); all && after) {
        const value key = is_date(order.by) ? value{std::int64_t{0}} : value{*all};
        if (key != after->key) {
            if ((key < after->key) == order.ascending) return {};
            from.reset();
        }
    }
    const std::vector<std::string> by_time{"modified_us", "id"};
    const bound past = from ? bound{{"modified_us", from->modified_us}, {"id", from->id}} : bound{};
    const std::string* key = find_column(order.by);
    if (!key || *key == "modified_us")
        return read(in, within, past, by_time, order.ascending, count);
    if (*key == "id")
        return read(in, within, from ? bound{{"id", from->id}} : bound{}, {"id"}, order.ascending,
                    count);
    const std::vector<std::string> by_key{*key, "modified_us", "id"};
    if (!from) return read(in, within, {}, by_key, order.ascending, count);
    // First what has the mark's key, then what comes after it: SQLite reads no range of an
    // expression together with other columns.
    bound same_key = within;
    same_key.emplace_back(*key, from->key);
    auto made = read(in, same_key, past, by_time, order.ascending, count);
    if (made.size() < count)
        for (entity_facts& each :
             read(in, within, {{*key, from->key}}, by_key, order.ascending, count - made.size()))
            made.push_back(std::move(each));
    return made;
}

std::vector<entity_facts> entity_source::read(session& in, const bound& within, const bound& past,
                                              const std::vector<std::string>& sorting,
                                              bool ascending, std::size_t count) const {
    statement ask("WHERE " + where_, arguments_);
    for (const auto& [column, each] : within) ask.add(" AND " + column + " = ").bind(each);
    if (!past.empty()) {
        std::string columns;
        for (const auto& [column, each] : past) columns += (columns.empty() ? "" : ", ") + column;
        ask.add(" AND (" + columns + (ascending ? ") > (" : ") < ("));
        for (bool first = true; const auto& [column, each] : past)
            ask.add(std::exchange(first, false) ? "" : ", ").bind(each);
        ask.add(")");
    }
    ask.add(" ORDER BY ");
    for (bool first = true; const std::string& column : sorting)
        ask.add((std::exchange(first, false) ? "" : ", ") + column + (ascending ? "" : " DESC"));
    ask.add(" LIMIT ").bind(static_cast<std::int64_t>(count));
    return load_(in, ask.text(), ask.arguments());
}

std::vector<entity_source> sources_of(const entity_scope& scope) {
    const bool authorizations = scope.kind == entity_kind::resale_authorization;
    if (scope.shared)
        return authorizations ? std::vector{shared_source(scope)} : std::vector<entity_source>{};
    if (authorizations) return {authorization_source(scope)};
    if (scope.kind == entity_kind::product) return {product_source(scope)};
    return {offer_source(scope)};
}

} // namespace cppo::service
