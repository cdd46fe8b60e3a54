#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<void> accept(stage& on, const std::smatch& words) {
    const service::actor& by = on.party(words[1]);
    const agreement_id made = TRY(on.open().accept(by, on.offer(words[2])));
    on.agreements.emplace_back(by.account, made);
    return {};
}

result<void> show_agreement(stage& on, const std::smatch& words) {
    expect(!on.agreements.empty(), "there is no agreement");
    const auto& [buyer, id] = on.agreements.back();
    const auto seen = TRY(on.open().agreements.describe(buyer, id));
    const auto wanted =
        words[1] == "active" ? market::agreement_status::active : market::agreement_status::expired;
    expect(seen.of.status == wanted, "it is not");
    return {};
}

} // namespace

std::vector<sentence> agreement_sentences() {
    return {
        {form("PARTY accepts(?: NAME)?"), accept},
        {form("the agreement is (active|expired)"), show_agreement},
    };
}

} // namespace cppo::story
