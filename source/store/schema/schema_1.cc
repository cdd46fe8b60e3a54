// Migration 1: accounts, catalog, agreements, settlement, and what keeps them together.
// Every row starts its key with the account that owns it.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_1;

namespace {

#define TEXT_KEY "TEXT COLLATE \"C\" NOT NULL"
#define TEXT_VALUE "TEXT COLLATE \"C\" NOT NULL"
#define TEXT_MAYBE "TEXT COLLATE \"C\""
#define NUMBER "BIGINT NOT NULL"
#define NUMBER_MAYBE "BIGINT"

constexpr std::array<std::string_view, 49> statements{
    "CREATE TABLE account (owner " TEXT_KEY ", revision " NUMBER ", name " TEXT_VALUE
    ", email " TEXT_VALUE ", country " TEXT_VALUE ", payer " TEXT_MAYBE ", roles " TEXT_VALUE
    ", created_us " NUMBER ", PRIMARY KEY (owner))",

    "CREATE TABLE account_user (owner " TEXT_KEY ", id " TEXT_KEY ", email " TEXT_VALUE
    ", part " TEXT_VALUE ", actions " TEXT_VALUE ", password_hash " TEXT_VALUE
    ", PRIMARY KEY (owner, id))",

    "CREATE TABLE access_key (owner " TEXT_KEY ", id " TEXT_KEY ", user_id " TEXT_VALUE
    ", sealed_secret " TEXT_VALUE ", created_us " NUMBER ", PRIMARY KEY (owner, id))",

    "CREATE TABLE seller (owner " TEXT_KEY ", revision " NUMBER ", profile " TEXT_VALUE
    ", tax " TEXT_VALUE ", bank " TEXT_VALUE ", kyc " TEXT_VALUE ", service_linked_role " TEXT_VALUE
    ", preference " TEXT_VALUE ", PRIMARY KEY (owner))",

    "CREATE TABLE product (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", type " TEXT_VALUE ", visibility " TEXT_VALUE ", title " TEXT_VALUE ", code " TEXT_VALUE
    ", texts " TEXT_VALUE ", dimensions " TEXT_VALUE ", created_us " NUMBER ", modified_us " NUMBER
    ", delivery " TEXT_VALUE ", allowed " TEXT_VALUE ", PRIMARY KEY (owner, id))",
    "CREATE INDEX product_by_time ON product (owner, modified_us, id)",

    "CREATE TABLE resale_authorization (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", state " TEXT_VALUE ", product " TEXT_VALUE ", product_title " TEXT_VALUE
    ", reseller " TEXT_VALUE ", name " TEXT_VALUE ", description " TEXT_VALUE
    ", available_until_us " NUMBER_MAYBE ", offers_max " NUMBER_MAYBE ", terms " TEXT_VALUE
    ", created_us " NUMBER ", modified_us " NUMBER ", PRIMARY KEY (owner, id))",
    "CREATE INDEX resale_authorization_by_time ON resale_authorization (owner, modified_us, id)",

    "CREATE TABLE authorization_use (owner " TEXT_KEY ", id " TEXT_KEY ", offers_max " NUMBER_MAYBE
    ", released " NUMBER ", PRIMARY KEY (owner, id))",

    "CREATE TABLE offer (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", state " TEXT_VALUE ", product " TEXT_VALUE ", manufacturer " TEXT_VALUE
    ", authorization_id " TEXT_VALUE ", name " TEXT_VALUE ", description " TEXT_VALUE
    ", markup " TEXT_VALUE ", available_until_us " NUMBER_MAYBE ", terms " TEXT_VALUE
    ", created_us " NUMBER ", modified_us " NUMBER ", released_us " NUMBER_MAYBE
    ", PRIMARY KEY (owner, id))",
    "CREATE INDEX offer_by_time ON offer (owner, modified_us, id)",

    "CREATE TABLE public_offer (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", state " TEXT_VALUE ", product " TEXT_VALUE ", name " TEXT_VALUE ", description " TEXT_VALUE
    ", terms " TEXT_VALUE ", created_us " NUMBER ", modified_us " NUMBER
    ", released_us " NUMBER_MAYBE ", PRIMARY KEY (owner, id))",
    "CREATE INDEX public_offer_by_product ON public_offer (owner, product)",

    "CREATE TABLE change_set (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", name " TEXT_VALUE ", intent " TEXT_VALUE ", status " TEXT_VALUE ", started_us " NUMBER
    ", ended_us " NUMBER_MAYBE ", failure " TEXT_VALUE ", changes " TEXT_VALUE
    ", PRIMARY KEY (owner, id))",
    "CREATE INDEX change_set_by_time ON change_set (owner, started_us, id)",

    "CREATE TABLE entity_lock (owner " TEXT_KEY ", entity " TEXT_KEY ", holder " TEXT_VALUE
    ", PRIMARY KEY (owner, entity))",

    "CREATE TABLE agreement_request (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", status " TEXT_VALUE ", proposer " TEXT_VALUE ", offer " TEXT_VALUE ", offer_revision " NUMBER
    ", charges " TEXT_VALUE ", created_us " NUMBER ", agreement " TEXT_MAYBE ", choice " TEXT_MAYBE
    ", currency " TEXT_VALUE ", PRIMARY KEY (owner, id))",

    "CREATE TABLE agreement (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", number " NUMBER ", status " TEXT_VALUE ", payer " TEXT_VALUE ", proposer " TEXT_VALUE
    ", manufacturer " TEXT_VALUE ", offer " TEXT_VALUE ", product " TEXT_VALUE
    ", authorization_id " TEXT_VALUE
    ", manufacturer_knows_buyer INTEGER NOT NULL, committed " NUMBER ", fees " TEXT_VALUE
    ", wholesale_invoiced " NUMBER ", margin_invoiced " NUMBER ", listing_fee_charged " NUMBER
    ", processing_fee_charged " NUMBER ", terms " TEXT_VALUE ", accepted_us " NUMBER
    ", starts_us " NUMBER ", ends_us " NUMBER_MAYBE ", modified_us " NUMBER ", currency " TEXT_VALUE
    ", PRIMARY KEY (owner, id))",
    "CREATE UNIQUE INDEX agreement_by_number ON agreement (owner, number)",
    "CREATE UNIQUE INDEX agreement_by_offer ON agreement (owner, offer)",

    "CREATE TABLE entitlement (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", agreement " TEXT_VALUE ", product " TEXT_VALUE ", manufacturer " TEXT_VALUE
    ", granted " TEXT_VALUE ", status " TEXT_VALUE ", PRIMARY KEY (owner, id))",
    "CREATE INDEX entitlement_by_agreement ON entitlement (owner, agreement)",

    "CREATE TABLE charge (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", agreement " TEXT_VALUE ", kind " TEXT_VALUE ", status " TEXT_VALUE ", due_on " TEXT_VALUE
    ", amount " NUMBER ", wholesale " NUMBER ", invoice " TEXT_MAYBE ", lines " TEXT_VALUE
    ", currency " TEXT_VALUE ", PRIMARY KEY (owner, id))",
    "CREATE INDEX charge_by_agreement ON charge (agreement, due_on, id)",

    "CREATE TABLE invoice (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", payer " TEXT_VALUE ", agreement " TEXT_VALUE ", charge " TEXT_VALUE
    ", manufacturer " TEXT_VALUE ", partner " TEXT_VALUE ", status " TEXT_VALUE
    ", issued_on " TEXT_VALUE ", issued_us " NUMBER ", due_on " TEXT_VALUE
    ", due_manufacturer " NUMBER ", due_partner " NUMBER ", due_marketplace " NUMBER
    ", due_tax " NUMBER ", paid_manufacturer " NUMBER ", paid_partner " NUMBER
    ", paid_marketplace " NUMBER ", paid_tax " NUMBER ", lines " TEXT_VALUE ", currency " TEXT_VALUE
    ", PRIMARY KEY (owner, id))",
    "CREATE INDEX invoice_by_agreement ON invoice (agreement, issued_us, id)",
    "CREATE INDEX invoice_by_payer ON invoice (payer, id)",

    "CREATE TABLE payment (owner " TEXT_KEY ", id " TEXT_KEY ", invoice " TEXT_VALUE
    ", amount " NUMBER ", received_on " TEXT_VALUE ", reference " TEXT_VALUE ", recorded_us " NUMBER
    ", currency " TEXT_VALUE ", PRIMARY KEY (owner, id))",
    "CREATE INDEX payment_by_invoice ON payment (owner, invoice)",

    "CREATE TABLE transfer (owner " TEXT_KEY ", id " TEXT_KEY ", debit " TEXT_VALUE
    ", credit " TEXT_VALUE ", amount " NUMBER ", at_us " NUMBER ", agreement " TEXT_MAYBE
    ", cause " TEXT_VALUE ", cause_id " TEXT_VALUE ", currency " TEXT_VALUE
    ", PRIMARY KEY (owner, id))",
    "CREATE INDEX transfer_by_time ON transfer (at_us, owner, id)",
    "CREATE INDEX transfer_by_agreement ON transfer (agreement, at_us, id)",

    "CREATE TABLE statement_line (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", part " TEXT_VALUE ", agreement " TEXT_VALUE ", offer " TEXT_VALUE
    ", authorization_id " TEXT_VALUE ", customer " TEXT_MAYBE ", invoice " TEXT_VALUE
    ", kind " TEXT_VALUE ", issued_us " NUMBER ", buyer_amount " NUMBER_MAYBE
    ", wholesale " NUMBER_MAYBE ", margin " NUMBER_MAYBE ", fee " NUMBER ", tax " NUMBER
    ", net " NUMBER ", collected_on " TEXT_MAYBE ", disbursed " TEXT_MAYBE ", currency " TEXT_VALUE
    ", PRIMARY KEY (owner, id))",
    "CREATE INDEX statement_line_by_time ON statement_line (owner, issued_us, id)",
    "CREATE INDEX statement_line_by_invoice ON statement_line (owner, invoice)",

    "CREATE TABLE payable (owner " TEXT_KEY ", id " TEXT_KEY ", revision " NUMBER
    ", agreement " TEXT_VALUE ", invoice " TEXT_VALUE ", amount " NUMBER
    ", collected_on " TEXT_VALUE ", disbursed " TEXT_MAYBE ", currency " TEXT_VALUE
    ", PRIMARY KEY (owner, id))",
    "CREATE INDEX payable_open ON payable (owner, disbursed, currency)",

    "CREATE TABLE disbursement (owner " TEXT_KEY ", id " TEXT_KEY ", amount " NUMBER
    ", paid_on " TEXT_VALUE ", paid_us " NUMBER ", lines " TEXT_VALUE ", currency " TEXT_VALUE
    ", PRIMARY KEY (owner, id))",

    "CREATE TABLE usage (hour " NUMBER ", account " NUMBER ", agreement_no " NUMBER
    ", dimension_no " NUMBER ", quantity " NUMBER ", allocations " TEXT_VALUE
    ", recorded_us " NUMBER ", PRIMARY KEY (hour, account, agreement_no, dimension_no))",

    "CREATE TABLE visible (viewer " TEXT_KEY ", role " TEXT_KEY ", kind " TEXT_KEY ", id " TEXT_KEY
    ", owner " TEXT_VALUE ", name " TEXT_VALUE ", status " TEXT_VALUE ", product " TEXT_VALUE
    ", offer " TEXT_VALUE ", party " TEXT_VALUE ", ends_us " NUMBER_MAYBE ", modified_us " NUMBER
    ", PRIMARY KEY (viewer, role, kind, id))",
    "CREATE INDEX visible_by_time ON visible (viewer, role, kind, modified_us, id)",
    "CREATE INDEX visible_by_id ON visible (viewer, id)",

    "CREATE TABLE locator (id " TEXT_KEY ", owner " TEXT_VALUE ", kind " TEXT_VALUE
    ", PRIMARY KEY (id))",

    "CREATE TABLE due_work (owner " TEXT_KEY ", kind INTEGER NOT NULL, subject " TEXT_KEY
    ", due_us " NUMBER ", PRIMARY KEY (owner, kind, subject))",
    "CREATE INDEX due_work_by_time ON due_work (due_us, kind, owner, subject)",

    "CREATE TABLE command (owner " TEXT_KEY ", operation " TEXT_KEY ", token " TEXT_KEY
    ", request_hash " TEXT_VALUE ", answer " TEXT_VALUE ", at_us " NUMBER
    ", PRIMARY KEY (owner, operation, token))",

    "CREATE TABLE audit_entry (owner " TEXT_KEY ", number " NUMBER ", at_us " NUMBER
    ", user_id " TEXT_VALUE ", by_account " TEXT_VALUE ", operation " TEXT_VALUE
    ", subject " TEXT_VALUE ", source " TEXT_VALUE ", previous " TEXT_VALUE ", hash " TEXT_VALUE
    ", PRIMARY KEY (owner, number))",

    "CREATE TABLE outbox (owner " TEXT_KEY ", id " TEXT_KEY ", kind " TEXT_VALUE
    ", part " TEXT_VALUE ", subject " TEXT_VALUE ", at_us " NUMBER ", PRIMARY KEY (owner, id))",

    "CREATE TABLE setting (name " TEXT_KEY ", value " TEXT_VALUE ", PRIMARY KEY (name))",
};

} // namespace

const std::span<const std::string_view> schema_1 = statements;

} // namespace cppo::store
