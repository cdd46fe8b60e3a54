// Which characters a text may hold, so that what people read is what it says (R-TXT-02).
#pragma once

#include <string_view>

namespace cppo::notation {

// What a text is for. A name is one line that reads as it is written: without control characters,
// without characters that turn the direction of writing, and without any that cannot be seen. A
// joiner may stand between two letters of a script that needs it. Prose may have lines and tabs as
// well; a document, such as JSON within a text, is read by a reader of its own.
enum class writing { name, prose, document };

// Whether a text, which is UTF-8, may stand there.
bool is_readable(std::string_view text, writing as);

} // namespace cppo::notation
