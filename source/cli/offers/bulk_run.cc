#include "cli/offers/bulk_run.h"

#include <thread>

#include "cli/client/bad_input.h"
#include "wire/value/notation.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;
using kind = call_fault::kind;

// What is told of a change set that did not succeed: the first code, and every sentence.
void take_errors(row_result& to, const json::object& set) {
    if (const json::array* changes = wire::find_list(set, "ChangeSet"))
        for (const json::value& change : *changes) {
            const json::array* errors = change.is_object()
                                            ? wire::find_list(change.as_object(), "ErrorDetailList")
                                            : nullptr;
            if (!errors) continue;
            for (const json::value& each : *errors) {
                const json::object& error = each.as_object();
                if (to.error_code.empty()) to.error_code = wire::text_or_empty(error, "ErrorCode");
                if (!to.error_message.empty()) to.error_message += ' ';
                to.error_message += wire::text_or_empty(error, "ErrorMessage");
            }
        }
    if (to.error_code.empty()) to.error_code = wire::text_or_empty(set, "FailureCode");
    if (to.error_code.empty()) to.error_code = wire::text_or_empty(set, "Status");
    if (to.error_message.empty()) to.error_message = wire::text_or_empty(set, "FailureDescription");
}

// The offer that the set created; nothing where it was only validated.
std::string created_offer(const json::object& set) {
    const json::array* changes = wire::find_list(set, "ChangeSet");
    if (!changes) return {};
    for (const json::value& change : *changes) {
        if (!change.is_object()) continue;
        const std::string type = wire::text_or_empty(change.as_object(), "ChangeType");
        const json::object* entity = wire::find_object(change.as_object(), "Entity");
        if (type != "CreateOfferUsingResaleAuthorization" || !entity) continue;
        const std::string id = wire::text_or_empty(*entity, "Identifier");
        return id.substr(0, id.find('@'));
    }
    return {};
}

} // namespace

bulk_run::bulk_run(endpoint_url at, wire::signing_identity by, std::string intent)
    : at_(std::move(at)), by_(std::move(by)), intent_(std::move(intent)) {}

std::optional<std::string> bulk_run::run(const std::vector<planned_offer>& offers, int concurrency,
                                         const listener& ended) {
    {
        std::vector<std::jthread> workers;
        const auto count =
            std::min<std::size_t>(static_cast<std::size_t>(concurrency), offers.size());
        for (std::size_t at = 0; at < count; ++at)
            workers.emplace_back([&] { work(offers, ended); });
    }
    if (failed_) std::rethrow_exception(failed_);
    return stopped_;
}

void bulk_run::work(const std::vector<planned_offer>& offers, const listener& ended) {
    try {
        catalog_client through(at_, by_, interrupted_);
        while (!interrupted_) {
            const std::size_t at = next_++;
            if (at >= offers.size()) return;
            const auto result = carry_out(through, offers[at]);
            if (!result) continue;
            const std::lock_guard lock(mutex_);
            ended(*result);
        }
    } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!failed_) failed_ = std::current_exception();
        interrupted_ = true;
    }
}

std::optional<row_result> bulk_run::carry_out(catalog_client& through, const planned_offer& offer) {
    row_result made{.line = offer.line, .token = offer.token};
    const auto ended_by = [&](const call_fault& fault,
                              row_status status) -> std::optional<row_result> {
        if (fault.what != kind::refused) {
            stop(fault);
            return {};
        }
        made.status = status;
        made.error_code = fault.code;
        made.error_message = fault.message;
        return made;
    };
    const auto started = through.start(offer.changes, offer.token, intent_);
    if (!started) return ended_by(started.error(), row_status::refused);
    made.change_set_id = wire::text_or_empty(*started, "ChangeSetId");
    const auto set = through.await_end(made.change_set_id);
    if (!set) return ended_by(set.error(), row_status::failed);
    if (wire::text_or_empty(*set, "Status") == "SUCCEEDED") {
        if (intent_ == "APPLY") made.offer_id = created_offer(*set);
        return made;
    }
    made.status = row_status::failed;
    take_errors(made, *set);
    return made;
}

void bulk_run::stop(const call_fault& why) {
    const std::lock_guard lock(mutex_);
    interrupted_ = true;
    if (why.what == kind::interrupted || stopped_ || failed_) return;
    const std::string sentence = why.code.empty() ? why.message : why.code + ": " + why.message;
    if (why.what == kind::unknown_key)
        failed_ = std::make_exception_ptr(
            bad_input("The endpoint does not take these credentials. " + sentence));
    else
        stopped_ = sentence;
}

} // namespace cppo::cli
