#include "service/parties/founding.h"

#include "service/command/callers.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

class founding : public on_stage {
  protected:
    service::founder found() {
        return service::found_operator(market.engine, market.accounts, market.keys);
    }
};
CPPO_ON_BOTH_ENGINES_OF(founding);

TEST_P(founding, tells_a_secret_until_it_was_told) {
    const service::founder first = found();
    EXPECT_TRUE(first.is_untold());
    // A start that was killed before it could tell.
    const service::founder again = found();
    EXPECT_EQ(again.account, first.account);
    EXPECT_EQ(again.key.id, first.key.id);
    EXPECT_EQ(again.key.secret, first.key.secret);
    EXPECT_EQ(again.password, first.password);
    service::end_telling(market.engine, {again});
    const service::founder later = found();
    EXPECT_EQ(later.key.id, first.key.id);
    EXPECT_FALSE(later.is_untold());
    EXPECT_TRUE(later.password.empty());
    service::callers known{market.engine, market.keys};
    EXPECT_EQ(known.find_by_key(first.key.id)->secret, first.key.secret);
}

TEST_P(founding, of_a_demo_after_its_operator_tells_the_others) {
    service::end_telling(market.engine, {found()});
    const auto all =
        service::found_demo(market.engine, market.accounts, market.keys, /*has_history=*/false);
    ASSERT_EQ(all.size(), 5U);
    for (const service::founder& each : all)
        EXPECT_EQ(each.is_untold(), each.part != "operator") << each.part;
    service::end_telling(market.engine, all);
    for (const service::founder& each :
         service::found_demo(market.engine, market.accounts, market.keys, false))
        EXPECT_FALSE(each.is_untold()) << each.part;
}

} // namespace
} // namespace cppo::story
