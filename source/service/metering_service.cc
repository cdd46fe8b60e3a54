#include "service/metering_service.h"

#include <charconv>
#include <map>

#include "service/digest.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

constexpr const char* token_context = "registration";

// A report whose agreement and dimension are known.
struct placed {
    agreement of;
    usage_record record;
};

std::string license_in(const std::string& arn) {
    const auto colon = arn.rfind(':');
    return colon == std::string::npos ? "" : arn.substr(colon + 1);
}

std::int64_t number_of(const account_id& account) {
    std::int64_t number = 0;
    std::from_chars(account.text().data(), account.text().data() + account.text().size(), number);
    return number;
}

std::string record_id(const usage_record& of) {
    const std::string hash =
        sha256_hex(std::to_string(of.hour) + "/" + std::to_string(of.account) + "/" +
                   std::to_string(of.agreement_no) + "/" + std::to_string(of.dimension_no));
    return hash.substr(0, 8) + "-" + hash.substr(8, 4) + "-" + hash.substr(12, 4) + "-" +
           hash.substr(16, 4) + "-" + hash.substr(20, 12);
}

// The agreement of a licence; the licence must be the customer's and the product the
// manufacturer's.
result<std::optional<agreement>> by_license(session& in, const account_id& manufacturer,
                                            const account_id& customer, const std::string& arn) {
    const auto of = store::find<entitlement>(in, customer, license_in(arn));
    if (!of || of->manufacturer != manufacturer || license_arn(manufacturer, of->id) != arn)
        return no(reason::license_unknown, arn);
    return store::find<agreement>(in, customer, of->agreement);
}

// The customer's latest agreement for the product that takes usage of that moment.
std::optional<agreement> by_product(session& in, const account_id& manufacturer,
                                    const account_id& customer, const std::string& product,
                                    const usage_report& report, instant now) {
    for (agreement& each :
         store::select<agreement>(in, "WHERE owner = $1 AND product = $2 ORDER BY number DESC",
                                  {customer.text(), product}))
        if (each.manufacturer == manufacturer && takes_usage(each, report.at, now)) return each;
    return {};
}

std::optional<std::size_t> place_of(const agreement& of, const std::string& dimension) {
    if (!of.terms.usage) return {};
    const auto& rates = of.terms.usage->rates;
    for (std::size_t at = 0; at < rates.size(); ++at)
        if (rates[at].dimension == dimension) return at;
    return {};
}

// Where a report belongs; none for a customer without an agreement that takes it.
result<std::optional<placed>> place(session& in, const account_id& manufacturer,
                                    const std::string& product, const usage_report& report,
                                    report_kind how, instant now) {
    CHECK_OK(check_time(report.at, how, now));
    CHECK_OK(check_allocations(report.allocations, report.quantity));
    const auto customer = account_id::parse(report.customer);
    if (!customer) return std::optional<placed>();
    std::optional<agreement> of;
    if (!report.license.empty())
        of = TRY(by_license(in, manufacturer, *customer, report.license));
    else
        of = by_product(in, manufacturer, *customer, product, report, now);
    if (!of || !takes_usage(*of, report.at, now)) return std::optional<placed>();
    const auto dimension_no = place_of(*of, report.dimension);
    if (!dimension_no) return no(reason::usage_dimension_unknown, report.dimension);
    const usage_term& term = *of->terms.usage;
    CHECK_OK(check_worth(report.quantity, term.rates[*dimension_no], term.unit));
    const usage_record record{hour_of(report.at),
                              number_of(*customer),
                              of->number,
                              static_cast<std::int64_t>(*dimension_no),
                              report.quantity,
                              report.allocations_text,
                              now};
    return std::optional(placed{*of, record});
}

// The first record of an hour counts; the same again is the same, another is a duplicate.
usage_outcome record_once(session& in, const usage_record& made) {
    const std::string id = record_id(made);
    if (store::insert_if_absent(in, made)) return {usage_status::success, id};
    const auto kept = store::find<usage_record>(in, made.hour, made.account, made.agreement_no,
                                                made.dimension_no);
    const bool same =
        kept && kept->quantity == made.quantity && kept->allocations == made.allocations;
    if (same) return {usage_status::success, id};
    return {usage_status::duplicate, ""};
}

std::optional<product> product_by_code(session& in, const account_id& owner,
                                       const std::string& code) {
    const auto id = product_id::parse(std::string(product_kind::prefix) + code);
    if (!id) return {};
    return store::find<product>(in, owner, *id);
}

} // namespace

std::string license_arn(const account_id& manufacturer, const std::string& license) {
    return "arn:aws:license-manager::" + manufacturer.text() + ":license:" + license;
}

