// Every refusal of metering, registration and entitlements, and of the prices they rest on.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {cbor} from '@smithy/core/cbor';
import {
  buy, onSaas, pricing, reportBatch, reportOwn, resolveToken, usageTerm,
} from '../requests/saas.mjs';
import {expiredTokenRows, meteringRefusalRows} from '../rows/metering_refusal_rows.mjs';
import {publicProductRows, saasChangeRows} from '../rows/saas_change_rows.mjs';
import {firstOfNextMonth} from '../steps/saas_metering_steps.mjs';
import {invoicesOf} from '../steps/settlement_steps.mjs';
import {Refusals} from '../steps/show_refusals.mjs';
import {Marketplace, nineOn, plusDays} from '../worlds/marketplace.mjs';
import {MeteringWorld} from '../worlds/metering_world.mjs';

let market;
let refusals;
let world;

before(async () => {
  market = await Marketplace.open();
  refusals = new Refusals(market);
  world = await new MeteringWorld(market, await market.freezeClock()).build();
});

after(() => market?.close());

test('metering, registration, entitlements and quotes refuse and store nothing',
  (t) => refusals.showRefused(t, meteringRefusalRows(world)));

test('change sets about prices and public offers fail and store nothing',
  (t) => refusals.showFailing(t, saasChangeRows(world)));

const statuses = ({Results}) => Results.map((each) => each.Status);

test('customers without an agreement are told so, and nobody else is', async () => {
  const stranger = world.record({LicenseArn: undefined,
    CustomerAWSAccountId: market.reseller2.accountId});
  const before = world.record({LicenseArn: undefined,
    Timestamp: new Date(Date.parse(world.now) - 3_600_000)});
  const answer = await reportBatch(market.isv, [
    stranger, {...stranger, CustomerAWSAccountId: '999999999999'},
    {...stranger, CustomerAWSAccountId: 'nobody'}, before,
    {...stranger, CustomerAWSAccountId: undefined, CustomerIdentifier: '999999999999'},
  ], {ProductCode: world.code});
  assert.deepEqual(statuses(answer), Array(5).fill('CustomerNotSubscribed'));
  assert.ok(answer.Results.every((each) => each.MeteringRecordId === undefined));
  assert.deepEqual(answer.UnprocessedRecords, []);
});

test('an empty batch has no results', async () => {
  const {Results, UnprocessedRecords} =
    await reportBatch(market.isv, [], {ProductCode: world.code});
  assert.deepEqual([Results, UnprocessedRecords], [[], []]);
});

test('moments of a whole batch are judged before its licences, in whatever order they stand',
  async () => {
    const outside = world.record({Timestamp: new Date(Date.parse(world.now) - 3_600_000)});
    const ahead = world.record({Timestamp: new Date(Date.parse(world.now) + 301_000)});
    for (const batch of [[outside, ahead], [ahead, outside]])
      await assert.rejects(reportBatch(market.isv, batch, {ProductCode: world.code}),
        {name: 'TimestampOutOfBoundsException'});
  });

const target = 'AWSMPEntitlementService.GetEntitlements';
const cborPath = '/service/AWSMPEntitlementService/operation/GetEntitlements';

const askInCbor = (path, headers, input) => market.isv.send('aws-marketplace', {
  method: 'POST', path, body: Buffer.from(cbor.serialize(input)),
  headers: {accept: 'application/cbor', 'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor', ...headers},
});

test('a request says its protocol once', async () => {
  const input = {ProductCode: world.code};
  assert.equal((await askInCbor(cborPath, {}, input)).status, 200);
  assert.equal((await askInCbor(`/any/prefix${cborPath}`, {}, input)).status, 200);
  const both = await askInCbor(cborPath, {'x-amz-target': target}, input);
  assert.equal(both.status, 400);
  const unknown = await askInCbor(cborPath, {'smithy-protocol': 'rpc-v2-json'}, input);
  assert.equal(unknown.status, 400);
});

