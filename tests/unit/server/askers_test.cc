#include "server/askers.h"

#include <gtest/gtest.h>

namespace cppo::server {
namespace {

wire::request from_peer(const std::string& peer, const std::string& key) {
    const std::string parameters = "Credential=" + key + "/20260101/us-east-1/s/aws4_request";
    return {"GET", "/", {{"Authorization", "AWS4-HMAC-SHA256 " + parameters}}, "", peer};
}

const account_id fabrikam = account_id::parse("111122223333").value();

TEST(server_askers, a_peer_asks_for_an_account_once_it_has_signed_with_its_key) {
    askers known;
    EXPECT_EQ(known.asker_of(from_peer("10.0.0.1", "AKIA1")), "10.0.0.1");
    known.remember("10.0.0.1", "AKIA1", fabrikam);
    EXPECT_EQ(known.asker_of(from_peer("10.0.0.1", "AKIA1")), "111122223333");
    EXPECT_EQ(known.asker_of({"GET",
                              "/?X-Amz-Credential=AKIA1%2F20260101%2Fus-east-1%2Fs%2Faws4_request",
                              {},
                              "",
                              "10.0.0.1"}),
              "111122223333");
}

TEST(server_askers, who_names_the_key_of_somebody_else_asks_for_itself) {
    askers known;
    known.remember("10.0.0.1", "AKIA1", fabrikam);
    EXPECT_EQ(known.asker_of(from_peer("10.0.0.2", "AKIA1")), "10.0.0.2");
    EXPECT_EQ(known.asker_of(from_peer("10.0.0.1", "AKIA2")), "10.0.0.1");
    EXPECT_EQ(known.asker_of({"GET", "/", {}, "", "10.0.0.1"}), "10.0.0.1");
}

} // namespace
} // namespace cppo::server
