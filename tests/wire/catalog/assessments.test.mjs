// Assessments of machine images, which nothing scans here, and of change sets and entities by the
// marketplace's own framework.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  DescribeAssessmentCommand, ListAssessmentsCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {createdId, onAuthorization} from '../requests/changes.mjs';
import {machineImageChanges} from '../worlds/machine_image.mjs';
import {Marketplace, plusDays} from '../worlds/marketplace.mjs';
import {PartnerWorld} from '../worlds/partner_world.mjs';

const Catalog = 'AWSMarketplace';

let market;
let world;
let today;
let image;

before(async () => {
  market = await Marketplace.open();
  today = await market.freezeClock();
  world = await new PartnerWorld(market, today).build();
  image = createdId(await market.isv.succeed(machineImageChanges()), 'CreateProduct');
});

after(() => market?.close());

const listed = async (by, more = {}) =>
  (await by.catalog(new ListAssessmentsCommand({Catalog, ...more}))).AssessmentSummaryList;
const described = (by, AssessmentIdentifier, more = {}) =>
  by.catalog(new DescribeAssessmentCommand({Catalog, AssessmentIdentifier, ...more}));
const resultsOf = ({ControlAssessments}) => Object.fromEntries(ControlAssessments.map(
  ({ControlId, ControlAssessmentResult}) => [ControlId, ControlAssessmentResult]));

test('no control of a machine image is executed, and it is said', async () => {
  const [one, ...more] = await listed(market.isv);
  assert.deepEqual(more, []);
  assert.equal(one.FrameworkId, 'AMISecurity@1.0');
  assert.equal(one.AssessmentResult, undefined);
  assert.deepEqual(one.AssessmentTargetSummary, {EntityId: image});
  const option = one.FrameworkSummary.AMISecuritySummary.DeliveryOptionId;
  assert.match(option, /^do-/);
  for (const id of [one.AssessmentId, one.AssessmentArn]) {
    const whole = await described(market.isv, id);
    assert.deepEqual([...new Set(Object.values(resultsOf(whole)))], ['NOT_EXECUTED']);
    assert.equal(whole.ControlAssessments[0].Errors[0].Message, 'Nothing is scanned here.');
  }
  const DeliveryOptionId = option;
  const by = (FrameworkFilters) => listed(market.isv, {FrameworkFilters});
  assert.equal((await by({AMISecurityFilters: {DeliveryOptionId}})).length, 1);
  assert.equal((await by({AMISecurityFilters: {DeliveryOptionId: 'do-other'}})).length, 0);
  assert.equal((await by({ContainerSecurityFilters: {}})).length, 0);
});

test('controls and assessments come in pages', async () => {
  const [one] = await listed(market.isv);
  const first = await described(market.isv, one.AssessmentId, {MaxResults: 2});
  assert.equal(first.ControlAssessments.length, 2);
  const {ControlAssessments} = await described(market.isv, one.AssessmentId,
    {MaxResults: 100, NextToken: first.NextToken});
  assert.equal(ControlAssessments.length, 3);
  const page = await market.isv.catalog(new ListAssessmentsCommand({Catalog, MaxResults: 1,
    AssessmentTargetFilter: {EntityId: image}}));
  assert.equal(page.AssessmentSummaryList.length, 1);
  const rest = await market.isv.catalog(new ListAssessmentsCommand({Catalog, MaxResults: 100,
    NextToken: page.NextToken, AssessmentTargetFilter: {EntityId: image}}));
  assert.equal(rest.AssessmentSummaryList.length, 1);
  assert.equal(rest.NextToken, undefined);
});

