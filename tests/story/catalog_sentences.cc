#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<void> release_product(stage& on, const std::smatch& words) {
    const product_id id = on.ids.next<product_kind>();
    on.keep_product(words[2], {id, words[3]});
    return on.open().carry_out(on.party(words[1]), product_changes(id, words[2], words[3]));
}

result<void> release_saas(stage& on, const std::smatch& words) {
    const saas_order order{on.ids.next<product_kind>(), on.ids.next<offer_kind>(), words[2],
                           read_prices(words[3])};
    on.keep_product(words[2], {order.product, ""});
    return on.open().carry_out(on.party(words[1]), saas_changes(order));
}

result<void> authorize(stage& on, const std::smatch& words) {
    const sold_product& sold = on.product(words[4]);
    authorization_order order{on.ids.next<authorization_kind>(),
                              sold.id,
                              on.party(words[2]).account,
                              {},
                              words[3],
                              words[6],
                              "USD",
                              sold.dimension,
                              {}};
    static const std::regex each_party(party_form);
    const std::string buyers = words[5];
    for (const std::smatch& each : all_of(buyers, each_party))
        order.buyers.push_back(on.party(each[1]).account);
    if (words[7].matched) order.currency = words[7];
    static const std::regex row("([0-9.]+) on ([0-9-]+)");
    const std::string rows = words[8];
    for (const std::smatch& each : all_of(rows, row)) order.rows.push_back({each[2], each[1]});
    on.authorization = order.id;
    return on.open().carry_out(on.party(words[1]), authorization_changes(order));
}

result<void> authorize_saas(stage& on, const std::smatch& words) {
    const saas_authorization_order order{on.ids.next<authorization_kind>(), on.product(words[4]).id,
                                         on.party(words[2]).account, words[3],
                                         read_prices(words[5])};
    on.authorization = order.id;
    return on.open().carry_out(on.party(words[1]), saas_authorization_changes(order));
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

} // namespace

std::vector<sentence> catalog_sentences() {
    static const std::string offered =
        "(?: to PARTY)? with markup ([0-9.]+) until DAY(?: for DURATION)? as NAME";
    return {
        {form("PARTY releases professional services product NAME with dimension NAME"),
         release_product},
        {form("PARTY releases SaaS product NAME: PRICES"), release_saas},
        {form("PARTY authorizes PARTY until DAY to sell NAME: PRICES"), authorize_saas},
        {form("PARTY authorizes PARTY once until DAY to sell NAME to (.+) for DURATION"
              "(?: in ([A-Z]{3}))?: (.+)"),
         authorize},
        {form("PARTY offers it" + offered), offer_it},
        {form("PARTY drafts an offer" + offered), draft_it},
        {form("PARTY releases the offer NAME"), release_offer},
        {form("PARTY restricts the authorization"), restrict_authorization},
        {form("PARTY ends the offer NAME on DAY"), end_offer},
        {form("PARTY (sees|does not see) the offer"), see_offer},
    };
}

} // namespace cppo::story
