#include "ground/dated_refusal.h"

namespace cppo {
namespace {

std::string dated(reason why, const std::string& addition) {
    std::string_view said = sentence_of(why);
    said.remove_suffix(1); // the full stop
    return std::string(said) + "; the marketplace's " + addition + ".";
}

} // namespace

std::unexpected<refusal> no_today(reason why, day today, std::string subject) {
    return no_because(why, dated(why, "today is " + today.text()), std::move(subject));
}

std::unexpected<refusal> no_now(reason why, instant now, std::string subject) {
    return no_because(why, dated(why, "time is " + now.text()), std::move(subject));
}

} // namespace cppo
