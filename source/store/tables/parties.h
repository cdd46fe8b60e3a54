// Accounts, users, keys and sellers as rows.
#pragma once

#include "market/parties/account.h"
#include "market/parties/approval.h"
#include "market/parties/billing.h"
#include "market/parties/seller.h"
#include "market/parties/submission.h"
#include "market/parties/user.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

CPPO_TEXT_COLUMN(std::set<market::role>);
CPPO_TEXT_COLUMN(std::set<currency>);
CPPO_TEXT_COLUMN(market::disbursement_preference);
CPPO_TEXT_COLUMN(market::postal_address);
CPPO_TEXT_COLUMN(market::contact_person);
CPPO_TEXT_COLUMN(market::tax_number);
CPPO_TEXT_COLUMN(market::shown_bank_account);
CPPO_TEXT_COLUMN(std::vector<market::tax_number>);
CPPO_TEXT_COLUMN(std::vector<market::part_decision>);

// clang-format off
template <> struct table<market::account> {
    using row_type = market::account;
    static constexpr std::string_view name = "account";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::id}, column{"revision", &row_type::revision},
        column{"name", &row_type::name}, column{"email", &row_type::email},
        column{"country", &row_type::country}, column{"payer", &row_type::payer},
        column{"roles", &row_type::roles}, column{"created_us", &row_type::created},
        column{"state", &row_type::state});
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
        column{"created_us", &row_type::created}, column{"state", &row_type::state},
        column{"made_by", &row_type::made_by});
};
template <> struct table<market::approval> {
    using row_type = market::approval;
    static constexpr std::string_view name = "approval";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"state", &row_type::state},
        column{"asked_for", &row_type::asked_for},
        column{"sealed_request", &row_type::sealed_request}, column{"shown", &row_type::shown},
        column{"asked_by", &row_type::asked_by}, column{"asked_us", &row_type::asked},
        column{"decided_by", &row_type::decided_by}, column{"decided_us", &row_type::decided},
        column{"note", &row_type::note}, column{"made", &row_type::made});
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
template <> struct table<market::submission> {
    using row_type = market::submission;
    static constexpr std::string_view name = "seller_submission";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"revision", &row_type::revision},
        column{"legal_name", &row_type::legal_name}, column{"address", &row_type::address},
        column{"contact", &row_type::contact}, column{"tax_numbers", &row_type::tax_numbers},
        column{"bank", &row_type::bank}, column{"sealed_bank", &row_type::sealed_bank},
        column{"decisions", &row_type::decisions}, column{"submitted_us", &row_type::submitted_at});
};
template <> struct table<market::billing_details> {
    using row_type = market::billing_details;
    static constexpr std::string_view name = "billing_details";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"revision", &row_type::revision},
        column{"legal_name", &row_type::legal_name}, column{"address", &row_type::address},
        column{"tax", &row_type::tax});
};
// clang-format on

} // namespace cppo::store
