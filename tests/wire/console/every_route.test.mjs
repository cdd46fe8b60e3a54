// Every route of the console, as its description lists them: what it does not know is refused, what
// is given twice is refused, and who may not is told so or sees nothing.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, test} from 'node:test';
import {documentPath} from '../clients/console_contract.mjs';
import {deliver} from '../clients/signed_request.mjs';
import {json} from '../requests/requests.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;
let routes;

before(async () => {
  market = await Marketplace.open({deals: true});
  const {json: document} = await deliver(market.endpoint,
    {method: 'GET', path: documentPath, headers: {}});
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(), operation, parameters: operation.parameters,
      path: path.slice('/console/v1'.length)
        .replace(/\{\w+\}/g, (name) => (name === '{accountId}' ? market.isv.accountId : 'none')),
    })));
});

after(() => market?.close());

const words = ({method, operation}) => `${method} ${operation.operationId}`;

// A call of a route as it is, and more.
function call(actor, {method, path}, {query, body} = {}) {
  const isGet = method === 'GET';
  return actor.send('opencppo', {
    method, path: `/console/v1${path}`, query,
    headers: isGet ? {} : {'content-type': json, 'idempotency-key': randomUUID()},
    body: isGet ? undefined : JSON.stringify(body ?? {}),
  });
}

function isMisfit(route, reply, pointer) {
  assert.equal(reply.status, 400, `${words(route)}: ${reply.text}`);
  assert.equal(reply.json.reason, 'malformed_value', words(route));
  assert.ok(reply.json.violations.some((each) => each.path === pointer),
    `${words(route)}: ${reply.text}`);
}

test('no route takes a parameter it does not know', async () => {
  for (const route of routes)
    isMisfit(route, await call(market.operator, route, {query: {stat: 'OPEN'}}), '/stat');
});

test('no route takes a member it does not know', async () => {
  for (const route of routes.filter((each) => each.method !== 'GET'))
    isMisfit(route, await call(market.operator, route, {body: {colour: 'blue'}}), '/colour');
});

test('no route takes a parameter twice, or one that its path names', async () => {
  for (const route of routes)
    for (const {name, in: place} of route.parameters) {
      if (place === 'header') continue;
      const once = `?${name}=1`;
      const twice = {...route, path: route.path + (place === 'path' ? once : `${once}&${name}=1`)};
      isMisfit(route, await signedWithQuery(twice), `/${name}`);
    }
});

// The signer takes a query as an object, which has no name twice, so lists stand for them.
function signedWithQuery({method, path}) {
  const [plain, text] = path.split('?');
  const query = {};
  for (const pair of text.split('&')) {
    const [name, value] = pair.split('=');
    query[name] = query[name] ? [query[name], value].flat() : value;
  }
  return market.operator.send('opencppo',
    {method, path: `/console/v1${plain}`, query,
      headers: method === 'GET' ? {} : {'idempotency-key': randomUUID()}});
}

test('whoever may not is told so, or that there is nothing', async () => {
  const told = {};
  for (const route of routes) {
    const reply = await call(market.reseller2, route);
    if (reply.status < 400) continue;
    assert.ok(reply.json.detail.length > 10, `${words(route)}: ${reply.text}`);
    (told[reply.status] ??= []).push(route.operation.operationId);
  }
  assert.deepEqual(told[403].sort(),
    ['ApproveSeller', 'CloseAccount', 'CreateAccount', 'MoveClock']);
  for (const hidden of ['AuditLedger', 'GetBilling', 'GetBuyerVisibility', 'GetDeal', 'GetJournal',
    'GetPublishingDelay', 'GetResaleAuthorization', 'GetSeller', 'ListAccessKeys', 'ListLimits',
    'ListTransfers', 'ListUsers', 'SetBuyerVisibility', 'SetLimit', 'SetPublishingDelay'])
    assert.ok(told[404].includes(hidden), `${hidden}: ${JSON.stringify(told)}`);
});

test('another method, and a path that is none, are answered in words', async () => {
  for (const route of routes) {
    const reply = await call(market.operator, {...route, method: 'PATCH'});
    assert.equal(reply.status, 405, words(route));
    assert.ok(reply.json.detail.length > 10);
    const none = await call(market.operator, {...route, path: `${route.path}/more/of/it`});
    assert.equal(none.status, 404, words(route));
    assert.ok(none.json.detail.length > 10);
  }
});

const idOf = {
  '/statements': (each) => each.lineId, '/disbursements': (each) => each.disbursementId,
  '/deals': (each) => each.dealId, '/audit': (each) => `${each.accountId} ${each.number}`,
  '/resale-authorizations': (each) => each.authorizationId,
  '/invoices': (each) => each.invoiceId, '/charges': (each) => each.chargeId,
};

test('the lines of everybody say whose they are', async () => {
  const sellers = new Set((await market.operator.consoleItems('/statements'))
    .map((each) => each.accountId));
  assert.deepEqual(sellers, new Set([market.isv.accountId, market.reseller.accountId,
    market.reseller2.accountId].filter((each) => sellers.has(each))));
  assert.ok(sellers.size >= 2);
});

for (const [path, id] of Object.entries(idOf))
  test(`the operator's ${path} without an account are those of everybody`, async () => {
    const all = await market.operator.consoleItems(path);
    const everybodys = new Set();
    for (const actor of market.actors)
      for (const each of await actor.consoleItems(path)) everybodys.add(id(each));
    assert.ok(everybodys.size > 1, `only ${everybodys.size}`);
    assert.deepEqual(all.map(id).sort(), [...everybodys].sort());
    for (const limit of ['1', '3'])
      assert.deepEqual((await market.operator.consoleItems(path, {limit})).map(id), all.map(id));
  });
