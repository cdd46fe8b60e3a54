#include "service/command/audit_heads.h"

#include <openssl/crypto.h>

#include "service/secrets/digest.h"

namespace cppo::service {
namespace {

constexpr std::string_view head_context = "head of an audit chain";
constexpr std::string_view heads_context = "heads of all audit chains";

std::string text_of(const account_id& owner, std::int64_t number, const std::string& hash) {
    return owner.text() + " " + std::to_string(number) + " " + hash + "\n";
}

} // namespace

store::audit_head head_of(const store::audit_entry& last, const key_box& keys) {
    return sealed_anew({last.owner, last.number, last.hash, ""}, keys);
}

store::audit_head sealed_anew(const store::audit_head& head, const key_box& keys) {
    return {head.owner, head.number, head.hash,
            in_hex(keys.signature(text_of(head.owner, head.number, head.hash), head_context))};
}

bool is_sealed(const store::audit_head& head, const key_box& keys) {
    const std::string expected =
        in_hex(keys.signature(text_of(head.owner, head.number, head.hash), head_context));
    return head.seal.size() == expected.size() &&
           CRYPTO_memcmp(head.seal.data(), expected.data(), expected.size()) == 0;
}

std::int64_t seal_first_heads(store::session& in, const key_box& keys) {
    if (in.run("SELECT owner FROM audit_head LIMIT 1") > 0) return 0;
    // Entries of the newer form never were without keyed heads, so these were taken away.
    if (in.run("SELECT owner FROM audit_entry WHERE form > 1 LIMIT 1") > 0) return 0;
    const auto all = last_entries(in);
    for (const store::audit_entry& each : all) store::insert(in, head_of(each, keys));
    return static_cast<std::int64_t>(all.size());
}

std::string signature_of(const kept_heads& all, const key_box& keys) {
    std::string text = all.at.text() + "\n";
    for (const store::audit_entry& each : all.heads)
        text += text_of(each.owner, each.number, each.hash);
    return in_hex(keys.signature(text, heads_context));
}

std::vector<store::audit_entry> last_entries(store::session& in) {
    return store::select<store::audit_entry>(
        in,
        "WHERE (owner, number) IN (SELECT owner, MAX(number) FROM audit_entry GROUP BY owner) "
        "ORDER BY owner");
}

} // namespace cppo::service
