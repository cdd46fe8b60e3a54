// Nobody gets more than they have: every route and operation for every kind of user, and the ways a
// limited user might take to be less limited (R-ACC-02, R-PER-01, R-PER-02).
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, test} from 'node:test';
import {documentPath} from '../clients/console_contract.mjs';
import {deliver} from '../clients/signed_request.mjs';
import {createAuthorization, newAuthorization, onAuthorization} from '../requests/changes.mjs';
import {json} from '../requests/requests.mjs';
import {operationsOf} from '../requests/operations.mjs';
import {columns, table} from '../rows/permission_rows.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;
let routes;

// Another user of an actor's account, under a name of its own.
async function addUser(name, of, order) {
  const own = `/accounts/${of.accountId}`;
  const {userId} = await of.consoleAnswer('POST', `${own}/users`,
    {body: {email: `${name}@example.org`, role: 'admin', ...order}});
  const keys = await of.consoleAnswer('POST', `${own}/access-keys`, {body: {userId}});
  market.addActor(name, {accountId: of.accountId, ...keys});
  return {userId, ...keys};
}

before(async () => {
  market = await Marketplace.open();
  const {operator, isv} = market;
  for (const each of ['finance', 'support', 'administration'])
    await addUser(each, operator, {actions: [`duty:${each}`]});
  await addUser('editor', isv, {role: 'editor'});
  await addUser('viewer', isv, {role: 'viewer'});
  await addUser('money', isv, {actions: ['group:money']});
  await addUser('offers', isv, {actions: ['group:offers']});
  await addUser('one', isv, {actions: ['opencppo:GetClock']});
  const disabled = await addUser('disabled', isv, {});
  await isv.consoleAnswer('PUT',
    `/accounts/${isv.accountId}/access-keys/${disabled.accessKeyId}`,
    {body: {state: 'disabled'}});
  const {accountId: spare} = await operator.consoleAnswer('POST', '/accounts',
    {body: {name: 'Spare', email: 'spare@example.org', country: 'DE', roles: ['buyer']}});
  const {json: document} = await deliver(market.endpoint,
    {method: 'GET', path: documentPath, headers: {}});
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, {operationId}]) => ({
      name: operationId, service: 'opencppo', method: method.toUpperCase(),
      path: path.replace('{accountId}', operationId === 'CloseAccount' ? spare : isv.accountId)
        .replace(/\{\w+\}/g, 'none'),
    })));
});
after(() => market?.close());

// What a call shows of the one who makes it: `.` it may (and the call itself is another matter),
// `n` it may not, `s` it sees no such account, `-` it sees no such route, `u` it is nobody.
const seen = {
  action_not_allowed: 'n', account_not_found: 's', not_found: '-', unrecognized_client: 'u',
  AccessDeniedException: 'n', UnrecognizedClientException: 'u',
};

// Calls whose input comes before the question whether an administrator asks.
const bodies = {
  AddUser: {email: 'somebody@example.org', role: 'viewer'}, ChangeAccessKey: {state: 'disabled'},
};

const send = (actor, {name, service, method, path, headers}) => actor.send(service, {
  method, path,
  headers: method === 'GET' ? {...headers}
    : {'content-type': json, 'idempotency-key': randomUUID(), ...headers},
  body: method === 'GET' ? undefined : JSON.stringify(bodies[name] ?? {}),
});

function cell({json: said, headers}) {
  const name = headers['x-amzn-errortype'] ?? said?.__type?.split('#').at(-1) ?? said?.reason;
  return seen[name] ?? '.';
}

test('every call is for whom the table says', async () => {
  const found = {};
  for (const call of [...routes, ...operationsOf()]) {
    found[call.name] = '';
    for (const name of columns) found[call.name] += cell(await send(market[name], call));
  }
  assert.deepEqual(found, table);
});

const refused = ({status, json: said}, expected) =>
  assert.deepEqual([status, said.reason], expected, JSON.stringify(said));

