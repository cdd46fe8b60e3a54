#include "cli/client/caller.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "cli/client/actor_names.h"
#include "cli/client/bad_input.h"

namespace cppo::cli {
namespace {

class caller_test : public testing::Test {
  protected:
    caller_test() {
        std::filesystem::create_directories(folder_);
        write("demo.json", R"({"endpoint":"http://127.0.0.1:8080","actors":{"reseller":
            {"accessKeyId":"AKIADEMO","secretAccessKey":"demo"}}})");
        write("config",
              "[profile other]\nendpoint_url = http://profile.example\n"
              "aws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n");
        variables_["AWS_CONFIG_FILE"] = (folder_ / "config").string();
        variables_["AWS_SHARED_CREDENTIALS_FILE"] = (folder_ / "none").string();
    }
    ~caller_test() override { std::filesystem::remove_all(folder_); }

    void write(const char* name, const char* text) const { std::ofstream(folder_ / name) << text; }

    caller find(const std::string& name, const std::string& region = "") {
        return find_caller(
            [this](const char* variable) -> std::optional<std::string> {
                const auto found = variables_.find(variable);
                if (found == variables_.end()) return {};
                return found->second;
            },
            folder_, name, region);
    }

    std::map<std::string, std::string> variables_;
    const std::filesystem::path folder_ =
        std::filesystem::path(testing::TempDir()) /
        (std::string("caller.") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(caller_test, is_an_actor_with_its_own_endpoint_whatever_the_environment_says) {
    variables_["AWS_ENDPOINT_URL"] = "http://environment.example";
    variables_["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
    variables_["AWS_SESSION_TOKEN"] = "of another login";
    for (const char* name : {"reseller", "partner"}) {
        const caller found = find(name, "eu-west-1");
        EXPECT_EQ(found.by.access_key_id, "AKIADEMO");
        EXPECT_EQ(found.by.secret, "demo");
        EXPECT_EQ(found.by.session_token, "");
        EXPECT_EQ(found.by.region, "eu-west-1");
        EXPECT_EQ(found.endpoint, "http://127.0.0.1:8080");
    }
}

TEST_F(caller_test, is_else_a_profile_whose_endpoint_comes_after_the_environments) {
    EXPECT_EQ(find("other").by.access_key_id, "AKIAOTHER");
    EXPECT_EQ(find("other").endpoint, "http://profile.example");
    variables_["AWS_ENDPOINT_URL"] = "http://environment.example";
    EXPECT_EQ(find("other").endpoint, "http://environment.example");
}

TEST_F(caller_test, is_the_operator_of_a_marketplace_that_is_no_demo) {
    write("operator.json", R"({"endpoint":"http://127.0.0.1:1","actors":{"operator":
        {"accessKeyId":"AKIAOPERATOR","secretAccessKey":"o"}}})");
    EXPECT_EQ(find("operator").by.access_key_id, "AKIAOPERATOR");
}

TEST_F(caller_test, is_missed_in_words) {
    EXPECT_THROW(find("nobody"), bad_input);
    EXPECT_THROW(find(""), bad_input);
    write("demo.json", "{\"actors\":[]}");
    EXPECT_THROW(find("partner"), bad_input);
}

TEST(actor_names, has_the_trades_word_for_a_reseller) {
    EXPECT_EQ(part_named("partner"), "reseller");
    EXPECT_EQ(part_named("partner2"), "reseller2");
    EXPECT_EQ(part_named("isv"), "isv");
    EXPECT_EQ(names_of_part("reseller2"), (std::vector<std::string>{"reseller2", "partner2"}));
    EXPECT_EQ(names_of_part("buyer"), (std::vector<std::string>{"buyer"}));
}

} // namespace
} // namespace cppo::cli
