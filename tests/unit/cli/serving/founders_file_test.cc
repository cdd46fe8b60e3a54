#include "cli/serving/founders_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace cppo::cli {
namespace {

class founders_files : public testing::Test {
  protected:
    founders_files() { std::filesystem::create_directory(folder); }
    ~founders_files() override { std::filesystem::remove_all(folder); }

    void write(const char* name, const std::string& text) { std::ofstream(folder / name) << text; }
    std::string read(const std::string& name) {
        std::ifstream in(folder / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("cppo_founders_" + std::to_string(getpid()));
    const service::founder isv{
        "isv", account_id::minted("100000000001"), {"AKIA1", "secret"}, "isv@demo.example", "pass"};
    const service::founder told{
        "buyer", account_id::minted("100000000002"), {"AKIA2", "", false}, "b@demo.example", ""};
};

TEST_F(founders_files, have_the_secrets_of_those_who_were_not_told) {
    write_founders(folder / "demo.json", "http://h:1", {isv, told}, {});
    write_profiles(folder, "http://h:1", {isv, told});
    const std::string demo = read("demo.json");
    EXPECT_TRUE(demo.contains(R"("accessKeyId":"AKIA1","secretAccessKey":"secret")"));
    EXPECT_TRUE(demo.contains(R"("accessKeyId":"AKIA2","email")")) << demo;
    EXPECT_TRUE(read("aws-config").contains("[profile isv]"));
    EXPECT_FALSE(read("aws-config").contains("[profile buyer]"));
    EXPECT_FALSE(read("aws-credentials").contains("AKIA2"));
}

TEST_F(founders_files, get_another_address_and_nothing_else) {
    write("demo.json", R"({"endpoint":"http://h:1","actors":{"isv":{"accessKeyId":"ROTATED"}}})");
    write("aws-config",
          "[profile isv]\nregion = eu-1\nendpoint_url = http://h:1\n\n"
          "[profile mine]\nendpoint_url = http://elsewhere\n");
    write("aws-credentials", "[isv]\naws_access_key_id = ROTATED\n");
    correct_endpoint(folder, "http://h:2");
    EXPECT_EQ(read("demo.json"),
              R"({"endpoint":"http://h:2","actors":{"isv":{"accessKeyId":"ROTATED"}}})");
    EXPECT_EQ(read("aws-config"),
              "[profile isv]\nregion = eu-1\nendpoint_url = http://h:2\n\n"
              "[profile mine]\nendpoint_url = http://elsewhere\n");
    EXPECT_EQ(read("aws-credentials"), "[isv]\naws_access_key_id = ROTATED\n");
    EXPECT_FALSE(std::filesystem::exists(folder / "operator.json"));
}

TEST_F(founders_files, that_are_gone_or_unreadable_stay_so) {
    correct_endpoint(folder, "http://h:2");
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    for (const char* text : {"{\"endpoint\":", "[]", ""}) {
        write("operator.json", text);
        correct_endpoint(folder, "http://h:2");
        EXPECT_EQ(read("operator.json"), text);
    }
}

} // namespace
} // namespace cppo::cli
