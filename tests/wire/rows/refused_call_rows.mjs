// Calls that are refused at once: for each reason the smallest request, and the error it gets.
import {
  CancelChangeSetCommand, DescribeChangeSetCommand, DescribeEntityCommand, ListChangeSetsCommand,
  ListEntitiesCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {
  CancelAgreementCommand, DescribeAgreementCommand, GetAgreementEntitlementsCommand,
  GetAgreementTermsCommand, ListAgreementInvoiceLineItemsCommand, SearchAgreementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {
  createAuthorization, createOffer, newAuthorization, onAuthorization,
} from '../requests/changes.mjs';
import {accept, privateOffers, quote} from '../steps/deal_steps.mjs';
import {catalogName, plusDays} from '../worlds/marketplace.mjs';

// An id of the same form that nobody has.
export function unknownLike(id) {
  const last = id.at(-1);
  return id.slice(0, -1) + (last === 'a' ? 'b' : 'a');
}

const invalid = {name: 'ValidationException', status: 422};
const missing = {name: 'ResourceNotFoundException', status: 404};
const starting = (actor, changes, options) => actor.startChangeSet(changes, options);
const renaming = (id, name = 'Another name') =>
  onAuthorization('UpdateInformation', id, {Name: name});
const describing = (id) => new DescribeEntityCommand({Catalog: catalogName, EntityId: id});
const setNamed = (Command, id) => new Command({Catalog: catalogName, ChangeSetId: id});

const catalogRows = (w) => [
  {
    reason: 'authorization_not_restrictable', by: 'isv', expects: invalid,
    ask: (actor) => starting(actor,
      [onAuthorization('RestrictResaleAuthorization', w.restricted)]),
  },
  {
    reason: 'malformed_value', by: 'isv', expects: invalid, says: /.+/,
    ask: (actor) => starting(actor, w.authorizing(onAuthorization('UpdateAvailability',
      newAuthorization, {AvailabilityEndDate: '2031-02-30', OffersMaxQuantity: 1}))),
  },
  {
    reason: 'page_token_invalid', by: 'isv', expects: invalid,
    ask: (actor) => actor.catalog(new ListEntitiesCommand(
      {Catalog: catalogName, EntityType: 'Offer', NextToken: 'of-another-list'})),
  },
  {
    reason: 'page_token_invalid', by: 'isv', expects: invalid,
    ask: (actor) => actor.catalog(
      new ListChangeSetsCommand({Catalog: catalogName, NextToken: 'of-another-list'})),
  },
  {
    reason: 'entity_belongs_to_another', by: 'reseller',
    expects: {name: 'AccessDeniedException', status: 403},
    ask: (actor) => starting(actor, [onAuthorization('RestrictResaleAuthorization', w.open)]),
  },
  {
    reason: 'entity_not_found', by: 'reseller2', expects: missing,
    ask: (actor) => starting(actor, [onAuthorization('RestrictResaleAuthorization', w.open)]),
  },
  {
    reason: 'entity_not_found', by: 'buyer', expects: missing,
    ask: (actor) => actor.catalog(describing(w.offered)),
  },
  {
    reason: 'entity_not_found', by: 'reseller', expects: missing,
    ask: (actor) => actor.catalog(describing(w.draftAuthorized)),
  },
  {
    reason: 'product_not_found', by: 'reseller', expects: missing,
    ask: (actor) => starting(actor, [createAuthorization(w.released, actor.accountId)]),
  },
  {
    reason: 'product_not_found', by: 'isv', expects: missing,
    ask: (actor) => starting(actor,
      [createAuthorization(w.draft, w.market.reseller.accountId)]),
  },
  {
    reason: 'authorization_not_found', by: 'reseller2', expects: invalid,
    ask: (actor) => starting(actor, [createOffer(w.open)]),
  },
  {
    reason: 'authorization_not_found', by: 'reseller', expects: invalid,
    ask: (actor) => starting(actor, [createOffer(w.draftAuthorized)]),
  },
  {
    reason: 'authorization_restricted', by: 'reseller', expects: invalid,
    ask: (actor) => starting(actor, [createOffer(w.restricted)]),
  },
  {
    reason: 'authorization_consumed', by: 'reseller', expects: invalid,
    ask: (actor) => starting(actor, [createOffer(w.consumed)]),
  },
  {
    reason: 'change_set_not_found', by: 'isv', expects: missing,
    ask: (actor) => actor.catalog(setNamed(DescribeChangeSetCommand, unknownLike(w.changeSet))),
  },
  {
    reason: 'change_set_not_found', by: 'reseller', expects: missing,
    ask: (actor) => actor.catalog(setNamed(CancelChangeSetCommand, w.changeSet)),
  },
  {
    reason: 'change_set_not_cancellable', by: 'isv',
    expects: {name: 'ResourceInUseException', status: 423},
    ask: (actor) => actor.catalog(setNamed(CancelChangeSetCommand, w.changeSet)),
  },
  {
    reason: 'token_reused', by: 'isv', expects: invalid,
    ask: (actor) => starting(actor, [renaming(w.draftAuthorized, 'A name under a used token')],
      {ClientRequestToken: w.usedToken}),
  },
  {
    reason: 'change_type_repeated', by: 'isv', expects: invalid,
    ask: (actor) => starting(actor,
      [renaming(w.draftAuthorized), renaming(w.draftAuthorized, 'Yet another')]),
  },
  {
    reason: 'revision_stale', by: 'isv', expects: invalid, says: /latest revision .*@2/,
    ask: (actor) => starting(actor, [renaming(`${w.draftAuthorized}@1`)]),
  },
];

const discoveryRows = (w) => [
  ...['getOffer', 'getOfferTerms'].flatMap((operation) => ['reseller2', 'isv'].map((by) => ({
    reason: 'offer_not_found', by, expects: missing,
    ask: (actor) => actor.discovery(operation, {offerId: w.offered}),
  }))),
  {
    reason: 'offer_not_found', by: 'buyer', expects: missing,
    ask: (actor) => actor.discovery('getOffer', {offerId: w.draftOfOpen}),
  },
  {
    reason: 'page_token_invalid', by: 'buyer',
    expects: {name: 'ValidationException', status: 400, reason: 'INVALID_PAGINATION_TOKEN'},
    ask: (actor) => actor.discovery('listPurchaseOptions',
      {...privateOffers(), nextToken: 'b2ZhbmV2ZXJseWluZ2xpc3Q='}),
  },
  {
    reason: 'malformed_value', by: 'buyer', says: /PRODUCT_ID or VISIBILITY_SCOPE/,
    expects: {name: 'ValidationException', status: 400, reason: 'MALFORMED_REQUEST_PARAMETERS'},
    ask: (actor) => actor.discovery('listPurchaseOptions', {}),
  },
];

const refusedQuote = (reason) => ({name: 'ValidationException', reason});
const unknownProposal = {name: 'ResourceNotFoundException', resourceType: 'AgreementProposal'};
const unknownRequest = {name: 'ResourceNotFoundException', resourceType: 'AgreementRequest'};
const unknownAgreement = {name: 'ResourceNotFoundException', resourceType: 'Agreement'};
const namedAgreement = (Command, w, more) => new Command({agreementId: w.agreement, ...more});

const agreementRows = (w) => [
  {
    reason: 'proposal_not_found', by: 'reseller2', expects: unknownProposal,
    ask: (actor) => quote(actor, w.onOffer),
  },
  {
    reason: 'proposal_not_found', by: 'buyer', expects: unknownProposal,
    ask: (actor) => quote(actor, {...w.onOffer, proposal: unknownLike(w.onOffer.proposal)}),
  },
  {
    reason: 'offer_already_accepted', by: 'buyer',
    expects: {name: 'ConflictException', resourceType: 'AgreementProposal'},
    ask: (actor) => quote(actor, w.onAccepted),
  },
  {
    reason: 'requested_term_unknown', by: 'buyer',
    expects: refusedQuote('INVALID_REQUESTED_TERM_ID'),
    ask: (actor) => quote(actor, {...w.onOffer, terms: [...w.onOffer.terms, 'term-unknown']}),
  },
  {
    reason: 'requested_term_repeated', by: 'buyer',
    expects: refusedQuote('INVALID_REQUESTED_TERMS'),
    ask: (actor) => quote(actor, {...w.onOffer, terms: [...w.onOffer.terms, w.onOffer.terms[0]]}),
  },
  {
    reason: 'requested_terms_incomplete', by: 'buyer',
    expects: refusedQuote('MISSING_MANDATORY_TERMS'),
    ask: (actor) => quote(actor, {...w.onOffer, terms: w.onOffer.terms.slice(1)}),
  },
  {
    reason: 'term_takes_no_configuration', by: 'buyer',
    expects: refusedQuote('INVALID_REQUESTED_TERM_CONFIGURATION'),
    ask: (actor) => quote(actor, w.onOffer, {
      requestedTerms: w.onOffer.terms.map((id) =>
        ({id, configuration: {renewalTermConfiguration: {enableAutoRenew: true}}})),
    }),
  },
  {
    reason: 'agreement_not_cancellable', by: 'buyer', expects: refusedQuote('UNSUPPORTED_ACTION'),
    ask: (actor) => actor.agreement(new CancelAgreementCommand({agreementId: w.agreement})),
  },
  {
    reason: 'action_not_allowed', by: 'reseller', says: /acceptor/,
    expects: {name: 'AccessDeniedException', status: 400},
    ask: (actor) => actor.agreement(new CancelAgreementCommand({agreementId: w.agreement})),
  },
  {
    reason: 'agreement_not_found', by: 'isv', expects: {...missing, status: 400},
    ask: (actor) => actor.agreement(new CancelAgreementCommand({agreementId: w.agreement})),
  },
  {
    reason: 'intent_not_supported', by: 'buyer', expects: refusedQuote('UNSUPPORTED_ACTION'),
    ask: (actor) => quote(actor, w.onOffer,
      {intent: 'AMEND', sourceAgreementIdentifier: w.agreement}),
  },
  {
    reason: 'token_reused', by: 'buyer', expects: refusedQuote('INVALID_CLIENT_TOKEN'),
    ask: (actor) => quote(actor, w.onOffer, {
      clientToken: w.usedQuoteToken, taxConfiguration: {taxEstimation: 'ENABLED'},
    }),
  },
  {
    reason: 'request_not_found', by: 'buyer', expects: unknownRequest,
    ask: (actor) => accept(actor, w.otherRequest),
  },
  {
    reason: 'request_not_found', by: 'reseller2', expects: unknownRequest,
    ask: (actor) => accept(actor, w.request),
  },
  ...['isv', 'reseller2'].flatMap((by) => [DescribeAgreementCommand, GetAgreementTermsCommand,
    GetAgreementEntitlementsCommand].map((Command) => ({
    reason: 'agreement_not_found', by, expects: unknownAgreement,
    ask: (actor) => actor.agreement(namedAgreement(Command, w)),
  }))),
  {
    reason: 'agreement_not_found', by: 'isv', expects: unknownAgreement,
    ask: (actor) => actor.agreement(
      namedAgreement(ListAgreementInvoiceLineItemsCommand, w, {groupBy: 'INVOICE_ID'})),
  },
  // The model has no reasons of their own for these members.
  ...[{groupBy: 'MONTH'}, {invoiceType: 'RECEIPT'}, {invoiceId: 'no id'},
    {invoiceBillingPeriod: {month: 13, year: 2027}}].map((wrong) => ({
    reason: 'malformed_value', by: 'reseller', expects: refusedQuote('OTHER'), says: /./,
    ask: (actor) => actor.agreement(namedAgreement(ListAgreementInvoiceLineItemsCommand, w,
      {groupBy: 'INVOICE_ID', ...wrong})),
  })),
  {
    reason: 'malformed_value', by: 'buyer', expects: refusedQuote('OTHER'), says: /./,
    ask: (actor) => quote(actor, w.onOffer, {taxConfiguration: {taxEstimation: 'PERHAPS'}}),
  },
  {
    reason: 'malformed_value', by: 'buyer', expects: refusedQuote('INVALID_INTENT'), says: /./,
    ask: (actor) => quote(actor, w.onOffer, {intent: 'PERHAPS'}),
  },
  {
    reason: 'not_the_proposer', by: 'buyer',
    expects: {name: 'AccessDeniedException', reason: 'INVALID_ACCESS'},
    ask: (actor) => actor.agreement(
      namedAgreement(ListAgreementInvoiceLineItemsCommand, w, {groupBy: 'INVOICE_ID'})),
  },
  {
    reason: 'page_token_invalid', by: 'buyer', expects: refusedQuote('INVALID_NEXT_TOKEN'),
    ask: (actor) => actor.agreement(new SearchAgreementsCommand({
      filters: [{name: 'PartyType', values: ['Acceptor']},
        {name: 'AgreementType', values: ['PurchaseAgreement']}],
      nextToken: 'of-another-list',
    })),
  },
];

// A console call that is refused becomes an error like those of the SDK clients.
async function refusedCall(actor, method, path, options) {
  const reply = await actor.console(method, path, options);
  if (reply.status < 400) return reply.json;
  const error = new Error(reply.json?.detail);
  error.name = reply.json?.reason;
  error.$metadata = {httpStatusCode: reply.status};
  throw error;
}

const told = (reason, status) => ({name: reason, status});
const newAccount = (more) => ({
  name: 'Another account', email: 'other@example.org', country: 'DE', roles: ['buyer'], ...more,
});

const consoleRows = (w) => [
  {
    reason: 'clock_goes_back', by: 'operator', status: 409,
    ask: (actor) => refusedCall(actor, 'POST', '/clock',
      {body: {mode: 'frozen', now: `${plusDays(w.days.start, -1)}T00:00:00.000Z`}}),
  },
  {
    reason: 'account_exists', by: 'operator', status: 409,
    ask: (actor) => refusedCall(actor, 'POST', '/accounts',
      {body: newAccount({accountId: w.market.buyer.accountId})}),
  },
  {
    reason: 'payer_unknown', by: 'operator', status: 422,
    ask: (actor) => refusedCall(actor, 'POST', '/accounts',
      {body: newAccount({payerAccountId: '999999999999'})}),
  },
  {
    reason: 'token_reused', by: 'isv', status: 422,
    ask: (actor) => refusedCall(actor, 'PUT', `/accounts/${actor.accountId}/seller`, {
      body: {disbursementPreference: {frequency: 'DAILY'}}, token: w.usedPreferenceToken,
    }),
  },
  ...['isv', 'operator'].map((by) => ({
    reason: 'account_not_found', by, status: 404,
    ask: (actor) => refusedCall(actor, 'GET', '/accounts/999999999999'),
  })),
  {
    reason: 'account_not_found', by: 'isv', status: 404,
    ask: (actor) => refusedCall(actor, 'GET', `/accounts/${w.market.buyer.accountId}`),
  },
  {
    reason: 'seller_not_found', by: 'buyer', status: 404,
    ask: (actor) => refusedCall(actor, 'GET', `/accounts/${actor.accountId}/seller`),
  },
  {
    reason: 'access_key_not_found', by: 'isv', status: 404,
    ask: (actor) => refusedCall(actor, 'DELETE',
      `/accounts/${actor.accountId}/access-keys/${w.market.buyer.keys.accessKeyId}`),
  },
  {
    reason: 'account_in_use', by: 'operator', status: 409,
    ask: (actor) => refusedCall(actor, 'DELETE', `/accounts/${w.market.buyer.accountId}`),
  },
  {
    reason: 'bank_account_invalid', by: 'isv', status: 422,
    ask: (actor) => refusedCall(actor, 'POST', `/accounts/${actor.accountId}/seller/submission`,
      {body: {bankAccount: {holder: 'N', currency: 'USD', iban: 'DE00', bic: 'COBADEFF'}}}),
  },
  {
    reason: 'action_not_allowed', by: 'isv', status: 403,
    ask: (actor) => refusedCall(actor, 'PUT', `/accounts/${actor.accountId}/seller`,
      {body: {bank: 'COMPLETE'}}),
  },
  {
    reason: 'deal_not_found', by: 'reseller2', status: 404,
    ask: (actor) => refusedCall(actor, 'GET', `/deals/${w.agreement}`),
  },
  {
    reason: 'deal_not_found', by: 'operator', status: 404,
    ask: (actor) => refusedCall(actor, 'GET', `/deals/${unknownLike(w.agreement)}`),
  },
  {
    reason: 'page_token_invalid', by: 'operator', status: 422,
    ask: (actor) => refusedCall(actor, 'GET', '/accounts', {query: {cursor: 'elsewhere'}}),
  },
  {
    reason: 'invoice_not_found', by: 'operator', status: 404,
    ask: (actor) => refusedPayment(actor, 'in-unknown', '0.55'),
  },
].map((row) => ({...row, expects: told(row.reason, row.status)}));

function refusedPayment(operator, invoiceId, amount, more, token) {
  return refusedCall(operator, 'POST', '/payments',
    {body: {invoiceId, amount, currency: 'USD', ...more}, token});
}

export const refusedCallRows = (w) =>
  [...catalogRows(w), ...discoveryRows(w), ...agreementRows(w), ...consoleRows(w)];

// Once the offers and the authorizations have ended.
export const refusedAfterEndRows = (w) => [
  {
    reason: 'proposal_expired', by: 'buyer', expects: refusedQuote('EXPIRED_AGREEMENT_PROPOSAL'),
    ask: (actor) => quote(actor, w.onOffer),
  },
  {
    reason: 'request_not_found', by: 'buyer', expects: unknownRequest,
    ask: (actor) => accept(actor, w.expiringRequest),
  },
  {
    reason: 'authorization_expired', by: 'reseller', expects: invalid,
    ask: (actor) => starting(actor, [createOffer(w.open)]),
  },
  {
    reason: 'authorization_not_restrictable', by: 'isv', expects: invalid,
    ask: (actor) => starting(actor, [onAuthorization('RestrictResaleAuthorization', w.open)]),
  },
];

// Once the first charge is invoiced, and `w.invoice` is that invoice.
export const refusedPaymentRows = (w) => [
  ['malformed_amount', 422, 'much', {}, /non-negative decimal text/],
  ['malformed_amount', 422, '0.555', {}, /at most 2 decimals/],
  ['malformed_amount', 422, '-0.55', {}, /non-negative decimal text/],
  ['currency_unknown', 422, '0.55', {currency: 'CHF'}, /USD, EUR, GBP, AUD or JPY/],
  ['payment_currency_differs', 422, '0.55', {currency: 'EUR'}],
  ['payment_not_positive', 422, '0.00', {}],
  ['payment_exceeds_invoice', 422, '0.56', {}],
  ['payment_in_the_future', 422, '0.55', {receivedOn: plusDays(w.days.chargeDays[0], 1)}],
  ['payment_before_invoice', 422, '0.55', {receivedOn: plusDays(w.days.chargeDays[0], -1)}],
].map(([reason, status, amount, more, says]) => ({
  reason, by: 'operator', says, expects: told(reason, status),
  ask: (actor) => refusedPayment(actor, w.invoice, amount, more),
}));

export const refusedOnPaidRows = (w) => [
  {
    reason: 'invoice_not_open', by: 'operator', expects: told('invoice_not_open', 409),
    ask: (actor) => refusedPayment(actor, w.invoice, '0.55'),
  },
  {
    reason: 'token_reused', by: 'operator', expects: told('token_reused', 422),
    ask: (actor) => refusedPayment(actor, w.invoice, '0.54', {}, w.usedPaymentToken),
  },
];

// A registered seller whose tax data has lapsed.
export const refusedSellerRows = (w) => [{
  reason: 'seller_not_paid', by: 'reseller', expects: invalid,
  ask: (actor) => starting(actor, [createOffer(w.open)]),
}];

export const failedSellerRows = (w) => [{
  reason: 'tax_form_missing', by: 'reseller', code: 'INVALID_TAX_INFORMATION',
  blames: 'ReleaseOffer', changes: w.releaseOf(w.draftOfOpen),
}];
