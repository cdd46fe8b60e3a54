// Ids are types: a string is never an id, and only parse makes one.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>

#include "ground/result.h"

namespace cppo {

// True for the characters an id may hold: visible ASCII without quotes, backslash or control
// characters.
bool is_identifier_text(std::string_view text);

// An id of one kind. Parsing is lenient in alphabet and length (1 to 64 visible characters), since
// clients hold older and sample ids; an id that was never minted is simply not found.
template <class Kind>
class identifier {
  public:
    static constexpr std::size_t length_max = 64;

    // Refuses text that is empty, too long or holds other than visible characters.
    static result<identifier> parse(std::string_view text) {
        if (text.empty() || text.size() > length_max || !is_identifier_text(text))
            return no_because(reason::malformed_value,
                              std::string(Kind::noun) + " id is malformed.",
                              std::string(text.substr(0, length_max)));
        return identifier(std::string(text));
    }

    // Makes an id from text this engine minted or stored itself.
    static identifier minted(std::string text) { return identifier(std::move(text)); }

    const std::string& text() const { return text_; }

    auto operator<=>(const identifier&) const = default;

  private:
    explicit identifier(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

struct product_kind {
    static constexpr std::string_view noun = "product", prefix = "prod-";
};
struct authorization_kind {
    static constexpr std::string_view noun = "resale authorization", prefix = "resaleauthz-";
};
struct offer_kind {
    static constexpr std::string_view noun = "offer", prefix = "offer-";
};
struct change_set_kind {
    static constexpr std::string_view noun = "change set", prefix = "";
};
struct request_kind {
    static constexpr std::string_view noun = "agreement request", prefix = "ar-";
};
struct agreement_kind {
    static constexpr std::string_view noun = "agreement", prefix = "agmt-";
};
struct charge_kind {
    static constexpr std::string_view noun = "charge", prefix = "ch-";
};
struct invoice_kind {
    static constexpr std::string_view noun = "invoice", prefix = "inv-";
};
struct payment_kind {
    static constexpr std::string_view noun = "payment", prefix = "pay-";
};
struct disbursement_kind {
    static constexpr std::string_view noun = "disbursement", prefix = "dsb-";
};
struct transfer_kind {
    static constexpr std::string_view noun = "transfer", prefix = "tr-";
};
struct user_kind {
    static constexpr std::string_view noun = "user", prefix = "usr-";
};

using product_id = identifier<product_kind>;
using authorization_id = identifier<authorization_kind>;
using offer_id = identifier<offer_kind>;
using change_set_id = identifier<change_set_kind>;
using request_id = identifier<request_kind>;
using agreement_id = identifier<agreement_kind>;
using charge_id = identifier<charge_kind>;
using invoice_id = identifier<invoice_kind>;
using payment_id = identifier<payment_kind>;
using disbursement_id = identifier<disbursement_kind>;
using transfer_id = identifier<transfer_kind>;
using user_id = identifier<user_kind>;

// A marketplace account: twelve digits.
class account_id {
  public:
    // Refuses anything but twelve digits.
    static result<account_id> parse(std::string_view text);
    static account_id minted(std::string text) { return account_id(std::move(text)); }

    const std::string& text() const { return text_; }

    auto operator<=>(const account_id&) const = default;

  private:
    explicit account_id(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

} // namespace cppo
