// Migration 9: what a seller of record charges, agreements by their start, the roles of resellers.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_9;

namespace {

#define TEXT_COLUMN "TEXT COLLATE \"C\" NOT NULL"
#define AGREEMENTS "WHERE kind = 'agreement'"

constexpr std::array<std::string_view, 11> statements{
    // The seller of record sees what its buyers are charged and invoiced, in the order of the
    // lists.
    "ALTER TABLE charge ADD COLUMN partner " TEXT_COLUMN " DEFAULT ''",
    "UPDATE charge SET partner = COALESCE((SELECT agreement.proposer FROM agreement WHERE "
    "agreement.owner = charge.owner AND agreement.id = charge.agreement), '')",
    "CREATE INDEX charge_of_partner ON charge (partner, due_on, id)",
    "CREATE INDEX invoice_of_partner ON invoice (partner, issued_on, id)",
    "CREATE INDEX invoice_of_partner_by_status ON invoice (partner, status, issued_on, id)",

    // Agreements are sorted by their end, and by proposers by their start.
    "ALTER TABLE visible ADD COLUMN starts_us BIGINT",
    "UPDATE visible SET starts_us = (SELECT agreement.starts_us FROM agreement WHERE "
    "agreement.owner = visible.owner AND agreement.id = visible.id) WHERE kind = 'agreement'",
    "CREATE INDEX agreements_by_start ON visible (viewer, role, starts_us, id) " AGREEMENTS,
    "CREATE INDEX agreements_by_end ON visible (viewer, role, COALESCE(ends_us, "
    "9223372036854775806), id) " AGREEMENTS,

    "ALTER TABLE resale_authorization ADD COLUMN reseller_role " TEXT_COLUMN
    " DEFAULT 'ChannelPartner'",
    "CREATE INDEX authorization_by_role ON resale_authorization (owner, reseller_role, "
    "modified_us, id)",
};

} // namespace

const std::span<const std::string_view> schema_9 = statements;

} // namespace cppo::store
