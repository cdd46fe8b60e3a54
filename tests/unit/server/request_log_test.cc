#include "server/request_log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace cppo::server {
namespace {

class request_log_test : public testing::Test {
  protected:
    ~request_log_test() override { std::filesystem::remove(file_); }

    // The line of a request, without its time.
    std::string line_of(const wire::request& asked, const wire::reply& made) {
        std::filesystem::remove(file_);
        log to(file_.string());
        request_log(to, {{"buyer", account_id::minted("418829361926"), {"AKIABUYER", ""}, "", ""}})
            .write(asked, made, 7);
        std::ifstream in(file_);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        return text.substr(text.find("\"event\""));
    }

  private:
    std::filesystem::path file_ =
        std::filesystem::temp_directory_path() / ("request_log." + std::to_string(::getpid()));
};

wire::request asked(std::string target, std::vector<wire::header> headers) {
    return {"POST", std::move(target), std::move(headers), "secret", "127.0.0.1"};
}

TEST_F(request_log_test, names_who_asked_what_and_what_came_of_it) {
    const wire::header signature{
        "Authorization", "AWS4-HMAC-SHA256 Credential=AKIABUYER/20261128/us-east-1/x/aws4_request"};
    EXPECT_EQ(line_of(asked("/ListEntities?a=b", {signature}), {200, {}, "secret"}),
              R"("event":"request","actor":"buyer","method":"POST","path":"/ListEntities",)"
              R"("target":"","status":200,"error":"","took_us":7})"
              "\n");
    EXPECT_EQ(line_of(asked("/", {signature, {"X-Amz-Target", "A.B"}}),
                      {400, {}, R"({"__type":"com.amazonaws#NoException","message":"secret"})"}),
              R"("event":"request","actor":"buyer","method":"POST","path":"/","target":"A.B",)"
              R"("status":400,"error":"NoException","took_us":7})"
              "\n");
}

TEST_F(request_log_test, names_strangers_by_their_key_and_the_unsigned_not_at_all) {
    const std::string query = "/x?X-Amz-Credential=AKIAOTHER%2F20261128%2F&X-Amz-Signature=secret";
    EXPECT_TRUE(line_of(asked(query, {}), {}).contains(R"("actor":"AKIAOTHER")"));
    EXPECT_TRUE(line_of(asked("/x", {}), {}).contains(R"("actor":"",)"));
    EXPECT_TRUE(
        line_of(asked("/x", {{"Authorization", "Credential="}}), {}).contains(R"("actor":"",)"));
}

TEST_F(request_log_test, says_the_reason_of_the_console_and_the_type_of_the_header) {
    EXPECT_TRUE(line_of(asked("/x", {}), {422, {}, R"({"title":"x","reason":"invoice_not_open"})"})
                    .contains(R"("error":"invoice_not_open")"));
    EXPECT_TRUE(line_of(asked("/x", {}), {404, {{"x-amzn-ErrorType", "Gone"}}, "no JSON"})
                    .contains(R"("error":"Gone")"));
    EXPECT_TRUE(line_of(asked("/x", {}), {500, {}, "no JSON"}).contains(R"("error":"")"));
}

} // namespace
} // namespace cppo::server
