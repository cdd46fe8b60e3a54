// Tags, resource policies and the reading of several entities at once.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {
  BatchDescribeEntitiesCommand, DeleteResourcePolicyCommand, DescribeEntityCommand,
  GetResourcePolicyCommand, ListTagsForResourceCommand, PutResourcePolicyCommand,
  TagResourceCommand, UntagResourceCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {
  createdId, createProduct, newProduct, onProduct, productChanges, productInformation,
} from '../requests/changes.mjs';
import {listEntities} from '../steps/deal_steps.mjs';
import {catalogName, Marketplace} from '../worlds/marketplace.mjs';

let market;
let product;
let other;
let arn;

const invalid = {name: 'ValidationException'};
const missing = {name: 'ResourceNotFoundException'};
const arnOf = (type, id, account = market.isv.accountId) =>
  `arn:aws:aws-marketplace:us-east-1:${account}:AWSMarketplace/${type}/${id}`;
const productType = 'ProfessionalServicesProduct';

before(async () => {
  market = await Marketplace.open();
  product = createdId(await market.isv.succeed(productChanges()), 'CreateProduct');
  other = createdId(await market.isv.succeed([createProduct()]), 'CreateProduct');
  arn = arnOf(productType, product);
});

after(() => market?.close());

const send = (Command, input, by = market.isv) => by.catalog(new Command(input));
const tagged = (Tags, ResourceArn = arn) => send(TagResourceCommand, {ResourceArn, Tags});
const untagged = (TagKeys, ResourceArn = arn) =>
  send(UntagResourceCommand, {ResourceArn, TagKeys});
const tagsOf = async (ResourceArn = arn) => {
  const found = await send(ListTagsForResourceCommand, {ResourceArn});
  assert.equal(found.ResourceArn, ResourceArn);
  return Object.fromEntries(found.Tags.map(({Key, Value}) => [Key, Value]));
};

test('an entity keeps the tags it is given until they are taken off', async () => {
  assert.deepEqual(await tagsOf(), {});
  await tagged([{Key: 'team', Value: 'red'}, {Key: 'Größe @ a+b', Value: ''}]);
  await tagged([{Key: 'team', Value: 'blue'}]);
  assert.deepEqual(await tagsOf(), {team: 'blue', 'Größe @ a+b': ''});
  await untagged(['team', 'never there']);
  assert.deepEqual(await tagsOf(), {'Größe @ a+b': ''});
  await untagged(['Größe @ a+b']);
});

test('a set tags what it creates, and itself', async () => {
  const creation = {...createProduct(), EntityTags: [{Key: 'team', Value: 'green'}]};
  const start = (more) => market.isv.succeed(
    [creation, onProduct('UpdateInformation', newProduct, productInformation)],
    {ChangeSetTags: [{Key: 'ticket', Value: '7'}], ...more});
  const set = await start();
  assert.deepEqual(await tagsOf(set.ChangeSetArn), {ticket: '7'});
  assert.deepEqual(await tagsOf(arnOf(productType, createdId(set, 'CreateProduct'))),
    {team: 'green'});
  const checked = await start({Intent: 'VALIDATE'});
  assert.deepEqual(await tagsOf(checked.ChangeSetArn), {});
});

const wrongTags = [
  ['an empty key', [{Key: '', Value: ''}]],
  ['a key of 129 characters', [{Key: 'k'.repeat(129), Value: ''}]],
  ['a value of 257 characters', [{Key: 'k', Value: 'v'.repeat(257)}]],
  ['a key with a sign of its own', [{Key: 'a*b', Value: ''}]],
  ['a value with a line end', [{Key: 'k', Value: 'a\nb'}]],
  ['a value with a control character', [{Key: 'k', Value: 'a\u0085b'}]],
  ['a reserved key', [{Key: 'aws:team', Value: ''}]],
  ['the same key twice', [{Key: 'k', Value: '1'}, {Key: 'k', Value: '2'}]],
  ['51 tags', Array.from({length: 51}, (_, at) => ({Key: `${at}`, Value: ''}))],
  ['no tags', []],
];

for (const [what, tags] of wrongTags)
  test(`${what} is refused`, async () => {
    await assert.rejects(tagged(tags), invalid);
    if (tags.length > 0) {
      await assert.rejects(market.isv.startChangeSet([{...createProduct(), EntityTags: tags}]),
        invalid);
      await assert.rejects(market.isv.startChangeSet([createProduct()], {ChangeSetTags: tags}),
        invalid);
    }
    assert.deepEqual(await tagsOf(), {});
  });

