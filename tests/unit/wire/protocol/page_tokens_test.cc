#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>

#include "service/reading/page.h"
#include "wire/protocol/endpoint.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

// A list whose place is told by its token alone.
aws_service lists() {
    shapes all("marketplace-lists");
    for (const char* name : {"List", "Other"})
        all.structure(name, {may("Colour", text(1, 64)), may("MaxResults", integer(1, 9)),
                             may("NextToken", text(1, 2048))});
    const auto listed = [](const call& from) {
        return std::expected<json::value, fault>(
            json::value{{"At", text_or_empty(from.input.as_object(), "NextToken")},
                        {"NextToken", service::token_of({7, "offer-a"})}});
    };
    const auto word = [](const refusal& no) {
        return fault{"ValidationException", 422, std::string(cppo::name_of(no.why)), {}};
    };
    return {.name = "marketplace-lists",
            .signing_name = "aws-marketplace",
            .protocol = protocol::rest_json_1,
            .error_namespace = "com.amazonaws.marketplacelists",
            .described = std::move(all),
            .operations = {{"List", "List", "POST", "/List", {}, {}, false, listed},
                           {"Other", "Other", "POST", "/Other", {}, {}, false, listed}},
            .word = word,
            .invalid = [](const std::vector<shape_fault>&) {
                return fault{"ValidationException", 422, "shape", {}};
            }};
}

class page_tokens : public testing::Test {
  protected:
    const std::filesystem::path file =
        std::filesystem::path(testing::TempDir()) / "page_tokens.key";
    service::key_box keys{file};
    std::string account = "111122223333";
    endpoint services{
        {lists()},
        [this](const request&, std::span<const std::string_view>, regions) {
            return std::expected<credential, fault>(credential{
                "AKISV",
                "secret",
                "",
                {.account = account_id::minted(account), .user = user_id::minted("usr-1")}});
        },
        {},
        {},
        &keys};

    ~page_tokens() override { std::filesystem::remove(file); }

    reply ask(const char* path, const json::object& body) {
        return services
            .answer({"POST",
                     path,
                     {{"Content-Type", "application/json"}},
                     json::serialize(body),
                     "127.0.0.1"})
            .value();
    }
    std::string next_of(const reply& made) {
        return std::string(json::parse(made.body).at("NextToken").as_string());
    }
};

TEST_F(page_tokens, leave_sealed_and_come_back_opened) {
    const std::string token = next_of(ask("/List", {{"Colour", "red"}}));
    EXPECT_EQ(token.find("offer"), std::string::npos);
    const reply made = ask("/List", {{"Colour", "red"}, {"MaxResults", 5}, {"NextToken", token}});
    EXPECT_EQ(json::parse(made.body).at("At"), "7/offer-a");
}

TEST_F(page_tokens, are_for_one_list_one_question_and_one_account) {
    const std::string token = next_of(ask("/List", {{"Colour", "red"}}));
    const auto is_refused = [&](const char* path, const json::object& body) {
        const reply made = ask(path, body);
        return made.status == 422 && made.body.find("page_token_invalid") != std::string::npos;
    };
    EXPECT_TRUE(is_refused("/Other", {{"Colour", "red"}, {"NextToken", token}}));
    EXPECT_TRUE(is_refused("/List", {{"Colour", "blue"}, {"NextToken", token}}));
    EXPECT_TRUE(is_refused("/List", {{"NextToken", token}}));
    for (const char* other : {"7/offer-a", "x", "AAAA"})
        EXPECT_TRUE(is_refused("/List", {{"Colour", "red"}, {"NextToken", other}})) << other;
    account = "444455556666";
    EXPECT_TRUE(is_refused("/List", {{"Colour", "red"}, {"NextToken", token}}));
}

} // namespace
} // namespace cppo::wire
