#include "cli/offers/offer_row.h"

#include <boost/json/object.hpp>

namespace cppo::cli {
namespace {

namespace json = boost::json;

constexpr const char* created = "CreateCPPO";

class change_list {
  public:
    void create(const char* type, json::object details) {
        made_.push_back(json::object{{"ChangeType", type},
                                     {"ChangeName", created},
                                     {"Entity", {{"Type", offer_type}}},
                                     {"DetailsDocument", std::move(details)}});
    }
    void change(const char* type, json::object details) {
        const std::string identifier = std::string("$") + created + ".Entity.Identifier";
        made_.push_back(json::object{{"ChangeType", type},
                                     {"Entity", {{"Type", offer_type}, {"Identifier", identifier}}},
                                     {"DetailsDocument", std::move(details)}});
    }
    void change_term(const char* type, json::object term) {
        json::array terms;
        terms.push_back(std::move(term));
        change(type, {{"Terms", std::move(terms)}});
    }

    json::array take() { return std::move(made_); }

  private:
    static constexpr const char* offer_type = "Offer@1.0";

    json::array made_;
};

void inform(change_list& to, const offer_row& row) {
    json::object information;
    if (!row.name.empty()) information["Name"] = row.name;
    if (!row.description.empty()) information["Description"] = row.description;
    if (!information.empty()) to.change("UpdateInformation", std::move(information));
}

void price(change_list& to, const offer_row& row) {
    if (row.by) to.change("UpdateMarkup", {{"Percentage", row.by->text()}});
    if (row.schedule.empty()) return;
    json::array instalments;
    for (const dated_amount& each : row.schedule)
        instalments.push_back(
            json::object{{"ChargeDate", each.on.text()}, {"ChargeAmount", each.amount.text()}});
    to.change_term("UpdatePaymentScheduleTerms",
                   {{"Type", "PaymentScheduleTerm"},
                    {"CurrencyCode", code_of(row.schedule.front().amount.unit())},
                    {"Schedule", std::move(instalments)}});
}

void bound(change_list& to, const offer_row& row) {
    if (!row.buyers.empty()) {
        json::array accounts;
        for (const account_id& each : row.buyers) accounts.emplace_back(each.text());
        to.change("UpdateTargeting",
                  {{"PositiveTargeting", {{"BuyerAccounts", std::move(accounts)}}}});
    }
    if (row.expires)
        to.change("UpdateAvailability", {{"AvailabilityEndDate", row.expires->text()}});
    if (!row.duration && !row.ends_on) return;
    json::object term{{"Type", "ValidityTerm"}};
    if (row.duration) term["AgreementDuration"] = row.duration->text();
    if (row.ends_on) term["AgreementEndDate"] = row.ends_on->text();
    to.change_term("UpdateValidityTerms", std::move(term));
}

} // namespace

json::array changes_of(const offer_row& row) {
    change_list made;
    made.create("CreateOfferUsingResaleAuthorization",
                {{"ResaleAuthorizationId", row.authorization}});
    inform(made, row);
    price(made, row);
    bound(made, row);
    if (row.release) made.change("ReleaseOffer", {});
    return made.take();
}

} // namespace cppo::cli
