#include "cli/client/credentials.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "cli/client/bad_input.h"
#include "cli/client/settings_file.h"

namespace cppo::cli {
namespace {

constexpr const char* credentials_text = R"(# keys
[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key=secret/default=
[partner]
aws_access_key_id = AKIAPARTNER
aws_secret_access_key = secret of partner
aws_session_token = token==
)";
constexpr const char* config_text = R"([default]
region = eu-west-1
; a comment
[profile partner]
region = us-west-2
s3 =
  region = nowhere
[profile later]
aws_access_key_id = AKIALATER
aws_secret_access_key = later
[profile role]
role_arn = arn:aws:iam::111111111111:role/seller
)";

class credentials : public testing::Test {
  protected:
    credentials() {
        write("credentials", credentials_text);
        write("config", config_text);
        set("HOME", home_.string());
    }
    ~credentials() override { std::filesystem::remove_all(home_); }

    void write(const char* name, const char* text) const {
        std::filesystem::create_directories(home_ / ".aws");
        std::ofstream(home_ / ".aws" / name) << text;
    }
    void set(const std::string& name, const std::string& value) { variables_[name] = value; }

    wire::signing_identity find(const std::string& profile = "", const std::string& region = "") {
        return find_credentials(
            [this](const char* name) -> std::optional<std::string> {
                const auto found = variables_.find(name);
                if (found == variables_.end()) return {};
                return found->second;
            },
            profile, region);
    }

    const std::filesystem::path home_ =
        std::filesystem::path(testing::TempDir()) /
        (std::string("credentials.") +
         testing::UnitTest::GetInstance()->current_test_info()->name());
    std::map<std::string, std::string> variables_;
};

TEST_F(credentials, are_the_default_profiles_where_nothing_is_said) {
    const auto found = find();
    EXPECT_EQ(found.access_key_id, "AKIADEFAULT");
    EXPECT_EQ(found.secret, "secret/default=");
    EXPECT_EQ(found.session_token, "");
    EXPECT_EQ(found.region, "eu-west-1");
    EXPECT_EQ(found.service, "aws-marketplace");
}

TEST_F(credentials, are_those_of_the_environment_before_any_profile_of_it) {
    set("AWS_ACCESS_KEY_ID", "AKIAOWN");
    set("AWS_SECRET_ACCESS_KEY", "own");
    set("AWS_SESSION_TOKEN", "session");
    set("AWS_PROFILE", "partner");
    const auto found = find();
    EXPECT_EQ(found.access_key_id, "AKIAOWN");
    EXPECT_EQ(found.secret, "own");
    EXPECT_EQ(found.session_token, "session");
    EXPECT_EQ(find("later").access_key_id, "AKIALATER");
}

TEST_F(credentials, are_a_named_profiles) {
    set("AWS_PROFILE", "partner");
    const auto found = find();
    EXPECT_EQ(found.access_key_id, "AKIAPARTNER");
    EXPECT_EQ(found.secret, "secret of partner");
    EXPECT_EQ(found.session_token, "token==");
    EXPECT_EQ(found.region, "us-west-2");
    EXPECT_EQ(find("later").secret, "later");
    EXPECT_EQ(find("later").region, "us-east-1");
}

TEST_F(credentials, are_read_from_other_files) {
    std::filesystem::rename(home_ / ".aws", home_ / "other");
    set("AWS_SHARED_CREDENTIALS_FILE", (home_ / "other" / "credentials").string());
    set("AWS_CONFIG_FILE", (home_ / "other" / "config").string());
    EXPECT_EQ(find().access_key_id, "AKIADEFAULT");
    EXPECT_EQ(find("partner").region, "us-west-2");
}

TEST_F(credentials, are_for_the_region_that_is_said_first) {
    set("AWS_DEFAULT_REGION", "ap-south-1");
    EXPECT_EQ(find().region, "ap-south-1");
    set("AWS_REGION", "us-west-1");
    EXPECT_EQ(find().region, "us-west-1");
    EXPECT_EQ(find("", "us-east-1").region, "us-east-1");
}

TEST_F(credentials, are_missed_in_words) {
    EXPECT_THROW(find("nobody"), bad_input);
    EXPECT_THROW(find("role"), bad_input);
    set("AWS_PROFILE", "nobody");
    EXPECT_THROW(find(), bad_input);
    variables_.clear();
    EXPECT_THROW(find(), bad_input);
    set("AWS_ACCESS_KEY_ID", "AKIAHALF");
    EXPECT_THROW(find(), bad_input);
}

TEST(settings_file, is_read_by_sections) {
    const auto read = read_settings(
        "lost = 1\n[ profile  a ]\nx = 1 = 2\r\nno setting\n[profiles]\n"
        "y=\n[broken\nz = 3");
    EXPECT_EQ(read.at("a"), (settings{{"x", "1 = 2"}}));
    EXPECT_EQ(read.at("profiles"), (settings{{"y", ""}}));
}

} // namespace
} // namespace cppo::cli
