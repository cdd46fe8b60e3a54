#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

working_copies holding(const product& of) {
    working_copies made = a_catalog(isv);
    made.products.insert_or_assign(product_text, of);
    return made;
}

product after(const working_copies& before, change_details details) {
    const auto set = set_of(before.by, {change_of(product_text, std::move(details))});
    return written<product>(finished(before, set)).at(0);
}

TEST(product, is_released_to_limited_once) {
    EXPECT_EQ(after(holding(a_draft_product()), release_product{}).visibility,
              product_visibility::limited);
    EXPECT_TRUE(refused(alone(holding(a_product()), product_text, release_product{}),
                        reason::product_already_released));
}

TEST(product, needs_a_title_and_a_dimension_to_be_released) {
    product untitled = a_draft_product();
    untitled.title = "";
    product empty = a_draft_product();
    empty.dimensions.clear();
    product undescribed = a_draft_product();
    undescribed.texts.short_description = "";
    EXPECT_TRUE(succeeded(alone(holding(undescribed), product_text, release_product{})));
    undescribed.type = product_type::saas;
    undescribed.delivery = {{"do-1", "https://isv.example/register"}};
    for (const product& each : {untitled, empty, undescribed})
        EXPECT_TRUE(refused(alone(holding(each), product_text, release_product{}),
                            reason::product_incomplete));
}

TEST(product, changes_its_visibility_after_release_only) {
    const update_visibility to_public{product_visibility::public_};
    EXPECT_EQ(after(holding(a_product()), to_public).visibility, product_visibility::public_);
    EXPECT_TRUE(refused(alone(holding(a_draft_product()), product_text, to_public),
                        reason::product_not_released));
}

TEST(product, cannot_get_the_visibility_it_has) {
    EXPECT_TRUE(refused(
        alone(holding(a_product()), product_text, update_visibility{product_visibility::limited}),
        reason::visibility_unchanged));
}

TEST(product, takes_entitled_dimensions_only) {
    dimension metered = a_dimension("hours");
    metered.types = {dimension_type::metered};
    EXPECT_TRUE(refused(alone(holding(a_draft_product()), product_text, add_dimensions{{metered}}),
                        reason::dimension_type_not_for_product));
    const add_dimensions entitled{{a_dimension("hours")}};
    EXPECT_EQ(after(holding(a_draft_product()), entitled).dimensions.size(), 2U);
}

TEST(product, has_each_dimension_key_once) {
    EXPECT_TRUE(refused(
        alone(holding(a_draft_product()), product_text, add_dimensions{{a_dimension("migration")}}),
        reason::dimension_repeated));
    const add_dimensions twice{{a_dimension("hours"), a_dimension("hours")}};
    EXPECT_TRUE(refused(alone(holding(a_draft_product()), product_text, twice),
                        reason::dimension_repeated));
}

TEST(product, has_at_most_two_hundred_dimensions) {
    add_dimensions many;
    for (int at = 0; at < 199; ++at)
        many.dimensions.push_back(a_dimension("d" + std::to_string(at)));
    EXPECT_TRUE(succeeded(alone(holding(a_draft_product()), product_text, many)));
    many.dimensions.push_back(a_dimension("d199"));
    EXPECT_TRUE(refused(alone(holding(a_draft_product()), product_text, many),
                        reason::too_many_dimensions));
}

TEST(product, updates_only_dimensions_it_has) {
    const auto renamed = [](const std::string& key) {
        return update_dimensions{{{key, {dimension_type::entitled}, "Renamed", {}}}};
    };
    const product made = after(holding(a_product()), renamed("migration"));
    EXPECT_EQ(made.dimensions[0].name, "Renamed");
    EXPECT_EQ(made.dimensions[0].description, "One migration");
    EXPECT_TRUE(refused(alone(holding(a_product()), product_text, renamed("hours")),
                        reason::dimension_unknown));
}

