// docs/rules.md taken apart: its rules, and the examples that show them.
//
// A rule is a paragraph that begins with its id in bold, says in brackets whether it is one of
// `money` or `time`, and ends with where it comes from in italics, which begins with "From". An
// example is a fenced block of the language `story`; the paragraph before it says of what:
//
//     **R-PRC-01** (money) ... *From the seller guide.*
//
//     Example of R-PRC-01, R-PRC-05:
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cppo::rulebook {

struct rule {
    std::string id;
    int line;
    bool is_of_money_or_time;
    bool has_source;
};

struct example {
    int line; // of its fence
    std::vector<std::string> rules;
    std::string story;
};

struct book {
    std::vector<rule> rules;
    std::vector<example> examples;
    int open_fence = 0; // the line of a block without an end

    const rule* find(std::string_view id) const;
};

book read(std::string_view text);

// What is wrong with it by itself, each beginning with its line: a rule that stands twice or has no
// source, an example of no rule or of an unknown one, a block without an end, a rule of money or
// time without an example, and one that does not say that it is one, as those on prices do.
std::vector<std::string> faults_of(const book& of);

// What the text cites as rules: R-PRC-01, OQ-03, GV-9; and what lacks its number only.
std::vector<std::string> ids_in(std::string_view text);

} // namespace cppo::rulebook
