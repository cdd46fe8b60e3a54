#include "market/decision.h"

#include "market/any_row.h"

namespace cppo::market {

template <written_row Row>
write::write(Row row) : row_(std::make_shared<const any_row>(std::move(row))) {}

template <written_row Row>
const Row* write::find() const {
    return std::get_if<Row>(&row_->row);
}

#define CPPO_ROW(row)           \
    template write::write(row); \
    template const row* write::find<row>() const;
#include "market/rows.inc"
#undef CPPO_ROW

} // namespace cppo::market
