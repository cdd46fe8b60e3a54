#include "market/catalog/resources/resource.h"

#include "unit/market/proof.h"

namespace cppo::market {
namespace {

std::vector<tag> numbered(std::size_t count) {
    std::vector<tag> made;
    for (std::size_t at = 0; at < count; ++at) made.push_back({"key " + std::to_string(at), ""});
    return made;
}

TEST(tags, have_keys_of_their_owner) {
    EXPECT_TRUE(check_tags({}, {{"team", "red"}, {"aw", ""}, {"awsome:", ""}}));
    for (const char* key : {"aws:", "aws:team", "AWS:team", "Aws:x"})
        EXPECT_TRUE(refused(check_tags({}, {{"team", "red"}, {key, "red"}}), reason::tag_reserved));
}

TEST(tags, stand_once_in_a_request) {
    EXPECT_TRUE(check_tags({}, {{"team", "red"}, {"Team", "red"}}));
    EXPECT_TRUE(check_tags({"team"}, {{"team", "blue"}}));
    EXPECT_TRUE(refused(check_tags({}, {{"team", "red"}, {"team", "red"}}), reason::tag_repeated));
}

TEST(tags, are_at_most_fifty) {
    EXPECT_TRUE(check_tags({}, numbered(50)));
    EXPECT_TRUE(refused(check_tags({}, numbered(51)), reason::too_many_tags));
    EXPECT_TRUE(check_tags({"key 7"}, numbered(50)));
    EXPECT_TRUE(refused(check_tags({"another"}, numbered(50)), reason::too_many_tags));
}

} // namespace
} // namespace cppo::market
