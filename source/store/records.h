// The market's records as rows of tables. One specialisation a table; the schema is in schema_1.cc.
#pragma once

#include <boost/json/value.hpp>

#include "market/decision.h"
#include "market/metering.h"
#include "store/names.h"
#include "store/table.h"

namespace cppo::store {

// Members kept as JSON in one text column.
#define CPPO_TEXT_COLUMN(type)                       \
    template <>                                      \
    struct column_type<type> {                       \
        static value store(const type& kept);        \
        static type load(const row& at, int column); \
    }

CPPO_TEXT_COLUMN(std::set<market::role>);
CPPO_TEXT_COLUMN(std::set<currency>);
CPPO_TEXT_COLUMN(std::vector<std::string>);
CPPO_TEXT_COLUMN(market::disbursement_preference);
CPPO_TEXT_COLUMN(market::product_texts);
CPPO_TEXT_COLUMN(std::vector<market::dimension>);
CPPO_TEXT_COLUMN(std::vector<market::delivery_option>);
CPPO_TEXT_COLUMN(std::vector<account_id>);
CPPO_TEXT_COLUMN(market::public_offer_terms);
CPPO_TEXT_COLUMN(market::authorization_terms);
CPPO_TEXT_COLUMN(market::offer_terms);
CPPO_TEXT_COLUMN(market::agreement_terms);
CPPO_TEXT_COLUMN(std::vector<market::change>);
CPPO_TEXT_COLUMN(std::vector<market::expected_charge>);
CPPO_TEXT_COLUMN(std::vector<market::grant>);
CPPO_TEXT_COLUMN(std::vector<market::charge_line>);
CPPO_TEXT_COLUMN(market::upfront_choice);
CPPO_TEXT_COLUMN(market::fee_rates);
CPPO_TEXT_COLUMN(std::vector<market::invoice_line>);
CPPO_TEXT_COLUMN(std::vector<market::disbursement_line>);
CPPO_TEXT_COLUMN(cppo::markup);
#undef CPPO_TEXT_COLUMN

// An invoice with its parts side by side, so that they can be summed.
struct invoice_row {
    account_id owner;
    invoice_id id;
    std::int64_t revision;
    account_id payer;
    agreement_id agreement;
    charge_id charge;
    account_id manufacturer;
    account_id partner;
    market::invoice_status status;
    day issued_on;
    instant issued;
    day due_on;
    money due_manufacturer, due_partner, due_marketplace, due_tax;
    money paid_manufacturer, paid_partner, paid_marketplace, paid_tax;
    std::vector<market::invoice_line> lines;
};
invoice_row row_of(const market::invoice& kept);
market::invoice invoice_of(const invoice_row& row);

// An answered command: repeating it under its token answers the same.
struct command_record {
    account_id owner;
    std::string operation;
    std::string token;
    std::string request_hash;
    std::string answer;
    instant at;
};

// Who did what, when, from where; each entry carries the hash of the one before.
struct audit_entry {
    account_id owner;
    std::int64_t number;
    instant at;
    std::string user;
    account_id by;
    std::string operation;
    std::string subject;
    std::string source;
    std::string previous;
    std::string hash;
};

struct setting {
    std::string name;
    std::string value;
};

// clang-format off
template <> struct table<market::account> {
    using row_type = market::account;
    static constexpr std::string_view name = "account";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::id}, column{"revision", &row_type::revision},
        column{"name", &row_type::name}, column{"email", &row_type::email},
        column{"country", &row_type::country}, column{"payer", &row_type::payer},
        column{"roles", &row_type::roles}, column{"created_us", &row_type::created});
};
template <> struct table<market::user> {
    using row_type = market::user;
    static constexpr std::string_view name = "account_user";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"email", &row_type::email},
        column{"part", &row_type::part}, column{"actions", &row_type::actions},
        column{"password_hash", &row_type::password_hash}, column{"state", &row_type::state});
};
template <> struct table<market::access_key> {
    using row_type = market::access_key;
    static constexpr std::string_view name = "access_key";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"user_id", &row_type::user},
        column{"sealed_secret", &row_type::sealed_secret},
        column{"created_us", &row_type::created}, column{"state", &row_type::state});
};
template <> struct table<market::seller> {
    using row_type = market::seller;
    static constexpr std::string_view name = "seller";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"revision", &row_type::revision},
        column{"profile", &row_type::profile}, column{"tax", &row_type::tax},
        column{"bank", &row_type::bank}, column{"kyc", &row_type::kyc},
        column{"service_linked_role", &row_type::service_linked_role},
        column{"preference", &row_type::preference}, column{"currencies", &row_type::currencies});
};
template <> struct table<market::product> {
    using row_type = market::product;
    static constexpr std::string_view name = "product";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"type", &row_type::type},
        column{"visibility", &row_type::visibility}, column{"title", &row_type::title},
        column{"code", &row_type::code}, column{"texts", &row_type::texts},
        column{"dimensions", &row_type::dimensions}, column{"created_us", &row_type::created},
        column{"modified_us", &row_type::modified}, column{"delivery", &row_type::delivery},
        column{"allowed", &row_type::allowed});
};
template <> struct table<market::resale_authorization> {
    using row_type = market::resale_authorization;
    static constexpr std::string_view name = "resale_authorization";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"state", &row_type::state},
        column{"product", &row_type::product}, column{"product_title", &row_type::product_title},
        column{"reseller", &row_type::reseller}, column{"name", &row_type::name},
        column{"description", &row_type::description},
        column{"available_until_us", &row_type::available_until},
        column{"offers_max", &row_type::offers_max}, column{"terms", &row_type::terms},
        column{"created_us", &row_type::created}, column{"modified_us", &row_type::modified});
};
template <> struct table<market::authorization_use> {
    using row_type = market::authorization_use;
    static constexpr std::string_view name = "authorization_use";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"offers_max", &row_type::offers_max}, column{"released", &row_type::released});
};
template <> struct table<market::offer> {
    using row_type = market::offer;
    static constexpr std::string_view name = "offer";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"state", &row_type::state},
        column{"product", &row_type::product}, column{"manufacturer", &row_type::manufacturer},
        column{"authorization_id", &row_type::authorization}, column{"name", &row_type::name},
        column{"description", &row_type::description}, column{"markup", &row_type::by},
        column{"available_until_us", &row_type::available_until}, column{"terms", &row_type::terms},
        column{"created_us", &row_type::created}, column{"modified_us", &row_type::modified},
        column{"released_us", &row_type::released}, column{"replaces", &row_type::replaces});
};
template <> struct table<market::public_offer> {
    using row_type = market::public_offer;
    static constexpr std::string_view name = "public_offer";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"state", &row_type::state},
        column{"product", &row_type::product}, column{"name", &row_type::name},
        column{"description", &row_type::description}, column{"terms", &row_type::terms},
        column{"created_us", &row_type::created}, column{"modified_us", &row_type::modified},
        column{"released_us", &row_type::released});
};
template <> struct table<market::change_set> {
    using row_type = market::change_set;
    static constexpr std::string_view name = "change_set";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"name", &row_type::name},
        column{"intent", &row_type::intent}, column{"status", &row_type::status},
        column{"started_us", &row_type::started}, column{"ended_us", &row_type::ended},
        column{"failure", &row_type::failure}, column{"changes", &row_type::changes});
};
template <> struct table<market::lock_taken> {
    using row_type = market::lock_taken;
    static constexpr std::string_view name = "entity_lock";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"entity", &row_type::entity},
        column{"holder", &row_type::holder});
};
template <> struct table<market::agreement_request> {
    using row_type = market::agreement_request;
    static constexpr std::string_view name = "agreement_request";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"status", &row_type::status},
        column{"proposer", &row_type::proposer}, column{"offer", &row_type::offer},
        column{"offer_revision", &row_type::offer_revision}, column{"charges", &row_type::charges},
        column{"created_us", &row_type::created}, column{"agreement", &row_type::agreement},
        column{"choice", &row_type::choice}, column{"currency", &row_type::unit},
        column{"replaces", &row_type::replaces});
};
template <> struct table<market::agreement> {
    using row_type = market::agreement;
    static constexpr std::string_view name = "agreement";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"number", &row_type::number},
        column{"status", &row_type::status}, column{"payer", &row_type::payer},
        column{"proposer", &row_type::proposer}, column{"manufacturer", &row_type::manufacturer},
        column{"offer", &row_type::offer}, column{"product", &row_type::product},
        column{"authorization_id", &row_type::authorization},
        column{"manufacturer_knows_buyer", &row_type::manufacturer_knows_buyer},
        column{"committed", &row_type::value}, column{"fees", &row_type::fees},
        column{"wholesale_invoiced", &row_type::wholesale_invoiced},
        column{"margin_invoiced", &row_type::margin_invoiced},
        column{"listing_fee_charged", &row_type::listing_fee_charged},
        column{"processing_fee_charged", &row_type::processing_fee_charged},
        column{"terms", &row_type::terms}, column{"accepted_us", &row_type::accepted},
        column{"starts_us", &row_type::starts}, column{"ends_us", &row_type::ends},
        column{"modified_us", &row_type::modified});
};
template <> struct table<market::entitlement> {
    using row_type = market::entitlement;
    static constexpr std::string_view name = "entitlement";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"agreement", &row_type::agreement},
        column{"product", &row_type::product}, column{"manufacturer", &row_type::manufacturer},
        column{"granted", &row_type::grants}, column{"status", &row_type::status});
};
template <> struct table<market::charge> {
    using row_type = market::charge;
    static constexpr std::string_view name = "charge";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"payer", &row_type::payer},
        column{"agreement", &row_type::agreement}, column{"kind", &row_type::kind},
        column{"status", &row_type::status}, column{"due_on", &row_type::due_on},
        column{"amount", &row_type::amount}, column{"wholesale", &row_type::wholesale},
        column{"invoice", &row_type::invoice}, column{"lines", &row_type::lines});
};
template <> struct table<invoice_row> {
    using row_type = invoice_row;
    static constexpr std::string_view name = "invoice";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"payer", &row_type::payer},
        column{"agreement", &row_type::agreement}, column{"charge", &row_type::charge},
        column{"manufacturer", &row_type::manufacturer}, column{"partner", &row_type::partner},
        column{"status", &row_type::status}, column{"issued_on", &row_type::issued_on},
        column{"issued_us", &row_type::issued}, column{"due_on", &row_type::due_on},
        column{"due_manufacturer", &row_type::due_manufacturer},
        column{"due_partner", &row_type::due_partner},
        column{"due_marketplace", &row_type::due_marketplace},
        column{"due_tax", &row_type::due_tax},
        column{"paid_manufacturer", &row_type::paid_manufacturer},
        column{"paid_partner", &row_type::paid_partner},
        column{"paid_marketplace", &row_type::paid_marketplace},
        column{"paid_tax", &row_type::paid_tax}, column{"lines", &row_type::lines});
};
template <> struct table<market::payment> {
    using row_type = market::payment;
    static constexpr std::string_view name = "payment";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"invoice", &row_type::invoice}, column{"amount", &row_type::amount},
        column{"received_on", &row_type::received_on}, column{"reference", &row_type::reference},
        column{"recorded_us", &row_type::recorded});
};
template <> struct table<market::transfer> {
    using row_type = market::transfer;
    static constexpr std::string_view name = "transfer";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"debit", &row_type::debit}, column{"credit", &row_type::credit},
        column{"amount", &row_type::amount}, column{"at_us", &row_type::at},
        column{"agreement", &row_type::agreement}, column{"cause", &row_type::cause},
        column{"cause_id", &row_type::cause_id});
};
template <> struct table<market::statement_line> {
    using row_type = market::statement_line;
    static constexpr std::string_view name = "statement_line";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"part", &row_type::part},
        column{"agreement", &row_type::agreement}, column{"offer", &row_type::offer},
        column{"authorization_id", &row_type::authorization},
        column{"customer", &row_type::customer}, column{"invoice", &row_type::invoice},
        column{"kind", &row_type::kind}, column{"issued_us", &row_type::issued},
        column{"buyer_amount", &row_type::buyer_amount}, column{"wholesale", &row_type::wholesale},
        column{"margin", &row_type::margin}, column{"fee", &row_type::fee},
        column{"tax", &row_type::tax}, column{"net", &row_type::net},
        column{"collected_on", &row_type::collected_on}, column{"disbursed", &row_type::disbursed});
};
template <> struct table<market::payable> {
    using row_type = market::payable;
    static constexpr std::string_view name = "payable";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"agreement", &row_type::agreement},
        column{"invoice", &row_type::invoice}, column{"amount", &row_type::amount},
        column{"collected_on", &row_type::collected_on}, column{"disbursed", &row_type::disbursed});
};
template <> struct table<market::disbursement> {
    using row_type = market::disbursement;
    static constexpr std::string_view name = "disbursement";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"amount", &row_type::amount}, column{"paid_on", &row_type::paid_on},
        column{"paid_us", &row_type::paid}, column{"lines", &row_type::lines});
};
template <> struct table<market::view> {
    using row_type = market::view;
    static constexpr std::string_view name = "visible";
    static constexpr int key_count = 4;
    static constexpr auto columns = std::tuple(
        column{"viewer", &row_type::viewer}, column{"role", &row_type::role},
        column{"kind", &row_type::kind}, column{"id", &row_type::id},
        column{"owner", &row_type::owner}, column{"name", &row_type::name},
        column{"status", &row_type::status}, column{"product", &row_type::product},
        column{"offer", &row_type::offer}, column{"party", &row_type::party},
        column{"ends_us", &row_type::ends}, column{"modified_us", &row_type::modified});
};
template <> struct table<market::usage_record> {
    using row_type = market::usage_record;
    static constexpr std::string_view name = "usage";
    static constexpr int key_count = 4;
    static constexpr auto columns = std::tuple(
        column{"hour", &row_type::hour}, column{"account", &row_type::account},
        column{"agreement_no", &row_type::agreement_no},
        column{"dimension_no", &row_type::dimension_no}, column{"quantity", &row_type::quantity},
        column{"allocations", &row_type::allocations}, column{"recorded_us", &row_type::recorded});
};
template <> struct table<market::location> {
    using row_type = market::location;
    static constexpr std::string_view name = "locator";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"id", &row_type::id}, column{"owner", &row_type::owner},
        column{"kind", &row_type::kind});
};
template <> struct table<market::resource_tag> {
    using row_type = market::resource_tag;
    static constexpr std::string_view name = "resource_tag";
    static constexpr int key_count = 3;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"resource", &row_type::resource},
        column{"name", &row_type::key}, column{"value", &row_type::value});
};
template <> struct table<market::resource_policy> {
    using row_type = market::resource_policy;
    static constexpr std::string_view name = "resource_policy";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"entity", &row_type::entity},
        column{"policy", &row_type::text}, column{"readers", &row_type::readers});
};
template <> struct table<market::due_work> {
    using row_type = market::due_work;
    static constexpr std::string_view name = "due_work";
    static constexpr int key_count = 3;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"kind", &row_type::kind},
        column{"subject", &row_type::subject}, column{"due_us", &row_type::due});
};
template <> struct table<command_record> {
    using row_type = command_record;
    static constexpr std::string_view name = "command";
    static constexpr int key_count = 3;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"operation", &row_type::operation},
        column{"token", &row_type::token}, column{"request_hash", &row_type::request_hash},
        column{"answer", &row_type::answer}, column{"at_us", &row_type::at});
};
template <> struct table<audit_entry> {
    using row_type = audit_entry;
    static constexpr std::string_view name = "audit_entry";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"number", &row_type::number},
        column{"at_us", &row_type::at}, column{"user_id", &row_type::user},
        column{"by_account", &row_type::by}, column{"operation", &row_type::operation},
        column{"subject", &row_type::subject}, column{"source", &row_type::source},
        column{"previous", &row_type::previous}, column{"hash", &row_type::hash});
};
template <> struct table<setting> {
    using row_type = setting;
    static constexpr std::string_view name = "setting";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"name", &row_type::name}, column{"value", &row_type::value});
};
// clang-format on

} // namespace cppo::store
