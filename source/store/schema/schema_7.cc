// Migration 7: one kind of offers; due work by number and rank; events with their content.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_7;

namespace {

constexpr std::array<std::string_view, 13> statements{
    // Offers of one's own product become offers without an authorization, for everybody. Their old
    // table stays, empty.
    "ALTER TABLE offer ADD COLUMN audience TEXT COLLATE \"C\" NOT NULL DEFAULT 'buyers'",
    "INSERT INTO offer (owner, id, revision, state, product, manufacturer, authorization_id, name, "
    "description, markup, available_until_us, terms, created_us, modified_us, released_us, "
    "replaces, audience) SELECT owner, id, revision, state, product, owner, '', name, description, "
    "'0', NULL, terms, created_us, modified_us, released_us, NULL, 'everybody' FROM public_offer",
    "DELETE FROM public_offer",
    "UPDATE locator SET kind = 'offer' WHERE kind = 'public_offer'",

    // That a buyer accepts a private offer once is a rule of the market.
    "DROP INDEX agreement_by_offer",
    "CREATE INDEX agreement_by_offer ON agreement (owner, offer)",

    // Kinds had the numbers of their ranks.
    "ALTER TABLE due_work ADD COLUMN precedence BIGINT NOT NULL DEFAULT 0",
    "UPDATE due_work SET precedence = (kind + 1) * 10",
    "UPDATE due_work SET kind = CASE kind WHEN 0 THEN 1000 WHEN 1 THEN 2000 WHEN 2 THEN 3000 "
    "WHEN 3 THEN 4000 WHEN 4 THEN 5000 ELSE 5100 END",
    "DROP INDEX due_work_by_time",
    "CREATE INDEX due_work_by_time ON due_work (due_us, precedence, owner, subject)",

    "ALTER TABLE outbox ADD COLUMN content TEXT COLLATE \"C\" NOT NULL DEFAULT '{}'",

    // A product's offers for everybody.
    "CREATE INDEX offer_by_audience ON offer (owner, audience, product)",
};

} // namespace

const std::span<const std::string_view> schema_7 = statements;

} // namespace cppo::store
