// Sentences that need no deal: what a price, a fee or a duration comes to.
#include "market/catalog/terms/pricing.h"
#include "market/catalog/terms/restoring_markup.h"
#include "market/money/fee.h"
#include "market/money/split.h"
#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

void expect_text(const std::string& found, const std::string& wanted) {
    expect(found == wanted, "it is " + found);
}

// Prices for use have eight decimals, those of contracts six.
int decimals_for(const std::string& what) {
    return what == "use" ? 8 : 6;
}

result<void> mark_up(stage&, const std::smatch& words) {
    const price wholesale = TRY(price::parse(words[2].str()));
    const markup by = TRY(markup::parse(words[3].str()));
    expect_text(TRY(marked_up(wholesale, by, decimals_for(words[1]))).text(), words[4]);
    return {};
}

result<void> take_off(stage&, const std::smatch& words) {
    const price list = TRY(price::parse(words[2].str()));
    const markup discount = TRY(markup::parse(words[3].str()));
    expect_text(discounted(list, discount, decimals_for(words[1])).text(), words[4]);
    return {};
}

result<void> mark_up_amount(stage&, const std::smatch& words) {
    const money made = TRY(marked_up(read_money(words[1]), TRY(markup::parse(words[2].str()))));
    expect_amount(made, words[3], "it is");
    return {};
}

result<void> find_markup(stage&, const std::smatch& words) {
    const auto found = TRY(market::find_restoring_markup(TRY(price::parse(words[2].str())),
                                                         TRY(price::parse(words[1].str()))));
    expect_text(found.nearest.text(), words[3]);
    return {};
}

result<void> multiply(stage&, const std::smatch& words) {
    const money wanted = read_money(words[3]);
    const money made =
        TRY(line_amount(std::stoll(words[1]), TRY(price::parse(words[2].str())), wanted.unit()));
    expect_amount(made, words[3], "they are");
    return {};
}

result<void> take_share(stage&, const std::smatch& words) {
    // A rate is in parts per million, of which a markup of one per cent has ten thousand.
    const markup rate = TRY(markup::parse(words[1].str()));
    const std::int64_t ppm = rate.units() / (markup::scale / 10'000);
    expect_amount(share_of(read_money(words[2]), ppm), words[3], "they are");
    return {};
}

result<void> divide_amount(stage&, const std::smatch& words) {
    const auto amount = [&](std::size_t at) { return read_money(words[at]); };
    const market::split parts =
        market::divide({amount(1), amount(2), amount(3), amount(4), amount(5)});
    expect_amount(parts.manufacturer, words[6], "the isv gets");
    expect_amount(parts.partner, words[7], "the partner gets");
    expect_amount(parts.marketplace, words[8], "the marketplace keeps");
    expect_amount(parts.tax, words[2], "the tax is");
    return {};
}

result<void> find_fee(stage& on, const std::smatch& words) {
    const auto sold = words[2] == "SaaS"  ? market::fee_product::saas
                      : words[2] == "AMI" ? market::fee_product::server
                                          : market::fee_product::professional_services;
    const money wholesale = read_money(words[3]);
    const auto rates = TRY(
        market::rates_for(on.open().rates.tables(), {.product = sold,
                                                     .is_resold = true,
                                                     .is_renewal = words[1] == "renewed",
                                                     .wholesale = wholesale,
                                                     .buyer_country = words[4],
                                                     .released = TRY(day::parse(words[5].str()))}));
    const money nothing = money::zero(wholesale.unit());
    expect_amount(market::next_fee(nothing, nothing, wholesale, rates.listing_ppm), words[6],
                  "it pays");
    return {};
}

result<void> add_duration(stage&, const std::smatch& words) {
    const instant after = TRY(period::parse(words[1].str())).after(TRY(read_moment(words[2])));
    expect(after == TRY(read_moment(words[3])), "it is " + after.text());
    return {};
}

result<void> check_length(stage&, const std::smatch& words) {
    const auto type = words[1] == "SaaS"  ? market::product_type::saas
                      : words[1] == "AMI" ? market::product_type::machine_image
                                          : market::product_type::professional_services;
    const market::product sold{.owner = account_id::minted("100000000000"),
                               .id = product_id::minted("prod-any"),
                               .revision = 0,
                               .type = type};
    const bool may = market::is_contract_length(sold, TRY(period::parse(words[3].str())));
    expect(may == (words[2] == "may"), may ? "it may" : "it may not");
    return {};
}

} // namespace

std::vector<sentence> figure_sentences() {
    static const std::string sold = "(SaaS|AMI|professional services)";
    return {
        {form("a unit of (use|a contract) at NUMBER with markup NUMBER costs NUMBER"), mark_up},
        {form("a unit of (use|a contract) at NUMBER less NUMBER per cent costs NUMBER"), take_off},
        {form("an instalment of AMOUNT with markup NUMBER is AMOUNT"), mark_up_amount},
        {form("from wholesale NUMBER to list price NUMBER leads a markup of NUMBER"), find_markup},
        {form("([0-9]+) units at NUMBER are AMOUNT"), multiply},
        {form("NUMBER per cent of AMOUNT are AMOUNT"), take_share},
        {form(
             "of AMOUNT and AMOUNT of tax, with AMOUNT of wholesale and fees of AMOUNT and AMOUNT, "
             "the isv gets AMOUNT, the partner AMOUNT and the marketplace AMOUNT"),
         divide_amount},
        {form("a (new|renewed) " + sold +
              " contract of AMOUNT wholesale with a buyer in ([A-Z]{2}), released on DAY, pays a "
              "fee "
              "of AMOUNT"),
         find_fee},
        {form("DURATION after MOMENT is MOMENT"), add_duration},
        {form("an? " + sold + " contract (may|may not) last DURATION"), check_length},
    };
}

} // namespace cppo::story