test('a resource has fifty tags at most', async () => {
  const ResourceArn = arnOf(productType, other);
  await tagged(Array.from({length: 50}, (_, at) => ({Key: `${at}`, Value: ''})), ResourceArn);
  await assert.rejects(tagged([{Key: 'one more', Value: ''}], ResourceArn), invalid);
  await tagged([{Key: '7', Value: 'again'}], ResourceArn);
  assert.equal(Object.keys(await tagsOf(ResourceArn)).length, 50);
});

test('tags of an update, and keys that are none, are refused', async () => {
  await assert.rejects(market.isv.startChangeSet([{
    ...onProduct('UpdateInformation', product, productInformation),
    EntityTags: [{Key: 'team', Value: 'red'}]}]), invalid);
  await assert.rejects(untagged(['a*b']), invalid);
  await assert.rejects(untagged([]), invalid);
});

test('only resources of one\'s own have tags', async () => {
  const wrong = [arnOf(productType, 'prod-aaaaaaaaaaaaa'), arnOf('SaaSProduct', product),
    arnOf('ChangeSet', product), arnOf(productType, product, market.reseller.accountId),
    arn.replace('us-east-1', 'us-west-2'), arn.replace('AWSMarketplace', 'Elsewhere'),
    'arn:aws:aws-marketplace:us-east-1:1:x'];
  for (const ResourceArn of wrong) {
    await assert.rejects(tagged([{Key: 'k', Value: ''}], ResourceArn), missing);
    await assert.rejects(untagged(['k'], ResourceArn), missing);
    await assert.rejects(tagsOf(ResourceArn), missing);
  }
  await assert.rejects(tagsOf('no arn'), invalid);
  await assert.rejects(send(ListTagsForResourceCommand, {ResourceArn: arn}, market.reseller),
    missing);
});

const statement = (more = {}) => ({Sid: 'Readers', Effect: 'Allow',
  Principal: {AWS: market.reseller.accountId}, Action: 'aws-marketplace:DescribeEntity', ...more});
const policy = (...Statement) => JSON.stringify({Version: '2012-10-17', Statement});
const put = (Policy, ResourceArn = arn) => send(PutResourcePolicyCommand, {ResourceArn, Policy});
const describe = (by, EntityId = product) =>
  send(DescribeEntityCommand, {Catalog: catalogName, EntityId}, by);
const batch = (by, ...asks) => send(BatchDescribeEntitiesCommand, {EntityRequestList:
  asks.map((ask) => (typeof ask === 'string' ? {Catalog: catalogName, EntityId: ask} : ask))}, by);

test('who a policy names reads the entity by its id, and finds it in no list', async () => {
  const {isv, reseller, reseller2, buyer} = market;
  await put(policy(statement({Resource: arn}), statement({
    Principal: {AWS: [`arn:aws:iam::${buyer.accountId}:root`]}, Resource: ['*'],
    Action: ['aws-marketplace:DescribeEntity']})));
  const own = await describe(isv);
  for (const reader of [reseller, buyer]) {
    const read = await describe(reader);
    assert.deepEqual(read.DetailsDocument, own.DetailsDocument);
    assert.equal(read.EntityArn, arn);
    assert.deepEqual(Object.keys((await batch(reader, product)).EntityDetails), [product]);
    for (const OwnershipType of ['SELF', 'SHARED'])
      assert.deepEqual(await listEntities(reader, productType, {OwnershipType}), []);
    await assert.rejects(describe(reader, other), missing);
    await assert.rejects(reader.startChangeSet(
      [onProduct('UpdateInformation', product, {ProductTitle: 'Mine'})]), missing);
  }
  await assert.rejects(describe(reseller2), missing);
});

test('a policy is replaced as a whole and ends when it is deleted', async () => {
  const text = policy(statement({Principal: {AWS: market.buyer.accountId}}));
  await put(text);
  assert.equal((await send(GetResourcePolicyCommand, {ResourceArn: arn})).Policy, text);
  await assert.rejects(describe(market.reseller), missing);
  await describe(market.buyer);
  await send(DeleteResourcePolicyCommand, {ResourceArn: arn});
  await assert.rejects(describe(market.buyer), missing);
  await assert.rejects(send(GetResourcePolicyCommand, {ResourceArn: arn}), missing);
  await assert.rejects(send(DeleteResourcePolicyCommand, {ResourceArn: arn}), missing);
});

