#include "notation/shape.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

namespace cppo::notation {
namespace {

using kind = shape_fault::kind;

shapes catalog() {
    shapes all("marketplace-catalog");
    all.structure("StartChangeSet",
                  {need("Catalog", text(1, 64)), need("ChangeSet", list("Change", 1, 2)),
                   may("Intent", one_of({"VALIDATE", "APPLY"})),
                   may("Token", text_matching(1, 8, "^[!-~]+$")), may("Count", integer(1, 20)),
                   may("Since", timestamp()), may("Dry", boolean()),
                   may("Tags", map(text(1, 4), ref("TagValue"), 0, 2))});
    all.structure("Change", {need("Entity", ref("Entity")), may("Details", any())});
    all.document("Entity", {need("Type", text(1, 255))});
    all.structure("TagValue", {may("Value", text())});
    all.union_of("Filter", {may("Name", text()), may("Range", list(integer()))});
    all.list_of("Names", text_matching(0, 64, "(at-|ap-)[A-Za-z0-9]+"), 1, 3);
    return all;
}

std::vector<shape_fault> faults_of(std::string_view shape, const char* json) {
    return catalog().check(shape, boost::json::parse(json));
}

void expect_fault(const char* json, kind what, const char* path, const char* pointer,
                  const char* sentence) {
    const auto faults = faults_of("StartChangeSet", json);
    ASSERT_EQ(faults.size(), 1U) << json;
    EXPECT_EQ(faults[0].what, what) << json;
    EXPECT_EQ(faults[0].path, path);
    EXPECT_EQ(faults[0].pointer, pointer);
    EXPECT_EQ(faults[0].sentence, sentence);
}

constexpr const char* good_start =
    R"({"Catalog":"A","ChangeSet":[{"Entity":{"Type":"Offer@1.0"}}])";

TEST(shape, takes_what_fits_and_ignores_unknown_members) {
    EXPECT_TRUE(
        faults_of("StartChangeSet",
                  R"({"Catalog":"A","ChangeSet":[{"Entity":{"Type":"O"},"Details":[1],"New":1}],
                              "Intent":null,"Token":"a-b","Count":20,"Since":1.5,"Dry":true,
                              "Tags":{"a":{"Value":"x"},"b":null},"Unknown":{}})")
            .empty());
}

TEST(shape, names_a_missing_member_and_takes_null_for_missing) {
    expect_fault(R"({"Catalog":null,"ChangeSet":[{"Entity":{"Type":"O"}}]})", kind::missing,
                 "Catalog", "/Catalog", "Member must not be null");
    expect_fault(R"({"Catalog":"A","ChangeSet":[{"Entity":{}}]})", kind::missing,
                 "ChangeSet.1.member.Entity.Type", "/ChangeSet/0/Entity/Type",
                 "Member must not be null");
    expect_fault(R"({"Catalog":"A","ChangeSet":[null]})", kind::missing, "ChangeSet.1.member",
                 "/ChangeSet/0", "Member must not be null");
}

TEST(shape, names_a_wrong_type) {
    expect_fault(R"({"Catalog":7,"ChangeSet":[{"Entity":{"Type":"O"}}]})", kind::wrong_type,
                 "Catalog", "/Catalog", "NUMBER_VALUE can not be converted to a String");
    expect_fault(R"({"Catalog":"A","ChangeSet":{}})", kind::wrong_type, "ChangeSet", "/ChangeSet",
                 "STRUCTURE_VALUE can not be converted to a List");
    EXPECT_EQ(faults_of("StartChangeSet", "[]").at(0).what, kind::wrong_type);
    for (const char* rest :
         {R"("Count":1.0)", R"("Count":"1")", R"("Since":"2026-11-20")", R"("Dry":"true")",
          R"("Tags":[])", R"("Intent":1)", R"("Tags":{"a":"x"})"}) {
        const auto faults =
            faults_of("StartChangeSet", (std::string(good_start) + "," + rest + "}").c_str());
        ASSERT_EQ(faults.size(), 1U) << rest;
        EXPECT_EQ(faults[0].what, kind::wrong_type) << rest;
    }
}

TEST(shape, names_a_broken_constraint) {
    expect_fault(R"({"Catalog":"","ChangeSet":[{"Entity":{"Type":"O"}}]})", kind::constraint,
                 "Catalog", "/Catalog", "Member must have length greater than or equal to 1");
    expect_fault(R"({"Catalog":"A","ChangeSet":[]})", kind::constraint, "ChangeSet", "/ChangeSet",
                 "Member must have length greater than or equal to 1");
    const std::pair<const char*, const char*> rows[] = {
        {R"("Count":0)", "Member must have value greater than or equal to 1"},
        {R"("Count":21)", "Member must have value less than or equal to 20"},
        {R"("Count":18446744073709551615)", "Member must have value less than or equal to 20"},
        {R"("Intent":"apply")", "Member must satisfy enum value set: [VALIDATE, APPLY]"},
        {R"("Token":"a b")", "Member must satisfy regular expression pattern: ^[!-~]+$"},
        {R"("Token":"123456789")", "Member must have length less than or equal to 8"},
        {R"("Since":1e15)", "Member must be a time between the years 0001 and 9999"},
        {R"("Tags":{"abcde":null})", "Member must have length less than or equal to 4"},
    };
    for (const auto& [rest, sentence] : rows) {
        const auto faults =
            faults_of("StartChangeSet", (std::string(good_start) + "," + rest + "}").c_str());
        ASSERT_EQ(faults.size(), 1U) << rest;
        EXPECT_EQ(faults[0].what, kind::constraint) << rest;
        EXPECT_EQ(faults[0].sentence, sentence);
    }
}

TEST(shape, counts_characters_and_not_bytes) {
    EXPECT_TRUE(faults_of("TagValue", R"({"Value":"€"})").empty());
    shapes all("x");
    all.structure("One", {need("A", text(1, 2))});
    EXPECT_TRUE(all.check("One", boost::json::parse(R"({"A":"€€"})")).empty());
    EXPECT_FALSE(all.check("One", boost::json::parse(R"({"A":"€€€"})")).empty());
}

TEST(shape, refuses_unknown_members_in_documents_only) {
    expect_fault(R"({"Catalog":"A","ChangeSet":[{"Entity":{"Type":"O","a/b~":1}}]})",
                 kind::unknown_member, "ChangeSet.1.member.Entity.a/b~",
                 "/ChangeSet/0/Entity/a~1b~0", "Member is not known");
}

TEST(shape, a_union_has_exactly_one_known_member) {
    EXPECT_TRUE(faults_of("Filter", R"({"Name":"a","Range":null})").empty());
    for (const char* json : {"{}", R"({"Name":"a","Range":[1]})", R"({"Other":1})",
                             R"({"Name":"a","Other":1})", R"({"Name":null})"}) {
        const auto faults = faults_of("Filter", json);
        ASSERT_EQ(faults.size(), 1U) << json;
        EXPECT_EQ(faults[0].what, kind::not_one_member) << json;
    }
    EXPECT_EQ(faults_of("Filter", R"({"Range":[1,"x"]})").at(0).pointer, "/Range/1");
}

TEST(shape, named_lists_and_whole_text_patterns) {
    EXPECT_TRUE(faults_of("Names", R"(["at-a1","ap-B2"])").empty());
    EXPECT_EQ(faults_of("Names", R"(["at-a1","xat-a1","at-"])").size(), 2U);
    EXPECT_EQ(faults_of("Names", "[]").size(), 1U);
}

TEST(shape, reports_no_more_than_its_cap) {
    shapes all("x");
    all.list_of("Numbers", integer());
    boost::json::array many(1000, boost::json::value("x"));
    EXPECT_EQ(all.check("Numbers", many).size(), shapes::faults_max);
}

TEST(shape, a_long_unknown_name_does_not_make_a_long_fault) {
    boost::json::object document{{"Type", "O"}};
    document[std::string(100'000, 'x')] = 1;
    const auto faults = catalog().check("Entity", document);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_LT(faults[0].pointer.size(), 200U);
}

TEST(shape, a_pattern_matches_a_long_text_without_a_deep_stack) {
    const text_pattern slow("(a|[a-z])*b");
    EXPECT_FALSE(slow.matches(std::string(100'000, 'a')));
    EXPECT_TRUE(slow.matches(std::string(100'000, 'a') + "b"));
    EXPECT_TRUE(text_pattern("[\\w]+").matches("a_9"));
    EXPECT_FALSE(text_pattern("[\\w]+").matches(""));
    EXPECT_TRUE(text_pattern("^[\\w]*$").matches(""));
    EXPECT_FALSE(text_pattern("^[\\w]*$").matches("-"));
    EXPECT_TRUE(text_pattern("[0-9]*(\\.[0-9]{0,8})?").matches("12.5"));
    EXPECT_FALSE(text_pattern("[a-z]+").matches("a-z"));
    EXPECT_TRUE(text_pattern("[a-z+=:@\\-\\/]+").matches("a-z/="));
}

TEST(shape, prints_itself_and_what_it_lacks) {
    shapes all("s");
    all.structure("A", {need("B", text(1, 2)), may("C", list("Missing", 1, 3))});
    EXPECT_EQ(
        boost::json::serialize(all.described()),
        R"({"service":"s","shapes":{"A":{"type":"structure","closed":false,"members":)"
        R"({"B":{"type":"string","min":1,"max":2,"required":true},)"
        R"("C":{"type":"list","min":1,"max":3,"member":{"type":"reference","shape":"Missing"},)"
        R"("required":false}}}}})");
    EXPECT_EQ(all.undescribed(), std::vector<std::string>{"Missing"});
    EXPECT_TRUE(catalog().undescribed().empty());
    EXPECT_THROW(all.structure("A", {}), std::logic_error);
    EXPECT_THROW(all.check("Missing", nullptr), std::logic_error);
}

TEST(shape, words_its_faults_as_aws_does) {
    EXPECT_EQ(
        validation_message(faults_of("StartChangeSet", R"({"Catalog":"","ChangeSet":null})")),
        "2 validation errors detected: Value at '/Catalog' failed to satisfy constraint: Member "
        "must have length greater than or equal to 1; Value at '/ChangeSet' failed to satisfy "
        "constraint: Member must not be null");
}

} // namespace
} // namespace cppo::notation
