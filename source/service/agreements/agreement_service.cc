#include "service/agreements/agreement_service.h"

#include "store/tables/authorizations.h"
#include "store/tables/offers.h"
#include "store/tables/parties.h"
#include "store/tables/products.h"
#include "store/tables/views.h"

#include <limits>

#include "market/usage/placing.h"
#include "service/money/rates.h"
#include "service/parties/buyer_visibility.h"
#include "service/reading/visibility.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

constexpr std::initializer_list<view_role> parties{view_role::acceptor, view_role::proposer};

// An offer the account is a target of: it must be released, and its view is the access.
std::optional<offer> find_targeted(session& in, const account_id& buyer, const offer_id& id) {
    const auto seen =
        store::find<view>(in, buyer, view_role::target, entity_kind::offer, id.text());
    if (!seen) return {};
    return store::find<offer>(in, seen->owner, id);
}

std::int64_t count_of(session& in, std::string_view sql,
                      std::initializer_list<store::value> arguments) {
    std::int64_t count = 0;
    in.run(sql, arguments, [&](const store::row& at) { count = at.integer(0); });
    return count;
}

bool has_accepted(session& in, const account_id& buyer, const offer_id& of) {
    return count_of(in, "SELECT COUNT(*) FROM agreement WHERE owner = $1 AND offer = $2",
                    {buyer.text(), of.text()}) > 0;
}

bool is_open(session& in, const offer& of, const account& buyer, instant now) {
    const auto replaced =
        of.replaces ? store::find<agreement>(in, buyer.id, *of.replaces) : std::nullopt;
    return is_open_to(of, buyer, has_accepted(in, buyer.id, of.id), replaced, now);
}

proposal load_proposal(session& in, offer of, const account_id& buyer) {
    const auto source =
        of.authorization ? store::find<resale_authorization>(in, of.manufacturer, *of.authorization)
                         : std::nullopt;
    const std::int64_t before = count_of(
        in, "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM agreement WHERE owner = $1",
        {buyer.text()});
    const std::int64_t beside =
        count_of(in,
                 "SELECT COUNT(*) FROM agreement WHERE owner = $1 AND product = $2 "
                 "AND status = 'ACTIVE'",
                 {buyer.text(), of.product.text()});
    return {
        .of = of,
        .sold = store::find<product>(in, of.manufacturer, of.product).value(),
        .buyer = store::find<account>(in, buyer).value(),
        .proposer = store::find<account>(in, of.owner).value(),
        .already_accepted = has_accepted(in, buyer, of.id),
        .single_use = source && source->is_single_use(),
        .agreements_before = before,
        .rates = rates_in(in),
        .visibility = buyer_visibility_in(in),
        .agreements_beside = beside,
    };
}

// The buyer's own agreement, to be replaced, with what hangs on it.
result<void> add_source(session& in, proposal& to, const std::optional<agreement_id>& id) {
    if (!id) return {};
    const account_id& buyer = to.buyer.id;
    to.source = store::find<agreement>(in, buyer, *id);
    if (!to.source) return no(reason::agreement_not_found, id->text());
    const bool counted =
        to.source->status == agreement_status::active && to.source->product == to.sold.id;
    if (counted) --to.agreements_beside;
    to.source_entitlements = store::select<entitlement>(in, "WHERE owner = $1 AND agreement = $2",
                                                        {buyer.text(), id->text()});
    to.source_charges = store::select<charge>(in, "WHERE owner = $1 AND agreement = $2",
                                              {buyer.text(), id->text()});
    return {};
}

offer_for_buyer shown(session& in, offer of, instant now) {
    const auto name = [&](const account_id& id) {
        const auto found = store::find<account>(in, id);
        return found ? found->name : std::string();
    };
    const auto terms = terms_of(of);
    const auto sold = store::find<product>(in, of.manufacturer, of.product);
    return {of, sold.value(), terms.value(), name(of.owner), name(of.manufacturer), now};
}

agreement_view viewed(session& in, agreement of, const account_id& viewer) {
    const auto sold = store::find<product>(in, of.manufacturer, of.product);
    const bool acceptor = of.owner == viewer;
    return {std::move(of), sold.value(), acceptor};
}

std::vector<entitlement> entitlements_of(session& in, const agreement& of) {
    return store::select<entitlement>(in, "WHERE owner = $1 AND agreement = $2 ORDER BY id",
                                      {of.owner.text(), of.id.text()});
}

std::vector<std::string> licenses_of(session& in, const agreement& of) {
    std::vector<std::string> made;
    for (const entitlement& each : entitlements_of(in, of))
        made.push_back(license_arn(each.manufacturer, each.id));
    return made;
}