test('a change set passes, or fails by form, prices and seller gates', async () => {
  const {isv} = market;
  const draft = await world.authorization(world.saas, world.prices(), {released: false});
  const of = async (changes, Intent) => {
    const {ChangeSetId} = await isv.startChangeSet(changes, {Intent});
    await isv.endOfChangeSet(ChangeSetId);
    const [one] = await listed(isv, {AssessmentTargetFilter: {ChangeSetId}});
    assert.deepEqual(one.AssessmentTargetSummary, {ChangeSetId});
    return described(isv, one.AssessmentId);
  };
  const name = (Name) => onAuthorization('UpdateInformation', draft, {Name});
  const right = await of([name('Right')], 'APPLY');
  assert.deepEqual([right.AssessmentResult, resultsOf(right)],
    ['PASS', {Form: 'PASS', Prices: 'PASS', SellerGates: 'PASS'}]);
  const wrong = await of([
    onAuthorization('UpdateAvailability', draft, {AvailabilityEndDate: plusDays(today, -1)}),
    onAuthorization('UpdatePricingTerms', draft, {PricingModel: 'Usage', Terms: [{
      Type: 'ResaleUsageBasedPricingTerm', CurrencyCode: 'USD',
      RateCards: [{RateCard: [{DimensionKey: 'Nothing', Price: '1'}]}]}]})], 'VALIDATE');
  assert.deepEqual([wrong.AssessmentResult, resultsOf(wrong)],
    ['FAIL', {Form: 'FAIL', Prices: 'FAIL', SellerGates: 'PASS'}]);
  const prices = wrong.ControlAssessments.find(({ControlId}) => ControlId === 'Prices');
  assert.deepEqual(prices.Errors.map(({Code, Scope}) => [Code, Scope.at(-1)]),
    [['INVALID_RATE_CARD',
      {Name: 'FIELD', Value: '/Terms/0/RateCards/0/RateCard/0/DimensionKey'}]]);
});

test('an entity is assessed as its release would be judged now', async () => {
  const bare = createdId(await market.isv.succeed(world.authorizing(world.saas)),
    'CreateResaleAuthorization');
  const ours = async (EntityId, by = market.isv) => {
    const [one] = await listed(by, {FrameworkId: 'OpenCPPO', AssessmentTargetFilter: {EntityId}});
    return described(by, one.AssessmentId);
  };
  const missing = await ours(bare);
  assert.deepEqual(resultsOf(missing), {Form: 'FAIL', Prices: 'PASS', SellerGates: 'PASS'});
  assert.deepEqual(missing.ControlAssessments[0].Errors.map(({Code}) => Code),
    ['MISSING_MANDATORY_TERMS', 'MISSING_MANDATORY_TERMS']);
  for (const id of [world.saas, world.contract, image])
    assert.equal((await ours(id)).AssessmentResult, 'PASS', id);
});

test('assessments are their owner\'s alone', async () => {
  const {isv, reseller} = market;
  const [one] = await listed(isv);
  assert.deepEqual(await listed(reseller), []);
  for (const EntityId of [image, world.contract])
    assert.deepEqual(await listed(reseller, {AssessmentTargetFilter: {EntityId}}), []);
  const isNotFound = (ask) => assert.rejects(ask, {name: 'ResourceNotFoundException'});
  await isNotFound(described(reseller, one.AssessmentId));
  await isNotFound(described(reseller, one.AssessmentArn));
  await isNotFound(described(isv, 'assessment-12345'));
  await isNotFound(described(isv, one.AssessmentArn.replace(isv.accountId, reseller.accountId)));
});

test('no filter of assessments is ignored', async () => {
  const {isv} = market;
  assert.deepEqual(await listed(isv, {FrameworkId: 'Other'}), []);
  assert.equal((await listed(isv, {FrameworkId: 'AMISecurity@1.0'})).length, 1);
  const isInvalid = (more) => assert.rejects(listed(isv, more), {name: 'ValidationException'});
  await isInvalid({AssessmentTargetFilter: {}});
  await isInvalid({FrameworkFilters: {}});
  await isInvalid({NextToken: 'other'});
  await assert.rejects(described(isv, 'nothing'), {name: 'ValidationException'});
});
