// What has happened in the demo before a newcomer comes: one finished deal of each kind, made by
// its founders through the same calls that everybody uses.
//
// - professional services, in two instalments;
// - a SaaS contract of a year with usage;
// - usage at a tier's wholesale price for ten years.
#pragma once

#include "server/process.h"

namespace cppo::cli {

// Makes the deals of a demo whose history is not told yet, and lets its clock go with the real one;
// nothing on any other marketplace. Every step has a token of its own, so a start that was killed
// is taken up by the next. Throws where a step is refused.
void tell_history(server::process& demo);

} // namespace cppo::cli
