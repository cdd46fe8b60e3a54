#include "console/http/console.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <stdexcept>

#include "console/http/openapi.h"
#include "console/http/reading.h"
#include "console/http/routes.h"

namespace cppo::console {
namespace {

namespace json = boost::json;

json::object number_json(std::int64_t number) {
    return {{"number", number}};
}

// Numbers from 1 to 5, as a list that is read page by page.
result<answer> list_numbers(const call& from) {
    const service::page_request at = TRY(page_in(from));
    std::vector<std::int64_t> rows;
    for (std::int64_t each = at.after ? at.after->order + 1 : 1; each <= 5; ++each)
        rows.push_back(each);
    return list_answer(listed_in(at, std::move(rows),
                                 [](std::int64_t each) { return service::page_mark{each, ""}; }),
                       number_json);
}

result<answer> do_nothing(const call&) {
    return answer{json::object()};
}

wire::shapes described() {
    using namespace wire;
    shapes made("numbers");
    made.document("Paged", {may("cursor", text(1, 1024)), may("limit", integer(1, 500)),
                            may("colour", text(1, 10))});
    made.document("Nothing", {});
    made.document("Named", {need("number", text(1, 9)), may("colour", text(1, 10))});
    made.document("Number", {need("number", integer(1))});
    made.document("Numbers", {need("items", list("Number")), may("next", text(1, 1024))});
    made.document("Problem", {});
    made.document("Done", {});
    return made;
}

std::vector<route> routes() {
    using enum audience;
    using enum effect;
    // clang-format off
    return {
        {"ListNumbers", "GET", "/console/v1/numbers", everybody, reads,
         permission_group::money, duty::finance, "Paged", "Numbers", 200,
         {}, "Numbers", list_numbers},
        {"ListFigures", "GET", "/console/v1/figures", everybody, reads,
         permission_group::money, duty::finance, "Paged", "Numbers", 200,
         {}, "The same numbers", list_numbers},
        {"AddNumber", "POST", "/console/v1/numbers", everybody, changes,
         permission_group::money, duty::finance, "Nothing", "Done", 201,
         {}, "Add a number", do_nothing},
        {"PaintNumber", "PUT", "/console/v1/numbers/{number}", operator_may, changes,
         permission_group::money, duty::finance, "Named",
         "Done", 200, {}, "Paint a number", do_nothing},
        {"CloseBooks", "PUT", "/console/v1/books", operator_only, changes,
         permission_group::money, duty::finance, "Nothing", "Done", 200,
         {reason::invoice_not_open}, "Close the books", do_nothing},
    };
    // clang-format on
}

class of_console : public testing::Test {
  protected:
    ~of_console() override { std::filesystem::remove(key_file); }

    wire::reply ask(const std::string& method, const std::string& target,
                    const std::string& body = "", std::vector<wire::header> headers = {}) {
        if (method != "GET" && with_key) headers.push_back({"Idempotency-Key", "once"});
        const wire::request from{method, "/console/v1/" + target, std::move(headers), body,
                                 "10.0.0.1"};
        return asked.answer(from).value();
    }
    // What is wrong with a malformed call.
    std::string fault(const std::string& method, const std::string& target,
                      const std::string& body = "", std::vector<wire::header> headers = {}) {
        const wire::reply made = ask(method, target, body, std::move(headers));
        EXPECT_EQ(made.status, 400) << target;
        return std::string(json::parse(made.body).at("detail").as_string());
    }
    int status(const std::string& method, const std::string& target) {
        return ask(method, target).status;
    }
    json::object page(const std::string& target) {
        const wire::reply made = ask("GET", target);
        EXPECT_EQ(made.status, 200) << made.body;
        return json::parse(made.body).as_object();
    }

