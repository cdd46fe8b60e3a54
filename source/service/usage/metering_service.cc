#include "service/usage/metering_service.h"

#include "ground/dated_refusal.h"
#include "store/tables/agreements.h"
#include "store/tables/products.h"
#include "store/tables/usage.h"
#include "store/tables/views.h"

#include <charconv>
#include <map>
#include <set>

#include "service/secrets/digest.h"
#include "service/usage/usage_digest.h"
#include "service/usage/usage_places.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

constexpr const char* token_context = "registration";

std::string record_id(const usage_record& of) {
    const std::string hash =
        sha256_hex(std::to_string(of.hour) + "/" + std::to_string(of.account) + "/" +
                   std::to_string(of.agreement_no) + "/" + std::to_string(of.dimension_no));
    return hash.substr(0, 8) + "-" + hash.substr(8, 4) + "-" + hash.substr(12, 4) + "-" +
           hash.substr(16, 4) + "-" + hash.substr(20, 12);
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

result<std::vector<usage_outcome>> metering_service::report(
    const actor& by, const std::string& product_code, const std::vector<usage_report>& batch) {
    using found_places = std::vector<std::optional<usage_place>>;
    auto places = TRY(on_.read([&](session& in, instant now) -> result<found_places> {
        usage_subject about{by.account};
        if (!product_code.empty()) {
            const auto found = product_by_code(in, by.account, product_code);
            if (!found) return no(reason::product_code_unknown, product_code);
            about.product = found->id;
        }
        for (const usage_report& each : batch)
            CHECK_OK(check_report(each, report_kind::batch, now));
        usage_places known(in, std::move(about), now);
        found_places made;
        for (const usage_report& each : batch) made.push_back(TRY(known.place(each)));
        return made;
    }));

    std::map<account_id, std::vector<std::size_t>> by_buyer;
    for (std::size_t at = 0; at < places.size(); ++at)
        if (places[at]) by_buyer[places[at]->buyer].push_back(at);
    std::vector<usage_outcome> made(batch.size(), {usage_status::not_subscribed, ""});
    for (const auto& [buyer, positions] : by_buyer)
        CHECK_OK(on_.record(buyer, [&](session& in, instant now) -> result<void> {
            for (const std::size_t at : positions)
                CHECK_OK(check_time(batch[at].at, report_kind::batch, now));
            std::set<std::int64_t> hours;
            for (const std::size_t at : positions) {
                made[at] = record_once(in, places[at]->record);
                hours.insert(places[at]->record.hour);
            }
            for (const std::int64_t each : hours) seal_when_closed(in, buyer, each);
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
        CHECK_OK(check_report(report, report_kind::own, now));
        usage_places known(in, {where_lives->owner, product_id::minted(where_lives->id)}, now);
        const auto where = TRY(known.place(report));
        if (!where) return no(reason::customer_not_entitled, by.account.text());
        if (dry_run) return {};
        const usage_outcome made = record_once(in, where->record);
        if (made.status == usage_status::duplicate) return no(reason::usage_repeated);
        seal_when_closed(in, by.account, where->record.hour);
        answer = made.record;
        return {};
    }));
    return answer;
}

std::string metering_service::token_for(const agreement& of, const std::string& license) const {
    const instant now = on_.read([](session&, instant at) { return at; });
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
    return on_.read([&](session& in, instant now) -> result<registration> {
        const auto of = store::find<entitlement>(in, customer, license);
        if (!of || of->manufacturer != by.account) return no(reason::registration_token_invalid);
        if (issued + token_lifetime_ms < now.ms())
            return no_now(reason::registration_token_expired, now);
        return registration{customer, store::find<product>(in, by.account, of->product)->code,
                            license_arn(by.account, license)};
    });
}

namespace {

// Nothing before the agreement starts.
std::span<const grant> usable(const entitlement& of) {
    return of.status == entitlement_status::provisioned ? std::span(of.grants)
                                                        : std::span<const grant>();
}

} // namespace

result<std::vector<entitled>> metering_service::entitlements(const account_id& manufacturer,
                                                             const std::string& product_code) {
    return on_.read([&](session& in, instant) -> result<std::vector<entitled>> {
        const auto sold = product_by_code(in, manufacturer, product_code);
        if (!sold) return no(reason::product_code_unknown, product_code);
        std::vector<entitled> made;
        for (const view& seen : store::select<view>(
                 in,
                 "WHERE viewer = $1 AND role = 'manufacturer' AND kind = 'agreement' "
                 "AND product = $2 AND status = 'ACTIVE' ORDER BY id",
                 {manufacturer.text(), sold->id.text()})) {
            // Of machine images what was granted may end before the agreement does.
            const bool may_end_before = sold->type == product_type::machine_image;
            const auto until =
                may_end_before ? granted_until(store::find<agreement>(in, seen.owner,
                                                                      agreement_id::minted(seen.id))
                                                   .value())
                               : seen.ends;
            for (const entitlement& each :
                 store::select<entitlement>(in, "WHERE owner = $1 AND agreement = $2 ORDER BY id",
                                            {seen.owner.text(), seen.id}))
                for (const grant& one : usable(each))
                    made.push_back({each.owner, sold->code, one.dimension, one.quantity_max, until,
                                    license_arn(manufacturer, each.id)});
        }
        return made;
    });
}

} // namespace cppo::service
