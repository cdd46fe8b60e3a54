// Migration 6: users and keys that can be stopped, a permission for each route of the console, and
// an index behind every list of the console.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_6;

namespace {

constexpr std::array<std::string_view, 24> statements{
    "ALTER TABLE account_user ADD COLUMN revision BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE account_user ADD COLUMN state TEXT COLLATE \"C\" NOT NULL DEFAULT 'active'",
    "ALTER TABLE access_key ADD COLUMN revision BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE access_key ADD COLUMN state TEXT COLLATE \"C\" NOT NULL DEFAULT 'active'",

    // Whoever might call all routes of a method may call each of them. No route had the method
    // DELETE, and a list that became empty would allow everything, so that one stays as it is.
    "UPDATE account_user SET actions = REPLACE(actions, '\"opencppo:GET\"', "
    "'\"opencppo:GetClock\",\"opencppo:ListAccounts\",\"opencppo:GetAccount\","
    "\"opencppo:ListUsers\",\"opencppo:GetSeller\",\"opencppo:ListCharges\","
    "\"opencppo:ListInvoices\",\"opencppo:ListStatements\",\"opencppo:ListDisbursements\","
    "\"opencppo:ListDeals\",\"opencppo:GetDeal\",\"opencppo:ListTransfers\","
    "\"opencppo:GetJournal\",\"opencppo:AuditLedger\",\"opencppo:ListAuditEntries\","
    "\"opencppo:ListLimits\",\"opencppo:ListResaleAuthorizations\","
    "\"opencppo:GetResaleAuthorization\",\"opencppo:GetPublishingDelay\"')",
    "UPDATE account_user SET actions = REPLACE(actions, '\"opencppo:POST\"', "
    "'\"opencppo:MoveClock\",\"opencppo:CreateAccount\",\"opencppo:AddUser\","
    "\"opencppo:CreateAccessKey\",\"opencppo:RecordPayment\","
    "\"opencppo:CopyResaleAuthorization\",\"opencppo:CopyOffer\"')",
    "UPDATE account_user SET actions = REPLACE(actions, '\"opencppo:PUT\"', "
    "'\"opencppo:RegisterSeller\",\"opencppo:SetLimit\",\"opencppo:SetPublishingDelay\","
    "\"opencppo:DiscountResaleAuthorization\"')",

    // Who pays for an agreement sees its charges.
    "ALTER TABLE charge ADD COLUMN payer TEXT COLLATE \"C\" NOT NULL DEFAULT ''",
    "UPDATE charge SET payer = COALESCE((SELECT agreement.payer FROM agreement "
    "WHERE agreement.owner = charge.owner AND agreement.id = charge.agreement), owner)",
    "CREATE INDEX charge_by_day ON charge (due_on, id)",
    "CREATE INDEX charge_of_owner ON charge (owner, due_on, id)",
    "CREATE INDEX charge_of_payer ON charge (payer, due_on, id) WHERE payer <> owner",

    "DROP INDEX invoice_by_payer",
    "CREATE INDEX invoice_by_day ON invoice (issued_on, id)",
    "CREATE INDEX invoice_by_status ON invoice (status, issued_on, id)",
    "CREATE INDEX invoice_of_agreement ON invoice (agreement, issued_on, id)",
    "CREATE INDEX invoice_of_owner ON invoice (owner, issued_on, id)",
    "CREATE INDEX invoice_of_owner_by_status ON invoice (owner, status, issued_on, id)",
    "CREATE INDEX invoice_of_payer ON invoice (payer, issued_on, id) WHERE payer <> owner",
    "CREATE INDEX invoice_of_payer_by_status ON invoice (payer, status, issued_on, id) "
    "WHERE payer <> owner",

    "CREATE INDEX disbursement_by_day ON disbursement (owner, paid_on, id)",
    "CREATE INDEX transfer_by_moment ON transfer (at_us, id)",

    // What a deal shows of its agreement.
    "CREATE INDEX entitlement_of_agreement ON entitlement (owner, agreement, id)",
    "CREATE INDEX statement_line_of_agreement ON statement_line (owner, agreement, issued_us, id)",
};

} // namespace

const std::span<const std::string_view> schema_6 = statements;

} // namespace cppo::store