    const std::filesystem::path key_file =
        std::filesystem::temp_directory_path() / ("cppo_console_" + std::to_string(getpid()));
    const service::key_box keys{key_file};
    bool with_key = true;
    bool by_query = false;
    service::actor who{.account = account_id::minted("100000000001"),
                       .user = user_id::minted("usr-a"),
                       .part = market::user_role::admin};
    console asked{routes(),
                  described(),
                  keys,
                  [this](const wire::request&, std::span<const std::string_view>, wire::regions) {
                      return std::expected<wire::credential, wire::fault>(
                          wire::credential{"AKIA1", "", "", who, {}, by_query});
                  },
                  {}};
};

TEST_F(of_console, reads_a_list_page_by_page) {
    std::vector<std::int64_t> seen;
    std::string target = "numbers?limit=2";
    for (int pages = 1; !target.empty(); ++pages) {
        const json::object made = page(target);
        for (const json::value& each : made.at("items").as_array())
            seen.push_back(each.at("number").as_int64());
        const json::value* next = made.if_contains("next");
        target = next ? "numbers?limit=2&cursor=" + std::string(next->as_string()) : "";
        ASSERT_LE(pages, 3);
    }
    EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
}

TEST_F(of_console, changes_nothing_without_a_key_or_by_a_signature_in_the_query) {
    EXPECT_EQ(status("POST", "numbers"), 201);
    with_key = false;
    const wire::reply bare = ask("POST", "numbers");
    EXPECT_EQ(bare.status, 400);
    EXPECT_EQ(json::parse(bare.body).at("reason"), "idempotency_key_missing");
    EXPECT_EQ(ask("POST", "numbers", "", {{"Idempotency-Key", ""}}).status, 400);
    with_key = true;
    by_query = true;
    const wire::reply open = ask("POST", "numbers");
    EXPECT_EQ(open.status, 403);
    EXPECT_EQ(json::parse(open.body).at("reason"), "signature_in_query");
    EXPECT_EQ(status("GET", "numbers?limit=2"), 200);
}

TEST_F(of_console, takes_parameters_of_text_only) {
    EXPECT_EQ(status("GET", "numbers?colour=blue"), 200);
    for (const char* bytes : {"%00", "a%00b", "%FF", "%ED%A0%80", "%E2%80%AE", "a%E2%80%8Bb"})
        EXPECT_EQ(status("GET", std::string("numbers?colour=") + bytes), 400) << bytes;
}

TEST_F(of_console, takes_a_cursor_of_its_own_list_and_caller_only) {
    const std::string next(page("numbers?limit=2").at("next").as_string());
    EXPECT_EQ(status("GET", "numbers?cursor=" + next), 200);
    EXPECT_EQ(status("GET", "numbers?limit=1&cursor=" + next), 200);
    EXPECT_EQ(status("GET", "figures?cursor=" + next), 422);
    EXPECT_EQ(status("GET", "numbers?colour=blue&cursor=" + next), 422);
    who.account = account_id::minted("100000000002");
    const wire::reply made = ask("GET", "numbers?cursor=" + next);
    EXPECT_EQ(made.status, 422);
    EXPECT_EQ(json::parse(made.body).at("reason"), "page_token_invalid");
}

TEST_F(of_console, takes_no_cursor_with_another_character) {
    const std::string next(page("numbers?limit=2").at("next").as_string());
    for (std::size_t at = 0; at < next.size(); ++at) {
        std::string changed = next;
        changed[at] = changed[at] == '0' ? '1' : '0';
        EXPECT_EQ(status("GET", "numbers?cursor=" + changed), 422) << at;
    }
}

TEST_F(of_console, needs_the_permission_of_the_routes_name) {
    who.actions = {"opencppo:GET", "opencppo:POST", "ListNumbers", "opencppo:AddNumber"};
    EXPECT_EQ(status("GET", "numbers"), 403);
    EXPECT_EQ(status("POST", "numbers"), 201);
    who.actions = {"opencppo:ListNumbers"};
    EXPECT_EQ(status("GET", "numbers"), 200);
    EXPECT_EQ(status("GET", "figures"), 403);
    EXPECT_EQ(status("POST", "numbers"), 403);
}

TEST_F(of_console, lets_viewers_read_only) {
    who.part = market::user_role::viewer;
    EXPECT_EQ(status("GET", "numbers"), 200);
    EXPECT_EQ(status("POST", "numbers"), 403);
    who.actions = {"opencppo:AddNumber"};
    EXPECT_EQ(status("POST", "numbers"), 403);
}

TEST_F(of_console, shows_what_is_the_operators_to_nobody_else) {
    EXPECT_EQ(status("PUT", "books"), 404);
    who.actions = {"opencppo:CloseBooks"};
    EXPECT_EQ(status("PUT", "books"), 404);
    who.is_operator = true;
    EXPECT_EQ(status("PUT", "books"), 200);
}

TEST_F(of_console, tells_those_who_see_a_thing_that_they_may_not) {
    EXPECT_EQ(status("PUT", "numbers/1"), 403);
    who.is_operator = true;
    EXPECT_EQ(status("PUT", "numbers/1"), 200);
}

TEST_F(of_console, refuses_what_a_route_does_not_know) {
    who.is_operator = true;
    const std::string unknown =
        "Value at '/color' failed to satisfy constraint: There is no such "
        "parameter here.";
    EXPECT_NE(fault("GET", "numbers?color=blue").find(unknown), std::string::npos);
    EXPECT_NE(fault("GET", "numbers?color=blue&limit=1").find(unknown), std::string::npos);
    EXPECT_NE(fault("PUT", "numbers/1?color=blue").find(unknown), std::string::npos);
    EXPECT_NE(fault("PUT", "numbers/1?colour=blue").find("'/colour'"), std::string::npos);
    EXPECT_NE(fault("PUT", "numbers/1", R"({"color": "blue"})").find("'/color'"),
              std::string::npos);
    EXPECT_EQ(fault("GET", "numbers", "{}"), "A GET has no body.");
    EXPECT_EQ(status("GET", "numbers?colour=blue&X-Amz-Signature=0"), 200);
    EXPECT_EQ(ask("PUT", "numbers/1", R"({"colour": "blue"})").status, 200);
}

TEST_F(of_console, refuses_what_is_given_twice) {
    who.is_operator = true;
    EXPECT_NE(fault("GET", "numbers?colour=blue&colour=blue").find("more than once"),
              std::string::npos);
    EXPECT_NE(fault("GET", "numbers?limit=1&%6Cimit=2").find("more than once"), std::string::npos);
    EXPECT_NE(fault("PUT", "numbers/1", R"({"number": "1"})").find("The path names it already."),
              std::string::npos);
    EXPECT_NE(fault("PUT", "numbers/1", R"({"colour": "a", "colour": "a"})").find("twice"),
              std::string::npos);
    for (const std::string name : {"Content-Type", "Idempotency-Key"})
        EXPECT_EQ(fault("PUT", "numbers/1", "", {{name, "a"}, {name, "a"}}),
                  "The request has the header '" + name + "' more than once.");
}

TEST_F(of_console, says_what_each_route_answers) {
    const json::object made = openapi(routes(), described());
    const json::object& add = made.at("paths").at("/console/v1/numbers").at("post").as_object();
    EXPECT_EQ(add.at("operationId"), "AddNumber");
    EXPECT_TRUE(add.at("responses").as_object().contains("201"));
    EXPECT_FALSE(add.at("responses").as_object().contains("200"));
    EXPECT_FALSE(add.at("responses").as_object().contains("404"));
    const json::object& close =
        made.at("paths").at("/console/v1/books").at("put").at("responses").as_object();
    EXPECT_EQ(close.at("409").at("x-reasons"), (json::array{"invoice_not_open"}));
    EXPECT_EQ(close.at("404").at("x-reasons"), (json::array{"not_found"}));
    EXPECT_EQ(made.at("components").at("schemas").at("Number").at("additionalProperties"), false);
}

template <class... Part>
concept makes_a_route = requires(Part... part) { route{part...}; };

// Whichever is left out, the last member is missing or another has a type that does not fit.
TEST(a_route, without_one_of_its_parts_does_not_compile) {
    using text = const char*;
    using reasons = std::vector<reason>;
    using run = result<answer> (*)(const call&);
    using group = permission_group;
    EXPECT_TRUE((makes_a_route<text, text, text, audience, effect, group, duty, text, text, int,
                               reasons, text, run>));
    EXPECT_FALSE((makes_a_route<text, text, audience, effect, group, duty, text, text, int, reasons,
                                text, run>));
    EXPECT_FALSE((
        makes_a_route<text, text, text, effect, group, duty, text, text, int, reasons, text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, group, duty, text, text, int, reasons,
                                text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, effect, duty, text, text, int, reasons,
                                text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, effect, group, text, text, int, reasons,
                                text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, effect, group, duty, text, int, reasons,
                                text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, effect, group, duty, text, text,
                                reasons, text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, effect, group, duty, text, text, int,
                                text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, effect, group, duty, text, text, int,
                                reasons, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, effect, group, duty, text, text, int,
                                reasons, text>));
}

TEST(a_console, does_not_start_with_a_route_half_described) {
    auto broken = routes();
    broken[0].output = "Missing";
    EXPECT_THROW(openapi(broken, described()), std::logic_error);
    broken = routes();
    broken[1].name = broken[0].name;
    EXPECT_THROW(openapi(broken, described()), std::logic_error);
}

} // namespace
} // namespace cppo::console
