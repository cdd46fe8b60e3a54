#include "wire/endpoint.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <stdexcept>

#include "wire/json.h"
#include "wire/signer.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

instant now() {
    return *instant::parse("2026-11-20T09:00:00Z");
}

std::optional<credential> find_seller(std::string_view key) {
    if (key != "AKISV") return {};
    return credential{"AKISV", "secret", "", account_id::minted("111122223333"),
                      user_id::minted("usr-1")};
}

std::expected<json::value, fault> echo(const call& from) {
    return json::value{{"account", from.caller.account.text()},
                       {"input", from.input},
                       {"requestId", from.request_id},
                       {"peer", from.peer}};
}

std::expected<json::value, fault> refuse(const call&) {
    return std::unexpected(fault{"ResourceNotFoundException", 404, "No such thing.", {}});
}

std::expected<json::value, fault> break_down(const call&) {
    throw std::runtime_error("the password is hunter2");
}

service catalog() {
    shapes all("marketplace-catalog");
    all.structure("Start", {need("Catalog", text(1, 64)), may("Count", integer(1, 9))});
    all.structure("Describe", {need("Catalog", text(1, 64)), need("EntityId", text(1, 255))});
    return {
        "marketplace-catalog",
        "aws-marketplace",
        protocol::rest_json_1,
        "",
        "com.amazonaws.marketplacecatalog",
        std::move(all),
        {{"StartChangeSet", "Start", "POST", "/StartChangeSet", {}, echo},
         {"DescribeEntity", "Describe", "GET", "/DescribeEntity", {"Catalog", "EntityId"}, echo},
         {"Refuse", "Start", "POST", "/Refuse", {}, refuse},
         {"Break", "Start", "POST", "/Break", {}, break_down}},
        [](const std::vector<shape_fault>& faults) {
            return fault{"ValidationException", 422, validation_message(faults), {}};
        },
        "InternalServiceException"};
}

service agreement() {
    shapes all("marketplace-agreement");
    all.structure("Describe", {need("agreementId", text(1, 64))});
    return {"marketplace-agreement",
            "aws-marketplace",
            protocol::aws_json_1_0,
            "AWSMPCommerceService_v20200301",
            "com.amazonaws.marketplaceagreement",
            std::move(all),
            {{"DescribeAgreement", "Describe", "", "", {}, echo},
             {"Refuse", "Describe", "", "", {}, refuse}},
            [](const std::vector<shape_fault>& faults) {
                return fault{"ValidationException",
                             400,
                             validation_message(faults),
                             {{"reason", "INVALID_INPUT"}}};
            },
            "InternalServerException",
            true};
}

struct wire_endpoint : testing::Test {
    std::vector<std::string> reported;
    endpoint services{{catalog(), agreement()},
                      verifier(find_seller, now),
                      [this](std::string_view operation, std::string_view, std::string_view what) {
                          reported.push_back(std::string(operation) + ": " + std::string(what));
                      }};

    reply answer(std::string method, std::string target, std::string body,
                 std::vector<header> headers = {{"Content-Type", "application/json"}}) {
        request from{std::move(method), std::move(target), std::move(headers), std::move(body),
                     "127.0.0.1"};
        from.headers.push_back({"Host", "localhost:8080"});
        sign(from, {"AKISV", "secret", ""}, now());
        return services.answer(from).value();
    }

    reply call_agreement(std::string operation, std::string body) {
        return answer("POST", "/", std::move(body),
                      {{"Content-Type", "application/x-amz-json-1.0"},
                       {"X-Amz-Target", "AWSMPCommerceService_v20200301." + operation}});
    }
};

std::string name_of(const reply& from) {
    const json::value body = json::parse(from.body);
    const auto type = get_text(body.as_object(), "__type");
    return std::string(type.substr(type.find('#') + 1));
}

std::string header_of(const reply& from, std::string_view name) {
    for (const header& each : from.headers)
        if (same_name(each.name, name)) return each.value;
    return {};
}