test('usage of one hour has one quantity, whoever reports it', async () => {
  const {isv, buyer} = market;
  assert.deepEqual(statuses(await reportBatch(isv, [world.record()])), ['Success']);
  const own = {ProductCode: world.code, Timestamp: new Date(world.now),
    UsageDimension: 'WorkloadSmall'};
  await assert.rejects(reportOwn(buyer, {...own, UsageQuantity: 4}),
    {name: 'DuplicateRequestException'});
  const {MeteringRecordId} = await reportOwn(buyer, {...own, UsageQuantity: 3});
  const {Results} = await reportBatch(isv, [world.record(), world.record({Quantity: 4})]);
  assert.deepEqual(Results.map((each) => [each.Status, each.MeteringRecordId]),
    [['Success', MeteringRecordId], ['DuplicateRecord', undefined]]);
});

test('who may not report is told so, and by a dry run as AWS says', async () => {
  const {buyer} = market;
  const path = `/accounts/${buyer.accountId}`;
  const {userId} = await buyer.consoleAnswer('POST', `${path}/users`,
    {body: {email: 'looker@example.com', role: 'viewer'}});
  market.addActor('looker', {accountId: buyer.accountId,
    ...await buyer.consoleAnswer('POST', `${path}/access-keys`, {body: {userId}})});
  const usage = {ProductCode: world.code, Timestamp: new Date(world.now),
    UsageDimension: 'WorkloadMedium', UsageQuantity: 1};
  await assert.rejects(reportOwn(market.looker, usage), {name: 'AccessDeniedException'});
  await assert.rejects(reportOwn(market.looker, {...usage, DryRun: true}),
    {name: 'UnauthorizedException'});
  await assert.rejects(reportOwn(buyer, {...usage, DryRun: true}), {name: 'DryRunOperation'});
});

test('a registration token lives for half an hour', async (t) => {
  const issued = Date.parse(world.now);
  await market.moveClockTo(new Date(issued + 30 * 60_000).toISOString());
  const found = await resolveToken(market.isv, world.token);
  assert.equal(found.LicenseArn, world.license);
  await market.moveClockTo(new Date(issued + 30 * 60_000 + 1).toISOString());
  await refusals.showRefused(t, expiredTokenRows(world));
});

test('the allow-list of a public product is refused', async (t) => {
  await market.isv.succeed(
    [onSaas('UpdateVisibility', world.product, {TargetVisibility: 'Public'})]);
  await refusals.showFailing(t, publicProductRows(world));
});

test('nothing that was refused is invoiced', async () => {
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(world.start), 1)));
  const [upfront, usage, ...more] = await invoicesOf(market.buyer, world);
  assert.deepEqual(more, []);
  assert.equal(upfront.totalAmount, '480.00');
  assert.deepEqual(usage.lines.map((each) => [each.dimension, each.quantity, each.amount]),
    [['WorkloadSmall', 3, '0.36']]);
  const audit = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
});

// Whether such usage is refused or billed is the engine's choice; that time goes on is not.
test('usage worth more than an invoice can say does not stop the market', async () => {
  const {isv, buyer} = market;
  const {now} = await market.clock();
  const today = now.slice(0, 10);
  const {offer} = await world.offer(
    pricing('Contract', usageTerm({WorkloadSmall: '100000000', WorkloadMedium: '100000000'})),
    {endDay: plusDays(today, 20)});
  await buy(buyer, offer);
  const dear = {CustomerAWSAccountId: buyer.accountId, Quantity: 2 ** 31 - 1,
    Dimension: 'WorkloadSmall', Timestamp: new Date(now)};
  await reportBatch(isv, [dear], {ProductCode: world.code}).catch(() => undefined);
  await reportBatch(isv, [world.record({Timestamp: new Date(now), Quantity: 5})]);
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(today), 1)));
  const invoices = await invoicesOf(buyer, world);
  assert.deepEqual(invoices.map((each) => each.totalAmount), ['480.00', '0.36', '0.60']);
});
