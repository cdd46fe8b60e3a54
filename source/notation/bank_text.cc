#include "notation/bank_text.h"

#include <boost/json/serialize.hpp>

#include "notation/records.h"

namespace cppo::notation {

std::string text_from(const market::bank_account& of) {
    return boost::json::serialize(to_json(of));
}

} // namespace cppo::notation
