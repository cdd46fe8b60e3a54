// What the audit chain tells, and that nobody writes one without the marketplace's key.
#include "service/command/audit.h"

#include "service/command/audit_heads.h"
#include "service/command/limit_service.h"
#include "service/parties/access_service.h"
#include "service/work/audit_check.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using store::audit_entry;

class audited : public with_a_deal {
  protected:
    audit_entry last_of(const account_id& owner) {
        return market.ledger.audit_entries(owner, {200})->items.back();
    }
    std::vector<std::string> faults(bool with_keys = true) {
        return service::verify(market.engine, with_keys ? &market.keys : nullptr).faults;
    }
    void has_fault(const std::string& part) {
        std::string all;
        for (const std::string& each : faults()) all += each + "\n";
        EXPECT_NE(all.find(part), std::string::npos) << all;
    }

    // The chains as they were written before entries told more and heads were keyed.
    void write_as_an_earlier_version() {
        remove("audit_head");
        market.kept->write([](store::session& in) {
            std::string hash;
            for (audit_entry& each : store::select<audit_entry>(in, "ORDER BY owner, number")) {
                each.form = 1;
                each.previous = each.number == 1 ? "" : hash;
                hash = service::hash_of(each);
                in.run(
                    "UPDATE audit_entry SET form = 1, previous = $1, hash = $2 "
                    "WHERE owner = $3 AND number = $4",
                    {each.previous, hash, each.owner.text(), each.number});
            }
        });
    }

    // Behind the marketplace's back, and any number of rows.
    void remove(const std::string& what, std::initializer_list<store::value> arguments = {}) {
        market.kept->write([&](store::session& in) { in.run("DELETE FROM " + what, arguments); });
    }

    service::key_uses uses{market.engine, [](const std::string& what) { ADD_FAILURE() << what; }};
    service::access_service control{market.engine, uses, market.known};
};
CPPO_ON_BOTH_ENGINES_OF(audited);

TEST_P(audited, heads_that_are_all_gone_show_and_are_not_made_anew) {
    remove("audit_head");
    has_fault("The keyed heads of all audit chains are lost.");
    market.kept->write(
        [&](store::session& in) { EXPECT_EQ(service::seal_first_heads(in, market.keys), 0); });
    has_fault("The keyed heads of all audit chains are lost.");
}

TEST_P(audited, entries_name_the_key_and_say_what_a_setting_was_and_is) {
    service::limit_service limits{market.engine, {{"StartChangeSet", 5}}};
    service::actor by = operator_;
    by.credential = "AKIAOPERATOR";
    ASSERT_TRUE(limits.set(by, "StartChangeSet", 5, "", ""));
    EXPECT_EQ(last_of(by.account).before, "");
    EXPECT_EQ(last_of(by.account).after,
              R"([{"row":"setting","name":"limit.StartChangeSet","value":"5"}])");
    ASSERT_TRUE(limits.set(by, "StartChangeSet", 7, "", ""));
    const audit_entry made = last_of(by.account);
    EXPECT_EQ(made.credential, "AKIAOPERATOR");
    EXPECT_EQ(made.outcome, "DONE");
    EXPECT_EQ(made.acted_for, "");
    EXPECT_EQ(made.before, R"([{"row":"setting","name":"limit.StartChangeSet","value":"5"}])");
    EXPECT_EQ(made.after, R"([{"row":"setting","name":"limit.StartChangeSet","value":"7"}])");
    EXPECT_EQ(made.hash, service::hash_of(made));
}

TEST_P(audited, entries_say_how_registrations_users_and_keys_changed_and_no_secret) {
    using namespace cppo::market;
    ASSERT_TRUE(market.accounts.register_seller(operator_, isv.account,
                                                {.tax = registration_state::pending}, "", ""));
    const audit_entry made = last_of(isv.account);
    EXPECT_EQ(made.before, R"([{"row":"seller","tax":"COMPLETE"}])");
    EXPECT_EQ(made.after, R"([{"row":"seller","tax":"PENDING"}])");
    EXPECT_EQ(made.by, operator_.account);
    EXPECT_EQ(made.acted_for, isv.account.text());

    const auto key = market.accounts.issue_key(isv, {isv.account, {}, "", ""}).value();
    EXPECT_NE(last_of(isv.account).after.find(key.id), std::string::npos);
    ASSERT_TRUE(control.disable_key(isv, {isv.account, key.id, "", ""}));
    EXPECT_EQ(last_of(isv.account).before,
              R"([{"row":"access_key","id":")" + key.id + R"(","state":"active"}])");
    EXPECT_EQ(last_of(isv.account).acted_for, "");
    ASSERT_TRUE(market.accounts.add_user(
        isv, {isv.account, "e@example.com", user_role::editor, {}, "a password", "", ""}));
    for (const audit_entry& each : market.ledger.audit_entries(isv.account, {200})->items)
        for (const char* secret : {"argon2", "sealed", "password", key.secret.c_str()})
            EXPECT_EQ((each.before + each.after).find(secret), std::string::npos) << secret;
}

TEST_P(audited, entries_say_how_much_was_paid_and_for_whom) {
    invoiced();
    ASSERT_TRUE(market.pay(operator_, invoices[0], "0.55"));
    const audit_entry paid = last_of(operator_.account);
    EXPECT_EQ(paid.operation, "RecordPayment");
    EXPECT_EQ(paid.amount, "0.55");
    EXPECT_EQ(paid.currency, "USD");
    EXPECT_EQ(paid.acted_for, buyer.account.text());
    bool is_found = false;
    for (const audit_entry& each : market.ledger.audit_entries(buyer.account, {200})->items)
        if (each.operation == "AcceptAgreementRequest") {
            is_found = true;
            EXPECT_EQ(each.amount, "1.10");
            EXPECT_EQ(each.currency, "USD");
        }
    EXPECT_TRUE(is_found);
}

