#include "store/engine/connection.h"

namespace cppo::store {
namespace {

// PostgreSQL has no NUL in text and libpq would cut the value short.
void refuse_nul(std::span<const value> arguments) {
    for (const value& argument : arguments)
        if (const auto* text = std::get_if<std::string>(&argument))
            if (text->find('\0') != std::string::npos)
                throw failure("22021", "Text with a NUL character cannot be stored.");
}

} // namespace

void connection::begin(access wanted) {
    spoilt_.reset();
    start(wanted);
}

std::int64_t connection::run(std::string_view sql, std::span<const value> arguments,
                             const std::function<void(const row&)>& on_row) {
    check();
    try {
        refuse_nul(arguments);
        return execute(sql, arguments, on_row);
    } catch (const failure& why) {
        spoilt_ = why;
        throw;
    }
}

void connection::check() const {
    if (spoilt_) throw *spoilt_;
}

void connection::commit() {
    try {
        check();
        finish();
    } catch (...) {
        rollback();
        throw;
    }
}

void connection::rollback() noexcept {
    abandon();
    spoilt_.reset();
}

} // namespace cppo::store
