#include "store/engine/session.h"

namespace cppo::store {

session::~session() = default;

std::int64_t session::run(std::string_view sql, std::initializer_list<value> arguments) {
    return run(sql, arguments, {});
}

std::int64_t session::run(std::string_view sql, std::initializer_list<value> arguments,
                          const std::function<void(const row&)>& on_row) {
    return run(sql, std::span(arguments.begin(), arguments.size()), on_row);
}

} // namespace cppo::store
