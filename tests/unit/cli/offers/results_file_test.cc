#include "cli/offers/results_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/client/bad_input.h"

namespace cppo::cli {
namespace {

constexpr const char* endpoint = "http://127.0.0.1:8080";

class results : public testing::Test {
  protected:
    ~results() override { std::filesystem::remove(path_); }

    std::string text() const {
        std::ifstream in(path_);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void append_text(const std::string& text) const { std::ofstream(path_, std::ios::app) << text; }

    const std::string path_ = testing::TempDir() + "results." +
                              testing::UnitTest::GetInstance()->current_test_info()->name();
    const row_result done_{7, row_status::succeeded, "offer-1", "set1", "", "", "token1"};
    const row_result wrong_{8, row_status::refused, "", "", "Code", "Not, \"this\"", "token2"};
};

TEST_F(results, are_found_again) {
    {
        results_file kept(path_, endpoint);
        EXPECT_TRUE(kept.finished().empty());
        kept.append(done_);
        kept.append(wrong_);
    }
    EXPECT_EQ(text(),
              "line,status,offer_id,change_set_id,error_code,error_message,token,endpoint\n"
              "7,SUCCEEDED,offer-1,set1,,,token1,http://127.0.0.1:8080\n"
              "8,REFUSED,,,Code,\"Not, \"\"this\"\"\",token2,http://127.0.0.1:8080\n");
    const results_file kept(path_, endpoint);
    EXPECT_EQ(kept.finished().size(), 2U);
    EXPECT_EQ(kept.finished().at("token1").offer_id, "offer-1");
    EXPECT_EQ(kept.finished().at("token2").error_message, "Not, \"this\"");
    EXPECT_EQ(kept.finished().at("token2").status, row_status::refused);
}

TEST_F(results, lose_a_last_line_that_was_cut_short) {
    {
        results_file(path_, endpoint).append(done_);
    }
    const std::string whole = text();
    append_text("9,FAILED,,set3,\"A code");
    {
        results_file kept(path_, endpoint);
        EXPECT_EQ(kept.finished().size(), 1U);
        EXPECT_EQ(text(), whole);
        kept.append(wrong_);
    }
    EXPECT_EQ(results_file(path_, endpoint).finished().size(), 2U);
}

TEST_F(results, begin_again_where_the_first_line_was_cut_short) {
    append_text("line,sta");
    results_file(path_, endpoint).append(done_);
    EXPECT_EQ(results_file(path_, endpoint).finished().size(), 1U);
}

TEST_F(results, are_not_written_over_another_file) {
    for (const char* other : {"my notes", "line,status\n",
                              "line,status,offer_id,change_set_id,"
                              "error_code,error_message,token,endpoint\n7,MAYBE,,,,,t,e\n"}) {
        std::ofstream(path_, std::ios::trunc) << other;
        EXPECT_THROW(results_file(path_, endpoint), bad_input) << other;
        EXPECT_EQ(text(), other);
    }
}

TEST_F(results, of_another_endpoint_are_refused) {
    {
        results_file(path_, endpoint).append(done_);
    }
    EXPECT_THROW(results_file(path_, "http://127.0.0.1:8081"), bad_input);
}

TEST_F(results, are_written_by_one_run_at_a_time) {
    const results_file kept(path_, endpoint);
    EXPECT_THROW(results_file(path_, endpoint), bad_input);
}

} // namespace
} // namespace cppo::cli