TEST_F(wire_endpoint, runs_a_rest_operation_for_its_caller) {
    const reply made = answer("POST", "/StartChangeSet", R"({"Catalog":"AWSMarketplace"})");
    EXPECT_EQ(made.status, 200);
    const json::value body = json::parse(made.body);
    EXPECT_EQ(body.at("account").as_string(), "111122223333");
    EXPECT_EQ(body.at("input").at("Catalog").as_string(), "AWSMarketplace");
    EXPECT_EQ(body.at("peer").as_string(), "127.0.0.1");
    EXPECT_EQ(body.at("requestId").as_string(), header_of(made, "x-amzn-RequestId"));
}

TEST_F(wire_endpoint, takes_members_from_the_query_string) {
    const reply made =
        answer("GET", "/DescribeEntity?catalog=AWSMarketplace&entityId=offer-1%401", "", {});
    EXPECT_EQ(made.status, 200);
    EXPECT_EQ(json::parse(made.body).at("input").at("EntityId").as_string(), "offer-1@1");
    EXPECT_EQ(answer("GET", "/DescribeEntity?catalog=A", "", {}).status, 422);
    EXPECT_EQ(name_of(answer("GET", "/DescribeEntity?catalog=A&catalog=B&entityId=c", "", {})),
              "SerializationException");
    EXPECT_EQ(name_of(answer("GET", "/DescribeEntity?catalog=A&entityId=%ff", "", {})),
              "SerializationException");
}

TEST_F(wire_endpoint, runs_an_operation_by_its_target) {
    const reply made = call_agreement("DescribeAgreement", R"({"agreementId":"agmt-1"})");
    EXPECT_EQ(made.status, 200);
    EXPECT_EQ(header_of(made, "Content-Type"), "application/x-amz-json-1.0");
    const reply mixed =
        answer("POST", "/base/", R"({"agreementId":"agmt-1"})",
               {{"Content-Type", "application/x-amz-json-1.1; charset=utf-8"},
                {"X-Amz-Target", "AWSMPCommerceService_v20200301.DescribeAgreement"}});
    EXPECT_EQ(mixed.status, 200);
}

TEST_F(wire_endpoint, words_constraint_faults_as_its_service_does) {
    const reply rest = answer("POST", "/StartChangeSet", R"({"Catalog":"","Count":9})");
    EXPECT_EQ(rest.status, 422);
    EXPECT_EQ(
        json::parse(rest.body).at("message").as_string(),
        "1 validation error detected: Value at '/Catalog' failed to satisfy constraint: Member "
        "must have length greater than or equal to 1");
    const reply aws = call_agreement("DescribeAgreement", "");
    EXPECT_EQ(aws.status, 400);
    EXPECT_EQ(name_of(aws), "ValidationException");
    const json::value body = json::parse(aws.body);
    EXPECT_EQ(body.at("reason").as_string(), "INVALID_INPUT");
    EXPECT_EQ(body.at("requestId").as_string(), header_of(aws, "x-amzn-RequestId"));
}

TEST_F(wire_endpoint, a_body_that_cannot_be_read_is_a_serialization_fault) {
    for (const char* body : {"{", "[]", "null", R"({"Catalog":7})", R"({"Catalog":"","Count":"x"})",
                             R"({"Catalog":"a","Catalog":"b"})"}) {
        const reply made = answer("POST", "/StartChangeSet", body);
        EXPECT_EQ(made.status, 400) << body;
        EXPECT_EQ(name_of(made), "SerializationException") << body;
    }
    EXPECT_EQ(call_agreement("DescribeAgreement", R"({"agreementId":7})").status, 400);
}

TEST_F(wire_endpoint, refuses_other_media_types) {
    const reply made =
        answer("POST", "/StartChangeSet", R"({"Catalog":"a"})", {{"Content-Type", "text/plain"}});
    EXPECT_EQ(made.status, 415);
    EXPECT_EQ(name_of(made), "UnsupportedMediaTypeException");
    EXPECT_EQ(answer("POST", "/StartChangeSet", R"({"Catalog":"a"})", {}).status, 200);
}

