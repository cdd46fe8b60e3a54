#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<void> begin(stage& on, const std::smatch& words) {
    const day today = TRY(day::parse(words[1].str()));
    on.open().begin(instant::start_of(today).plus_ms(9 * 3'600'000));
    return {};
}

result<void> move_clock(stage& on, const std::smatch& words) {
    CHECK_OK(on.open().move_to(TRY(read_moment(words[1]))));
    const auto audit = on.open().ledger.audit();
    expect(audit.mismatches.empty(), "the ledger does not balance any more");
    return {};
}

result<void> restart(stage& on, const std::smatch&) {
    on.reopen();
    return {};
}

result<void> restart_always(stage& on, const std::smatch&) {
    on.restarts_between_sentences = true;
    return {};
}

} // namespace

std::vector<sentence> time_sentences() {
    return {
        {form("today is DAY"), begin},
        {form("the clock moves to MOMENT"), move_clock},
        {form("the marketplace restarts"), restart},
        {form("restart between sentences"), restart_always},
    };
}

} // namespace cppo::story
