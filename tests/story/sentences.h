// The sentences there are, by what they speak of. README.md explains them.
#pragma once

#include <regex>
#include <vector>

#include "story/story.h"

namespace cppo::story {

// A kind of sentence and what it does.
struct sentence {
    std::regex form;
    result<void> (*play)(stage&, const std::smatch&);
};

std::vector<sentence> time_sentences();
std::vector<sentence> party_sentences();
std::vector<sentence> catalog_sentences();
std::vector<sentence> draft_sentences();
std::vector<sentence> agreement_sentences();
std::vector<sentence> usage_sentences();
std::vector<sentence> money_sentences();
std::vector<sentence> figure_sentences();

// All of them.
const std::vector<sentence>& sentences();

} // namespace cppo::story
