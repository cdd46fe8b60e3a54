// The first deal, from product to payout, as a list of steps. A step does one thing and checks its
// exact figures; what later steps need it keeps in `deal`.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {DescribeEntityCommand, ListEntitiesCommand} from '@aws-sdk/client-marketplace-catalog';
import {
  AcceptAgreementRequestCommand, CreateAgreementRequestCommand, DescribeAgreementCommand,
  GetAgreementEntitlementsCommand, GetAgreementTermsCommand, ListAgreementChargesCommand,
  ListAgreementInvoiceLineItemsCommand, SearchAgreementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {
  authorizationChanges, createdId, dimension, offerChanges, productChanges, productInformation,
} from './changes.mjs';
import {
  catalogName, dayOf, nextTenth, nineOn, plusDays, plusYears,
} from './marketplace.mjs';

// An exact amount in cents, for texts that may leave out zeros at their end.
export function cents(text) {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

export async function describeEntity(actor, id) {
  const entity = await actor.catalog(
    new DescribeEntityCommand({Catalog: catalogName, EntityId: id}));
  assert.deepEqual(JSON.parse(entity.Details), entity.DetailsDocument);
  return entity;
}

export async function listEntities(actor, EntityType, more = {}) {
  const listed = [];
  let NextToken;
  do {
    const page = await actor.catalog(new ListEntitiesCommand(
      {Catalog: catalogName, EntityType, ...more, NextToken}));
    listed.push(...page.EntitySummaryList);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return listed;
}

export const privateOffers = (more = []) => ({
  filters: [{filterType: 'VISIBILITY_SCOPE', filterValues: ['PRIVATE']}, ...more],
});

export function searchAgreements(actor, party, more = []) {
  return actor.agreement(new SearchAgreementsCommand({
    catalog: catalogName,
    filters: [
      {name: 'PartyType', values: [party]},
      {name: 'AgreementType', values: ['PurchaseAgreement']}, ...more,
    ],
  }));
}

const notFound = (type) => ({name: 'ResourceNotFoundException', resourceType: type});
const term = (terms, name) => terms.find((each) => each[name])?.[name];

async function createAndReleaseProduct({isv}, deal) {
  const set = await isv.succeed(productChanges(), {ChangeSetName: 'The product'});
  assert.equal(set.ChangeSetName, 'The product');
  assert.deepEqual(set.ChangeSet.map((each) => each.ErrorDetailList), [[], [], [], []]);
  deal.product = createdId(set, 'CreateProduct');
  assert.match(deal.product, /^prod-[a-z2-7]{13}$/);
  const entity = await describeEntity(isv, deal.product);
  assert.equal(entity.EntityIdentifier, `${deal.product}@1`);
  assert.equal(entity.EntityType, 'ProfessionalServicesProduct@1.0');
  assert.equal(entity.EntityArn, `arn:aws:aws-marketplace:us-east-1:${isv.accountId}:` +
    `AWSMarketplace/ProfessionalServicesProduct/${deal.product}`);
  const {Description, Dimensions} = entity.DetailsDocument;
  assert.equal(Description.ProductTitle, productInformation.ProductTitle);
  assert.equal(Description.Visibility, 'Limited');
  assert.deepEqual(Dimensions, [dimension]);
}

async function authorizeThePartner({isv, reseller, buyer}, deal) {
  const set = await isv.succeed(authorizationChanges({
    product: deal.product, reseller: reseller.accountId, buyers: [buyer.accountId],
    chargeDays: deal.chargeDays, endDay: deal.authorizationEnd,
  }));
  deal.authorization = createdId(set, 'CreateResaleAuthorization');
  assert.match(deal.authorization, /^resaleauthz-[a-z2-7]{13}$/);
  const {DetailsDocument: shown} = await describeEntity(isv, deal.authorization);
  assert.equal(shown.Status, 'Active');
  assert.deepEqual(shown.OfferDetails, {OfferExtendedStatus: 'Not Started', OfferCreatedCount: 0});
}

async function partnerFindsTheAuthorization({isv, reseller, reseller2, buyer}, deal) {
  const shared = await listEntities(reseller, 'ResaleAuthorization', {OwnershipType: 'SHARED'});
  assert.deepEqual(shared.map((each) => each.EntityId), [deal.authorization]);
  const summary = shared[0].ResaleAuthorizationSummary;
  assert.equal(summary.ProductId, deal.product);
  assert.equal(summary.ManufacturerAccountId, isv.accountId);
  assert.equal(summary.ResellerAccountID, reseller.accountId);
  assert.equal(summary.Status, 'Active');
  assert.equal(summary.AvailabilityEndDate, `${deal.authorizationEnd}T23:59:59.999Z`);
  assert.deepEqual(await listEntities(reseller, 'ResaleAuthorization'), []);
  for (const other of [reseller2, buyer])
    assert.deepEqual(
      await listEntities(other, 'ResaleAuthorization', {OwnershipType: 'SHARED'}), []);

  const {DetailsDocument: shown} = await describeEntity(reseller, deal.authorization);
  const byType = Object.fromEntries(shown.Terms.map((each) => [each.Type, each]));
  assert.deepEqual(byType.ResalePaymentScheduleTerm.Schedule.map((each) => each.ChargeAmount),
    ['0.50', '0.50']);
  assert.deepEqual(byType.ResaleFixedUpfrontPricingTerm.Grants,
    [{DimensionKey: dimension.Key, MaxQuantity: 1}]);
  assert.equal(byType.BuyerLegalTerm.Documents[0].Type, 'StandardEula');
  assert.equal(byType.ResaleLegalTerm.Documents[0].Type, 'StandardResellerContract');
  assert.deepEqual(
    byType.BuyerTargetingTerm.PositiveTargeting.BuyerAccounts.map((each) => each.AwsAccountId),
    [buyer.accountId]);
}

async function createAndReleaseTheOffer({reseller, buyer}, deal) {
  const changes = offerChanges({
    authorization: deal.authorization, buyers: [buyer.accountId], endDay: deal.offerEnd,
  });
  const set = await reseller.succeed(changes);
  assert.deepEqual(set.ChangeSet.map((each) => each.ChangeType),
    changes.map((each) => each.ChangeType));
  deal.offer = createdId(set, 'CreateOffer');
  assert.match(deal.offer, /^offer-[a-z2-7]{13}$/);
}

async function offerShowsMarkedUpInstalments({isv, reseller, buyer}, deal) {
  const {DetailsDocument: shown, EntityArn} = await describeEntity(reseller, deal.offer);
  assert.match(EntityArn, new RegExp(`:${reseller.accountId}:AWSMarketplace/Offer/`));
  assert.equal(shown.State, 'Released');
  assert.equal(shown.ResaleAuthorizationId, deal.authorization);
  assert.equal(shown.ProductId, deal.product);
  assert.equal(Number(shown.MarkupPercentage), 10);
  const terms = Object.fromEntries(shown.Terms.map((each) => [each.Type, each]));
  assert.deepEqual(terms.PaymentScheduleTerm.Schedule, deal.chargeDays.map((day) =>
    ({ChargeDate: `${day}T00:00:00.000Z`, ChargeAmount: '0.55'})));
  assert.equal(terms.ResaleLegalTerm, undefined);
  const rules = Object.fromEntries(shown.Rules.map((each) => [each.Type, each]));
  assert.deepEqual(rules.TargetingRule.PositiveTargeting.BuyerAccounts, [buyer.accountId]);
  assert.equal(rules.AvailabilityRule.AvailabilityEndDate, `${deal.offerEnd}T23:59:59.999Z`);

  const {DetailsDocument: source} = await describeEntity(isv, deal.authorization);
  assert.deepEqual(source.OfferDetails,
    {OfferExtendedStatus: 'Completed-Used', OfferCreatedCount: 1});
}

async function buyerFindsTheOffer({reseller, reseller2, buyer}, deal) {
  const found = await buyer.discovery('listPurchaseOptions', privateOffers());
  assert.deepEqual(found.purchaseOptions.map((each) => each.purchaseOptionId), [deal.offer]);
  const [option] = found.purchaseOptions;
  assert.equal(option.purchaseOptionType, 'OFFER');
  assert.equal(option.catalog, catalogName);
  assert.deepEqual(option.badges.map((each) => each.badgeType), ['PRIVATE_PRICING']);
  assert.equal(option.associatedEntities[0].offer.offerId, deal.offer);
  assert.equal(option.associatedEntities[0].product.productId, deal.product);
  assert.doesNotMatch(JSON.stringify(option), new RegExp(reseller.accountId));
  const strangers = await reseller2.discovery('listPurchaseOptions', privateOffers());
  assert.deepEqual(strangers.purchaseOptions, []);

  const offer = await buyer.discovery('getOffer', {offerId: deal.offer});
  assert.equal(offer.offerId, deal.offer);
  assert.equal(offer.pricingModel.pricingModelType, 'CONTRACT');
  assert.equal(offer.associatedEntities[0].product.productId, deal.product);
  assert.deepEqual(offer.badges.map((each) => each.badgeType), ['PRIVATE_PRICING']);
  assert.match(offer.agreementProposalId, /^a[tp]-[A-Za-z0-9]+$/);
  deal.proposal = offer.agreementProposalId;
}

async function buyerReadsTheTerms({buyer}, deal) {
  const {offerTerms} = await buyer.discovery('getOfferTerms', {offerId: deal.offer});
  const kinds = offerTerms.map((each) => {
    assert.equal(Object.keys(each).length, 1);
    return Object.keys(each)[0];
  });
  assert.deepEqual(kinds.sort(),
    ['fixedUpfrontPricingTerm', 'legalTerm', 'paymentScheduleTerm', 'validityTerm']);
  const schedule = term(offerTerms, 'paymentScheduleTerm');
  assert.deepEqual(schedule.schedule.map((each) => cents(each.chargeAmount)), [55, 55]);
  assert.equal(cents(term(offerTerms, 'fixedUpfrontPricingTerm').price), 0);
  deal.terms = offerTerms.map((each) => Object.values(each)[0].id);
}

export function quote(buyer, deal, more = {}) {
  return buyer.agreement(new CreateAgreementRequestCommand({
    intent: 'NEW', agreementProposalIdentifier: deal.proposal,
    requestedTerms: deal.terms.map((id) => ({id})), ...more,
  }));
}

async function buyerAsksForAQuote({buyer}, deal) {
  const {agreementRequestId, chargeSummary} = await quote(buyer, deal);
  assert.match(agreementRequestId, /^ar-[A-Za-z0-9]+$/);
  assert.equal(chargeSummary.currencyCode, 'USD');
  assert.equal(cents(chargeSummary.newAgreementValue), 110);
  const {expectedCharges} = chargeSummary;
  assert.deepEqual(expectedCharges.map((each) => cents(each.amount)), [55, 55]);
  assert.deepEqual(expectedCharges.map((each) => each.timing), ['SCHEDULED', 'SCHEDULED']);
  assert.deepEqual(expectedCharges.map((each) => dayOf(each.time.toISOString())), deal.chargeDays);
  deal.request = agreementRequestId;
  deal.charges = expectedCharges.map((each) => each.id);
}

export function accept(buyer, agreementRequestId) {
  return buyer.agreement(new AcceptAgreementRequestCommand({agreementRequestId}));
}

async function buyerAccepts({buyer}, deal) {
  const {agreementId} = await accept(buyer, deal.request);
  assert.match(agreementId, /^agmt-[a-z0-9]{25}$/);
  deal.agreement = agreementId;
}

async function bothPartiesReadTheAgreement({isv, reseller, buyer}, deal) {
  for (const party of [buyer, reseller]) {
    const found = await party.agreement(
      new DescribeAgreementCommand({agreementId: deal.agreement}));
    assert.equal(found.agreementId, deal.agreement);
    assert.equal(found.status, 'ACTIVE');
    assert.equal(found.agreementType, 'PurchaseAgreement');
    assert.equal(found.acceptor.accountId, buyer.accountId);
    assert.equal(found.proposer.accountId, reseller.accountId);
    assert.equal(found.estimatedCharges.currencyCode, 'USD');
    assert.equal(cents(found.estimatedCharges.agreementValue), 110);
    assert.equal(found.proposalSummary.offerId, deal.offer);
    assert.deepEqual(found.proposalSummary.resources,
      [{id: deal.product, type: 'ProfessionalServicesProduct'}]);
    assert.equal(found.acceptanceTime.toISOString(), nineOn(deal.start));
    assert.equal(dayOf(found.endTime.toISOString()), plusYears(deal.start, 1));

    const {acceptedTerms} = await party.agreement(
      new GetAgreementTermsCommand({agreementId: deal.agreement}));
    assert.deepEqual(acceptedTerms.map((each) => Object.values(each)[0].id).sort(),
      deal.terms.toSorted());
    assert.deepEqual(
      term(acceptedTerms, 'paymentScheduleTerm').schedule.map((each) => cents(each.chargeAmount)),
      [55, 55]);
    assert.deepEqual(term(acceptedTerms, 'fixedUpfrontPricingTerm').grants,
      [{dimensionKey: dimension.Key, maxQuantity: 1}]);
  }
  await assert.rejects(
    isv.agreement(new DescribeAgreementCommand({agreementId: deal.agreement})),
    notFound('Agreement'));
}

async function bothPartiesFindTheAgreement({isv, reseller, reseller2, buyer}, deal) {
  const idsOf = async (actor, party) => (await searchAgreements(actor, party))
    .agreementViewSummaries.map((each) => each.agreementId);
  assert.deepEqual(await idsOf(buyer, 'Acceptor'), [deal.agreement]);
  assert.deepEqual(await idsOf(reseller, 'Proposer'), [deal.agreement]);
  for (const actor of [isv, reseller2])
    for (const party of ['Acceptor', 'Proposer']) assert.deepEqual(await idsOf(actor, party), []);
}

async function buyerHasItsChargesAndEntitlements({buyer}, deal) {
  const {items} = await buyer.agreement(
    new ListAgreementChargesCommand({agreementId: deal.agreement}));
  assert.deepEqual(items.map((each) => each.id), deal.charges);
  assert.deepEqual(items.map((each) => cents(each.amount)), [55, 55]);
  assert.deepEqual(items.map((each) => dayOf(each.time.toISOString())), deal.chargeDays);
  assert.ok(items.every((each) => each.agreementId === deal.agreement && each.revision >= 1));

  const {agreementEntitlements} = await buyer.agreement(
    new GetAgreementEntitlementsCommand({agreementId: deal.agreement}));
  assert.equal(agreementEntitlements.length, 1);
  assert.equal(agreementEntitlements[0].status, 'PROVISIONED');
  assert.deepEqual(agreementEntitlements[0].resource,
    {id: deal.product, type: 'ProfessionalServicesProduct'});
}

// What an ISV must never learn of the partner's price.
export function hasNothingOfTheBuyersPrice(text) {
  assert.doesNotMatch(text, /0\.55|1\.10|"1\.1"|[Mm]arkup|buyerAmount|marginAmount/);
}

async function eachSideSeesItsDeal({isv, reseller, reseller2, buyer, operator}, deal) {
  for (const actor of [isv, reseller, buyer]) {
    const items = await actor.consoleItems('/deals');
    assert.equal(items.length, 1, actor.name);
    const whole = await actor.consoleAnswer('GET', `/deals/${deal.agreement}`);
    assert.deepEqual(await actor.consoleAnswer('GET', `/deals/${deal.offer}`), whole);
    assert.deepEqual(items[0], whole);
    assert.equal(whole.offer.offerId, deal.offer);
    assert.equal(whole.agreement.agreementId, deal.agreement);
    assert.equal(whole.entitlements.length, 1);
    assert.ok(whole.money);
    if (actor === buyer) assert.equal(whole.resaleAuthorization, undefined);
    else assert.equal(whole.resaleAuthorization.resaleAuthorizationId, deal.authorization);
    if (actor === isv) hasNothingOfTheBuyersPrice(JSON.stringify(whole));
    if (actor === buyer) assert.doesNotMatch(JSON.stringify(whole), /0\.50|wholesale/i);
  }
  assert.deepEqual(await reseller2.consoleItems('/deals'), []);
  assert.equal((await reseller2.console('GET', `/deals/${deal.agreement}`)).status, 404);
  await operator.consoleAnswer('GET', `/deals/${deal.agreement}`);
}

async function sellersChooseHowTheyArePaid({isv, reseller}) {
  const choose = async (seller, preference) => {
    const path = `/accounts/${seller.accountId}/seller`;
    await seller.consoleAnswer('PUT', path,
      {body: {disbursementPreference: preference}, token: `preference-${seller.name}`});
    const kept = await seller.consoleAnswer('GET', path);
    assert.deepEqual(kept.disbursementPreference, preference);
  };
  await choose(reseller, {frequency: 'DAILY'});
  await choose(isv, {frequency: 'MONTHLY', dayOfMonth: 10});
}

export const invoicesOf = (actor, deal, more = {}) =>
  actor.consoleItems('/invoices', {agreementId: deal.agreement, ...more});

export function pay(operator, invoiceId, amount, token, more = {}) {
  return operator.console('POST', '/payments',
    {body: {invoiceId, amount, currency: 'USD', ...more}, token});
}

async function paid(operator, invoiceId, amount, token, status) {
  const reply = await pay(operator, invoiceId, amount, token);
  assert.ok([200, 201].includes(reply.status), reply.text);
  assert.equal(reply.json.invoiceId, invoiceId);
  assert.equal(reply.json.status, status);
  const again = await pay(operator, invoiceId, amount, token);
  assert.equal(again.json.paymentId, reply.json.paymentId);
}

async function firstInvoiceIsCutOnItsDay(market, deal) {
  const {buyer} = market;
  await market.moveClockTo(nineOn(plusDays(deal.chargeDays[0], -1)));
  assert.deepEqual(await invoicesOf(buyer, deal), []);
  const moved = await market.moveClockTo(nineOn(deal.chargeDays[0]));
  assert.ok(moved.ran >= 1);
  const [invoice, ...more] = await invoicesOf(buyer, deal);
  assert.deepEqual(more, []);
  assert.equal(invoice.status, 'OPEN');
  assert.equal(invoice.currency, 'USD');
  assert.equal(invoice.totalAmount, '0.55');
  assert.equal(invoice.paidAmount, '0.00');
  assert.equal(invoice.taxAmount, '0.00');
  assert.equal(invoice.issuedOn, deal.chargeDays[0]);
  assert.equal(invoice.dueOn, plusDays(deal.chargeDays[0], 30));
  assert.equal(invoice.buyerAccountId, buyer.accountId);
  assert.deepEqual(invoice.lines.map((each) => [each.kind, each.amount]), [['INSTALMENT', '0.55']]);
  deal.invoices = [invoice.invoiceId];
}

async function partOfTheFirstInvoiceIsPaid({operator, buyer}, deal) {
  await paid(operator, deal.invoices[0], '0.30', 'first-part', 'OPEN');
  const [invoice] = await invoicesOf(buyer, deal);
  assert.equal(invoice.status, 'OPEN');
  assert.equal(invoice.paidAmount, '0.30');
}

async function secondInvoiceIsCutOnItsDay(market, deal) {
  await market.moveClockTo(nineOn(deal.chargeDays[1]));
  const invoices = await invoicesOf(market.buyer, deal);
  assert.deepEqual(invoices.map((each) => each.issuedOn), deal.chargeDays);
  assert.deepEqual(invoices.map((each) => each.totalAmount), ['0.55', '0.55']);
  deal.invoices = invoices.map((each) => each.invoiceId);
}

async function theRestIsPaid({operator, buyer}, deal) {
  await paid(operator, deal.invoices[0], '0.25', 'second-part', 'PAID');
  await paid(operator, deal.invoices[1], '0.55', 'second-invoice', 'PAID');
  for (const invoice of await invoicesOf(buyer, deal, {status: 'PAID'}))
    assert.equal(invoice.paidAmount, '0.55');
}

async function partnerReadsTheInvoices({reseller, buyer}, deal) {
  const lines = (actor) => actor.agreement(new ListAgreementInvoiceLineItemsCommand(
    {agreementId: deal.agreement, groupBy: 'INVOICE_ID'}));
  const {agreementInvoiceLineItemGroupSummaries: groups} = await lines(reseller);
  assert.deepEqual(groups.map((each) => each.invoiceId).sort(), deal.invoices.toSorted());
  for (const each of groups) {
    assert.equal(each.agreementId, deal.agreement);
    assert.equal(cents(each.pricingCurrencyAmount.amount), 55);
    assert.equal(each.pricingCurrencyAmount.currencyCode, 'USD');
    assert.equal(each.invoiceType, 'INVOICE');
  }
  await assert.rejects(lines(buyer), {name: 'AccessDeniedException', reason: 'INVALID_ACCESS'});
}

async function sellersReadTheirStatements({isv, reseller, buyer}, deal) {
  const figures = (items, names) => items
    .toSorted((a, b) => deal.invoices.indexOf(a.invoiceId) - deal.invoices.indexOf(b.invoiceId))
    .map((each) => names.map((name) => each[name]));

  const isvLines = await isv.consoleItems('/statements', {accountId: isv.accountId});
  assert.deepEqual(figures(isvLines, ['wholesaleAmount', 'listingFee', 'netAmount']),
    [['0.50', '0.01', '0.49'], ['0.50', '0.00', '0.50']]);
  hasNothingOfTheBuyersPrice(JSON.stringify(isvLines));
  assert.ok(isvLines.every((each) => each.customerAccountId === buyer.accountId));

  const partnerLines = await reseller.consoleItems('/statements', {accountId: reseller.accountId});
  assert.deepEqual(
    figures(partnerLines, ['buyerAmount', 'wholesaleAmount', 'marginAmount', 'netAmount']),
    [['0.55', '0.50', '0.05', '0.05'], ['0.55', '0.50', '0.05', '0.05']]);
  for (const each of [...isvLines, ...partnerLines]) {
    assert.equal(each.agreementId, deal.agreement);
    assert.equal(each.offerId, deal.offer);
    assert.equal(each.collectedOn, deal.chargeDays[1]);
  }
}

const disbursements = (actor) =>
  actor.consoleItems('/disbursements', {accountId: actor.accountId});

async function partnerIsPaidTheDayAfter(market, deal) {
  const {isv, reseller} = market;
  await market.moveClockTo(nineOn(plusDays(deal.chargeDays[1], 1)));
  const items = await disbursements(reseller);
  assert.deepEqual(items.map((each) => [each.paidOn, each.amount, each.currency]), [
    [deal.chargeDays[1], '0.03', 'USD'],
    [plusDays(deal.chargeDays[1], 1), '0.07', 'USD'],
  ]);
  assert.deepEqual(await disbursements(isv), []);
}

async function isvIsPaidOnTheTenth(market, deal) {
  const payday = nextTenth(plusDays(deal.chargeDays[1], 1));
  await market.moveClockTo(nineOn(payday));
  const items = await disbursements(market.isv);
  assert.deepEqual(items.map((each) => [each.paidOn, each.amount, each.currency]),
    [[payday, '0.99', 'USD']]);
  const lines = items[0].lines.reduce((sum, each) => sum + cents(each.amount), 0);
  assert.equal(lines, 99);
  const partner = (await disbursements(market.reseller))
    .reduce((sum, each) => sum + cents(each.amount), 0);
  assert.equal(partner, 10);
  const statements = await market.isv.consoleItems('/statements', {accountId: market.isv.accountId});
  assert.ok(statements.every((each) => each.disbursementId === items[0].disbursementId));
}

async function booksAreBalanced({operator}, deal) {
  const audit = await operator.consoleAnswer('GET', '/ledger/audit');
  assert.equal(audit.balanced, true);
  assert.deepEqual(audit.mismatches, []);
  const transfers = await operator.consoleItems('/ledger/transfers');
  assert.equal(audit.transfers, transfers.length);
  const ofTheDeal = await operator.consoleItems('/ledger/transfers', {agreementId: deal.agreement});
  assert.ok(ofTheDeal.length > 0 && ofTheDeal.length <= transfers.length);
  const fees = ofTheDeal.filter((each) => /fee/.test(each.credit));
  assert.deepEqual(fees.map((each) => each.amount), ['0.01']);
}

function hledger(journal, ...options) {
  return execFileSync('hledger', ['-f', '-', ...options], {input: journal, encoding: 'utf8'});
}

// The balance of every account in cents, as hledger computes it from the journal.
export function balancesOf(journal) {
  hledger(journal, 'check');
  const rows = hledger(journal, 'balance', '--flat', '--empty', '--no-total', '-O', 'csv')
    .trim().split('\n').slice(1);
  return Object.fromEntries(rows.map((row) => {
    const [account, amount] = JSON.parse(`[${row}]`);
    const figure = amount.replace(/[^0-9.-]/g, '');
    const size = cents(figure.replace('-', ''));
    return [account, figure.startsWith('-') ? -size : size];
  }));
}

async function hledgerAgrees({isv, reseller, buyer, operator}) {
  const reply = await operator.console('GET', '/ledger/journal');
  assert.equal(reply.status, 200);
  assert.match(reply.headers['content-type'], /^text\/plain/);
  const balances = balancesOf(reply.text);
  const ending = (text) => Object.entries(balances).filter(([name]) => name.includes(text));
  assert.deepEqual(ending('bank').map(([, amount]) => amount), [1]);
  assert.deepEqual(ending('fees').map(([, amount]) => amount), [-1]);
  for (const account of [isv, reseller])
    assert.equal(balances[`liabilities:payable:${account.accountId}`] ?? 0, 0);
  for (const [, amount] of [...ending('receivable'), ...ending('clearing')])
    assert.equal(amount, 0);
  assert.ok(ending(buyer.accountId).length > 0);
  assert.equal(Object.values(balances).reduce((sum, each) => sum + each, 0), 0);
}

// The days of a deal that begins on `start`.
export function plannedDeal(start) {
  return {
    start,
    chargeDays: [plusDays(start, 60), plusDays(start, 61)],
    authorizationEnd: plusDays(start, 40),
    offerEnd: plusDays(start, 30),
  };
}

export const catalogSteps = [
  ['the ISV creates and releases a professional services product', createAndReleaseProduct],
  ['the ISV authorizes the partner once, with a payment schedule', authorizeThePartner],
  ['the partner finds the authorization shared with it', partnerFindsTheAuthorization],
  ['the partner releases an offer from changes in an unhelpful order', createAndReleaseTheOffer],
  ['the offer shows its instalments with the markup', offerShowsMarkedUpInstalments],
];

export const acceptanceSteps = [
  ['the buyer finds the private offer', buyerFindsTheOffer],
  ['the buyer reads the terms of the offer', buyerReadsTheTerms],
  ['the buyer asks for a quote', buyerAsksForAQuote],
  ['the buyer accepts', buyerAccepts],
];

export const agreementSteps = [
  ['both parties read the agreement, and the ISV does not', bothPartiesReadTheAgreement],
  ['both parties find the agreement', bothPartiesFindTheAgreement],
  ['the buyer has the charges of its quote, and an entitlement', buyerHasItsChargesAndEntitlements],
  ['each side sees its own part of the deal', eachSideSeesItsDeal],
];

export const moneySteps = [
  ['the sellers choose how they are paid', sellersChooseHowTheyArePaid],
  ['the first invoice is cut on its day', firstInvoiceIsCutOnItsDay],
  ['a part of the first invoice is paid', partOfTheFirstInvoiceIsPaid],
  ['the second invoice is cut on its day', secondInvoiceIsCutOnItsDay],
  ['the rest is paid', theRestIsPaid],
  ['the partner reads the invoices, and the buyer does not', partnerReadsTheInvoices],
  ['each seller reads its own figures and no others', sellersReadTheirStatements],
  ['the partner is paid the day after the money came in', partnerIsPaidTheDayAfter],
  ['the ISV is paid on the tenth', isvIsPaidOnTheTenth],
  ['the books are balanced', booksAreBalanced],
  ['hledger accepts the journal and agrees', hledgerAgrees],
];

export const steps = [...catalogSteps, ...acceptanceSteps, ...agreementSteps, ...moneySteps];

// Carries a deal through some of its steps without further ado.
export async function carryOut(market, deal, some) {
  for (const [, step] of some) await step(market, deal);
  return deal;
}
