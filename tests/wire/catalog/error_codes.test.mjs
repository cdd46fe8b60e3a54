// Every error code of authorizations and partner offers, by the smallest change set that earns it,
// with the release in the set and without it, and a neighbour that does not. The neighbour is only
// validated, so it leaves nothing behind.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {withRelease} from '../requests/releases.mjs';
import {listsCode} from '../rows/aws_code_tables.mjs';
import {authorizationCodeRows} from '../rows/error_code_rows.mjs';
import {offerCodeRows} from '../rows/offer_code_rows.mjs';
import {ErrorCodeWorld} from '../worlds/error_code_world.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';
import {snapshot} from '../worlds/snapshot.mjs';

let market;
let world;

before(async () => {
  market = await Marketplace.open();
  world = await new ErrorCodeWorld(market, await market.freezeClock()).build();
});

after(() => market?.close());

// Registrations are as the world has them once `run` is done.
async function whileRegistered(actor, changes, run) {
  const kept = {kyc: 'NOT_REQUIRED', tax: 'COMPLETE', bank: 'COMPLETE',
    serviceLinkedRole: 'COMPLETE', currencies: ['USD', 'EUR', 'GBP', 'AUD']};
  if (changes) await world.register(actor, changes);
  try {
    return await run();
  } finally {
    if (changes) await world.register(actor, kept);
  }
}

const errorsOf = (set) => set.ChangeSet.flatMap(({ChangeType, ErrorDetailList}) =>
  ErrorDetailList.map((each) => ({ChangeType, ...each})));

async function earnsIt({by, blames, code, registered, also = []}, changes) {
  const failed = await whileRegistered(market[by], registered,
    () => market[by].endedChangeSet(changes));
  assert.equal(failed.Status, 'FAILED', `${blames} should earn ${code}`);
  const errors = errorsOf(failed);
  assert.deepEqual(errors.map((each) => [each.ChangeType, each.ErrorCode]),
    [[blames, code], ...also], JSON.stringify(errors));
  assert.match(errors[0].ErrorMessage, /^[A-Z].*\.( \(\/[^ ]+\))?$/);
  const [kind] = failed.ChangeSet.find(({ErrorDetailList}) => ErrorDetailList.length)
    .Entity.Type.split('@');
  assert.ok(listsCode(kind, blames, code), `${blames} has no ${code} in AWS's table`);
}

let both = 0;

async function shows(row) {
  const {by, blames, earns, spares, sparedBy = by, alone} = row;
  const kept = await snapshot(market, {changeSets: false});
  await earnsIt(row, earns);
  const released = alone ? undefined : withRelease(world, earns, blames);
  if (released) {
    ++both;
    await earnsIt(row, released);
  }
  assert.deepEqual(await snapshot(market, {changeSets: false}), kept);
  const spared = await market[sparedBy].endedChangeSet(spares, {Intent: 'VALIDATE'});
  assert.equal(spared.Status, 'SUCCEEDED', JSON.stringify(errorsOf(spared)));
  assert.deepEqual(await snapshot(market, {changeSets: false}), kept);
}

async function showAll(t, rows) {
  for (const [at, each] of rows.entries())
    await t.test(`${at + 1}: ${each.blames} earns ${each.code}`, () => shows(each));
}

test('error codes of authorizations', (t) => showAll(t, authorizationCodeRows(world)));
test('error codes of partner offers', (t) => showAll(t, offerCodeRows(world)));

test('most rows were tried with the release in the set as well', () => assert.ok(both > 60, both));
