#include "market/parties/bank_account.h"

#include <algorithm>
#include <array>

#include "market/parties/country.h"

namespace cppo::market {
namespace {

// Lengths of the registry of ISO 13616; a country that joined since is checked by its digits alone.
constexpr std::string_view lengths =
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
    "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 "
    "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
    "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 "
    "SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ";

constexpr std::size_t iban_min = 15;
constexpr std::size_t iban_max = 34;

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}
bool is_capital(char c) {
    return 'A' <= c && c <= 'Z';
}
bool is_digits(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}
bool is_letters_and_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return is_digit(c) || is_capital(c); });
}

std::optional<std::string> without_spaces(const std::optional<std::string>& given) {
    if (!given) return {};
    std::string made;
    for (const char c : *given)
        if (c != ' ') made += 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return made;
}

bool has_its_countrys_length(std::string_view iban) {
    const auto at = lengths.find(iban.substr(0, 2));
    if (at == std::string_view::npos) return iban_min <= iban.size() && iban.size() <= iban_max;
    return std::to_string(iban.size()) == lengths.substr(at + 2, 2);
}

// The number that an IBAN is, its first four characters at the end, modulo 97; a letter is the two
// digits from 10.
int remainder_of(std::string_view iban) {
    int rest = 0;
    for (const char c : std::string(iban.substr(4)) + std::string(iban.substr(0, 4))) {
        const int number = is_digit(c) ? c - '0' : c - 'A' + 10;
        rest = (rest * (number < 10 ? 10 : 100) + number) % 97;
    }
    return rest;
}

bool is_iban(std::string_view text) {
    if (text.size() < iban_min || !is_letters_and_digits(text)) return false;
    const bool has_form =
        is_capital(text[0]) && is_capital(text[1]) && is_digits(text.substr(2, 2));
    return has_form && has_its_countrys_length(text) && remainder_of(text) == 1;
}

bool is_bic(std::string_view text) {
    if (text.size() != 8 && text.size() != 11) return false;
    const std::string_view country = text.substr(4, 2);
    return is_letters_and_digits(text) && (is_country(country) || country == "XK");
}

bool is_account_number(std::string_view text) {
    return 4 <= text.size() && text.size() <= 17 && is_digits(text);
}

// The nine digits that the American Bankers Association gave a bank.
bool is_routing_number(std::string_view text) {
    constexpr std::array weights{3, 7, 1};
    if (text.size() != 9 || !is_digits(text)) return false;
    int sum = 0;
    for (std::size_t at = 0; at < text.size(); ++at) sum += (text[at] - '0') * weights[at % 3];
    return sum != 0 && sum % 10 == 0;
}

class faults {
  public:
    void check(const char* member, const std::optional<std::string>& of,
               bool (*is_right)(std::string_view), const char* sentence) {
        if (!of || !is_right(*of)) add(member, sentence);
    }
    void add(const std::string& member, std::string sentence) {
        found_.push_back(
            {"/bankAccount" + member, reason::bank_account_invalid, std::move(sentence)});
    }
    const std::vector<violation>& found() const { return found_; }

  private:
    std::vector<violation> found_;
};

} // namespace

result<bank_account> checked(const bank_account& given) {
    bank_account made = given;
    for (const auto member : {&bank_account::iban, &bank_account::bic,
                              &bank_account::account_number, &bank_account::routing_number})
        made.*member = without_spaces(given.*member);
    const bool by_iban = made.iban || made.bic;
    const bool by_number = made.account_number || made.routing_number;
    faults wrong;
    if (by_iban == by_number) {
        wrong.add("", "A bank account has an IBAN and a BIC, or an account and a routing number.");
    } else if (by_iban) {
        wrong.check("/iban", made.iban, is_iban, "The IBAN's length or check digits are wrong.");
        wrong.check("/bic", made.bic, is_bic, "A BIC has 8 or 11 letters and digits.");
    } else {
        wrong.check("/accountNumber", made.account_number, is_account_number,
                    "An account number has 4 to 17 digits.");
        wrong.check("/routingNumber", made.routing_number, is_routing_number,
                    "The routing number's checksum is wrong.");
    }
    if (wrong.found().empty()) return made;
    return std::unexpected(refusal{reason::bank_account_invalid,
                                   std::string(sentence_of(reason::bank_account_invalid)), "",
                                   wrong.found()});
}

shown_bank_account shown(const bank_account& whole) {
    const std::string& number = whole.iban ? *whole.iban : *whole.account_number;
    return {whole.holder, whole.unit, whole.iban.has_value(), number.substr(number.size() - 4)};
}

} // namespace cppo::market