TEST_P(audited, what_the_operator_does_for_an_account_is_found_from_both) {
    using acting = service::ledger_service::acting;
    invoiced();
    ASSERT_TRUE(market.pay(operator_, invoices[0], "0.55"));
    const auto by = market.ledger.acted(operator_.account, acting::by, {200}).items;
    const auto for_buyer = market.ledger.acted(buyer.account, acting::for_it, {200}).items;
    const auto paid = std::ranges::find(for_buyer, "RecordPayment", &audit_entry::operation);
    ASSERT_NE(paid, for_buyer.end());
    EXPECT_EQ(paid->by, operator_.account);
    EXPECT_EQ(paid->owner, operator_.account);
    EXPECT_TRUE(std::ranges::any_of(
        by, [&](const audit_entry& other) { return other.hash == paid->hash; }));
    EXPECT_TRUE(market.ledger.acted(buyer.account, acting::by, {200}).items.empty());
    // In pages of one the same.
    std::vector<std::string> paged;
    service::page_request at{1, {}};
    for (;;) {
        const auto page = market.ledger.acted(operator_.account, acting::by, at);
        for (const audit_entry& each : page.items) paged.push_back(each.hash);
        if (!page.next) break;
        at.after = page.next;
    }
    EXPECT_EQ(paged.size(), by.size());
}

TEST_P(audited, chains_that_were_rewritten_without_the_key_show) {
    invoiced();
    ASSERT_EQ(faults(), std::vector<std::string>());
    // Whoever can write the store makes the entry anew, with the hash it must have.
    audit_entry forged = last_of(isv.account);
    forged.subject = "offer-other";
    forged.hash = service::hash_of(forged);
    market.tamper("UPDATE audit_entry SET subject = $1, hash = $2 WHERE owner = $3 AND number = $4",
                  {forged.subject, forged.hash, isv.account.text(), forged.number});
    has_fault("The audit chain of " + isv.account.text());
    market.tamper("UPDATE audit_head SET hash = $1 WHERE owner = $2",
                  {forged.hash, isv.account.text()});
    has_fault("was not keyed by this marketplace");
    // Without the key all that is left to see is a chain that fits.
    EXPECT_EQ(faults(false), std::vector<std::string>());
    EXPECT_EQ(service::verify(market.engine).unchecked.size(), 1U);
}

TEST_P(audited, chains_that_were_cut_or_lost_show) {
    invoiced();
    const audit_entry last = last_of(isv.account);
    market.tamper("DELETE FROM audit_entry WHERE owner = $1 AND number = $2",
                  {isv.account.text(), last.number});
    has_fault("ends at entry " + std::to_string(last.number - 1));
    remove("audit_entry WHERE owner = $1", {isv.account.text()});
    has_fault("The audit chain of " + isv.account.text() + " is lost.");
    market.tamper("DELETE FROM audit_head WHERE owner = $1", {partner.account.text()});
    has_fault("The audit chain of " + partner.account.text() + " has no keyed head.");
}

TEST_P(audited, heads_kept_elsewhere_show_what_happened_since) {
    service::kept_heads kept;
    const auto found = [&](const std::string& signature) {
        service::verification made;
        market.engine.read([&](store::session& in, instant) {
            service::check_kept_heads(in, kept, signature, &market.keys, made);
        });
        return made.faults;
    };
    invoiced();
    market.engine.read(
        [&](store::session& in, instant now) { kept = {now, service::last_entries(in)}; });
    const std::string signature = service::signature_of(kept, market.keys);
    EXPECT_EQ(found(signature), std::vector<std::string>());
    ASSERT_TRUE(market.pay(operator_, invoices[0], "0.55")); // a chain that has grown is right
    EXPECT_EQ(found(signature), std::vector<std::string>());
    EXPECT_EQ(found("00").size(), 1U);

    const audit_entry last = last_of(isv.account);
    market.tamper("UPDATE audit_entry SET hash = 'x' WHERE owner = $1 AND number = $2",
                  {isv.account.text(), last.number});
    ASSERT_EQ(found(signature).size(), 1U);
    EXPECT_NE(found(signature)[0].find("was rewritten since"), std::string::npos);
    remove("audit_entry WHERE owner = $1", {isv.account.text()});
    EXPECT_NE(found(signature)[0].find("was cut or lost since"), std::string::npos);
}

// Heads are keyed once: whatever is missing afterwards is missing.
TEST_P(audited, chains_of_an_earlier_version_are_keyed_by_the_first_start) {
    write_as_an_earlier_version();
    const auto before = service::verify(market.engine, &market.keys);
    EXPECT_EQ(before.faults, std::vector<std::string>());
    EXPECT_EQ(before.unchecked.size(), 1U);
    const auto seal = [&] {
        std::int64_t count = 0;
        market.kept->write(
            [&](store::session& in) { count = service::seal_first_heads(in, market.keys); });
        return count;
    };
    EXPECT_GT(seal(), 3);
    EXPECT_EQ(seal(), 0);
    const auto after = service::verify(market.engine, &market.keys);
    EXPECT_EQ(after.faults, std::vector<std::string>());
    EXPECT_EQ(after.unchecked, std::vector<std::string>());
}

} // namespace
} // namespace cppo::story
