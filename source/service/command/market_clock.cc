#include "service/command/market_clock.h"

#include <charconv>
#include <chrono>

#include "store/tables/commands.h"

namespace cppo::service {
namespace {

constexpr const char* setting_name = "market_clock";

} // namespace

instant clock_state::at(instant real) const {
    switch (mode) {
        case clock_mode::real:
            return real;
        case clock_mode::offset:
            return real.plus_ms(value_ms);
        case clock_mode::frozen:
            return instant(value_ms);
    }
    __builtin_unreachable();
}

clock_state market_clock::state(store::session& in) const {
    if (!sandbox_) return {};
    const auto kept = store::find<market::setting>(in, std::string(setting_name));
    if (!kept) return {};
    const std::string& text = kept->value;
    const auto space = text.find(' ');
    clock_state made{*find_named<clock_mode>(text.substr(0, space)), 0};
    std::from_chars(text.data() + space + 1, text.data() + text.size(), made.value_ms);
    return made;
}

void market_clock::set(store::session& in, clock_mode mode, instant now) const {
    std::int64_t kept = 0;
    if (mode == clock_mode::offset) kept = now.ms() - real_().ms();
    if (mode == clock_mode::frozen) kept = now.ms();
    store::put(
        in, market::setting{setting_name, std::string(name_of(mode)) + " " + std::to_string(kept)});
}

instant system_now() {
    using namespace std::chrono;
    return instant(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

} // namespace cppo::service
