// What an event tells its recipient, as JSON.
#pragma once

#include <string>

#include "market/event.h"

namespace cppo::notation {

// {"agreement": {"id": ..., "status": ...}, ...}: a name with a dot is a member of an object.
std::string text_from(const market::event_content& content);

} // namespace cppo::notation
