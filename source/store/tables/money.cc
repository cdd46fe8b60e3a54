#include "store/tables/money.h"

namespace cppo::store {

using namespace market;

invoice_row row_of(const invoice& kept) {
    return {kept.owner,
            kept.id,
            kept.revision,
            kept.payer,
            kept.agreement,
            kept.charge,
            kept.manufacturer,
            kept.partner,
            kept.status,
            kept.issued_on,
            kept.issued,
            kept.due_on,
            kept.due.manufacturer,
            kept.due.partner,
            kept.due.marketplace,
            kept.due.tax,
            kept.paid.manufacturer,
            kept.paid.partner,
            kept.paid.marketplace,
            kept.paid.tax,
            kept.lines};
}

invoice invoice_of(const invoice_row& row) {
    return {row.owner,
            row.id,
            row.revision,
            row.payer,
            row.agreement,
            row.charge,
            row.manufacturer,
            row.partner,
            row.status,
            row.issued_on,
            row.issued,
            row.due_on,
            {row.due_manufacturer, row.due_partner, row.due_marketplace, row.due_tax},
            {row.paid_manufacturer, row.paid_partner, row.paid_marketplace, row.paid_tax},
            row.lines};
}

} // namespace cppo::store