TEST_F(wire_endpoint, verifies_the_signature_before_it_reads_the_body) {
    request from{"POST", "/StartChangeSet", {{"Host", "h"}}, "{", ""};
    const reply rest = services.answer(from).value();
    EXPECT_EQ(rest.status, 403);
    EXPECT_EQ(header_of(rest, "X-Amzn-ErrorType"), "MissingAuthenticationTokenException");
    from.headers.push_back({"X-Amz-Target", "AWSMPCommerceService_v20200301.Refuse"});
    const reply aws = services.answer(from).value();
    EXPECT_EQ(aws.status, 400);
    EXPECT_EQ(name_of(aws), "MissingAuthenticationTokenException");
    sign(from, {"AKISV", "secret", "", "us-east-1", "opencppo"}, now());
    EXPECT_EQ(name_of(services.answer(from).value()), "InvalidSignatureException");
}

TEST_F(wire_endpoint, does_not_know_every_operation) {
    for (const char* target : {"AWSMPCommerceService_v20200301.Nothing", "Other.DescribeAgreement",
                               ".DescribeAgreement", "DescribeAgreement", ""}) {
        const reply made = answer("POST", "/", "{}", {{"X-Amz-Target", target}});
        EXPECT_EQ(made.status, 400) << target;
        EXPECT_EQ(name_of(made), "UnknownOperationException") << target;
    }
    const reply rest = answer("GET", "/StartChangeSet", "");
    EXPECT_EQ(rest.status, 404);
    EXPECT_EQ(header_of(rest, "X-Amzn-ErrorType"), "UnknownOperationException");
}

TEST_F(wire_endpoint, leaves_other_paths_to_others) {
    EXPECT_FALSE(services.answer({"GET", "/console/v1/clock", {}, "", ""}));
    EXPECT_FALSE(services.answer({"POST", "/", {}, "", ""}));
    EXPECT_FALSE(services.answer({"POST", "/StartChangeSet/", {}, "", ""}));
}

TEST_F(wire_endpoint, passes_on_what_the_handler_refuses) {
    const reply rest = answer("POST", "/Refuse", R"({"Catalog":"a"})");
    EXPECT_EQ(rest.status, 404);
    EXPECT_EQ(name_of(rest), "ResourceNotFoundException");
    EXPECT_EQ(call_agreement("Refuse", R"({"agreementId":"a"})").status, 400);
}

TEST_F(wire_endpoint, tells_no_client_what_broke) {
    const reply made = answer("POST", "/Break", R"({"Catalog":"a"})");
    EXPECT_EQ(made.status, 500);
    EXPECT_EQ(name_of(made), "InternalServiceException");
    EXPECT_EQ(made.body.find("hunter2"), std::string::npos);
    EXPECT_EQ(reported, std::vector<std::string>{"Break: the password is hunter2"});
}

TEST_F(wire_endpoint, takes_another_proof_of_who_calls) {
    const endpoint sessions({catalog()}, [](const request&, std::span<const std::string_view>) {
        return std::expected<credential, fault>(*find_seller("AKISV"));
    });
    const request from{"POST", "/StartChangeSet", {}, R"({"Catalog":"a"})", ""};
    EXPECT_EQ(sessions.answer(from).value().status, 200);
}

TEST(endpoint, does_not_start_with_a_service_half_described) {
    service broken = catalog();
    broken.operations[0].input_shape = "Missing";
    EXPECT_THROW(endpoint({broken}, verifier(find_seller, now)), std::logic_error);
    broken = catalog();
    broken.described.structure("More", {need("A", ref("Missing"))});
    EXPECT_THROW(endpoint({broken}, verifier(find_seller, now)), std::logic_error);
}

} // namespace
} // namespace cppo::wire
