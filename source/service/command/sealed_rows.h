// The rows of a store that hold something sealed, of every kind there is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/secrets/sealed.h"
#include "store/engine/session.h"

namespace cppo::service {

struct sealed_row {
    sealed_place at;
    std::string sealed;
};

// At most `count` rows of the kind by owner and id, after the place where there is one.
std::vector<sealed_row> sealed_rows(store::session& in, sealed_kind of,
                                    const std::optional<sealed_place>& after, std::int64_t count);

// The same row with another sealed text. False where it was changed since it was read.
bool reseal(store::session& in, const sealed_row& was, const std::string& sealed);

} // namespace cppo::service
