#include "story/sentences.h"

namespace cppo::story {

const std::vector<sentence>& sentences() {
    static const std::vector<sentence> all = [] {
        std::vector<sentence> made;
        for (const auto part :
             {time_sentences, party_sentences, catalog_sentences, draft_sentences,
              agreement_sentences, usage_sentences, money_sentences, figure_sentences})
            for (sentence& each : part()) made.push_back(std::move(each));
        return made;
    }();
    return all;
}

} // namespace cppo::story
