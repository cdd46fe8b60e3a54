#include "server/log.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace cppo::server {
namespace {

TEST(log, writes_one_json_object_a_line) {
    const std::string name = testing::TempDir() + "log_" + std::to_string(::getpid());
    {
        log to(name);
        to.write(level::info, "started", {{"port", 8080}, {"host", "a\"b"}});
        to.write(level::failure, "broken\n");
    }
    std::ifstream lines(name);
    std::string first;
    std::string second;
    std::getline(lines, first);
    std::getline(lines, second);
    ::unlink(name.c_str());
    EXPECT_EQ(first.substr(0, 10), "{\"time\":\"2");
    EXPECT_EQ(first.substr(first.find(",\"level\"")),
              R"(,"level":"info","event":"started","port":8080,"host":"a\"b"})");
    EXPECT_EQ(second.substr(second.find(",\"level\"")),
              R"(,"level":"failure","event":"broken\u000a"})");
}

TEST(log, says_when_its_file_cannot_be_opened) {
    EXPECT_THROW(log("/nowhere/at/all"), std::runtime_error);
}

TEST(log, quotes_any_bytes) {
    EXPECT_EQ(json_text("a\\b\x01\xff"), R"("a\\b\u0001?")");
}

} // namespace
} // namespace cppo::server
