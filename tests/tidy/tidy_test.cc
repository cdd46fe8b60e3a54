#include <gtest/gtest.h>

#include <algorithm>

#include "rulebook/rulebook.h"
#include "tidy/rules.h"

namespace cppo::tidy {
namespace {

void expect_none(const faults& found) {
    for (const std::string& fault : found) ADD_FAILURE() << fault;
}

void expect_none_in_project(faults (*check)(const source_file&)) {
    for (const source_file& file : project_files()) expect_none(check(file));
}

bool refuses(faults (*check)(const source_file&), std::string path, std::string text) {
    return !check({std::move(path), std::move(text)}).empty();
}

std::string lines(int count) {
    std::string text;
    for (int at = 0; at < count; ++at) text += "    line;\n";
    return text;
}

TEST(project, is_read) {
    const auto& files = project_files();
    EXPECT_TRUE(std::ranges::any_of(
        files, [](const source_file& file) { return file.path == "source/ground/result.h"; }));
    EXPECT_FALSE(std::ranges::any_of(
        files, [](const source_file& file) { return file.path.starts_with("build/"); }));
}

TEST(includes, go_downwards_only) {
    expect_none_in_project(include_faults);
}

TEST(includes, that_go_upwards_are_refused) {
    const auto refused = [](const std::string& path, const std::string& what) {
        return refuses(include_faults, path, "#include " + what + "\n");
    };
    EXPECT_TRUE(refused("source/market/offer.h", "\"store/session.h\""));
    EXPECT_TRUE(refused("source/store/offer.h", "\"service/offers.h\""));
    EXPECT_TRUE(refused("source/wire/offer.h", "\"console/offers.h\""));
    EXPECT_TRUE(refused("source/notation/a.h", "\"store/engine/session.h\""));
    EXPECT_TRUE(refused("source/market/money/fee.h", "\"notation/members.h\""));
    EXPECT_TRUE(refused("source/cli/client/a.h", "\"service/secrets/digest.h\""));
    EXPECT_TRUE(refused("source/cli/offers/a.h", "\"market/money/fee.h\""));
    EXPECT_TRUE(refused("source/cli/offers/a.h", "\"service/command/engine.h\""));
    EXPECT_TRUE(refused("source/cli/offers/a.h", "\"service/a.h\""));
    EXPECT_TRUE(refused("source/cli/main.cc", "\"server/process.h\""));
    EXPECT_TRUE(refused("source/store/engine/a.cc", "<boost/json.hpp>"));
    EXPECT_TRUE(refused("source/delivery/mail.h", "<string>"));
    EXPECT_TRUE(refused("source/market/offer.h", "<boost/json.hpp>"));
    EXPECT_TRUE(refused("source/ground/money.h", "<fmt/format.h>"));
    EXPECT_TRUE(refused("source/server/router.cc", "<boost/json/value.hpp>"));
    EXPECT_TRUE(refused("source/service/offers.cc", "<boost/json.hpp>"));
    EXPECT_TRUE(refused("source/wire/listener.cc", "<boost/asio.hpp>"));
    EXPECT_TRUE(refused("source/service/offers.cc", "<sqlite3.h>"));
    EXPECT_TRUE(refused("source/store/session.cc", "\"session.h\""));
    EXPECT_TRUE(refused("source/attic/thing.h", "<string>"));

    EXPECT_FALSE(refused("source/market/offer.h", "\"ground/money.h\""));
    EXPECT_FALSE(refused("source/wire/offer.h", "\"store/session.h\""));
    EXPECT_FALSE(refused("source/store/tables/terms.cc", "<boost/json.hpp>"));
    EXPECT_FALSE(refused("source/cli/offers/a.h", "\"service/secrets/digest.h\""));
    EXPECT_FALSE(refused("source/cli/offers/a.h", "\"cli/client/a.h\""));
    EXPECT_FALSE(refused("source/cli/serving/a.h", "\"service/command/engine.h\""));
    EXPECT_FALSE(refused("source/ground/money.h", "<string>"));
    EXPECT_FALSE(refused("source/server/router.cc", "\"wire/protocol.h\""));
}

TEST(folders, keep_to_their_arrows) {
    expect_none_in_project(folder_faults);
    expect_none(unused_arrow_faults(project_files()));
    expect_none(circle_faults(folder_rows()));
}

TEST(folders, that_include_what_they_may_not_are_refused) {
    const auto refused = [](const std::string& path, const std::string& what) {
        return refuses(folder_faults, path, "#include \"" + what + "\"\n");
    };
    EXPECT_TRUE(refused("source/market/parties/user.h", "market/agreements/agreement.h"));
    EXPECT_TRUE(refused("source/market/catalog/terms/a.h", "market/catalog/offers/offer.h"));
    EXPECT_TRUE(refused("source/service/secrets/a.h", "service/command/engine.h"));
    EXPECT_TRUE(refused("source/store/engine/a.h", "store/tables/records.h"));
    EXPECT_TRUE(refused("source/cli/client/a.h", "cli/offers/a.h"));
    EXPECT_TRUE(refused("source/console/http/a.h", "console/a.h"));
    EXPECT_TRUE(refused("source/market/attic/a.h", "ground/money.h"));
    EXPECT_TRUE(refused("source/service/a.h", "ground/money.h"));

    EXPECT_FALSE(refused("source/market/parties/user.h", "market/parties/account.h"));
    EXPECT_FALSE(refused("source/market/money/invoicing.h", "market/agreements/agreement.h"));
    EXPECT_FALSE(refused("source/market/agreements/agreement.h", "market/money/charge.h"));
    EXPECT_FALSE(refused("source/console/a.h", "console/http/a.h"));
    EXPECT_FALSE(refused("source/wire/value/a.h", "ground/money.h"));
}

TEST(folders, that_are_gone_and_arrows_that_are_not_drawn_are_refused) {
    const auto has = [](const faults& found, const std::string& fault) {
        return std::ranges::find(found, fault) != found.end();
    };
    const std::string undrawn = "no source of console/ includes console/http/";
    const std::string gone = "source/console/ is not there";
    EXPECT_TRUE(has(unused_arrow_faults({}), undrawn));
    EXPECT_TRUE(has(unused_arrow_faults({}), gone));
    const faults found =
        unused_arrow_faults({{"source/console/a.h", "#include \"console/http/a.h\"\n"}});
    EXPECT_FALSE(has(found, undrawn));
    EXPECT_FALSE(has(found, gone));
}

TEST(folders, in_a_circle_are_refused) {
    EXPECT_EQ(circle_faults({{"a", {}}, {"b", {"a"}}, {"c", {"a", "b"}}}), faults());
    EXPECT_EQ(circle_faults({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}, {"d", {}}}).size(), 3);
}

TEST(folders, are_narrow) {
    expect_none(width_faults(project_files()));
}

TEST(folders, of_more_than_24_sources_are_refused) {
    const auto found = [](const std::string& folder, int count) {
        std::vector<source_file> files{{folder + "/inside/a.cc", ""}, {folder + "/rows.inc", ""}};
        for (int at = 0; at < count; ++at)
            files.push_back({folder + "/a" + std::to_string(at) + (at % 2 ? ".h" : ".cc"), ""});
        return width_faults(files);
    };
    EXPECT_EQ(found("source/server", 24), faults());
    EXPECT_EQ(found("source/server", 25), faults{"source/server/ has 25 sources"});
    EXPECT_EQ(found("tests/unit/wire", 25), faults{"tests/unit/wire/ has 25 sources"});
    EXPECT_EQ(found("tests/story", 25), faults());
}

TEST(asio, lives_in_three_sources) {
    expect_none(asio_faults(project_files()));
}

TEST(asio, in_a_fourth_source_is_refused) {
    std::vector<source_file> files;
    for (const char* name : {"a", "b", "c"})
        files.push_back(
            {std::string("source/server/") + name + ".cc", "#include <boost/asio.hpp>"});
    EXPECT_TRUE(asio_faults(files).empty());
    files.push_back({"source/cli/d.cc", "#include <boost/beast/http.hpp>"});
    EXPECT_EQ(asio_faults(files).size(), 4);
}

TEST(sizes, are_kept) {
    expect_none_in_project(size_faults);
}

TEST(sizes, beyond_500_lines_or_100_columns_are_refused) {
    EXPECT_FALSE(refuses(size_faults, "source/a.cc", lines(500)));
    EXPECT_TRUE(refuses(size_faults, "source/a.cc", lines(501)));
    EXPECT_FALSE(refuses(size_faults, "source/a.cc", std::string(100, 'x')));
    EXPECT_TRUE(refuses(size_faults, "source/a.cc", std::string(101, 'x')));
    EXPECT_FALSE(refuses(size_faults, "source/a.cc", std::string(60, 'x') + "\u00e9\u00e9\u00e9"));
}

TEST(functions, fit_a_screen) {
    expect_none_in_project(function_faults);
}

TEST(functions, beyond_70_lines_are_refused) {
    const auto refused = [](const std::string& start, int count, const std::string& end) {
        return refuses(function_faults, "source/a.cc", start + "\n" + lines(count) + end + "\n");
    };
    EXPECT_FALSE(refused("void f() {", 70, "}"));
    EXPECT_TRUE(refused("void f() {", 71, "}"));
    EXPECT_TRUE(refused("namespace a {\nvoid f(int b,\n       int c) {", 71, "}\n}"));
    EXPECT_TRUE(refused("class a {\n    void f() const {", 71, "}\n};"));
    EXPECT_TRUE(refused("a::a(int b) : b_{b}, c_(b) {", 71, "}"));
    EXPECT_TRUE(refused("a::a(int b) : b_{b} {", 71, "}"));
    EXPECT_TRUE(refused("void f() { // it's \"odd\" {\n    g('}', \"}\", R\"(})\");", 71, "}"));
    EXPECT_FALSE(refused("class a {", 400, "};"));
    EXPECT_FALSE(refused("namespace a {", 400, "}"));
    EXPECT_FALSE(refused("constexpr int table[] = {", 400, "};"));
}

TEST(names, say_something) {
    expect_none_in_project(name_faults);
}

TEST(names, that_say_nothing_are_refused) {
    for (const char* path : {"source/util/text.h", "source/market/offer_helper.h", "tests/common.h",
                             "source/store/manager.cc", "source/misc.cc", "source/a_impl.cc"})
        EXPECT_TRUE(refuses(name_faults, path, "")) << path;
    EXPECT_FALSE(refuses(name_faults, "source/store/database.h", ""));
}

TEST(names, that_were_given_up_stay_away) {
    expect_none_in_project(retired_name_faults);
}

TEST(names, that_were_given_up_are_refused) {
    const auto refused = [](const std::string& path, const std::string& text) {
        return refuses(retired_name_faults, path, text);
    };
    EXPECT_TRUE(refused("source/market/a.h", "// why\nstruct public_offer {};"));
    EXPECT_TRUE(refused("source/store/tables/a.cc", "\"SELECT id FROM public_offer\""));
    EXPECT_FALSE(refused("source/store/schema/schema_1.cc", "CREATE TABLE public_offer"));
    EXPECT_FALSE(refused("source/market/a.h", "public_offers is_public_offer publicOffer"));
    EXPECT_FALSE(refused("tests/unit/market/a_test.cc", "public_offer"));
}

TEST(markers, are_none) {
    expect_none_in_project(marker_faults);
}

TEST(markers, of_work_left_for_later_are_refused) {
    for (const char* marker : {"TO"
                               "DO",
                               "FIX"
                               "ME",
                               "XX"
                               "X"})
        EXPECT_TRUE(refuses(marker_faults, "docs/a.md", std::string("a\n// ") + marker + ": b"));
    EXPECT_FALSE(refuses(marker_faults, "docs/a.md", "to do"));
}

// A rule and what cites it; ids are written in two halves, since they are none of ours.
const std::string a_rule =
    "**R-"
    "XYZ-01** What holds. *From us.*\n";
const std::string another_rule =
    "\n**OQ-"
    "99** What was asked. *From us.*\n";
const std::string citation =
    "// It holds (R-"
    "XYZ-01).\n";
const std::string other_citation =
    "// Nothing holds (R-"
    "XYZ-02).\n";

TEST(rules, that_are_cited_are_in_the_rulebook_and_each_is_named) {
    expect_none(citation_faults(project_files()));
}

TEST(rules, that_the_rulebook_lacks_are_refused) {
    const auto found = [](const std::string& path, const std::string& text) {
        return citation_faults({{"docs/rules.md", a_rule}, {"source/a.h", citation}, {path, text}});
    };
    EXPECT_TRUE(found("bench/a.cc", citation).empty());
    for (const char* path : {"source/b.cc", "tests/b.mjs", "bench/b.cc", "docs/b.md", "README.md"})
        EXPECT_EQ(found(path, "\n" + other_citation).size(), 1) << path;
    EXPECT_EQ(found("source/b.cc",
                    "// R-"
                    "XYZ says so.")
                  .size(),
              1);
    EXPECT_TRUE(found("source/b.cc",
                      "// FOR-"
                      "XYZ-02, R-"
                      "2, GV-, OQ-x")
                    .empty());
    EXPECT_EQ(citation_faults({{"source/a.h", citation}}).size(), 1); // no rulebook at all
}

TEST(rules, that_nothing_names_are_refused) {
    const auto found = [](const std::string& path) {
        return citation_faults({{"docs/rules.md", a_rule}, {path, citation}}).size();
    };
    EXPECT_EQ(found("source/a.h"), 0);
    EXPECT_EQ(found("tests/unit/a_test.cc"), 0);
    EXPECT_EQ(found("docs/compatibility.md"), 1);
    EXPECT_EQ(found("bench/a.cc"), 1);
    EXPECT_EQ(found("tests/story/wrong/a.md"), 1);
    EXPECT_EQ(citation_faults({{"docs/rules.md", a_rule + another_rule}, {"source/a.h", citation}}),
              (faults{"docs/rules.md:3: no source and no test names OQ-"
                      "99"}));
}

TEST(rulebook, is_whole) {
    const auto& files = project_files();
    const auto found = std::ranges::find(files, "docs/rules.md", &source_file::path);
    ASSERT_NE(found, files.end());
    expect_none(rulebook::faults_of(rulebook::read(found->text)));
}

TEST(rulebook, that_is_not_whole_is_refused) {
    const auto count = [](const std::string& text) {
        return rulebook::faults_of(rulebook::read(text)).size();
    };
    const std::string of_money =
        "**R-"
        "XYZ-01** (money) What is paid.\n*From us.*\n";
    const std::string says =
        "\nExample of R-"
        "XYZ-01:\n\n";
    const std::string block = "```story\ntoday is 2026-11-20\n```\n";
    EXPECT_EQ(count(a_rule), 0);
    EXPECT_EQ(count("**R-"
                    "PRC-99** A price. *From us.*\n"),
              1);
    EXPECT_EQ(count(a_rule + "\n" + a_rule), 1);
    EXPECT_EQ(count(a_rule.substr(0, a_rule.find("*From"))), 1);
    EXPECT_EQ(count(of_money), 1);
    EXPECT_EQ(count(of_money + says + block), 0);
    EXPECT_EQ(count(of_money + says + "And so on.\n\n" + block), 2); // of nothing
    EXPECT_EQ(count(a_rule + another_rule + says + block), 0);
    EXPECT_EQ(count(another_rule + says + block), 1); // of a rule that is not there
    EXPECT_EQ(count(of_money + says + "```story\n"), 2);
}

TEST(documents, that_are_cited_are_here) {
    expect_none(document_faults(project_files()));
}

TEST(documents, that_are_elsewhere_are_refused) {
    const auto found = [](const std::string& path, const std::string& text) {
        return document_faults({{path, text}, {"docs/here.md", ""}, {"tests/story/a.story", ""}})
            .size();
    };
    for (const char* text : {"// business"
                             "-rules 5.1",
                             "// catalog"
                             "-api 4.4",
                             "// agreement"
                             "-\u2026 7",
                             "// agreement"
                             "-... 7",
                             "// (DES"
                             "IGN 4)",
                             "// CONSOLE"
                             "_API.md",
                             "// scale"
                             "-out 4"})
        EXPECT_EQ(found("source/a.h", text), 1) << text;
    EXPECT_EQ(found("source/a.h", "// designed for an agreement-free portal"), 0);
    EXPECT_EQ(document_faults({{"docs/a.md",
                                "DES"
                                "IGN"},
                               {"docs/DES"
                                "IGN.md",
                                ""}}),
              faults());
    EXPECT_EQ(found("docs/a.md", "[there](nowhere.md)"), 1);
    EXPECT_EQ(found("docs/a.md", "[here](here.md#part), [stories](../tests/story) and [it](#a)"),
              0);
    EXPECT_EQ(found("README.md", "[here](docs/here.md), [far](https://example.com/a.md)"), 0);
    EXPECT_EQ(found("README.md", "[here](here.md)"), 1);
}

TEST(sql, is_portable) {
    expect_none_in_project(sql_faults);
}

TEST(sql, that_one_engine_lacks_is_refused) {
    const auto refused = [](const std::string& sql) {
        return refuses(sql_faults, "source/store/a.cc", "run(R\"sql(" + sql + ")sql\");");
    };
    EXPECT_TRUE(refused("SELECT id FROM offer LIMIT 3 OFFSET 6"));
    EXPECT_TRUE(refused(" OFFSET $3"));
    EXPECT_TRUE(refused("SELECT id FROM offer WHERE name like 'a%'"));
    EXPECT_TRUE(refused("UPDATE offer SET changed = now()"));
    EXPECT_TRUE(refused("UPDATE offer SET changed = date('today')"));
    EXPECT_TRUE(refused("CREATE TABLE offer (id BIGSERIAL)"));
    EXPECT_TRUE(refused("CREATE SEQUENCE numbers"));
    EXPECT_TRUE(refused("CREATE TRIGGER after_all"));
    EXPECT_TRUE(refused("MERGE INTO offer"));
    EXPECT_TRUE(refused("SELECT pg_advisory_lock(1)"));
    EXPECT_TRUE(refused("CREATE TABLE offer (id INTEGER PRIMARY KEY AUTOINCREMENT)"));
    EXPECT_TRUE(refused("SELECT datetime('2026-11-20')"));
    EXPECT_TRUE(refused("SELECT \"order\" FROM offer"));
    EXPECT_TRUE(refused("SELECT 'a' FROM \"order\""));

    EXPECT_FALSE(refused("SELECT id, now FROM offer WHERE id > $1 ORDER BY id LIMIT $2"));
    EXPECT_FALSE(refused("CREATE TABLE offer (id TEXT COLLATE \"C\" NOT NULL)"));
    EXPECT_FALSE(refused("UPDATE offer SET revision = 2 RETURNING id"));
    EXPECT_FALSE(refused("UPDATE offer SET terms = '[\"order\"]' WHERE terms = ''"));
    EXPECT_FALSE(refused("This is not what it looks like."));
}

TEST(sql, is_found_in_literals_that_stand_side_by_side) {
    EXPECT_TRUE(refuses(sql_faults, "source/service/a.cc",
                        "run(\"SELECT id FROM offer \"\n    // why\n    \"limit 1 offset 2\");"));
    EXPECT_FALSE(refuses(sql_faults, "source/service/a.cc", "// SELECT id OFFSET 3\nint a;"));
    EXPECT_FALSE(refuses(sql_faults, "source/wire/a.cc", "a(\"SELECT 1 OFFSET 3\");"));
}

} // namespace
} // namespace cppo::tidy
