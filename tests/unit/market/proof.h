// Asserts a refusal and notes that its reason was provoked, so that no reason stays without a test.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "unit/market/changes.h"

namespace cppo {

// The running test as reason_table.h names it: suite.test, without engines.
inline std::string running_test() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string suite = info->test_suite_name();
    std::string name = info->name();
    suite.erase(0, suite.rfind('/') + 1);
    name.erase(std::min(name.find('/'), name.size()));
    return suite + "." + name;
}

// The reasons provoked in this run, and by which tests.
inline std::map<reason, std::set<std::string>>& proven() {
    static std::map<reason, std::set<std::string>> all;
    return all;
}

// Whether another day could allow it. Then the sentence says which day the marketplace has.
inline bool is_about_today(reason why) {
    using enum reason;
    static const std::set<reason> all{registration_token_expired,
                                      clock_goes_back,
                                      authorization_expired,
                                      authorization_not_restrictable,
                                      latest_start_out_of_range,
                                      charge_date_not_future,
                                      availability_not_future,
                                      start_out_of_range,
                                      end_not_future,
                                      end_too_late,
                                      proposal_expired,
                                      usage_in_the_future,
                                      usage_too_late,
                                      usage_outside_license,
                                      payment_in_the_future,
                                      charge_after_agreement_end};
    return all.contains(why);
}

inline testing::AssertionResult refused(const refusal* with, reason why) {
    if (!with) return testing::AssertionFailure() << "nothing was refused";
    if (with->why != why) return testing::AssertionFailure() << "refused as " << name_of(with->why);
    if (with->sentence.empty()) return testing::AssertionFailure() << "the refusal has no sentence";
    if (is_about_today(why) && with->sentence == sentence_of(why))
        return testing::AssertionFailure() << "the refusal names no day: " << with->sentence;
    proven()[why].insert(running_test());
    return testing::AssertionSuccess();
}

template <class T>
testing::AssertionResult refused(const result<T>& what, reason why) {
    return refused(what ? nullptr : &what.error(), why);
}

// This, and nothing else, is refused.
inline testing::AssertionResult refused(const refusals& what, reason why) {
    if (what || ++what.begin() == what.end()) return refused(what ? nullptr : &what.error(), why);
    return testing::AssertionFailure() << "more is refused than " << name_of(why);
}

// The set failed, with this one error, on this change; no other change has errors.
inline testing::AssertionResult refused(const market::change_set& set, std::string_view type,
                                        reason why) {
    if (set.status != market::change_set_status::failed)
        return testing::AssertionFailure() << "the set did not fail";
    const refusal* found = nullptr;
    for (const market::change& each : set.changes)
        for (const refusal& one : each.errors) {
            if (each.type != type || found)
                return testing::AssertionFailure() << each.type << " has " << name_of(one.why);
            found = &one;
        }
    return refused(found, why);
}

// A set of one change.
inline testing::AssertionResult refused(const market::change_set& set, reason why) {
    return refused(set, set.changes.at(0).type, why);
}

} // namespace cppo
