#include "wire/protocol/endpoint.h"
#include "wire/message/fault_table.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "wire/signature/signer.h"
#include "wire/value/cbor.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

instant now() {
    return *instant::parse("2026-11-20T09:00:00Z");
}

std::optional<credential> find_seller(std::string_view key) {
    if (key != "AKISV") return {};
    return credential{
        "AKISV",
        "secret",
        "",
        {.account = account_id::minted("111122223333"), .user = user_id::minted("usr-1")}};
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

aws_service catalog() {
    shapes all("marketplace-catalog");
    all.structure("Start", {need("Catalog", text(1, 64)), may("Count", integer(1, 9))});
    all.structure("Describe", {need("Catalog", text(1, 64)), need("EntityId", text(1, 255))});
    return {
        .name = "marketplace-catalog",
        .signing_name = "aws-marketplace",
        .protocol = protocol::rest_json_1,
        .error_namespace = "com.amazonaws.marketplacecatalog",
        .described = std::move(all),
        .operations = {{"StartChangeSet", "Start", "POST", "/StartChangeSet", {}, {}, false, echo},
                       {"DescribeEntity",
                        "Describe",
                        "GET",
                        "/DescribeEntity",
                        {"Catalog", "EntityId"},
                        {},
                        false,
                        echo},
                       {"Refuse", "Start", "POST", "/Refuse", {}, {}, false, refuse},
                       {"Break", "Start", "POST", "/Break", {}, {}, false, break_down}},
        .word = catalog_fault,
        .invalid =
            [](const std::vector<shape_fault>& faults) {
                return fault{"ValidationException", 422, validation_message(faults), {}};
            },
        .internal_fault = "InternalServiceException"};
}

aws_service agreement() {
    shapes all("marketplace-agreement");
    all.structure("Describe", {need("agreementId", text(1, 64))});
    return {.name = "marketplace-agreement",
            .signing_name = "aws-marketplace",
            .protocol = protocol::aws_json_1_0,
            .target_prefix = "AWSMPCommerceService_v20200301",
            .error_namespace = "com.amazonaws.marketplaceagreement",
            .described = std::move(all),
            .operations = {{"DescribeAgreement", "Describe", "", "", {}, {}, false, echo},
                           {"Refuse", "Describe", "", "", {}, {}, false, refuse}},
            .word = catalog_fault,
            .invalid =
                [](const std::vector<shape_fault>& faults) {
                    return fault{"ValidationException",
                                 400,
                                 validation_message(faults),
                                 {{"reason", "INVALID_INPUT"}}};
                },
            .request_id_in_faults = true};
}

std::expected<json::value, fault> grant(const call& from) {
    return json::value{{"input", from.input},
                       {"Grants", {{{"ExpirationDate", 1'800'000'000}, {"Count", 7}}}},
                       {"NextToken", nullptr}};
}

aws_service entitlement() {
    shapes all("marketplace-entitlement");
    all.structure("Get", {need("ProductCode", text(1, 255)), may("MaxResults", integer(1, 25)),
                          may("Since", timestamp())});
    return {
        .name = "marketplace-entitlement",
        .signing_name = "aws-marketplace",
        .protocol = protocol::aws_json_1_1,
        .target_prefix = "AWSMPEntitlementService",
        .rpc_name = "AWSMPEntitlementService",
        .error_namespace = "com.amazonaws.marketplaceentitlementservice",
        .described = std::move(all),
        .operations = {{"GetEntitlements", "Get", "", "", {}, {}, false, grant, {"ExpirationDate"}},
                       {"Refuse", "Get", "", "", {}, {}, false, refuse},
                       {"Break", "Get", "", "", {}, {}, false, break_down}},
        .word = catalog_fault,
        .invalid =
            [](const std::vector<shape_fault>& faults) {
                return fault{"InvalidParameterException", 400, validation_message(faults), {}};
            },
        .internal_fault = "InternalServiceErrorException"};
}

struct wire_endpoint : testing::Test {
    std::vector<std::string> reported;
    endpoint services{{catalog(), agreement(), entitlement()},
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

    // As botocore does when it is told to speak CBOR.
    reply call_cbor(const std::string& path, std::string body, std::vector<header> more = {}) {
        std::vector<header> headers = {{"Accept", "application/cbor"},
                                       {"Smithy-Protocol", "rpc-v2-cbor"}};
        if (!body.empty()) headers.push_back({"Content-Type", "application/cbor"});
        headers.insert(headers.end(), more.begin(), more.end());
        return answer("POST", path, std::move(body), std::move(headers));
    }
};

constexpr const char* get_entitlements =
    "/service/AWSMPEntitlementService/operation/GetEntitlements";

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

// What a CBOR client makes of a fault; it takes nothing but CBOR.
void expect_cbor_fault(const reply& made, int status, std::string_view type) {
    EXPECT_EQ(made.status, status);
    EXPECT_EQ(header_of(made, "Content-Type"), "application/cbor");
    EXPECT_EQ(header_of(made, "Smithy-Protocol"), "rpc-v2-cbor");
    EXPECT_EQ(header_of(made, "X-Amzn-ErrorType"), "");
    const auto body = parse_cbor(made.body);
    ASSERT_TRUE(body) << body.error().sentence;
    EXPECT_EQ(get_text(body->as_object(), "__type"), type);
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

TEST_F(wire_endpoint, says_what_it_does_not_know) {
    const auto told = [&](std::string method, std::string target, std::vector<header> headers) {
        const request from{std::move(method), std::move(target), std::move(headers), "", ""};
        const reply made = services.answer(from).value_or(services.unknown(from));
        return std::string(json::parse(made.body).at("message").as_string());
    };
    EXPECT_EQ(told("POST", "/", {{"X-Amz-Target", "Other.Paint\t"}}),
              "There is no operation Other.Paint?, called by POST.");
    EXPECT_EQ(told("PUT", "/StartChangeSet", {}), "There is no operation at PUT /StartChangeSet.");
    EXPECT_EQ(told("GET", "/nowhere", {}), "There is no operation at GET /nowhere.");
    for (const std::string path :
         {"//StartChangeSet", "/./StartChangeSet", "/a/../StartChangeSet", "/%53tartChangeSet"})
        EXPECT_EQ(
            told("POST", path, {}),
            "There is no operation at POST " + path +
                ". A path is taken as it is sent: without dots, doubled slashes and escapes.");
}

TEST_F(wire_endpoint, refuses_a_name_of_the_operation_that_is_there_twice) {
    const header target{"X-Amz-Target", "AWSMPCommerceService_v20200301.DescribeAgreement"};
    const reply named = answer("POST", "/", R"({"agreementId": "a"})", {target, target});
    EXPECT_EQ(named.status, 400);
    EXPECT_EQ(name_of(named), "UnknownOperationException");
    EXPECT_NE(named.body.find("'X-Amz-Target' more than once"), std::string::npos);
    const header cbor{"Smithy-Protocol", "rpc-v2-cbor"};
    expect_cbor_fault(call_cbor(get_entitlements, "", {cbor}), 400,
                      "com.amazon.coral.service#UnknownOperationException");
    const header type{"Content-Type", "application/json"};
    const reply typed = answer("POST", "/StartChangeSet", R"({"Catalog": "a"})", {type, type});
    EXPECT_EQ(typed.status, 415);
    EXPECT_NE(typed.body.find("'Content-Type' more than once"), std::string::npos);
}

TEST_F(wire_endpoint, answers_one_operation_in_json_and_in_cbor) {
    const json::value input{{"ProductCode", "abc"}, {"MaxResults", 25}};
    const reply cbor = call_cbor(get_entitlements, serialize_cbor(input));
    EXPECT_EQ(cbor.status, 200);
    EXPECT_EQ(header_of(cbor, "Content-Type"), "application/cbor");
    EXPECT_EQ(header_of(cbor, "Smithy-Protocol"), "rpc-v2-cbor");
    EXPECT_NE(header_of(cbor, "x-amzn-RequestId"), "");
    EXPECT_NE(cbor.body.find("\x6e"
                             "ExpirationDate\xc1\x1a"),
              std::string::npos);
    const auto read = parse_cbor(cbor.body);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->at("input"), input);
    EXPECT_FALSE(read->as_object().contains("NextToken"));
    for (const char* version : {"application/x-amz-json-1.0", "application/x-amz-json-1.1"}) {
        const reply made = answer("POST", "/", json::serialize(input),
                                  {{"Content-Type", version},
                                   {"X-Amz-Target", "AWSMPEntitlementService.GetEntitlements"}});
        EXPECT_EQ(made.status, 200);
        EXPECT_EQ(header_of(made, "Content-Type"), "application/x-amz-json-1.1");
        EXPECT_EQ(header_of(made, "Smithy-Protocol"), "");
        EXPECT_EQ(json::parse(made.body).at("Grants"), read->at("Grants"));
    }
}

TEST_F(wire_endpoint, finds_a_cbor_operation_by_the_end_of_its_path) {
    const std::string body = serialize_cbor({{"ProductCode", "abc"}});
    for (const std::string before : {"", "/base", "/base/more", "/service/AWSMPEntitlementService"})
        EXPECT_EQ(call_cbor(before + get_entitlements, body).status, 200) << before;
    EXPECT_EQ(call_cbor("/service/com.amazonaws.marketplaceentitlementservice."
                        "AWSMPEntitlementService/operation/GetEntitlements",
                        body)
                  .status,
              200);
    constexpr const char* unknown = "com.amazon.coral.service#UnknownOperationException";
    for (const std::string path :
         {"/", "/StartChangeSet", "/service/AWSMPEntitlementService/operation/",
          "/service/AWSMPEntitlementService/operation/Nothing",
          "/service/AWSMPEntitlementService/operation/GetEntitlements/",
          "/service/AWSMPEntitlementService/GetEntitlements",
          "/service/AWSMPEntitlementService/operation/x/GetEntitlements",
          "/xservice/AWSMPEntitlementService/operation/GetEntitlements",
          "service/AWSMPEntitlementService/operation/GetEntitlements",
          "/service//operation/DescribeAgreement",
          "/service/AWSMPCommerceService_v20200301/operation/DescribeAgreement"})
        expect_cbor_fault(call_cbor(path, body), 400, unknown);
    expect_cbor_fault(answer("GET", get_entitlements, "", {{"Smithy-Protocol", "rpc-v2-cbor"}}),
                      400, unknown);
    EXPECT_FALSE(services.answer({"POST", get_entitlements, {}, body, ""}));
}

TEST_F(wire_endpoint, a_request_speaks_one_protocol) {
    const std::string body = serialize_cbor({{"ProductCode", "abc"}});
    constexpr const char* unknown = "com.amazon.coral.service#UnknownOperationException";
    for (const char* target : {"X-Amz-Target", "X-Amzn-Target"})
        expect_cbor_fault(call_cbor(get_entitlements, body,
                                    {{target, "AWSMPEntitlementService.GetEntitlements"}}),
                          400, unknown);
    for (const char* other : {"rpc-v2-json", "RPC-V2-CBOR", "", "rpc-v2-cbor,rpc-v2-cbor"}) {
        expect_cbor_fault(answer("POST", get_entitlements, body, {{"Smithy-Protocol", other}}), 400,
                          unknown);
        expect_cbor_fault(call_cbor(get_entitlements, body, {{"Smithy-Protocol", other}}), 400,
                          unknown);
    }
}

TEST_F(wire_endpoint, words_every_fault_of_a_cbor_request_in_cbor) {
    const std::string ours = "com.amazonaws.marketplaceentitlementservice#";
    const std::string refuse_path = "/service/AWSMPEntitlementService/operation/Refuse";
    const std::string break_path = "/service/AWSMPEntitlementService/operation/Break";
    const std::string good = serialize_cbor({{"ProductCode", "abc"}});
    const auto wrong = [&](const json::value& input) {
        return call_cbor(get_entitlements, serialize_cbor(input));
    };
    expect_cbor_fault(call_cbor(get_entitlements, ""), 400, ours + "InvalidParameterException");
    expect_cbor_fault(wrong({{"ProductCode", ""}}), 400, ours + "InvalidParameterException");
    expect_cbor_fault(wrong({{"ProductCode", 7}}), 400, ours + "SerializationException");
    expect_cbor_fault(wrong(json::array()), 400, ours + "SerializationException");
    expect_cbor_fault(call_cbor(get_entitlements, "{}"), 400, ours + "SerializationException");
    expect_cbor_fault(call_cbor(refuse_path, good), 400, ours + "ResourceNotFoundException");
    expect_cbor_fault(call_cbor(break_path, good), 500, ours + "InternalServiceErrorException");
    expect_cbor_fault(answer("POST", get_entitlements, "{}",
                             {{"Smithy-Protocol", "rpc-v2-cbor"},
                              {"Content-Type", "application/x-amz-json-1.1"}}),
                      400, ours + "UnsupportedMediaTypeException");
    request cut{"POST", get_entitlements, {{"Smithy-Protocol", "rpc-v2-cbor"}}, "", "", true};
    expect_cbor_fault(services.answer(cut).value(), 400, ours + "RequestEntityTooLargeException");
}

TEST_F(wire_endpoint, authentication_faults_of_cbor_requests_travel_in_cbor) {
    const std::string ours = "com.amazonaws.marketplaceentitlementservice#";
    request from{"POST", get_entitlements, {{"Host", "h"}}, "", ""};
    request unsigned_protocol = from;
    sign(unsigned_protocol, {"AKISV", "secret", ""}, now());
    from.headers.push_back({"Smithy-Protocol", "rpc-v2-cbor"});
    unsigned_protocol.headers.push_back(from.headers.back());
    expect_cbor_fault(services.answer(from).value(), 400,
                      ours + "MissingAuthenticationTokenException");
    expect_cbor_fault(services.answer(unsigned_protocol).value(), 400,
                      ours + "InvalidSignatureException");
    sign(from, {"AKNOBODY", "secret", ""}, now());
    expect_cbor_fault(services.answer(from).value(), 400, ours + "UnrecognizedClientException");
}

TEST_F(wire_endpoint, names_faults_barely_in_aws_json_1_1) {
    const auto call_json = [&](const char* operation) {
        return answer("POST", "/", R"({"ProductCode":"abc"})",
                      {{"Content-Type", "application/x-amz-json-1.1"},
                       {"X-Amz-Target", std::string("AWSMPEntitlementService.") + operation}});
    };
    const auto type_of = [](const reply& made) {
        EXPECT_EQ(header_of(made, "Content-Type"), "application/x-amz-json-1.1");
        return std::string(json::parse(made.body).at("__type").as_string());
    };
    EXPECT_EQ(type_of(call_json("Refuse")), "ResourceNotFoundException");
    EXPECT_EQ(type_of(call_json("Nothing")), "UnknownOperationException");
    EXPECT_EQ(call_json("Refuse").status, 400);
    EXPECT_EQ(call_json("Break").status, 500);
}

TEST_F(wire_endpoint, tells_in_every_protocol_that_it_is_too_busy) {
    const auto turned_down = [&](std::string target, std::vector<header> headers) {
        return services.too_busy({"POST", std::move(target), std::move(headers), "", ""}).value();
    };
    const reply rest = turned_down("/StartChangeSet", {});
    EXPECT_EQ(rest.status, 429);
    EXPECT_EQ(header_of(rest, "X-Amzn-ErrorType"), "ThrottlingException");
    const reply json =
        turned_down("/", {{"X-Amz-Target", "AWSMPCommerceService_v20200301.DescribeAgreement"}});
    EXPECT_EQ(json.status, 400);
    EXPECT_EQ(name_of(json), "ThrottlingException");
    expect_cbor_fault(turned_down(get_entitlements, {{"Smithy-Protocol", "rpc-v2-cbor"}}), 400,
                      "com.amazonaws.marketplaceentitlementservice#ThrottlingException");
    EXPECT_FALSE(services.too_busy({"GET", "/console/v1/clock", {}, "", ""}));
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
    const endpoint sessions({catalog()},
                            [](const request&, std::span<const std::string_view>, regions) {
                                return std::expected<credential, fault>(*find_seller("AKISV"));
                            });
    const request from{"POST", "/StartChangeSet", {}, R"({"Catalog":"a"})", ""};
    EXPECT_EQ(sessions.answer(from).value().status, 200);
}

TEST(endpoint, does_not_start_with_a_service_half_described) {
    aws_service broken = catalog();
    broken.operations[0].input_shape = "Missing";
    EXPECT_THROW(endpoint({broken}, verifier(find_seller, now)), std::logic_error);
    broken = catalog();
    broken.described.structure("More", {need("A", ref("Missing"))});
    EXPECT_THROW(endpoint({broken}, verifier(find_seller, now)), std::logic_error);
}

} // namespace
} // namespace cppo::wire
