#include "wire/protocol/protocol.h"

#include <gtest/gtest.h>

#include "wire/value/cbor.h"

namespace cppo::wire {
namespace {

std::string header_of(const reply& from, std::string_view name) {
    for (const header& each : from.headers)
        if (same_name(each.name, name)) return each.value;
    return {};
}

const fault validation{"ValidationException", 422, "Not so.", {{"reason", "OTHER"}}};

TEST(protocol, aws_json_names_its_version_and_request) {
    const reply made = encode_output(protocol::aws_json_1_0, {{"a", 1}}, "id-1");
    EXPECT_EQ(made.status, 200);
    EXPECT_EQ(made.body, R"({"a":1})");
    EXPECT_EQ(header_of(made, "Content-Type"), "application/x-amz-json-1.0");
    EXPECT_EQ(header_of(made, "x-amzn-RequestId"), "id-1");
}

TEST(protocol, aws_json_faults_of_the_caller_are_400_and_named_in_the_body) {
    const reply made = encode_fault(protocol::aws_json_1_0, validation, "com.amazonaws.x", "id-1");
    EXPECT_EQ(made.status, 400);
    EXPECT_EQ(
        made.body,
        R"({"__type":"com.amazonaws.x#ValidationException","message":"Not so.","reason":"OTHER"})");
    EXPECT_EQ(header_of(made, "X-Amzn-ErrorType"), "");
    for (const int status : {402, 403, 404, 429})
        EXPECT_EQ(encode_fault(protocol::aws_json_1_0, {"X", status, "", {}}, "n", "i").status,
                  400);
    EXPECT_EQ(encode_fault(protocol::aws_json_1_0, {"X", 500, "", {}}, "n", "i").status, 500);
    EXPECT_EQ(encode_fault(protocol::aws_json_1_0, {"X", 503, "", {}}, "n", "i").status, 503);
}

TEST(protocol, aws_json_1_1_leaves_the_name_space_out) {
    const reply made = encode_output(protocol::aws_json_1_1, {{"a", 1}}, "id-1");
    EXPECT_EQ(made.body, R"({"a":1})");
    EXPECT_EQ(header_of(made, "Content-Type"), "application/x-amz-json-1.1");
    const reply fault = encode_fault(protocol::aws_json_1_1, validation, "com.amazonaws.x", "id-1");
    EXPECT_EQ(fault.status, 400);
    EXPECT_EQ(fault.body,
              R"({"__type":"ValidationException","message":"Not so.","reason":"OTHER"})");
    EXPECT_EQ(header_of(fault, "X-Amzn-ErrorType"), "");
}

TEST(protocol, cbor_names_itself_and_tells_times_from_numbers) {
    const std::string times[] = {"at"};
    const reply made =
        encode_output(protocol::rpc_v2_cbor, {{"at", 1}, {"n", 1}, {"none", nullptr}}, "id", times);
    EXPECT_EQ(made.status, 200);
    EXPECT_EQ(made.body,
              "\xa2\x62"
              "at\xc1\x01\x61n\x01");
    EXPECT_EQ(header_of(made, "Content-Type"), "application/cbor");
    EXPECT_EQ(header_of(made, "Smithy-Protocol"), "rpc-v2-cbor");
    EXPECT_EQ(header_of(made, "x-amzn-RequestId"), "id");
    EXPECT_EQ(encode_output(protocol::rpc_v2_cbor, boost::json::object(), "id").body, "\xa0");
}

TEST(protocol, cbor_faults_are_400_and_named_in_the_body_alone) {
    const reply made = encode_fault(protocol::rpc_v2_cbor, validation, "com.amazonaws.x", "id-1");
    EXPECT_EQ(made.status, 400);
    EXPECT_EQ(parse_cbor(made.body).value(),
              (boost::json::value{{"__type", "com.amazonaws.x#ValidationException"},
                                  {"message", "Not so."},
                                  {"reason", "OTHER"}}));
    EXPECT_EQ(header_of(made, "X-Amzn-ErrorType"), "");
    EXPECT_EQ(header_of(made, "Smithy-Protocol"), "rpc-v2-cbor");
    EXPECT_EQ(encode_fault(protocol::rpc_v2_cbor, {"X", 503, "", {}}, "n", "i").status, 503);
}

TEST(protocol, rest_json_faults_have_their_own_status_and_a_header) {
    const reply made = encode_fault(protocol::rest_json_1, validation, "com.amazonaws.x", "id-1");
    EXPECT_EQ(made.status, 422);
    EXPECT_EQ(header_of(made, "X-Amzn-ErrorType"), "ValidationException");
    EXPECT_EQ(header_of(made, "Content-Type"), "application/json");
    EXPECT_EQ(header_of(made, "x-amzn-RequestId"), "id-1");
    EXPECT_EQ(made.body, R"({"__type":"com.amazonaws.x#ValidationException","message":"Not so.",)"
                         R"("Message":"Not so.","reason":"OTHER"})");
}

} // namespace
} // namespace cppo::wire