// Agreements without an end come first when sorted down, as the furthest away.
constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max() - 1;

// Each as it is indexed (schema_9, schema_1).
const char* column_of(agreement_order by) {
    switch (by) {
        case agreement_order::end:
            return "COALESCE(ends_us, 9223372036854775806)";
        case agreement_order::start:
            return "starts_us";
        case agreement_order::update:
            return "modified_us";
    }
    __builtin_unreachable();
}

std::int64_t order_of(const view& each, agreement_order by) {
    switch (by) {
        case agreement_order::end:
            return each.ends ? each.ends->us() : no_end;
        case agreement_order::start:
            return each.starts.value().us();
        case agreement_order::update:
            return each.modified.us();
    }
    __builtin_unreachable();
}

} // namespace

result<agreement_request> agreement_service::request(const actor& by, const quote_request& ask) {
    const command what{by, by.account, "CreateAgreementRequest", ask.token, ask.request_hash};
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant now) -> result<outcome> {
        const auto id = offer_of_proposal(ask.proposal);
        const auto of = id ? find_targeted(in, by.account, *id) : std::nullopt;
        if (!of) return no(reason::proposal_not_found, ask.proposal);
        proposal about = load_proposal(in, *of, by.account);
        CHECK_OK(add_source(in, about, ask.source));
        return outcome::of(TRY(quote(about, ask.terms, ids, now)));
    });
    const request_id id = request_id::minted(TRY(answer));
    return on_.read([&](session& in, instant) {
        return store::find<agreement_request>(in, by.account, id).value();
    });
}

result<agreement_id> agreement_service::accept(const actor& by, const request_id& id) {
    const command what{by, by.account, "AcceptAgreementRequest", "", ""};
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant now) -> result<outcome> {
        const auto request = store::find<agreement_request>(in, by.account, id);
        if (!request) return no(reason::request_not_found, id.text());
        if (request->agreement)
            return outcome{{}, request->agreement->text(), request->agreement->text()};
        const auto of = find_targeted(in, by.account, request->offer);
        if (!of) return no(reason::request_not_found, id.text());
        proposal about = load_proposal(in, *of, by.account);
        CHECK_OK(add_source(in, about, request->replaces));
        return outcome::of(TRY(market::accept(about, *request, ids, now)));
    });
    return agreement_id::minted(TRY(answer));
}

result<void> agreement_service::cancel(const actor& by, const agreement_id& id) {
    const agreement_view seen = TRY(describe(by.account, id));
    if (!seen.is_acceptor)
        return no_because(reason::action_not_allowed, "Only its acceptor cancels an agreement.");
    const command what{by, by.account, "CancelAgreement", "", ""};
    CHECK_OK(on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const auto of = store::find<agreement>(in, by.account, id).value();
        const auto charges = store::select<charge>(in, "WHERE owner = $1 AND agreement = $2",
                                                   {by.account.text(), id.text()});
        const auto beside =
            store::select<agreement>(in, "WHERE owner = $1 AND product = $2 AND id <> $3",
                                     {by.account.text(), of.product.text(), id.text()});
        return outcome::of(TRY(market::cancel(of, entitlements_of(in, of), charges, beside, now)));
    }));
    return {};
}

result<agreement_view> agreement_service::describe(const account_id& viewer,
                                                   const agreement_id& id) {
    return on_.read([&](session& in, instant) -> result<agreement_view> {
        auto of = find_seen<agreement>(in, viewer, entity_kind::agreement, id, parties);
        if (!of) return no(reason::agreement_not_found, id.text());
        return viewed(in, std::move(*of), viewer);
    });
}

result<page<agreement_view>> agreement_service::search(const account_id& viewer,
                                                       const agreement_search& ask) {
    const auto mark = TRY(mark_of(ask.token));
    const std::string key = column_of(ask.by);
    const std::string past = ask.ascending ? " > " : " < ";
    const std::string direction = ask.ascending ? "" : " DESC";
    const std::string where = "WHERE viewer = $1 AND role = $2 AND kind = 'agreement' AND (" + key +
                              past + "$3 OR (" + key + " = $3 AND id" + past + "$4)) ORDER BY " +
                              key + direction + ", id" + direction + " LIMIT $5";
    const page_mark first = ask.ascending ? page_mark{-1, ""} : page_mark{no_end + 1, ""};
    const page_mark after = mark.value_or(first);
    return on_.read([&](session& in, instant) {
        page<agreement_view> made;
        const auto rows =
            store::select<view>(in, where,
                                {viewer.text(), std::string(cppo::name_of(ask.party)), after.order,
                                 after.id, static_cast<std::int64_t>(rows_scanned_max)});
        for (std::size_t at = 0; at < rows.size(); ++at) {
            auto of = store::find<agreement>(in, rows[at].owner, agreement_id::minted(rows[at].id));
            agreement_view each = viewed(in, of.value(), viewer);
            if (ask.by_license) each.licenses = licenses_of(in, each.of);
            if (ask.wanted(each)) {
                if (!ask.by_license) each.licenses = licenses_of(in, each.of);
                made.items.push_back(std::move(each));
            }
            const bool full = made.items.size() == ask.size && at + 1 < rows.size();
            if (!full && at + 1 < rows_scanned_max) continue;
            made.next = token_of({order_of(rows[at], ask.by), rows[at].id});
            break;
        }
        return made;
    });
}