TEST(product, loses_only_dimensions_it_has) {
    product two = a_draft_product();
    two.dimensions.push_back(a_dimension("hours"));
    const auto without = [](const std::string& key) {
        return restrict_dimensions{{{key, {dimension_type::entitled}, {}, {}}}};
    };
    EXPECT_EQ(after(holding(two), without("hours")).dimensions.size(), 1U);
    EXPECT_TRUE(
        refused(alone(holding(two), product_text, without("days")), reason::dimension_unknown));
}

TEST(product, loses_no_dimension_after_release) {
    product two = a_product();
    two.dimensions.push_back(a_dimension("hours"));
    const restrict_dimensions one{{{"hours", {dimension_type::entitled}, {}, {}}}};
    EXPECT_TRUE(refused(alone(holding(two), product_text, one), reason::product_already_released));
}

TEST(product, keeps_its_last_dimension) {
    const restrict_dimensions all{{{"migration", {dimension_type::entitled}, {}, {}}}};
    EXPECT_TRUE(
        refused(alone(holding(a_draft_product()), product_text, all), reason::last_dimension));
}

TEST(product, patches_only_what_is_given) {
    update_product_information ask;
    ask.long_description = "At length.";
    const product made = after(holding(a_product()), ask);
    EXPECT_EQ(made.texts.long_description, "At length.");
    EXPECT_EQ(made.texts.short_description, "We move you.");
    EXPECT_EQ(made.title, "Cloud migration");
}

TEST(machine_image, is_taken_out_of_regions_but_not_out_of_the_last) {
    product image = a_draft_product();
    image.type = product_type::machine_image;
    image.texts.regions = {"us-east-1", "eu-west-1"};
    const product restricted = after(holding(image), restrict_regions{{"us-east-1"}});
    EXPECT_EQ(restricted.texts.regions, std::vector<std::string>{"eu-west-1"});
    EXPECT_EQ(restricted.texts.restricted_regions, std::vector<std::string>{"us-east-1"});
    EXPECT_TRUE(refused(alone(holding(restricted), product_text, restrict_regions{{"us-east-1"}}),
                        reason::region_unknown));
    EXPECT_TRUE(refused(alone(holding(restricted), product_text, restrict_regions{{"eu-west-1"}}),
                        reason::last_region));

    const product back = after(holding(restricted), add_regions{{"us-east-1"}});
    EXPECT_EQ(back.texts.regions, (std::vector<std::string>{"eu-west-1", "us-east-1"}));
    EXPECT_TRUE(back.texts.restricted_regions.empty());
}

TEST(saas_product, has_one_delivery_option_which_is_updated) {
    product saas = a_draft_product();
    saas.type = product_type::saas;
    const add_delivery_options registering{{{"", "https://isv.example/register"}}};
    const product first = after(holding(saas), registering);
    ASSERT_EQ(first.delivery.size(), 1U);
    EXPECT_TRUE(
        refused(alone(holding(first), product_text, registering), reason::second_delivery_option));

    const std::string id = first.delivery[0].id;
    const product moved =
        after(holding(first), update_delivery_options{{{id, "https://isv.example/welcome"}}});
    ASSERT_EQ(moved.delivery.size(), 1U);
    EXPECT_EQ(moved.delivery[0].id, id);
    EXPECT_EQ(moved.delivery[0].fulfillment_url, "https://isv.example/welcome");
    // What an update does not say stays as it was.
    delivery_option told{id, "https://isv.example/welcome"};
    told.texts = {.usage_instructions = "Register first.", .quick_launch = true};
    const product instructed = after(holding(moved), update_delivery_options{{told}});
    const product again = after(holding(instructed), update_delivery_options{{{id, "https://c"}}});
    EXPECT_EQ(again.delivery[0].texts.usage_instructions, "Register first.");
    EXPECT_EQ(again.delivery[0].texts.quick_launch, true);
    EXPECT_EQ(again.delivery[0].texts.created, first.delivery[0].texts.created);
    EXPECT_TRUE(refused(alone(holding(first), product_text,
                              update_delivery_options{{{"do-other", "https://isv.example"}}}),
                        reason::delivery_option_unknown));
}

} // namespace
} // namespace cppo::market