test('a list names permissions, groups and duties that there are', async () => {
  const {isv, operator} = market;
  const add = (actor, actions) => actor.console('POST', `/accounts/${actor.accountId}/users`,
    {body: {email: 'new@example.org', role: 'admin', actions}});
  const reply = await add(isv, ['group:offers', 'opencppo:RecordPaiment', 'group:all']);
  refused(reply, [422, 'permission_unknown']);
  assert.deepEqual(reply.json.violations.map((each) => each.path), ['/actions/1', '/actions/2']);
  refused(await add(isv, ['duty:finance']), [422, 'duty_not_for_account']);
  assert.equal((await add(operator, ['duty:finance', 'aws-marketplace:ListEntities'])).status, 201);
});

test('who is limited gives nobody more, and takes no key of those who are not', async () => {
  const {isv} = market;
  const own = `/accounts/${isv.accountId}`;
  const limited = ['group:users', 'opencppo:GetClock'];
  const {userId} = await addUser('limited', isv, {actions: limited});
  const add = (actions) => market.limited.console('POST', `${own}/users`,
    {body: {email: 'wider@example.org', role: 'admin', actions}});
  refused(await add([]), [403, 'wider_than_maker']);
  refused(await add(['group:money']), [403, 'wider_than_maker']);
  refused(await add(['aws-marketplace:StartChangeSet']), [403, 'wider_than_maker']);
  assert.equal((await add(['opencppo:GetClock', 'opencppo:AddUser'])).status, 201);
  const users = await isv.consoleItems(`${own}/users`);
  const admin = users.find((each) => each.role === 'admin' && each.actions.length === 0);
  const key = (body) => market.limited.console('POST', `${own}/access-keys`, {body});
  refused(await key({userId: admin.userId}), [403, 'wider_than_maker']);
  assert.equal((await key({userId})).status, 201);
  assert.equal((await key({})).status, 201);
  const [keyOfAdmin] = (await isv.consoleItems(`${own}/access-keys`))
    .filter((each) => each.userId === admin.userId);
  refused(await market.limited.console('POST',
    `${own}/access-keys/${keyOfAdmin.accessKeyId}/rotation`), [403, 'wider_than_maker']);
  const change = (id, body) => market.limited.console('PUT', `${own}/users/${id}`, {body});
  refused(await change(userId, {actions: []}), [403, 'wider_than_maker']);
  refused(await change(userId, {actions: ['group:money']}), [403, 'wider_than_maker']);
  refused(await change(admin.userId, {role: 'viewer'}), [403, 'wider_than_maker']);
  const {userId: other} = await isv.consoleAnswer('POST', `${own}/users`,
    {body: {email: 'stopped@example.org', role: 'admin'}});
  assert.equal((await change(other, {state: 'disabled'})).status, 200);
  refused(await change(other, {state: 'active'}), [403, 'wider_than_maker']);
  assert.equal((await change(userId, {actions: ['group:users']})).status, 200);
});

test('who may change offers changes no authorizations and products', async () => {
  const {offers, reseller} = market;
  const denied = {name: 'AccessDeniedException'};
  await assert.rejects(offers.startChangeSet(
    [createAuthorization('prod-aaaaaaaaaaaaa', reseller.accountId)]), denied);
  await assert.rejects(offers.startChangeSet([
    {ChangeType: 'CreateProduct', ChangeName: 'made', Entity: {Type: 'SaaSProduct@1.0'},
      DetailsDocument: {}}]), denied);
  await assert.rejects(offers.startChangeSet([
    onAuthorization('UpdateInformation', newAuthorization, {Name: 'x'})]), denied);
  await assert.rejects(offers.startChangeSet([
    {ChangeType: 'UpdateInformation', Entity: {Type: 'Offer@1.0', Identifier: 'offer-none'},
      DetailsDocument: {Name: 'x'}}]), {name: 'ResourceNotFoundException'});
});
