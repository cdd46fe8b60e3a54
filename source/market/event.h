// Things that happened, for whoever is to be told. A row waits in the outbox until it is delivered.
#pragma once

#include <string>
#include <utility>
#include <vector>

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

// What the recipient is told, by names with dots such as `agreement.id`, in the order of a message.
using event_content = std::vector<std::pair<std::string, std::string>>;

// What a party may know is decided together with what happened, so an event carries the content of
// its recipient, and nobody looks anything up when it is delivered.
struct event {
    account_id recipient;
    event_kind kind;
    event_part part;
    std::string subject; // the id of what it is about
    instant at;
    event_content content;
};

} // namespace cppo::market
