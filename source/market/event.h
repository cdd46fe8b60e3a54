// Things that happened, for whoever is to be told. A row waits in the outbox until it is delivered.
#pragma once

#include <string>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/names.h"

namespace cppo::market {

enum class event_kind {
    change_set_succeeded,
    change_set_failed,
    offer_released,
    private_offer_available,
    purchase_agreement_created,
    purchase_agreement_ended,
    invoice_issued,
    payment_received,
    disbursement_paid,
    purchase_agreement_started
};
constexpr auto names_of(event_kind) {
    using enum event_kind;
    return names<event_kind>({{change_set_succeeded, "change_set_succeeded"},
                              {change_set_failed, "change_set_failed"},
                              {offer_released, "offer_released"},
                              {private_offer_available, "private_offer_available"},
                              {purchase_agreement_created, "purchase_agreement_created"},
                              {purchase_agreement_ended, "purchase_agreement_ended"},
                              {invoice_issued, "invoice_issued"},
                              {payment_received, "payment_received"},
                              {disbursement_paid, "disbursement_paid"},
                              {purchase_agreement_started, "purchase_agreement_started"}});
}

enum class event_part { proposer, manufacturer, acceptor, submitter, seller, payer };
constexpr auto names_of(event_part) {
    using enum event_part;
    return names<event_part>({{proposer, "proposer"},
                              {manufacturer, "manufacturer"},
                              {acceptor, "acceptor"},
                              {submitter, "submitter"},
                              {seller, "seller"},
                              {payer, "payer"}});
}

struct event {
    account_id recipient;
    event_kind kind;
    event_part part;
    std::string subject; // the id of what it is about
    instant at;
};

} // namespace cppo::market
