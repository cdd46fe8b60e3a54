#include "service/secrets/sealed.h"

namespace cppo::service {
namespace {

// What a secret belongs to. Stored secrets open only with the same, so these never change.
std::string context_of(const sealed_place& at) {
    switch (at.kind) {
        case sealed_kind::access_key:
            return at.owner + "/" + at.id;
        case sealed_kind::founding_secret:
            return "founding_secret";
        case sealed_kind::bank_account:
            return "bank account of " + at.owner;
        case sealed_kind::approval:
            return "approval " + at.owner + "/" + at.id;
    }
    __builtin_unreachable();
}

} // namespace

std::string seal(const key_box& keys, const std::string& secret, const sealed_place& at) {
    return keys.seal(secret, context_of(at));
}

std::string open(const key_box& keys, const std::string& sealed, const sealed_place& at) {
    return keys.open(sealed, context_of(at));
}

} // namespace cppo::service
