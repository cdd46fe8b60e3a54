#include <sys/stat.h>

#include <fstream>

#include "service/reading/cursor.h"
#include "service/reading/page.h"
#include "service/secrets/key_box.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

TEST(key_box, opens_what_it_sealed) {
    const directory place;
    const service::key_box box(place / "key");
    for (const std::string secret : {"", "x", "a secret of forty characters, as AWS has"})
        EXPECT_EQ(box.open(box.seal(secret, "here"), "here"), secret);
    EXPECT_NE(box.seal("same", "here"), box.seal("same", "here"));
    EXPECT_EQ(service::key_box(place / "key").open(box.seal("secret", "here"), "here"), "secret");
}

TEST(key_box, opens_nothing_elsewhere) {
    const directory place;
    const service::key_box box(place / "key");
    const std::string sealed = box.seal("secret", "here");
    EXPECT_THROW(box.open(sealed, "there"), std::runtime_error);
    EXPECT_THROW(service::key_box(place / "other").open(sealed, "here"), std::runtime_error);
}

TEST(key_box, opens_nothing_that_was_changed) {
    const directory place;
    const service::key_box box(place / "key");
    const std::string sealed = box.seal("a secret", "here"); // its text needs no padding
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_THROW(box.open(changed, "here"), std::runtime_error) << at;
    }
    EXPECT_THROW(box.open("", "here"), std::runtime_error);
    EXPECT_THROW(box.open("no base64!", "here"), std::runtime_error);
    EXPECT_THROW(box.open(sealed.substr(0, 16), "here"), std::runtime_error);
}

TEST(key_box, opens_no_other_spelling_of_what_it_sealed) {
    const directory place;
    const service::key_box box(place / "key");
    // Its last four bits are padding, so four spellings of the last character mean the same bytes.
    std::string sealed = box.seal("secret", "here");
    ASSERT_TRUE(sealed.ends_with("=="));
    ++sealed[sealed.size() - 3];
    EXPECT_THROW(box.open(sealed, "here"), std::runtime_error);
}

TEST(key_box, makes_a_key_file_that_only_its_owner_reads) {
    const directory place;
    const service::key_box box(place / "key");
    struct stat made{};
    ASSERT_EQ(stat((place / "key").c_str(), &made), 0);
    EXPECT_EQ(made.st_mode & 0777, 0600U);
    EXPECT_EQ(made.st_size, 32);
}

TEST(key_box, takes_no_key_file_that_others_may_read_or_of_another_size) {
    const directory place;
    {
        const service::key_box made(place / "key");
    }
    ASSERT_EQ(chmod((place / "key").c_str(), 0644), 0);
    EXPECT_THROW(service::key_box(place / "key"), std::runtime_error);
    ASSERT_EQ(chmod((place / "key").c_str(), 0600), 0);
    EXPECT_NO_THROW(service::key_box(place / "key"));
    std::ofstream(place / "key", std::ios::app) << 'x';
    EXPECT_THROW(service::key_box(place / "key"), std::runtime_error);
}

TEST(password, matches_itself_only) {
    const std::string hash = service::hash_password("correct horse");
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_TRUE(service::password_matches("correct horse", hash));
    for (const char* other : {"", "correct hors", "correct horse ", "Correct horse"})
        EXPECT_FALSE(service::password_matches(other, hash)) << other;
    EXPECT_NE(service::hash_password("correct horse"), hash);
    EXPECT_FALSE(service::password_matches("", ""));
    EXPECT_FALSE(service::password_matches("correct horse", "no hash"));
}

TEST(page_mark, is_read_as_it_was_written) {
    for (const service::page_mark& mark : {service::page_mark{0}, service::page_mark{-1, "a"},
                                           service::page_mark{INT64_MAX, "2027-01-17inv-a/b"}}) {
        const auto back = service::mark_of(service::token_of(mark)).value();
        EXPECT_EQ(back->order, mark.order);
        EXPECT_EQ(back->id, mark.id);
    }
    EXPECT_FALSE(service::mark_of("").value());
    for (const char* other : {"x", "00", "/a", "7a/b", "99999999999999999999/a"})
        EXPECT_TRUE(refused(service::mark_of(other), reason::page_token_invalid)) << other;
}

class page_token : public testing::Test {
  protected:
    directory place;
    service::key_box box{place / "key"};
    const std::string made = service::sealed_token({7, "offer-a"}, "ListEntities of A", box);

