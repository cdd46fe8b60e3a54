// What an operator must hear of beside what the market does: who was refused at the door, and whose
// keys are new. Who sees it says so here; who runs the server decides what becomes of it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ground/names.h"

namespace cppo::service {

// R-SEC-01.
enum class security_kind {
    bad_signature,      // none, a wrong one, or one of an unknown key
    closed_key,         // of a key that is disabled or deleted, or of a user that is
    permission_refused, // the user may not make this call
    throttled,          // more was asked than the account may ask, or than can be answered
    key_issued,
    key_in_new_place // a key was used from an address it was not used from before
};
constexpr auto names_of(security_kind) {
    using enum security_kind;
    return names<security_kind>({{bad_signature, "bad_signature"},
                                 {closed_key, "closed_key"},
                                 {permission_refused, "permission_refused"},
                                 {throttled, "throttled"},
                                 {key_issued, "key_issued"},
                                 {key_in_new_place, "key_in_new_place"}});
}

struct security_event {
    security_kind what;
    std::string credential; // the access key id or session; as claimed where nothing proves it
    std::string account;    // empty where it is not known
    std::string about;      // the operation or permission, the key that was issued, the fault
    std::string source;     // the client's address
};

// Called from any thread; does not throw and does not wait for the store.
using tell_security = std::function<void(const security_event&)>;

} // namespace cppo::service
