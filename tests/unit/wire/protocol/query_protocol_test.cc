#include "wire/protocol/query_protocol.h"

#include <gtest/gtest.h>

#include "wire/identity/identity_calls.h"
#include "wire/protocol/endpoint.h"
#include "wire/signature/signer.h"

namespace cppo::wire {
namespace {

constexpr const char* form = "application/x-www-form-urlencoded; charset=utf-8";
constexpr const char* who_am_i = "Action=GetCallerIdentity&Version=2011-06-15";

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

struct wire_neighbours : testing::Test {
    endpoint services{{identity_calls()}, verifier(find_seller, now)};
    signing_identity seller{"AKISV", "secret", "", "us-east-1", "sts"};

    static request form_call(std::string body) {
        return {"POST",
                "/",
                {{"Host", "localhost:8080"}, {"Content-Type", form}},
                std::move(body),
                "127.0.0.1"};
    }
    reply signed_by(const signing_identity& who, request from) {
        sign(from, who, now());
        return services.answer(from).value();
    }
    reply call(std::string body) { return signed_by(seller, form_call(std::move(body))); }
};

bool has(const reply& from, std::string_view text) {
    return from.body.find(text) != std::string::npos;
}

std::string code_of(const reply& from) {
    const auto start = from.body.find("<Code>");
    if (start == std::string::npos) return from.body;
    return from.body.substr(start + 6, from.body.find("</Code>") - start - 6);
}

TEST_F(wire_neighbours, are_told_who_they_are) {
    const reply made = call(who_am_i);
    EXPECT_EQ(made.status, 200);
    EXPECT_EQ(made.headers[0].value, "text/xml");
    EXPECT_TRUE(made.body.starts_with(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
        "<GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/usr-1</Arn>"
        "<UserId>usr-1</UserId><Account>111122223333</Account></GetCallerIdentityResult>"
        "<ResponseMetadata><RequestId>"))
        << made.body;
}

TEST_F(wire_neighbours, may_ask_by_the_query_string) {
    const request from{
        "GET", std::string("/?") + who_am_i, {{"Host", "localhost:8080"}}, "", "127.0.0.1"};
    EXPECT_EQ(signed_by(seller, from).status, 200);
}

TEST_F(wire_neighbours, are_known_in_every_region) {
    for (const char* region : {"us-east-1", "eu-central-1", "us-gov-west-1", "eusc-de-east-1"}) {
        seller.region = region;
        EXPECT_EQ(call(who_am_i).status, 200) << region;
    }
    for (const char* region : {"", "nowhere", "xx-east-1", "us-east", "us-east-x", "us-1", "us--1",
                               "us-a-b-c-1", "US-EAST-1"}) {
        seller.region = region;
        EXPECT_EQ(code_of(call(who_am_i)), "SignatureDoesNotMatch") << region;
    }
}

TEST_F(wire_neighbours, are_refused_in_the_words_of_the_query_protocol) {
    const auto expect = [](const reply& made, int status, std::string_view code) {
        EXPECT_EQ(made.status, status) << made.body;
        EXPECT_EQ(code_of(made), code);
        EXPECT_TRUE(has(made, "<ErrorResponse")) << made.body;
        EXPECT_TRUE(has(made, "<Type>Sender</Type>"));
        EXPECT_FALSE(has(made, "<Message></Message>"));
        EXPECT_TRUE(has(made, "</RequestId></ErrorResponse>"));
    };
    expect(signed_by({"AKNOBODY", "secret", "", "us-east-1", "sts"}, form_call(who_am_i)), 403,
           "InvalidClientTokenId");
    expect(signed_by({"AKISV", "wrong", "", "us-east-1", "sts"}, form_call(who_am_i)), 403,
           "SignatureDoesNotMatch");
    expect(signed_by({"AKISV", "secret", "", "us-east-1", "opencppo"}, form_call(who_am_i)), 403,
           "SignatureDoesNotMatch");
    expect(services.answer(form_call(who_am_i)).value(), 403, "MissingAuthenticationToken");
    request late = form_call(who_am_i);
    sign(late, seller, now().plus_ms(-16 * 60'000));
    expect(services.answer(late).value(), 403, "SignatureDoesNotMatch");
    request incomplete = form_call(who_am_i);
    incomplete.headers.push_back({"Authorization", "AWS4-HMAC-SHA256 Credential=AKISV"});
    expect(services.answer(incomplete).value(), 400, "IncompleteSignature");
    expect(call("Action=AssumeRole&Version=2011-06-15&RoleArn=a"), 400, "InvalidAction");
    expect(call("Action=GetCallerIdentity&Version=2010-05-08"), 400, "InvalidAction");
    expect(call("Action=<script>&Version=1"), 400, "InvalidAction");
    expect(call("a=b"), 400, "InvalidAction");
    expect(call(std::string(who_am_i) + "&Version=2011-06-15"), 400, "InvalidQueryParameter");
    expect(call(std::string(who_am_i) + "&a=1&a=1"), 400, "InvalidQueryParameter");
    request both = form_call(who_am_i);
    both.target = "/?Action=GetCallerIdentity";
    expect(signed_by(seller, both), 400, "InvalidQueryParameter");
    request cut = form_call("");
    cut.body_is_cut = true;
    expect(services.answer(cut).value(), 413, "RequestEntityTooLarge");
    expect(services.too_busy(form_call(who_am_i)).value(), 400, "Throttling");
}

TEST_F(wire_neighbours, of_other_services_are_refused_in_their_own_form) {
    seller.service = "ec2";
    const reply machines = call("Action=DescribeInstances&Version=2016-11-15");
    EXPECT_EQ(machines.status, 400);
    EXPECT_TRUE(machines.body.starts_with(
        "<Response><Errors><Error><Code>InvalidAction</Code><Message>Could not find operation "
        "DescribeInstances for version 2016-11-15.</Message></Error></Errors><RequestID>"))
        << machines.body;
    seller.service = "s3";
    const reply files =
        signed_by(seller, {"GET", "/bucket/key", {{"Host", "localhost:8080"}}, "", "127.0.0.1"});
    EXPECT_EQ(files.status, 501);
    EXPECT_TRUE(
        files.body.starts_with("<Error><Code>NotImplemented</Code><Message>There is no "
                               "operation at GET /bucket/key.</Message><RequestId>"))
        << files.body;
    seller.service = "iam";
    const reply users = call("Action=ListUsers&Version=2010-05-08");
    EXPECT_TRUE(
        users.body.starts_with("<ErrorResponse><Error><Type>Sender</Type><Code>"
                               "InvalidAction</Code>"))
        << users.body;
    EXPECT_FALSE(services.answer({"GET", "/nowhere", {}, "", ""}));
    EXPECT_FALSE(services.answer({"POST", "/", {{"Content-Type", "application/json"}}, "{}", ""}));
}

} // namespace
} // namespace cppo::wire