    bool opens(const std::string& text, const std::string& list) const {
        return service::mark_in_token(text, list, box).has_value();
    }
};

TEST_F(page_token, is_refused_when_changed) {
    for (std::size_t at = 0; at < made.size(); ++at) {
        std::string changed = made;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_TRUE(refused(service::mark_in_token(changed, "ListEntities of A", box),
                            reason::page_token_invalid))
            << at;
        EXPECT_FALSE(opens(made.substr(0, at), "ListEntities of A"));
    }
    for (const char* other : {"x", "00", "zz", "-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1"})
        EXPECT_FALSE(opens(other, "ListEntities of A"));
}

TEST_F(page_token, answers_no_other_question_and_no_other_marketplace) {
    EXPECT_EQ(service::mark_in_token(made, "ListEntities of A", box).value(),
              (service::page_mark{7, "offer-a"}));
    EXPECT_FALSE(opens(made, "ListEntities of B"));
    const service::key_box other(place / "other");
    EXPECT_FALSE(service::mark_in_token(made, "ListEntities of A", other));
    // What was sealed as a secret is no token, whatever its context.
    EXPECT_FALSE(opens(box.seal("7/offer-a", "page\nListEntities of A"), "ListEntities of A"));
}

TEST_F(page_token, tells_nothing_of_what_it_holds) {
    EXPECT_EQ(made.find("offer"), std::string::npos);
    EXPECT_EQ(made.find("6f66666572"), std::string::npos); // in hex
    EXPECT_NE(service::sealed_token({7, "offer-a"}, "ListEntities of A", box), made);
}

TEST_F(page_token, of_the_longest_name_fits_where_it_is_sent) {
    const std::string name(4 * 255, 'n'); // characters of four bytes
    const auto longest = service::sealed_token({INT64_MAX, "resaleauthz-abcdefghijklm/" + name},
                                               "ListEntities of A", box);
    EXPECT_LE(longest.size(), 2048U);
    EXPECT_EQ(longest.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                        "0123456789+/="),
              std::string::npos);
}

class cursor : public testing::Test {
  protected:
    directory place;
    service::key_box box{place / "key"};
    const service::page_mark mark{7, "inv-a"};
    const std::string made = service::cursor_of(mark, "ListInvoices of Fabrikam", box);

    bool opens(const std::string& text, const std::string& list) const {
        return service::mark_in(text, list, box).has_value();
    }
};

TEST_F(cursor, brings_back_its_mark) {
    for (const service::page_mark& each : {service::page_mark{0, ""}, service::page_mark{-1, "a"},
                                           service::page_mark{INT64_MAX, "inv-a/b"}})
        EXPECT_EQ(service::mark_in(service::cursor_of(each, "list", box), "list", box).value(),
                  each);
}

TEST_F(cursor, is_refused_when_one_character_is_another) {
    constexpr std::string_view others = "0123456789abcdefABCDEFgxyz-_=+/ ";
    for (std::size_t at = 0; at < made.size(); ++at)
        for (const char other : others) {
            if (other == made[at]) continue;
            std::string changed = made;
            changed[at] = other;
            EXPECT_TRUE(refused(service::mark_in(changed, "ListInvoices of Fabrikam", box),
                                reason::page_token_invalid))
                << at << other;
        }
}

TEST_F(cursor, is_refused_when_cut_or_made_longer) {
    for (std::size_t size = 0; size < made.size(); ++size)
        EXPECT_FALSE(opens(made.substr(0, size), "ListInvoices of Fabrikam")) << size;
    for (const char* more : {"0", "00", "x"})
        EXPECT_FALSE(opens(made + more, "ListInvoices of Fabrikam"));
}

TEST_F(cursor, opens_its_own_list_only) {
    EXPECT_TRUE(opens(made, "ListInvoices of Fabrikam"));
    EXPECT_FALSE(opens(made, "ListCharges of Fabrikam"));
    EXPECT_FALSE(opens(made, "ListInvoices of Contoso"));
}

TEST_F(cursor, opens_under_its_marketplaces_key_only) {
    const service::key_box other(place / "other");
    EXPECT_FALSE(service::mark_in(made, "ListInvoices of Fabrikam", other));
    EXPECT_FALSE(opens(service::sealed_token(mark, "ListInvoices of Fabrikam", box),
                       "ListInvoices of Fabrikam"));
}

} // namespace
} // namespace cppo::story
