// Things that happened, for whoever is to be told. A row waits in the outbox until it is delivered.
#pragma once

#include <string>

#include "ground/identifier.h"
#include "ground/instant.h"

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

enum class event_part { proposer, manufacturer, acceptor, submitter, seller, payer };

struct event {
    account_id recipient;
    event_kind kind;
    event_part part;
    std::string subject; // the id of what it is about
    instant at;
};

} // namespace cppo::market
