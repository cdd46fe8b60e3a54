#include "service/catalog/entity_facts.h"

#include "store/tables/parties.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

template <class Row>
entity_facts bare(Row of) {
    return {of, of.owner, of.id.text(), of.revision, of.modified, {}};
}

template <class Row>
std::vector<entity_facts> all_bare(std::vector<Row> rows) {
    std::vector<entity_facts> made;
    for (Row& each : rows) made.push_back(bare(std::move(each)));
    return made;
}

// The rows of one owner by their ids.
template <class Row>
std::map<std::string, Row> rows_by_id(session& in, const account_id& owner,
                                      const std::set<std::string>& ids) {
    std::map<std::string, Row> made;
    for (Row& each : store::select_among<Row>(in, "owner = $1 AND id", {owner.text()},
                                              {ids.begin(), ids.end()}))
        made.emplace(each.id.text(), std::move(each));
    return made;
}

// What authorizations of one owner rest on.
struct neighbours {
    std::map<std::string, product> sold;
    std::map<std::string, authorization_use> uses;
};

using ids_by_owner = std::map<account_id, std::pair<std::set<std::string>, std::set<std::string>>>;

std::map<account_id, neighbours> neighbours_of(session& in,
                                               const std::vector<resale_authorization>& rows) {
    ids_by_owner wanted;
    for (const resale_authorization& each : rows) {
        wanted[each.owner].first.insert(each.product.text());
        wanted[each.owner].second.insert(each.id.text());
    }
    std::map<account_id, neighbours> made;
    for (const auto& [owner, ids] : wanted)
        made[owner] = {rows_by_id<product>(in, owner, ids.first),
                       rows_by_id<authorization_use>(in, owner, ids.second)};
    return made;
}

} // namespace

std::map<account_id, std::string> names_of(session& in, const std::set<account_id>& of) {
    std::vector<std::string> ids;
    for (const account_id& each : of) ids.push_back(each.text());
    std::map<account_id, std::string> made;
    for (account& each : store::select_among<account>(in, "owner", {}, ids))
        made.emplace(each.id, std::move(each.name));
    return made;
}

std::vector<entity_facts> facts_of(session&, std::vector<product> rows) {
    return all_bare(std::move(rows));
}

std::vector<entity_facts> facts_of(session&, std::vector<offer> rows) {
    return all_bare(std::move(rows));
}

std::vector<entity_facts> facts_of(session& in, std::vector<resale_authorization> rows) {
    const auto beside = neighbours_of(in, rows);
    std::set<account_id> parties;
    for (const resale_authorization& each : rows) {
        parties.insert(each.owner);
        parties.insert(each.reseller);
    }
    const auto names = names_of(in, parties);
    std::vector<entity_facts> made;
    for (resale_authorization& each : rows) {
        const neighbours& of = beside.at(each.owner);
        const auto use = of.uses.find(each.id.text());
        authorization_view shown{each,
                                 use == of.uses.end()
                                     ? authorization_use{each.owner, each.id, each.offers_max, 0}
                                     : use->second,
                                 of.sold.at(each.product.text())};
        entity_facts one{std::move(shown), each.owner,    each.id.text(),
                         each.revision,    each.modified, {}};
        for (const account_id& party : {each.owner, each.reseller})
            if (const auto found = names.find(party); found != names.end())
                one.names.insert(*found);
        made.push_back(std::move(one));
    }
    return made;
}

std::vector<entity_facts> facts_of(session& in, const std::vector<view>& rows) {
    std::map<account_id, std::set<std::string>> wanted;
    for (const view& each : rows) wanted[each.owner].insert(each.id);
    std::map<std::string, resale_authorization> found;
    for (const auto& [owner, ids] : wanted)
        found.merge(rows_by_id<resale_authorization>(in, owner, ids));
    std::vector<resale_authorization> ordered;
    for (const view& each : rows)
        if (const auto of = found.find(each.id); of != found.end()) ordered.push_back(of->second);
    return facts_of(in, std::move(ordered));
}

namespace {

template <class Row, class Id>
std::optional<entity_facts> find_one(session& in, const location& at) {
    auto found = store::find<Row>(in, at.owner, Id::minted(at.id));
    if (!found) return {};
    std::vector<Row> rows;
    rows.push_back(std::move(*found));
    return std::move(facts_of(in, std::move(rows)).front());
}

} // namespace

std::optional<entity_facts> find_facts(session& in, const location& at) {
    switch (at.kind) {
        case entity_kind::product:
            return find_one<product, product_id>(in, at);
        case entity_kind::offer:
            return find_one<offer, offer_id>(in, at);
        case entity_kind::resale_authorization: {
            auto made = find_one<resale_authorization, authorization_id>(in, at);
            if (!made) return {};
            const auto& buyers = std::get<authorization_view>(made->what).of.terms.buyers;
            made->names.merge(names_of(in, {buyers.begin(), buyers.end()}));
            return made;
        }
        case entity_kind::agreement:
        case entity_kind::invoice:
        case entity_kind::access_key:
        case entity_kind::payment_reference:
            return {}; // no entities of the Catalog
    }
    __builtin_unreachable();
}

} // namespace cppo::service
