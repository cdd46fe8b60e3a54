// What a partner says in a draft besides what it offers it with.
#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<void> set_markup(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {markup_of(on.offer(words[2]), words[3])});
}

result<void> set_instalments(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]),
                               {instalments_of(on.offer(words[2]), read_rows(words[3]))});
}

// Quantities without a choice, paid in instalments.
result<void> fix_quantities(stage& on, const std::smatch& words) {
    const offer_id& of = on.offer(words[4]);
    return on.open().carry_out(on.party(words[1]),
                               {fixed_quantities_of(of, words[3], read_quantities(words[2])),
                                instalments_of(of, read_rows(words[5]))});
}

result<void> set_net_payment(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]), {net_payment_of(on.offer(words[2]), words[3])});
}

result<void> set_validity(stage& on, const std::smatch& words) {
    return on.open().carry_out(on.party(words[1]),
                               {validity_of(on.offer(words[2]), {words[4], words[3], words[5]})});
}

result<void> draft_replacement(stage& on, const std::smatch& words) {
    expect(on.authorization.has_value(), "nothing is authorized yet");
    offer_order order{
        on.ids.next<offer_kind>(), *on.authorization, words[6], words[3], words[4], {}};
    order.replaced = on.agreement(words[2]).id.text();
    on.keep_offer(order.name, order.id);
    auto changes = draft_changes(order);
    changes.push_back(validity_of(order.id, {"", "", words[5]}));
    return on.open().carry_out(on.party(words[1]), std::move(changes));
}

} // namespace

std::vector<sentence> draft_sentences() {
    return {
        {form("PARTY sets the markup of NAME to NUMBER"), set_markup},
        {form("PARTY sets the instalments of NAME: ROWS"), set_instalments},
        {form("PARTY fixes QUANTITIES for DURATION in NAME: ROWS"), fix_quantities},
        {form("PARTY makes NAME due after DURATION"), set_net_payment},
        {form("PARTY lets the agreement of NAME(?: begin on DAY)?(?: (?:for|last) DURATION)?"
              "(?:(?: and)? end on DAY)?"),
         set_validity},
        {form("PARTY drafts a replacement of NAME with markup NUMBER until DAY, ending on DAY, "
              "as NAME"),
         draft_replacement},
    };
}

} // namespace cppo::story
