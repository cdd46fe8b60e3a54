// StartChangeSet from its JSON to the decision: shapes, change reader, check_start, finish. An
// input is refused by name and place, or becomes changes that are stored and read back the same;
// null members change nothing; a set that fails writes nothing but itself.
#include <span>

#include "fuzz/expect.h"
#include "fuzz/json_mutation.h"
#include "fuzz/json_values.h"
#include "market/any_row.h"
#include "notation/absent.h"
#include "notation/changes/change_text.h"
#include "notation/terms.h"
#include "unit/market/samples.h"
#include "wire/catalog/catalog_shapes.h"
#include "wire/catalog/change_reader.h"

namespace cppo::fuzz {
namespace {

namespace json = boost::json;
using namespace market;

const wire::shapes& described() {
    static const wire::shapes made = wire::catalog_shapes();
    return made;
}

// Where the fault says it is, something stands, or could.
bool has_place(const json::value& in, const std::string& pointer) {
    if (pointer.empty() || pointer.size() > 128) return true;
    const std::string parent = pointer.substr(0, pointer.rfind('/'));
    json::error_code error;
    const json::value* holder = in.find_pointer(parent, error);
    return holder && (holder->is_object() || in.find_pointer(pointer, error));
}

bool fits(const json::value& input) {
    const auto faults = described().check("StartChangeSetRequest", input);
    expect(faults.size() <= wire::shapes::faults_max, "there are not too many faults");
    for (const wire::shape_fault& each : faults) {
        expect(!each.sentence.empty(), "a fault has a sentence");
        expect(has_place(input, each.pointer), "a fault has a place");
    }
    return faults.empty();
}

wire::read_set changes_in(const json::value& input) {
    mint ids({1, 2, 3, 4});
    return wire::read_changes(input.at("ChangeSet").as_array(), described(), ids);
}

void is_refused_in_words(const json::value& input, const wire::read_set& of) {
    expect(of.message.size() > 10, "a refusal says why");
    for (const wire::form_fault& each : of.faults) {
        const std::string change = "/ChangeSet/" + std::to_string(each.change);
        const auto end = each.pointer.find('/', 1);
        const bool in_document = each.pointer.starts_with("/Details") && end != std::string::npos;
        expect(in_document || has_place(input, change + each.pointer), "a fault has a place");
        expect(!each.sentence.empty(), "a fault has a sentence");
    }
}

void is_stored_as_it_is(const std::vector<change>& changes) {
    const std::string stored = notation::text_from(changes);
    const auto again = notation::changes_from(stored);
    expect(again.size() == changes.size(), "no change is lost");
    expect(notation::text_from(again) == stored, "changes are stored as they are");
    change_set read{sample::isv,
                    change_set_id::minted("set"),
                    1,
                    "",
                    change_set_intent::apply,
                    change_set_status::preparing,
                    sample::now,
                    {},
                    change_set_failure::none,
                    again};
    notation::read_details(read);
    for (std::size_t at = 0; at < changes.size(); ++at) {
        expect(read.changes[at].facts() == changes[at].facts(), "and stay of their kind");
        expect((read.changes[at].find<impossible>() != nullptr) ==
                   (changes[at].find<impossible>() != nullptr),
               "and are as possible as they were");
        expect(is_identifier_text(changes[at].entity), "what is changed has an id");
        const std::string& type = changes[at].entity_type;
        expect(std::ranges::count(type, '@') == 1 && type.ends_with("@1.0"),
               "an entity has one version");
    }
}

template <class Terms, class From>
void are_stored_as_they_are(const Terms& terms, From from) {
    const std::string stored = notation::text_from(terms);
    expect(notation::text_from(from(stored)) == stored, "terms are stored as they are");
}

void holds(const decision& made) {
    const change_set* set = nullptr;
    for (const write& each : made.writes) {
        if (const auto* one = each.find<change_set>()) set = one;
        if (const auto* one = each.find<resale_authorization>())
            are_stored_as_they_are(one->terms, notation::authorization_terms_from);
        if (const auto* one = each.find<offer>())
            are_stored_as_they_are(one->terms, notation::offer_terms_from);
    }
    expect(set && !set->is_open() && set->ended, "a set ends");
    std::size_t errors = 0;
    for (const change& each : set->changes) errors += each.errors.size();
    const bool failed = set->status == change_set_status::failed;
    expect(failed == (errors > 0), "a set fails where a change has an error");
    expect(!failed || made.writes.size() == 3, "a set that fails writes nothing but itself");
    is_stored_as_it_is(set->changes);
}

working_copies catalog_of(const account_id& by) {
    working_copies made = sample::a_catalog(by);
    sample::add(made,
                by == sample::isv ? sample::a_draft_authorization() : sample::an_authorization());
    if (by == sample::partner) sample::add(made, sample::a_draft_offer());
    return made;
}

std::span<const working_copies> catalogs() {
    static const working_copies all[] = {catalog_of(sample::isv), catalog_of(sample::partner)};
    return all;
}

change_set set_of(const working_copies& on, const std::vector<change>& changes) {
    return {on.by,
            change_set_id::minted("set"),
            1,
            "",
            change_set_intent::apply,
            change_set_status::preparing,
            on.now,
            {},
            change_set_failure::none,
            changes};
}

bool has_failed(const decision& made) {
    return std::ranges::any_of(made.writes, [](const write& each) {
        const auto* set = each.find<change_set>();
        return set && set->status == change_set_status::failed;
    });
}

void is_decided(const std::vector<change>& changes) {
    for (const working_copies& on : catalogs()) {
        const change_set set = set_of(on, changes);
        const due_work work{set.owner, due_kind::apply_change_set, set.id.text(), set.started};
        const change_set told = checked(on, set, {});
        const bool has_errors = std::ranges::any_of(
            told.changes, [](const change& each) { return !each.errors.empty(); });
        const bool starts = check_start(on, set, {}).has_value();
        expect(starts || has_errors, "what cannot be started is told beforehand");
        if (!starts) continue;
        const decision made = finish(on, set, work);
        holds(made);
        expect(has_errors == has_failed(made), "what fails is told beforehand");
    }
}

void read(std::string_view text) {
    const auto input = notation::parse_json(text);
    if (!input || !fits(*input)) return;
    const wire::read_set read = changes_in(*input);
    // But a renewal that is null is taken back, which is something.
    const wire::read_set without =
        changes_in(notation::without_nulls(*input, notation::clearing::stays));
    expect(read.faults.size() == without.faults.size(), "null members change nothing");
    if (!read.faults.empty()) {
        for (const working_copies& on : catalogs()) (void)checked(on, set_of(on, read.changes), {});
        return is_refused_in_words(*input, read);
    }
    is_stored_as_it_is(read.changes);
    is_decided(read.changes);
}

} // namespace
} // namespace cppo::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
    return cppo::fuzz::mutate_json(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    cppo::fuzz::read(cppo::fuzz::text_of(data, size));
    return 0;
}
