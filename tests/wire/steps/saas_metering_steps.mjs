// The second deal's usage. What counts of the first month: 163 of WorkloadSmall and 42 of
// WorkloadMedium; of the second: 5 of WorkloadMedium.
import assert from 'node:assert/strict';
import {reportBatch, reportOwn} from '../requests/saas.mjs';
import {plusDays} from '../worlds/marketplace.mjs';

export const firstOfNextMonth = (day) => {
  const date = new Date(day);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1))
    .toISOString().slice(0, 10);
};

const at = (day, time) => new Date(`${day}T${time}Z`);

const statuses = ({Results}) => Results.map((each) => each.Status);
const ids = ({Results}) => Results.map((each) => each.MeteringRecordId);

function record({buyer}, deal, Timestamp, Dimension, Quantity, more = {}) {
  return {Timestamp, Dimension, Quantity, CustomerAWSAccountId: buyer.accountId,
    LicenseArn: deal.license, ...more};
}

const outOfBounds = {name: 'TimestampOutOfBoundsException'};

async function isvReportsABatch(market, deal) {
  await market.moveClockTo(`${deal.start}T15:00:00.000Z`);
  const small = (time, quantity, more) =>
    record(market, deal, at(deal.start, time), 'WorkloadSmall', quantity, more);
  deal.batch = [
    small('09:00:00', 100),
    small('10:59:59.999', 50),
    record(market, deal, at(deal.start, '09:30:00'), 'WorkloadMedium', 30, {
      UsageAllocations: [
        {AllocatedUsageQuantity: 10, Tags: [{Key: 'team', Value: 'red'},
          {Key: 'cost-centre', Value: '4711'}]},
        {AllocatedUsageQuantity: 15, Tags: [{Key: 'team', Value: 'blue'}]},
        {AllocatedUsageQuantity: 5},
      ],
    }),
    small('11:00:00', 0),
  ];
  const answer = await reportBatch(market.isv, deal.batch);
  assert.deepEqual(answer.UnprocessedRecords, []);
  assert.deepEqual(statuses(answer), Array(4).fill('Success'));
  assert.deepEqual(answer.Results.map((each) => each.UsageRecord), deal.batch);
  deal.records = ids(answer);
  assert.equal(new Set(deal.records).size, 4);
}

async function retriesAreTheSame({isv}, deal) {
  const again = await reportBatch(isv, deal.batch);
  assert.deepEqual(statuses(again), Array(4).fill('Success'));
  assert.deepEqual(ids(again), deal.records);
  const subset = await reportBatch(isv, [deal.batch[2], deal.batch[0]]);
  assert.deepEqual(statuses(subset), ['Success', 'Success']);
  assert.deepEqual(ids(subset), [deal.records[2], deal.records[0]]);
  // Another moment of the same hour is the same hour.
  const floored = {...deal.batch[0], Timestamp: at(deal.start, '09:59:59')};
  assert.deepEqual(ids(await reportBatch(isv, [floored, floored])),
    [deal.records[0], deal.records[0]]);
}

async function otherQuantitiesAreDuplicates(market, deal) {
  const unknown = {...deal.batch[0], CustomerAWSAccountId: '999999999999', LicenseArn: undefined};
  const answer = await reportBatch(market.isv, [
    {...deal.batch[0], Quantity: 101},
    {...deal.batch[3], Quantity: 1},
    {...deal.batch[2], UsageAllocations: undefined},
    {...deal.batch[1], LicenseArn: undefined},
    unknown,
    record(market, deal, at(deal.start, '12:00:00'), 'WorkloadSmall', 7),
  ], {ProductCode: deal.code});
  assert.deepEqual(statuses(answer), ['DuplicateRecord', 'DuplicateRecord', 'DuplicateRecord',
    'Success', 'CustomerNotSubscribed', 'Success']);
  assert.deepEqual(ids(answer).slice(0, 5),
    [undefined, undefined, undefined, deal.records[1], undefined]);
}

