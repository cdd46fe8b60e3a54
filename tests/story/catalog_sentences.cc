#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<void> release_product(stage& on, const std::smatch& words) {
    const product_id id = on.ids.next<product_kind>();
    on.keep_product(words[2], {id, words[3]});
    return on.open().carry_out(on.party(words[1]), product_changes(id, words[2], words[3]));
}

result<void> release_priced(stage& on, const std::smatch& words) {
    const product_order order{on.ids.next<product_kind>(), on.ids.next<offer_kind>(), words[3],
                              read_prices(words[4])};
    on.keep_product(words[3], {order.product, ""});
    const auto changes = words[2] == "SaaS" ? saas_changes(order) : image_changes(order);
    return on.open().carry_out(on.party(words[1]), changes);
}

// `, due after P45D, beginning by 2027-06-01, as a renewal`
resale_conditions read_conditions(const std::string& text) {
    static const std::regex each(form("due after DURATION|beginning by DAY|as a renewal"));
    resale_conditions made;
    for (const std::smatch& one : all_of(text, each)) {
        if (one[1].matched) made.payment_due = one[1];
        if (one[2].matched) made.latest_start = one[2];
        if (!one[1].matched && !one[2].matched) made.is_renewal = true;
    }
    return made;
}

std::vector<account_id> read_buyers(stage& on, const std::string& text) {
    static const std::regex each_party(party_form);
    std::vector<account_id> made;
    for (const std::smatch& each : all_of(text, each_party))
        made.push_back(on.party(each[1]).account);
    return made;
}

result<void> authorize(stage& on, const std::smatch& words) {
    const sold_product& sold = on.product(words[4]);
    authorization_order order{on.ids.next<authorization_kind>(),
                              sold.id,
                              on.party(words[2]).account,
                              read_buyers(on, words[5]),
                              words[3],
                              words[6],
                              "USD",
                              sold.dimension,
                              read_rows(words[9]),
                              read_conditions(words[8])};
    if (words[7].matched) order.currency = words[7];
    on.authorization = order.id;
    return on.open().carry_out(on.party(words[1]), authorization_changes(order));
}

result<void> authorize_at_prices(stage& on, const std::smatch& words) {
    const priced_authorization_order order{on.ids.next<authorization_kind>(),
                                           on.product(words[4]).id,
                                           on.party(words[2]).account,
                                           read_buyers(on, words[5]),
                                           words[3],
                                           read_prices(words[8]),
                                           read_conditions(words[7])};
    on.authorization = order.id;
    return on.open().carry_out(on.party(words[1]), priced_authorization_changes(order));
}

result<void> draft_authorization(stage& on, const std::smatch& words) {
    const priced_authorization_order order{on.ids.next<authorization_kind>(),
                                           on.product(words[4]).id,
                                           on.party(words[2]).account,
                                           {},
                                           words[3],
                                           {},
                                           {}};
    on.authorization = order.id;
    return on.open().carry_out(on.party(words[1]), authorization_draft_changes(order));
}

result<void> price_by_discount(stage& on, const std::smatch& words) {
    CHECK_OK(on.open().resales.discount(on.party(words[1]), {on.authorization.value(), "", ""},
                                        words[2]));
    return {};
}

result<void> release_authorization(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {release_of(on.authorization.value())});
}

offer_order ordered(stage& on, const std::smatch& words) {
    expect(on.authorization.has_value(), "nothing is authorized yet");
    offer_order order{
        on.ids.next<offer_kind>(), *on.authorization, words[6], words[3], words[4], {}, words[5]};
    if (words[2].matched) order.buyers.push_back(on.party(words[2]).account);
    on.keep_offer(order.name, order.id);
    return order;
}

result<void> offer_it(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), offer_changes(ordered(on, words)));
}

result<void> draft_it(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), draft_changes(ordered(on, words)));
}

result<void> release_offer(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {release_of(on.offer(words[2]))});
}

result<void> restrict_authorization(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {restriction_of(*on.authorization)});
}

result<void> end_offer(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {end_of(on.offer(words[2]), words[3])});
}

result<void> see_offer(stage& on, const std::smatch& words) {
    const auto seen = on.open().agreements.offer_seen(on.party(words[1]).account, on.offer(""));
    const bool wanted = words[2] == "sees";
    expect(seen.has_value() == wanted, wanted ? "it does not" : "it does");
    return {};
}

result<void> take_time(stage& on, const std::smatch& words) {
    CHECK_OK(on.open().publishing.set(on.marketplace_operator(), words[1], "", ""));
    return {};
}

std::vector<price_card> prices_of(const market::agreement_terms& terms) {
    std::vector<price_card> made;
    const auto add = [&](const std::string& duration, const std::vector<market::rate>& rates) {
        price_card& card = made.emplace_back(duration);
        for (const market::rate& each : rates)
            card.prices.push_back({each.dimension, each.written});
    };
    if (terms.upfront)
        for (const market::upfront_card& each : terms.upfront->cards)
            add(each.duration.text(), each.rates);
    if (terms.usage) add("", terms.usage->rates);
    return made;
}

std::string prices_text(const std::vector<price_card>& cards) {
    std::string made;
    for (const price_card& card : cards) {
        made += (made.empty() ? "" : ", ") + (card.is_for_use() ? "use" : card.duration) + " of";
        for (const dimension_price& each : card.prices)
            made += (&each == &card.prices.front() ? " \"" : " and \"") + each.dimension +
                    "\" at " + each.price;
    }
    return made;
}

result<void> see_prices(stage& on, const std::smatch& words) {
    const auto seen =
        TRY(on.open().agreements.offer_seen(on.party(words[1]).account, on.offer("")));
    expect(prices_text(prices_of(seen.terms)) == words[2],
           "it sees " + prices_text(prices_of(seen.terms)));
    return {};
}

} // namespace

std::vector<sentence> catalog_sentences() {
    static const std::string conditions =
        "((?:, (?:due after P[0-9A-Z]+|beginning by [0-9-]+|as a renewal))*)";
    static const std::string offered =
        "(?: to PARTY)? with markup ([0-9.]+) until DAY(?: for DURATION)? as NAME";
    return {
        {form("PARTY releases professional services product NAME with dimension NAME"),
         release_product},
        {form("PARTY releases (SaaS|AMI) product NAME: PRICES"), release_priced},
        {form("PARTY authorizes PARTY until DAY to sell NAME(?: to (PARTY))?" + conditions +
              ": PRICES"),
         authorize_at_prices},
        {form("PARTY authorizes PARTY once until DAY to sell NAME to (.+) for DURATION"
              "(?: in ([A-Z]{3}))?" +
              conditions + ": (.+)"),
         authorize},
        {form("PARTY offers it" + offered), offer_it},
        {form("PARTY drafts an offer" + offered), draft_it},
        {form("PARTY releases the offer NAME"), release_offer},
        {form("PARTY drafts an authorization of PARTY until DAY to sell NAME"),
         draft_authorization},
        {form("PARTY prices the authorization at NUMBER per cent off"), price_by_discount},
        {form("PARTY releases the authorization"), release_authorization},
        {form("PARTY restricts the authorization"), restrict_authorization},
        {form("PARTY ends the offer NAME on DAY"), end_offer},
        {form("PARTY (sees|does not see) the offer"), see_offer},
        {form("PARTY sees the prices PRICES"), see_prices},
        {form("publishing takes (PT?[0-9A-Z]+)"), take_time},
    };
}

} // namespace cppo::story
