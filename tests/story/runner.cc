// story_runner (sqlite|postgresql) FILE...
#include <cstdio>
#include <exception>
#include <string_view>

#include "story/story.h"

int main(int count, char** words) {
    using cppo::store::engine;
    const std::string_view kind = count > 2 ? words[1] : "";
    if (kind != "sqlite" && kind != "postgresql") {
        std::fprintf(stderr, "story_runner (sqlite|postgresql) FILE...\n");
        return 2;
    }
    for (int at = 2; at < count; ++at) {
        try {
            cppo::story::play(words[at], kind == "sqlite" ? engine::sqlite : engine::postgres);
        } catch (const std::exception& failed) {
            std::fprintf(stderr, "%s\n", failed.what());
            return 1;
        }
    }
    return 0;
}