async function futureUsageRecordsNothing(market, deal) {
  const {isv} = market;
  const good = record(market, deal, at(deal.start, '13:00:00'), 'WorkloadSmall', 900);
  const future = {...good, Timestamp: at(deal.start, '15:05:00.001')};
  await assert.rejects(reportBatch(isv, [good, future]), outOfBounds);
  // The hour is still free for another quantity.
  assert.deepEqual(statuses(await reportBatch(isv, [{...good, Quantity: 0}])), ['Success']);
}

async function aDayIsTheLatest(market, deal) {
  const {isv} = market;
  const next = plusDays(deal.start, 1);
  await market.moveClockTo(`${next}T14:00:00.000Z`);
  const late = record(market, deal, at(deal.start, '13:59:59.999'), 'WorkloadSmall', 900);
  const good = {...late, Timestamp: at(next, '10:00:00')};
  await assert.rejects(reportBatch(isv, [good, late]), outOfBounds);
  const inTime = {...late, Timestamp: at(deal.start, '14:00:00'), Quantity: 3};
  assert.deepEqual(statuses(await reportBatch(isv, [inTime])), ['Success']);
}

async function buyersSoftwareReports({buyer}, deal) {
  const next = plusDays(deal.start, 1);
  const usage = {ProductCode: deal.code, UsageDimension: 'WorkloadMedium', UsageQuantity: 12,
    Timestamp: at(next, '08:00:00')};
  const {MeteringRecordId} = await reportOwn(buyer, usage);
  assert.match(MeteringRecordId, /^[0-9a-f-]{36}$/);
  assert.ok(!deal.records.includes(MeteringRecordId));
  const again = await reportOwn(buyer, {...usage, Timestamp: at(next, '08:59:00')});
  assert.equal(again.MeteringRecordId, MeteringRecordId);
  await assert.rejects(reportOwn(buyer, {...usage, UsageQuantity: 13}),
    {name: 'DuplicateRequestException'});
  for (const Timestamp of [at(next, '07:59:59.999'), at(next, '14:05:00.001')])
    await assert.rejects(reportOwn(buyer, {...usage, Timestamp}), outOfBounds);
  const zero = await reportOwn(buyer,
    {ProductCode: deal.code, UsageDimension: 'WorkloadMedium', Timestamp: at(next, '14:05:00')});
  assert.match(zero.MeteringRecordId, /^[0-9a-f-]{36}$/);
}

async function aMonthClosesAtSix(market, deal) {
  const {isv} = market;
  const first = firstOfNextMonth(deal.start);
  const last = plusDays(first, -1);
  await market.moveClockTo(`${first}T05:59:59.999Z`);
  const lastHour = record(market, deal, at(last, '23:00:00'), 'WorkloadSmall', 3);
  assert.deepEqual(statuses(await reportBatch(isv, [lastHour])), ['Success']);
  await market.moveClockTo(`${first}T06:00:00.000Z`);
  const late = {...lastHour, Timestamp: at(last, '22:00:00'), Quantity: 900};
  const midnight = record(market, deal, at(first, '00:00:00'), 'WorkloadMedium', 5);
  await assert.rejects(reportBatch(isv, [midnight, late]), outOfBounds);
  await assert.rejects(reportBatch(isv, [lastHour]), outOfBounds);
  assert.deepEqual(statuses(await reportBatch(isv, [midnight])), ['Success']);
}

export const meteringSteps = [
  ['the ISV reports a batch, with allocations and with nothing used', isvReportsABatch],
  ['a batch sent again, whole or in part, is the same records', retriesAreTheSame],
  ['an hour has one quantity, and strangers stand beside successes',
    otherQuantitiesAreDuplicates],
  ['a batch with a moment in the future records nothing', futureUsageRecordsNothing],
  ['usage is reported within 24 hours', aDayIsTheLatest],
  ['the buyer\'s own software reports once an hour, within six hours', buyersSoftwareReports],
  ['a month closes at 06:00 UTC on the first', aMonthClosesAtSix],
];