std::vector<charge> agreement_service::charges(const account_id& acceptor,
                                               const std::optional<agreement_id>& id) {
    return on_.read([&](session& in, instant) {
        const std::string cancelled(name_of(charge_status::cancelled));
        return id ? store::select<charge>(in,
                                          "WHERE owner = $1 AND agreement = $2 AND status <> $3 "
                                          "ORDER BY due_on, id",
                                          {acceptor.text(), id->text(), cancelled})
                  : store::select<charge>(in,
                                          "WHERE owner = $1 AND status <> $2 ORDER BY due_on, id",
                                          {acceptor.text(), cancelled});
    });
}

result<std::vector<invoice>> agreement_service::invoices(const account_id& proposer,
                                                         const agreement_id& id) {
    return on_.read([&](session& in, instant) -> result<std::vector<invoice>> {
        const auto of = find_seen<agreement>(in, proposer, entity_kind::agreement, id, parties);
        if (!of) return no(reason::agreement_not_found, id.text());
        if (of->owner == proposer) return no(reason::not_the_proposer, id.text());
        std::vector<invoice> made;
        for (const store::invoice_row& each : store::select<store::invoice_row>(
                 in, "WHERE owner = $1 AND agreement = $2 ORDER BY issued_us, id",
                 {of->owner.text(), id.text()}))
            made.push_back(store::invoice_of(each));
        return made;
    });
}

std::vector<entitlement> agreement_service::entitlements(const agreement_view& shown) {
    return on_.read([&](session& in, instant) { return entitlements_of(in, shown.of); });
}

result<offer_for_buyer> agreement_service::offer_seen(const account_id& viewer,
                                                      const offer_id& id) {
    return on_.read([&](session& in, instant now) -> result<offer_for_buyer> {
        const auto of = find_seen<offer>(in, viewer, entity_kind::offer, id, {view_role::target});
        const auto may_see = [&] {
            if (of->state != offer_state::released || of->is_for_everybody()) return false;
            return of->owner == viewer ||
                   is_for_country(*of, store::find<account>(in, viewer).value().country);
        };
        if (!of || !may_see()) return no(reason::offer_not_found, id.text());
        offer_for_buyer made = shown(in, *of, now);
        if (!is_sold_to(*of, made.sold, viewer)) return no(reason::offer_not_found, id.text());
        return made;
    });
}

result<page<offer_for_buyer>> agreement_service::offers_for(
    const account_id& buyer, std::size_t size, const std::string& token,
    const std::function<bool(const offer_for_buyer&)>& wanted) {
    const auto mark = TRY(mark_of(token));
    return on_.read([&](session& in, instant now) {
        page<offer_for_buyer> made;
        const account whose = store::find<account>(in, buyer).value();
        const page_mark after =
            mark.value_or(page_mark{std::numeric_limits<std::int64_t>::max(), ""});
        const auto rows = store::select<view>(
            in,
            "WHERE viewer = $1 AND role = 'target' AND kind = 'offer' "
            "AND (modified_us < $2 OR (modified_us = $2 AND id < $3)) "
            "ORDER BY modified_us DESC, id DESC LIMIT $4",
            {buyer.text(), after.order, after.id, static_cast<std::int64_t>(rows_scanned_max)});
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const auto of = store::find<offer>(in, rows[at].owner, offer_id::minted(rows[at].id));
            offer_for_buyer each = shown(in, of.value(), now);
            const bool open =
                is_open(in, each.of, whose, now) && is_sold_to(each.of, each.sold, buyer);
            if (open && wanted(each)) made.items.push_back(std::move(each));
            const bool full = made.items.size() == size && at + 1 < rows.size();
            if (!full && at + 1 < rows_scanned_max) continue;
            made.next = token_of({rows[at].modified.us(), rows[at].id});
            break;
        }
        return made;
    });
}

} // namespace cppo::service