result<std::vector<usage_outcome>> metering_service::report(
    const actor& by, const std::string& product_code, const std::vector<usage_report>& batch) {
    std::vector<std::optional<placed>> places;
    std::optional<refusal> refused;
    on_.read([&](session& in, instant now) {
        std::string product;
        if (!product_code.empty()) {
            const auto found = product_by_code(in, by.account, product_code);
            if (!found) {
                refused = no(reason::product_code_unknown, product_code).error();
                return;
            }
            product = found->id.text();
        }
        for (const usage_report& each : batch) {
            auto where = place(in, by.account, product, each, report_kind::batch, now);
            if (!where) {
                refused = where.error();
                return;
            }
            places.push_back(std::move(*where));
        }
    });
    if (refused) return std::unexpected(*refused);

    std::map<account_id, std::vector<std::size_t>> by_buyer;
    for (std::size_t at = 0; at < places.size(); ++at)
        if (places[at]) by_buyer[places[at]->of.owner].push_back(at);
    std::vector<usage_outcome> made(batch.size(), {usage_status::not_subscribed, ""});
    for (const auto& [buyer, positions] : by_buyer)
        CHECK_OK(on_.record(buyer, [&](session& in, instant now) -> result<void> {
            for (const std::size_t at : positions)
                CHECK_OK(check_time(batch[at].at, report_kind::batch, now));
            for (const std::size_t at : positions) made[at] = record_once(in, places[at]->record);
            return {};
        }));
    return made;
}

result<std::string> metering_service::report_own(const actor& by, const std::string& product_code,
                                                 const usage_report& one, bool dry_run) {
    std::string answer;
    CHECK_OK(on_.record(by.account, [&](session& in, instant now) -> result<void> {
        const auto where_lives =
            store::find<location>(in, std::string(product_kind::prefix) + product_code);
        if (!where_lives || where_lives->kind != entity_kind::product)
            return no(reason::product_code_unknown, product_code);
        usage_report report = one;
        report.customer = by.account.text();
        const auto where =
            TRY(place(in, where_lives->owner, where_lives->id, report, report_kind::own, now));
        if (!where) return no(reason::customer_not_entitled, by.account.text());
        if (dry_run) return {};
        const usage_outcome made = record_once(in, where->record);
        if (made.status == usage_status::duplicate) return no(reason::usage_repeated);
        answer = made.record;
        return {};
    }));
    return answer;
}

std::string metering_service::token_for(const agreement& of, const std::string& license) const {
    instant now;
    on_.read([&](session&, instant at) { now = at; });
    return keys_.seal(of.owner.text() + " " + license + " " + std::to_string(now.ms()),
                      token_context);
}

result<registration> metering_service::resolve(const actor& by, const std::string& token) {
    std::string text;
    try {
        text = keys_.open(token, token_context);
    } catch (const std::exception&) {
        return no(reason::registration_token_invalid);
    }
    constexpr std::size_t account_size = 12;
    const auto space = text.rfind(' ');
    const account_id customer = account_id::minted(text.substr(0, account_size));
    const std::string license = text.substr(account_size + 1, space - account_size - 1);
    std::int64_t issued = 0;
    std::from_chars(text.data() + space + 1, text.data() + text.size(), issued);
    result<registration> made = no(reason::registration_token_invalid);
    on_.read([&](session& in, instant now) {
        const auto of = store::find<entitlement>(in, customer, license);
        if (!of || of->manufacturer != by.account) return;
        if (issued + token_lifetime_ms < now.ms()) {
            made = no(reason::registration_token_expired);
            return;
        }
        made = registration{customer, store::find<product>(in, by.account, of->product)->code,
                            license_arn(by.account, license)};
    });
    return made;
}

result<std::vector<entitled>> metering_service::entitlements(const account_id& manufacturer,
                                                             const std::string& product_code) {
    std::optional<std::vector<entitled>> made;
    on_.read([&](session& in, instant) {
        const auto sold = product_by_code(in, manufacturer, product_code);
        if (!sold) return;
        made.emplace();
        for (const view& seen : store::select<view>(
                 in,
                 "WHERE viewer = $1 AND role = 'manufacturer' AND kind = 'agreement' "
                 "AND product = $2 AND status = 'ACTIVE' ORDER BY id",
                 {manufacturer.text(), sold->id.text()}))
            for (const entitlement& each :
                 store::select<entitlement>(in, "WHERE owner = $1 AND agreement = $2 ORDER BY id",
                                            {seen.owner.text(), seen.id}))
                for (const grant& one : each.grants)
                    made->push_back({each.owner, sold->code, one.dimension, one.quantity_max,
                                     seen.ends, license_arn(manufacturer, each.id)});
    });
    if (!made) return no(reason::product_code_unknown, product_code);
    return std::move(*made);
}

} // namespace cppo::service