test('a policy is its owner\'s only', async () => {
  await put(policy(statement()));
  for (const [Command, more] of [[PutResourcePolicyCommand, {Policy: policy(statement())}],
    [GetResourcePolicyCommand, {}], [DeleteResourcePolicyCommand, {}]])
    for (const by of [market.reseller, market.buyer])
      await assert.rejects(send(Command, {ResourceArn: arn, ...more}, by), missing);
  const set = await market.isv.succeed([createProduct()]);
  await assert.rejects(put(policy(statement()), set.ChangeSetArn), missing);
});

const wrongPolicies = () => [
  ['no JSON', 'readable by all'], ['a list', '[]'], ['a text', '"all"'], ['an empty object', '{}'],
  ['a member twice', '{"Statement": [], "Statement": []}'], ['no statement', policy()],
  ['a statement that is none', policy('all')],
  ['another version', JSON.stringify({Version: '2030-01-01', Statement: statement()})],
  ['an unknown member', JSON.stringify({Statement: statement(), Colour: 'blue'})],
  ['Deny', policy(statement({Effect: 'Deny'}))],
  ['no effect', policy(statement({Effect: undefined}))],
  ['everybody', policy(statement({Principal: '*'}))],
  ['every account', policy(statement({Principal: {AWS: '*'}}))],
  ['a user', policy(statement({Principal: {AWS: 'arn:aws:iam::111122223333:user/Bob'}}))],
  ['a service', policy(statement({Principal: {Service: 'ec2.amazonaws.com'}}))],
  ['no principal', policy(statement({Principal: undefined}))],
  ['no accounts', policy(statement({Principal: {AWS: []}}))],
  ['a number for an account', policy(statement({Principal: {AWS: [111122223333]}}))],
  ['all but some', policy(statement({NotPrincipal: {AWS: '111122223333'}}))],
  ['another action', policy(statement({Action: 'aws-marketplace:StartChangeSet'}))],
  ['every action', policy(statement({Action: ['aws-marketplace:DescribeEntity', '*']}))],
  ['no action', policy(statement({Action: undefined}))],
  ['another resource', policy(statement({Resource: arnOf(productType, other)}))],
  ['a condition', policy(statement({Condition: {Bool: {'aws:SecureTransport': 'true'}}}))],
  ['a Sid that is no text', policy(statement({Sid: 7}))],
  ['10,241 characters', policy(statement()).padEnd(10_241)],
];

test('policies that cannot be honoured are refused, and change nothing', async (t) => {
  const kept = policy(statement());
  await put(kept);
  for (const [what, text] of wrongPolicies())
    await t.test(what, async () => {
      await assert.rejects(put(text), invalid);
      assert.equal((await send(GetResourcePolicyCommand, {ResourceArn: arn})).Policy, kept);
    });
  await put(policy(statement()).padEnd(10_240));
});

test('several entities are read at once, each with its answer or its error', async () => {
  const unknown = 'prod-aaaaaaaaaaaaa';
  const found = await batch(market.isv, product, other, `${product}@1`, product, unknown,
    {Catalog: 'Elsewhere', EntityId: 'prod-elsewhere'});
  assert.deepEqual(Object.keys(found.EntityDetails).sort(),
    [product, other, `${product}@1`].sort());
  const {Details, ...whole} = await describe(market.isv);
  delete whole.$metadata;
  assert.deepEqual(found.EntityDetails[product], whole);
  assert.ok(Details);
  assert.deepEqual(Object.keys(found.Errors).sort(), ['prod-elsewhere', unknown].sort());
  assert.equal(found.Errors['prod-elsewhere'].ErrorCode, 'ValidationException');
  assert.equal(found.Errors[unknown].ErrorCode, 'ResourceNotFoundException');
});

test('both parts of such an answer are always there', async () => {
  const {$metadata, ...all} = await batch(market.isv, product);
  assert.equal($metadata.httpStatusCode, 200);
  assert.deepEqual(all.Errors, {});
  const none = await batch(market.reseller2, product);
  assert.deepEqual(none.EntityDetails, {});
  const foreign = none.Errors[product];
  const unknown = (await batch(market.reseller2, 'prod-aaaaaaaaaaaaa')).Errors
    ['prod-aaaaaaaaaaaaa'];
  assert.deepEqual(foreign, unknown);
});

test('twenty entities are read at once, and no more', async () => {
  const ids = Array.from({length: 21}, (_, at) => `prod-${at}`);
  assert.equal(Object.keys((await batch(market.isv, ...ids.slice(1))).Errors).length, 20);
  await assert.rejects(batch(market.isv, ...ids), invalid);
  await assert.rejects(batch(market.isv), invalid);
  await assert.rejects(batch(market.isv, {Catalog: 'Else where', EntityId: product}), invalid);
});
