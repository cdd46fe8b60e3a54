#include "wire/message/fault.h"

#include <algorithm>

namespace cppo::wire {

fault serialization_fault(std::string message) {
    return {"SerializationException", 400, std::move(message), {}};
}

fault unknown_operation(std::string message) {
    return {"UnknownOperationException", 404, std::move(message), {}};
}

fault unreadable_protocol(std::string message) {
    return {"UnknownOperationException", 400, std::move(message), {}};
}

fault unsupported_media_type(std::string message) {
    return {"UnsupportedMediaTypeException", 415, std::move(message), {}};
}

fault too_many_requests() {
    return {"ThrottlingException", 429, "Too many requests. Please try again later.", {}};
}

fault body_too_long() {
    return {"RequestEntityTooLargeException", 413, "The request body is too long.", {}};
}

std::string printable(std::string_view text) {
    std::string safe(text.substr(0, 1024));
    std::ranges::replace_if(safe, [](char c) { return c < ' ' || c > '~'; }, '?');
    return safe;
}

} // namespace cppo::wire
