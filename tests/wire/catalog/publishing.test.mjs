// A marketplace that takes its time to publish: change sets are under way, hold their entities, and
// can be taken back until they are applied.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  CancelChangeSetCommand, DescribeChangeSetCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {createProduct, createdId, onProduct, productChanges} from '../requests/changes.mjs';
import {describeEntity} from '../steps/deal_steps.mjs';
import {catalogName, Marketplace} from '../worlds/marketplace.mjs';

let market;
let start;
let product;

before(async () => {
  market = await Marketplace.open();
  start = await market.freezeClock();
  product = createdId(await market.isv.succeed(productChanges()), 'CreateProduct');
});

after(() => market?.close());

const publish = (delay) =>
  market.operator.console('PUT', '/publishing', {body: {delay}});
const at = (time) => market.moveClockTo(`${start}T${time}.000Z`);
const titled = (ProductTitle) => [onProduct('UpdateInformation', product, {ProductTitle})];
const statusOf = async (ChangeSetId) => (await market.isv.catalog(
  new DescribeChangeSetCommand({Catalog: catalogName, ChangeSetId}))).Status;
const cancel = (ChangeSetId) => market.isv.catalog(
  new CancelChangeSetCommand({Catalog: catalogName, ChangeSetId}));
const title = async () =>
  (await describeEntity(market.isv, product)).DetailsDocument.Description.ProductTitle;

test('publishing takes as long as the operator says', async () => {
  assert.equal((await market.operator.consoleAnswer('GET', '/publishing')).delay, 'PT0S');
  for (const [delay, status] of [['P38D', 422], ['an hour', 422], ['PT40M', 200]])
    assert.equal((await publish(delay)).status, status);
});

test('a change set is prepared, applied and done', async () => {
  const {ChangeSetId} = await market.isv.startChangeSet(titled('Later'));
  assert.equal(await statusOf(ChangeSetId), 'PREPARING');
  await at('09:20:00');
  assert.equal(await statusOf(ChangeSetId), 'APPLYING');
  assert.notEqual(await title(), 'Later');
  await assert.rejects(cancel(ChangeSetId), {name: 'ResourceInUseException'});
  await at('09:40:00');
  assert.equal(await statusOf(ChangeSetId), 'SUCCEEDED');
  assert.equal(await title(), 'Later');
});

test('what a change set works on is held until it has ended', async () => {
  const {ChangeSetId} = await market.isv.startChangeSet(titled('First'));
  await assert.rejects(market.isv.startChangeSet(titled('Second')), (error) => {
    assert.equal(error.name, 'ResourceInUseException');
    assert.equal(error.$metadata.httpStatusCode, 423);
    return true;
  });
  await cancel(ChangeSetId);
  assert.equal(await statusOf(ChangeSetId), 'CANCELLED');
  const second = await market.isv.startChangeSet(titled('Second'));
  await at('10:20:00');
  assert.equal(await statusOf(second.ChangeSetId), 'SUCCEEDED');
  assert.equal(await title(), 'Second');
});

test('what is only validated takes no time and holds nothing', async () => {
  const checked = await market.isv.endedChangeSet([createProduct()], {Intent: 'VALIDATE'});
  assert.equal(checked.Status, 'SUCCEEDED');
  await publish('PT0S');
  await market.isv.succeed(titled('At once'));
});
