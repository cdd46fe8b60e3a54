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
    made.structure("Paged", {may("cursor", text(1, 1024)), may("limit", integer(1, 500)),
                             may("colour", text(1, 10))});
    made.structure("Nothing", {});
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
        {"ListNumbers", "GET", "/console/v1/numbers", everybody, reads, "Paged", "Numbers", 200,
         {}, "Numbers", list_numbers},
        {"ListFigures", "GET", "/console/v1/figures", everybody, reads, "Paged", "Numbers", 200,
         {}, "The same numbers", list_numbers},
        {"AddNumber", "POST", "/console/v1/numbers", everybody, changes, "Nothing", "Done", 201,
         {}, "Add a number", do_nothing},
        {"CloseBooks", "PUT", "/console/v1/books", operator_only, changes, "Nothing", "Done", 200,
         {reason::invoice_not_open}, "Close the books", do_nothing},
    };
    // clang-format on
}

class of_console : public testing::Test {
  protected:
    ~of_console() override { std::filesystem::remove(key_file); }

    wire::reply ask(const std::string& method, const std::string& target) {
        const wire::request from{method, "/console/v1/" + target, {}, "", "10.0.0.1"};
        return asked.answer(from).value();
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
    service::actor who{.account = account_id::minted("100000000001"),
                       .user = user_id::minted("usr-a"),
                       .part = market::user_role::admin};
    console asked{routes(),
                  described(),
                  keys,
                  [this](const wire::request&, std::span<const std::string_view>) {
                      return std::expected<wire::credential, wire::fault>(
                          wire::credential{"AKIA1", "", "", who});
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

TEST_F(of_console, takes_a_cursor_of_its_own_list_and_caller_only) {
    const std::string next(page("numbers?limit=2").at("next").as_string());
    EXPECT_EQ(status("GET", "numbers?cursor=" + next), 200);
    EXPECT_EQ(status("GET", "numbers?limit=1&cursor=" + next), 200);
    EXPECT_EQ(status("GET", "numbers?unknown=x&cursor=" + next), 200);
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
    EXPECT_TRUE(
        (makes_a_route<text, text, text, audience, effect, text, text, int, reasons, text, run>));
    EXPECT_FALSE(
        (makes_a_route<text, text, audience, effect, text, text, int, reasons, text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, effect, text, text, int, reasons, text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, text, text, int, reasons, text, run>));
    EXPECT_FALSE(
        (makes_a_route<text, text, text, audience, effect, text, int, reasons, text, run>));
    EXPECT_FALSE(
        (makes_a_route<text, text, text, audience, effect, text, text, reasons, text, run>));
    EXPECT_FALSE((makes_a_route<text, text, text, audience, effect, text, text, int, text, run>));
    EXPECT_FALSE(
        (makes_a_route<text, text, text, audience, effect, text, text, int, reasons, run>));
    EXPECT_FALSE(
        (makes_a_route<text, text, text, audience, effect, text, text, int, reasons, text>));
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
