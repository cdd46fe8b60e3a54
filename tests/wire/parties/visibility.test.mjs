// The visibility matrix: everybody asks for everything, and gets what is theirs; what is not looks
// like what does not exist. An operation without a row fails the build.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {after, before, test} from 'node:test';
import * as agreementClient from '@aws-sdk/client-marketplace-agreement';
import * as catalogClient from '@aws-sdk/client-marketplace-catalog';
import * as entitlementClient from '@aws-sdk/client-marketplace-entitlement-service';
import * as meteringClient from '@aws-sdk/client-marketplace-metering';
import {deliver} from '../clients/signed_request.mjs';
import {createdId} from '../requests/changes.mjs';
import {onSaas} from '../requests/saas.mjs';
import {missingArn, missingOf, readableBy, rows} from '../rows/visibility_rows.mjs';
import {pay} from '../steps/settlement_steps.mjs';
import {Marketplace, nineOn, nextTenth, plusDays, program} from '../worlds/marketplace.mjs';
import {snapshot} from '../worlds/snapshot.mjs';
import {buildWorld, everybody, quoteOf, registrationToken} from '../worlds/visibility_world.mjs';

let market;
let world;

before(async () => {
  market = await Marketplace.open();
  const start = await market.freezeClock();
  world = await buildWorld(market, start);
  await pay(market.operator, world.invoice, '100.00', 'some');
  await market.moveClockTo(nineOn(plusDays(nextTenth(start), 1)));
  for (const part of ['isv', 'reseller', 'buyer'])
    world[`${part}Account`] = market[part].accountId;
  await attach();
  world.key = market.buyer.keys.accessKeyId;
  [{userId: world.user}] =
    await market.buyer.consoleItems(`/accounts/${world.buyerAccount}/users`);
  const [paid] = await market.isv.consoleItems('/disbursements',
    {accountId: world.isvAccount});
  Object.assign(world, {account: world.buyerAccount, seller: world.isvAccount,
    disbursement: paid.disbursementId, auditSubject: world.changeSet,
    now: (await market.clock()).now, token: await registrationToken(market, world),
    request: await quoteOf(market, world.openOffer)});
});

// A tag that nobody else may take off, and a policy that lets another buyer read a product.
async function attach() {
  const {isv, buyer2} = market;
  const arn = (type, id) =>
    `arn:aws:aws-marketplace:us-east-1:${isv.accountId}:AWSMarketplace/${type}/${id}`;
  world.openProduct = createdId(
    await isv.succeed([onSaas('CreateProduct', undefined, {ProductTitle: 'Shown to one'})]),
    'CreateProduct');
  Object.assign(world, {productArn: arn('SaaSProduct', world.product),
    authorizationArn: arn('ResaleAuthorization', world.authorization),
    changeSetArn: arn('ChangeSet', world.changeSet),
    openProductArn: arn('SaaSProduct', world.openProduct)});
  await isv.catalog(new catalogClient.TagResourceCommand(
    {ResourceArn: world.productArn, Tags: [{Key: 'kept', Value: 'yes'}]}));
  await isv.catalog(new catalogClient.PutResourcePolicyCommand(
    {ResourceArn: world.openProductArn, Policy: readableBy(buyer2.accountId)}));
}

after(() => market?.close());

const id = (row) => world[row.kind];
const noId = (row) => row.kind === 'proposal' ? world.proposalMissing
  : row.kind === 'seller' ? missingOf('account')
    : row.kind.endsWith('Arn') ? missingArn(id(row)) : missingOf(row.kind);

// A reply without what differs from one to the next, and with every id as the same word.
function told(reply, row) {
  let text = reply.text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'request');
  for (const each of [id(row), noId(row)]) {
    const words = typeof each === 'string' ? [each] : [each.agreementProposalIdentifier];
    for (const word of words) text = text.replaceAll(word.split('/').at(-1), 'ID');
  }
  return {status: reply.status, type: reply.headers['x-amzn-errortype'], text};
}

const ask = (name, row, about) => market[name].send(row.service, row.ask(about, world));

async function seesIt(name, row) {
  const reply = await ask(name, row, id(row));
  assert.equal(reply.status, 200, `${name}: ${reply.text}`);
  if (!row.isSeen && !row.isOpen)
    assert.ok(reply.text.includes(id(row)), `${name} does not see it: ${reply.text}`);
}

async function isTheSameAsMissing(name, row) {
  const reply = await ask(name, row, id(row));
  if (row.isTold) {
    assert.match(reply.text, new RegExp(row.isTold));
    return;
  }
  const other = await ask(name, row, noId(row));
  assert.ok(row.isWithin || reply.status >= 400, `${name}: ${reply.text}`);
  assert.deepEqual(told(reply, row), told(other, row), name);
}

async function isOnlyInTheListOf(row) {
  for (const name of everybody) {
    const reply = await ask(name, row, world);
    const has = reply.status === 200 && reply.text.includes(id(row));
    assert.equal(has, row.sees.includes(name), `${name}: ${reply.status} ${reply.text}`);
  }
}

async function isSeenBy(row) {
  for (const name of everybody) {
    if (row.otherwise?.includes(name)) continue;
    if (row.mayNot?.includes(name)) {
      assert.equal((await ask(name, row, id(row))).status, 403, name);
      continue;
    }
    const sees = row.sees === 'all' || row.sees.includes(name);
    if (sees && row.changes) continue;
    if (sees) await seesIt(name, row);
    else await isTheSameAsMissing(name, row);
  }
}

for (const row of rows)
  test(`${row.operation} on ${row.kind} is for ${row.sees}`,
    () => (row.isList ? isOnlyInTheListOf(row) : isSeenBy(row)));

test('what nobody may change has not changed', async () => {
  const kept = await snapshot(market);
  for (const row of rows.filter((each) => each.changes && !each.isTold))
    for (const name of everybody.filter((each) => !row.sees.includes(each)))
      await ask(name, row, id(row));
  assert.deepEqual(await snapshot(market), kept);
  const {Tags} = await market.isv.catalog(
    new catalogClient.ListTagsForResourceCommand({ResourceArn: world.productArn}));
  assert.deepEqual(Tags, [{Key: 'kept', Value: 'yes'}]);
  const {Policy} = await market.isv.catalog(
    new catalogClient.GetResourcePolicyCommand({ResourceArn: world.openProductArn}));
  assert.equal(Policy, readableBy(market.buyer2.accountId));
});

// The operations of the AWS services, from their described inputs; Discovery has no npm client.
function describedOperations() {
  const described = JSON.parse(execFileSync(program, ['shapes'], {encoding: 'utf8'}));
  const clients = {...agreementClient, ...catalogClient, ...entitlementClient, ...meteringClient};
  return Object.entries(described).flatMap(([service, {shapes}]) => Object.keys(shapes)
    .map((name) => /^(\w+)(Input|Request)$/.exec(name)?.[1])
    .filter((name) => name &&
      (service === 'marketplace-discovery' || clients[`${name}Command`])));
}

test('every operation has a row', async () => {
  const {json} = await deliver(market.endpoint,
    {method: 'GET', path: '/console/v1/openapi.json', headers: {}});
  const routes = Object.entries(json.paths).flatMap(([path, methods]) => Object.keys(methods)
    .map((method) => `${method.toUpperCase()} ${path.replace('/console/v1', '')}`));
  const known = new Set(rows.map((each) => each.operation));
  const operations = [...describedOperations(), ...routes];
  assert.ok(operations.length > 30);
  assert.deepEqual(operations.filter((each) => !known.has(each)), []);
});
