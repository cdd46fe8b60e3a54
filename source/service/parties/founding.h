// The first accounts of a marketplace: the operator, and for the demo an ISV, two channel partners
// and a buyer. Founding again finds what is there, since every step is a command under a token of
// its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/parties/account_service.h"

namespace cppo::service {

// Secret and password are known until they were told; then they are empty, whatever became of the
// key (R-ACC-05).
struct founder {
    std::string part; // isv, reseller, reseller2, buyer or operator
    account_id account;
    issued_key key;
    std::string email;
    std::string password;

    bool is_untold() const { return !key.secret.empty(); }
};

// The founders' secrets stand where their owner finds them, so nobody is told them again.
void end_telling(engine& on, const std::vector<founder>& told);

// The operator's account, administrator and access key.
founder found_operator(engine& on, account_service& accounts, const key_box& keys);

// The demo's five parts, the operator last; sellers are registered, and paid monthly on the 10th.
// With a history its clock is founded in the past, where deals can be made.
std::vector<founder> found_demo(engine& on, account_service& accounts, const key_box& keys,
                                bool has_history);

// Where the history of a demo begins that was founded and not told to its end; none for others.
std::optional<instant> untold_history(engine& on);
void end_history(engine& on);

} // namespace cppo::service
