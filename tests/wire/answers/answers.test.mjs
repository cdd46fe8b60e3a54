// docs/answers.md tells the truth: the members it says something of are answered, and the others
// are not. Deals are made for that, and whatever any operation can say is asked for.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  BatchDescribeEntitiesCommand, CancelChangeSetCommand, DescribeAssessmentCommand,
  GetResourcePolicyCommand, ListAssessmentsCommand, ListChangeSetsCommand,
  ListTagsForResourceCommand, PutResourcePolicyCommand, TagResourceCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {
  CreateAgreementRequestCommand, GetAgreementEntitlementsCommand, GetAgreementTermsCommand,
  ListAgreementChargesCommand, ListAgreementInvoiceLineItemsCommand, SearchAgreementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {seenMembers} from '../clients/answer_members.mjs';
import {readAnswerRows} from '../referees/answer_rows.mjs';
import {
  createdId, createOffer, newAuthorization, newOffer, onAuthorization, onOffer, onProduct,
  productChanges,
} from '../requests/changes.mjs';
import {licenseOf, proposalWith, reportBatch} from '../requests/saas.mjs';
import {readableBy} from '../rows/visibility_rows.mjs';
import {
  accept, carryOut, catalogSteps, describeEntity, listEntities, plannedDeal, steps,
} from '../steps/deal_steps.mjs';
import {firstOfNextMonth, meteringSteps} from '../steps/saas_metering_steps.mjs';
import {plannedSaasDeal, saasPurchaseSteps} from '../steps/saas_purchase_steps.mjs';
import {machineImageChanges} from '../worlds/machine_image.mjs';
import {catalogName, Marketplace, nineOn, plusDays, plusYears} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

const Catalog = catalogName;
let market;
let world;

before(async () => {
  market = await Marketplace.open();
  world = await new PartnerWorld(market, await market.freezeClock()).build();
});

after(() => market?.close());

const ofProposer = [{name: 'PartyType', values: ['Proposer']},
  {name: 'AgreementType', values: ['PurchaseAgreement']}];

// Carries a deal out on a market of its own, and then asks for more.
async function onAnotherMarket(plan, some, then) {
  const other = await Marketplace.open();
  try {
    const deal = plan(await other.freezeClock());
    await then(other, await carryOut(other, deal, some));
  } finally {
    await other.close();
  }
}

test('invoices come in pages', async () => {
  const sold = steps.filter(([name]) => !name.startsWith('hledger'));
  await onAnotherMarket(plannedDeal, sold, async ({reseller}, {agreement: agreementId}) => {
    const page = (nextToken) => reseller.agreement(new ListAgreementInvoiceLineItemsCommand(
      {agreementId, groupBy: 'INVOICE_ID', maxResults: 1, nextToken}));
    const [first] = [await page()];
    const last = await page(first.nextToken);
    assert.equal(last.nextToken, undefined);
    assert.notEqual(first.agreementInvoiceLineItemGroupSummaries[0].invoiceId,
      last.agreementInvoiceLineItemGroupSummaries[0].invoiceId);
  });
});

test('usage by the older identifier is answered with it', async () => {
  const sold = [...saasPurchaseSteps, ...meteringSteps];
  await onAnotherMarket(plannedSaasDeal, sold, async (other, {license: LicenseArn}) => {
    const {now} = await other.clock();
    const record = {Timestamp: new Date(now), Dimension: 'WorkloadSmall', Quantity: 1, LicenseArn,
      CustomerIdentifier: other.buyer.accountId};
    const {Results: [{UsageRecord, Status}]} = await reportBatch(other.isv, [record]);
    assert.deepEqual([UsageRecord, Status], [record, 'Success']);
  });
});

test('an invoice of use is of the month of the use', async () => {
  const sold = [...saasPurchaseSteps, ...meteringSteps];
  await onAnotherMarket(plannedSaasDeal, sold, async (other, {agreement: agreementId, start}) => {
    const invoices = async (more) => (await other.reseller.agreement(
      new ListAgreementInvoiceLineItemsCommand({agreementId, groupBy: 'INVOICE_ID', ...more})))
      .agreementInvoiceLineItemGroupSummaries;
    const second = plusDays(firstOfNextMonth(start), 1);
    await other.moveClockTo(nineOn(second));
    const [year, month] = start.split('-').map(Number);
    const both = await invoices();
    assert.deepEqual(both.map((each) => [each.issuedTime.toISOString().slice(0, 10),
      each.invoiceBillingPeriod]), [[start, {month, year}], [second, {month, year}]]);
    assert.deepEqual(await invoices({invoiceBillingPeriod: {month, year}}), both);
    const [nextYear, nextMonth] = second.split('-').map(Number);
    assert.deepEqual(
      await invoices({invoiceBillingPeriod: {month: nextMonth, year: nextYear}}), []);
  });
});

// Accepts an offer of the contract with these changes; answers its accepted terms by their members.
async function termsAgreedOn(authorization, more) {
  const offer = await world.offer(authorization, {without: [], ...more});
  const agreementId = await world.acceptQuote(await world.quoted(offer));
  const terms = [];
  let nextToken;
  do {
    const page = await market.buyer.agreement(
      new GetAgreementTermsCommand({agreementId, maxResults: 1, nextToken}));
    assert.equal(page.acceptedTerms.length, 1);
    terms.push(page.acceptedTerms[0]);
    nextToken = page.nextToken;
  } while (nextToken);
  return Object.assign({}, ...terms);
}

test('the days that were agreed on are read page by page', async () => {
  const {buyer, reseller} = market;
  const authorization = await world.authorization(world.saas, world.prices(), {more: [
    onAuthorization('UpdateBuyerValidityTerms', newAuthorization,
      {Terms: [{Type: 'BuyerValidityTerm', MaximumAgreementStartDate: world.later(100)}]})]});
  const AgreementStartDate = world.later(45);
  const byDuration = await termsAgreedOn(authorization,
    {validity: {AgreementStartDate, AgreementDuration: 'P12M'}});
  const {type, agreementDuration, agreementStartDate} = byDuration.validityTerm;
  assert.deepEqual([type, agreementDuration, agreementStartDate.toISOString()],
    ['ValidityTerm', 'P12M', `${AgreementStartDate}T00:00:00.000Z`]);
  const AgreementEndDate = plusDays(plusYears(AgreementStartDate, 1), -1);
  const byDay = await termsAgreedOn(authorization,
    {validity: {AgreementStartDate, AgreementEndDate}});
  assert.equal(byDay.validityTerm.agreementEndDate.toISOString(),
    `${AgreementEndDate}T23:59:59.999Z`);
  for (const [actor, command] of [
    [buyer, new ListAgreementChargesCommand({maxResults: 1})],
    [reseller, new SearchAgreementsCommand({filters: ofProposer, maxResults: 1})]])
    assert.ok((await actor.agreement(command)).nextToken);
});

test('an agreement says when its invoices are due, and which documents hold', async () => {
  const authorization = await world.authorization(world.saas, world.prices(), {more: [
    onAuthorization('UpdateNetPaymentTerms', newAuthorization,
      {Terms: [{Type: 'ResaleNetPaymentTerm', PaymentDuePeriod: 'P45D'}]})]});
  for (const said of [{Type: 'StandardEula', Version: '2022-07-14'},
    {Type: 'CustomEula', Url: 'https://partner.example/eula.pdf'}]) {
    const offer = createdId(await market.reseller.succeed([
      createOffer(authorization), ...world.complete(onOffer('UpdateLegalTerms', newOffer,
        {Terms: [{Type: 'LegalTerm', Documents: [said]}]})),
      onOffer('ReleaseOffer', newOffer)]), 'CreateOffer');
    const agreementId = await world.acceptQuote(await world.quoted(offer));
    const {acceptedTerms} = await market.buyer.agreement(
      new GetAgreementTermsCommand({agreementId}));
    const {netPaymentTerm, legalTerm} = Object.assign({}, ...acceptedTerms);
    assert.deepEqual([netPaymentTerm.type, netPaymentTerm.paymentDuePeriod],
      ['NetPaymentTerm', 'P45D']);
    assert.deepEqual(legalTerm.documents.at(-1), {type: said.Type,
      ...(said.Version && {version: said.Version}), ...(said.Url && {url: said.Url})});
  }
});

const typeOf = (member) => member[0].toUpperCase() + member.slice(1);

test('accepted terms are the offered ones, at the buyer\'s prices', async () => {
  const offer = await world.offer(world.contract, {without: []});
  const {offerTerms} = await market.buyer.discovery('getOfferTerms', {offerId: offer});
  const agreementId = await world.acceptQuote(await world.quoted(offer));
  const {acceptedTerms} = await market.buyer.agreement(
    new GetAgreementTermsCommand({agreementId}));
  const idsOf = (terms) => terms.flatMap((each) =>
    Object.entries(each).map(([member, {type, id}]) => [member, type, id]));
  assert.deepEqual(idsOf(acceptedTerms), idsOf(offerTerms));
  for (const [member, type] of idsOf(acceptedTerms)) assert.equal(type, typeOf(member));

  const {usageBasedPricingTerm: used, configurableUpfrontPricingTerm: bought, legalTerm,
    validityTerm} = Object.assign({}, ...acceptedTerms);
  assert.deepEqual([used.currencyCode, used.rateCards], ['USD', [{rateCard: [
    {dimensionKey: 'WorkloadSmall', price: '0.12'},
    {dimensionKey: 'WorkloadMedium', price: '0.20'}]}]]);
  assert.deepEqual([bought.currencyCode, bought.rateCards], ['USD', [{
    selector: {type: 'Duration', value: 'P12M'},
    constraints: {multipleDimensionSelection: 'Allowed', quantityConfiguration: 'Allowed'},
    rateCard: [{dimensionKey: 'BasicService', price: '120'},
      {dimensionKey: 'PremiumService', price: '240'}]}]]);
  assert.deepEqual(legalTerm.documents.map((each) => each.type), ['StandardEula']);
  assert.equal(validityTerm, undefined);
});

test('fixed quantities are accepted with their schedule', async () => {
  await onAnotherMarket(plannedDeal, catalogSteps, async ({buyer}, {offer}) => {
    const {agreementRequestId} = await buyer.agreement(new CreateAgreementRequestCommand(
      {intent: 'NEW', ...await proposalWith(buyer, offer)}));
    const {agreementId} = await accept(buyer, agreementRequestId);
    const {acceptedTerms} = await buyer.agreement(new GetAgreementTermsCommand({agreementId}));
    const {fixedUpfrontPricingTerm: fixed, paymentScheduleTerm: schedule, validityTerm} =
      Object.assign({}, ...acceptedTerms);
    assert.deepEqual([fixed.type, fixed.currencyCode, fixed.duration, Number(fixed.price)],
      ['FixedUpfrontPricingTerm', 'USD', 'P12M', 0]);
    assert.deepEqual([schedule.type, schedule.currencyCode, schedule.schedule.length],
      ['PaymentScheduleTerm', 'USD', 2]);
    assert.deepEqual([validityTerm.type, validityTerm.agreementDuration],
      ['ValidityTerm', 'P12M']);
  });
});

test('a summary and the charges say what the agreement says', async () => {
  const {buyer, reseller} = market;
  const agreementId = await world.agreed();
  const whole = await world.describe(agreementId);
  const licence = await licenseOf(buyer, agreementId);
  const {agreementViewSummaries: [found]} = await reseller.agreement(new SearchAgreementsCommand(
    {filters: [...ofProposer, {name: 'LicenseArn', values: [licence]}]}));
  const {estimatedCharges, endTimeBehavior, $metadata: _, ...shared} = whole;
  assert.deepEqual(estimatedCharges, {agreementValue: '1200.00', currencyCode: 'USD'});
  assert.deepEqual(endTimeBehavior, {type: 'EXPIRE', reasonCode: 'NO_RENEWAL_TERM'});
  assert.deepEqual(found, {...shared, entitlements: [{licenseArn: licence}],
    lastUpdateTime: whole.acceptanceTime, endTimeBehaviorType: 'EXPIRE',
    endTimeBehaviorReasonCode: 'NO_RENEWAL_TERM'});
  const {items: [charge]} = await buyer.agreement(new ListAgreementChargesCommand({agreementId}));
  assert.deepEqual([charge.agreementType, charge.currencyCode, charge.amount],
    ['PurchaseAgreement', 'USD', '1200.00']);
  const {agreementEntitlements: [{type}]} = await buyer.agreement(
    new GetAgreementEntitlementsCommand({agreementId}));
  assert.equal(type, 'AWSMarketplace:License');
});

test('a set is described as it was sent', async () => {
  const {isv} = market;
  const [create, inform] = productChanges();
  const {ChangeSetId, ChangeSetArn} = await isv.startChangeSet([create, inform]);
  const arn = (type, id) =>
    `arn:aws:aws-marketplace:us-east-1:${isv.accountId}:AWSMarketplace/${type}/${id}`;
  assert.equal(ChangeSetArn, arn('ChangeSet', ChangeSetId));
  const set = await isv.endOfChangeSet(ChangeSetId);
  const {now} = await market.clock();
  const second = now.replace(/\.\d+Z$/, 'Z');
  assert.deepEqual([set.ChangeSetId, set.ChangeSetArn, set.Status, set.StartTime, set.EndTime],
    [ChangeSetId, ChangeSetArn, 'SUCCEEDED', second, second]);
  const [created, informed] = set.ChangeSet;
  assert.deepEqual([created.ChangeName, created.Entity.Type, created.DetailsDocument],
    [create.ChangeName, create.Entity.Type, create.DetailsDocument]);
  assert.deepEqual([JSON.parse(informed.Details), informed.DetailsDocument],
    [inform.DetailsDocument, inform.DetailsDocument]);
  const id = createdId(set, 'CreateProduct');
  const entity = await describeEntity(isv, id);
  assert.deepEqual([entity.EntityArn, entity.LastModifiedDate],
    [arn('ProfessionalServicesProduct', id), second]);
});

test('a set that failed names what there is, and why it failed', async () => {
  const {isv} = market;
  const set = await isv.endedChangeSet([
    ...productChanges().filter((each) => each.ChangeType !== 'AddDimensions')],
  {ChangeSetName: 'Without dimensions'});
  assert.deepEqual([set.Status, set.FailureCode, set.FailureDescription, set.Intent],
    ['FAILED', 'CLIENT_ERROR', 'See the ErrorDetailList of each change.', 'APPLY']);
  assert.ok(set.ChangeSet.every((each) => each.Entity.Identifier === undefined));
  const {ChangeSetSummaryList: [listed]} = await isv.catalog(new ListChangeSetsCommand({Catalog,
    FilterList: [{Name: 'ChangeSetName', ValueList: ['Without dimensions']}]}));
  assert.deepEqual([listed.ChangeSetId, listed.FailureCode, listed.EntityIdList],
    [set.ChangeSetId, 'CLIENT_ERROR', []]);
  assert.ok((await isv.catalog(new ListChangeSetsCommand({Catalog, MaxResults: 1}))).NextToken);

  const nameless = await isv.succeed(productChanges());
  const {ChangeSetSummaryList: [latest]} = await isv.catalog(new ListChangeSetsCommand({Catalog,
    FilterList: [{Name: 'EntityId', ValueList: [createdId(nameless, 'CreateProduct')]}]}));
  assert.deepEqual(latest.EntityIdList, [createdId(nameless, 'CreateProduct')]);
});

test('a set that is prepared is cancelled', async () => {
  const {isv, operator} = market;
  const delay = async (text) => operator.consoleAnswer('PUT', '/publishing', {body: {delay: text}});
  const product = createdId(await isv.succeed(productChanges()), 'CreateProduct');
  await delay('PT1H');
  const {ChangeSetId} = await isv.startChangeSet(
    [onProduct('UpdateInformation', product, {ProductTitle: 'Another'})]);
  const cancelled = await isv.catalog(new CancelChangeSetCommand({Catalog, ChangeSetId}));
  assert.equal(cancelled.ChangeSetId, ChangeSetId);
  await delay('PT0S');
});

test('entities of all kinds are listed, tagged and opened to others', async () => {
  const {isv, reseller} = market;
  const image = createdId(await isv.succeed(machineImageChanges()), 'CreateProduct');
  for (const [actor, type] of [[isv, 'AmiProduct'], [isv, 'SaaSProduct'], [reseller, 'Offer'],
    [isv, 'ResaleAuthorization']])
    assert.ok((await listEntities(actor, type, {MaxResults: 1})).length > 0, type);
  const [shown] = await listEntities(isv, 'AmiProduct');
  assert.deepEqual([shown.EntityId, shown.Visibility, shown.AmiProductSummary],
    [image, 'Public', {ProductTitle: 'A machine image', Visibility: 'Public'}]);
  const [{EntityArn: ResourceArn, EntityId, SaaSProductSummary}] =
    await listEntities(isv, 'SaaSProduct');
  assert.equal(SaaSProductSummary.Visibility, 'Limited');
  const [offer] = await listEntities(reseller, 'Offer');
  assert.equal(offer.Visibility, 'Private');
  await isv.catalog(new TagResourceCommand({ResourceArn, Tags: [{Key: 'team', Value: 'red'}]}));
  const {Tags} = await isv.catalog(new ListTagsForResourceCommand({ResourceArn}));
  assert.deepEqual(Tags, [{Key: 'team', Value: 'red'}]);
  const Policy = readableBy(reseller.accountId);
  await isv.catalog(new PutResourcePolicyCommand({ResourceArn, Policy}));
  const kept = await isv.catalog(new GetResourcePolicyCommand({ResourceArn}));
  assert.equal(kept.Policy, Policy);
  const {EntityDetails, Errors} = await reseller.catalog(new BatchDescribeEntitiesCommand(
    {EntityRequestList: [EntityId, image].map((each) => ({Catalog, EntityId: each}))}));
  assert.deepEqual([Object.keys(EntityDetails), Object.keys(Errors)], [[EntityId], [image]]);
});

test('a replacement offer names its agreement', async () => {
  const agreement = await world.agreed();
  await market.reseller.succeed([world.replacing({agreement}),
    onOffer('UpdateInformation', newOffer, {Name: 'Another', Description: 'By the year'})]);
  const listed = await listEntities(market.reseller, 'Offer');
  assert.ok(listed.some((each) => each.OfferSummary.TargetAgreementId === agreement));
});

test('assessments say what was looked at', async () => {
  const {isv} = market;
  const image = createdId(await isv.succeed(machineImageChanges()), 'CreateProduct');
  const draft = createdId(await isv.succeed(world.authorizing(world.saas)),
    'CreateResaleAuthorization');
  const sets = await isv.catalog(new ListChangeSetsCommand({Catalog, MaxResults: 1,
    FilterList: [{Name: 'Status', ValueList: ['SUCCEEDED']}]}));
  const [{ChangeSetId}] = sets.ChangeSetSummaryList;
  for (const AssessmentTargetFilter of [{EntityId: image}, {EntityId: draft}, {ChangeSetId}]) {
    const {AssessmentSummaryList, NextToken} = await isv.catalog(
      new ListAssessmentsCommand({Catalog, AssessmentTargetFilter, MaxResults: 1}));
    assert.equal(NextToken !== undefined, AssessmentTargetFilter.EntityId === image);
    const [{AssessmentId: AssessmentIdentifier}] = AssessmentSummaryList;
    const {ControlAssessments} = await isv.catalog(
      new DescribeAssessmentCommand({Catalog, AssessmentIdentifier, MaxResults: 1}));
    assert.equal(ControlAssessments.length, 1);
  }
});

test('what is said is answered, and what is not said is not', () => {
  for (const [service, rows] of Object.entries(readAnswerRows())) {
    if (service === 'marketplace-discovery') continue;
    const seen = seenMembers(service);
    const said = rows.filter((each) => each.isSaid).flatMap((each) => each.members);
    const unsaid = rows.filter((each) => !each.isSaid).flatMap((each) => each.members);
    assert.deepEqual({
      service,
      'said and never answered': said.filter((each) => !seen.has(each)),
      'answered and not said': unsaid.filter((each) => seen.has(each)),
    }, {service, 'said and never answered': [], 'answered and not said': []});
  }
});
