// Migration 4: an index behind every column that lists of entities and change sets are filtered by
// or sorted by, each ending with the order of time, which is that of most pages; tags and policies.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_4;

namespace {

#define SHARED "WHERE role = 'reseller' AND kind = 'resale_authorization'"

constexpr std::array<std::string_view, 31> statements{
    "CREATE TABLE resource_tag (owner TEXT COLLATE \"C\" NOT NULL, "
    "resource TEXT COLLATE \"C\" NOT NULL, name TEXT COLLATE \"C\" NOT NULL, "
    "value TEXT COLLATE \"C\" NOT NULL, PRIMARY KEY (owner, resource, name))",
    "CREATE TABLE resource_policy (owner TEXT COLLATE \"C\" NOT NULL, "
    "entity TEXT COLLATE \"C\" NOT NULL, policy TEXT COLLATE \"C\" NOT NULL, "
    "readers TEXT COLLATE \"C\" NOT NULL, PRIMARY KEY (owner, entity))",

    "DROP INDEX product_by_time",
    "CREATE INDEX product_by_id ON product (owner, type, id)",
    "CREATE INDEX product_by_time ON product (owner, type, modified_us, id)",
    "CREATE INDEX product_by_title ON product (owner, type, title, modified_us, id)",
    "CREATE INDEX product_by_visibility ON product (owner, type, visibility, modified_us, id)",

    "CREATE INDEX resale_authorization_by_name "
    "ON resale_authorization (owner, name, modified_us, id)",
    "CREATE INDEX resale_authorization_by_state "
    "ON resale_authorization (owner, state, modified_us, id)",
    "CREATE INDEX resale_authorization_by_product "
    "ON resale_authorization (owner, product, modified_us, id)",
    "CREATE INDEX resale_authorization_by_reseller "
    "ON resale_authorization (owner, reseller, modified_us, id)",
    "CREATE INDEX resale_authorization_by_creation "
    "ON resale_authorization (owner, created_us, modified_us, id)",
    // An authorization without an end is shown to end with the year 2099.
    "CREATE INDEX resale_authorization_by_end ON resale_authorization "
    "(owner, COALESCE(available_until_us, 4102444799999000), modified_us, id)",

    "CREATE INDEX offer_by_name ON offer (owner, name, modified_us, id)",
    "CREATE INDEX offer_by_state ON offer (owner, state, modified_us, id)",
    "CREATE INDEX offer_by_product ON offer (owner, product, modified_us, id)",
    "CREATE INDEX offer_by_authorization ON offer (owner, authorization_id, modified_us, id)",
    "CREATE INDEX offer_by_release ON offer (owner, COALESCE(released_us, 0), modified_us, id)",
    "CREATE INDEX offer_by_end ON offer "
    "(owner, COALESCE(available_until_us, 0), modified_us, id)",

    "DROP INDEX public_offer_by_product",
    "CREATE INDEX public_offer_by_time ON public_offer (owner, modified_us, id)",
    "CREATE INDEX public_offer_by_name ON public_offer (owner, name, modified_us, id)",
    "CREATE INDEX public_offer_by_state ON public_offer (owner, state, modified_us, id)",
    "CREATE INDEX public_offer_by_product ON public_offer (owner, product, modified_us, id)",
    "CREATE INDEX public_offer_by_release "
    "ON public_offer (owner, COALESCE(released_us, 0), modified_us, id)",

    // What a reseller was shared.
    "CREATE INDEX shared_by_name ON visible (viewer, name, modified_us, id) " SHARED,
    "CREATE INDEX shared_by_status ON visible (viewer, status, modified_us, id) " SHARED,
    "CREATE INDEX shared_by_product ON visible (viewer, product, modified_us, id) " SHARED,
    "CREATE INDEX shared_by_owner ON visible (viewer, owner, modified_us, id) " SHARED,
    "CREATE INDEX shared_by_end ON visible (viewer, COALESCE(ends_us, 4102444799999000), "
    "modified_us, id) " SHARED,

    // What runs still ends last.
    "CREATE INDEX change_set_by_end ON change_set "
    "(owner, COALESCE(ended_us, 9223372036854775807), id)",
};

} // namespace

const std::span<const std::string_view> schema_4 = statements;

} // namespace cppo::store
