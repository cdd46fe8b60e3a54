// What the store keeps sealed. Whatever is sealed is sealed here, so that a new key finds all of it
// (service/work/rekeying.h).
#pragma once

#include <string>

#include "ground/identifier.h"
#include "ground/names.h"
#include "service/secrets/key_box.h"

namespace cppo::service {

// Each has its rows in service/command/sealed_rows.cc, or that does not compile.
enum class sealed_kind { access_key, founding_secret, bank_account, approval };
constexpr auto names_of(sealed_kind) {
    using enum sealed_kind;
    return names<sealed_kind>({{access_key, "access_key"},
                               {founding_secret, "founding_secret"},
                               {bank_account, "bank_account"},
                               {approval, "approval"}});
}

// One sealed text: of which kind, whose, and its id where an owner has several.
struct sealed_place {
    sealed_kind kind;
    std::string owner;
    std::string id;

    static sealed_place of_key(const account_id& owner, const std::string& id) {
        return {sealed_kind::access_key, owner.text(), id};
    }
    static sealed_place of_founding() { return {sealed_kind::founding_secret, "", ""}; }
    static sealed_place of_bank(const account_id& owner) {
        return {sealed_kind::bank_account, owner.text(), ""};
    }
    static sealed_place of_approval(const account_id& owner, const std::string& id) {
        return {sealed_kind::approval, owner.text(), id};
    }
};

std::string seal(const key_box& keys, const std::string& secret, const sealed_place& at);
// Throws where the text was changed, is another place's or was sealed with another key.
std::string open(const key_box& keys, const std::string& sealed, const sealed_place& at);

} // namespace cppo::service
