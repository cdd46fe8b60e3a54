// Everything the shapes say does not fit, sent to every operation of every protocol: refused in the
// form its protocol has for errors, nothing stored, the server as healthy as before.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import http from 'node:http';
import {after, before, test} from 'node:test';
import {cbor} from '@smithy/core/cbor';
import {deliver, sign} from '../clients/signed_request.mjs';
import {productChanges} from '../requests/changes.mjs';
import {hostileConsoleRequests} from '../requests/hostile_console.mjs';
import {
  hostileDocuments, hostileInputs, operations, services, unreadable,
} from '../requests/hostile_requests.mjs';
import {Marketplace, program} from '../worlds/marketplace.mjs';
import {snapshot} from '../worlds/snapshot.mjs';

const described = JSON.parse(execFileSync(program, ['shapes'], {maxBuffer: 64 << 20}));
const atOnce = 8;

let market;
let agent;
let kept;

before(async () => {
  market = await Marketplace.open();
  await market.freezeClock();
  await market.isv.succeed(productChanges());
  kept = await snapshot(market);
  agent = new http.Agent({keepAlive: true, maxSockets: atOnce});
});

after(async () => {
  agent?.destroy();
  await market?.close();
});

async function send(actor, signedFor, request) {
  const signed = await sign(market.endpoint, actor.keys, signedFor, request);
  return deliver(market.endpoint, signed, agent);
}

// Several at once, and every failure with what was sent.
async function sendAll(cases, sendOne) {
  const waiting = cases[Symbol.iterator]();
  let count = 0;
  const sender = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      ++count;
      try {
        await sendOne(next.value);
      } catch (failed) {
        failed.message = `${next.value.what}: ${failed.message}`;
        throw failed;
      }
    }
  };
  await Promise.all(Array.from({length: atOnce}, sender));
  assert.ok(count > 0, 'nothing was sent');
  return count;
}

// A refusal as restJson or awsJson has it.
function isJsonFault(reply) {
  const {__type} = reply.json ?? {};
  assert.match(__type?.split('#').at(-1) ?? '', /^\w+Exception$/, reply.text.slice(0, 500));
  assert.match(reply.headers['x-amzn-requestid'], /^[0-9a-f-]{36}$/);
  if (!reply.headers['content-type'].includes('x-amz-json'))
    assert.match(reply.headers['x-amzn-errortype'], /^\w+Exception/);
}

function isCborFault(reply) {
  assert.equal(reply.headers['content-type'], 'application/cbor');
  assert.equal(reply.headers['smithy-protocol'], 'rpc-v2-cbor');
  assert.equal(reply.status, 400);
  assert.match(cbor.deserialize(reply.bytes).__type, /#\w+Exception$/);
}

function isAnswered(reply, {isMisfit, isLone}, {isCbor} = {}) {
  assert.ok(reply.status < 500, `${reply.status} ${reply.text.slice(0, 500)}`);
  // A CBOR text has no lone surrogates: the client's encoder replaces them.
  const isRefused = isMisfit && !(isCbor && isLone);
  if (reply.status < 300) return assert.ok(!isRefused, `taken: ${reply.text.slice(0, 200)}`);
  return isCbor ? isCborFault(reply) : isJsonFault(reply);
}

for (const service of services) {
  const protocol = service.isCbor ? 'CBOR' : 'JSON';
  for (const called of operations(service, described))
    test(`${called.operation} in ${protocol} refuses what does not fit`, () =>
      sendAll(hostileInputs(called), async (each) => isAnswered(
        await send(market.isv, service.signedFor, called.request(each.value)), each, service)));

  test(`${service.name} in ${protocol} refuses what it cannot read`, async () => {
    for (const called of operations(service, described)) {
      if (called.request(called.input).method !== 'POST') continue;
      const cases = unreadable(called, called.input)
        .map(([what, request]) => ({what: `${called.operation} ${what}`, request}));
      await sendAll(cases, async ({request}) => isAnswered(
        await send(market.isv, service.signedFor, request), {isMisfit: true}, service));
    }
  });
}

test('StartChangeSet refuses change documents that do not fit', async () => {
  const [catalog] = services;
  const all = hostileDocuments(described[catalog.name]);
  await sendAll(all, async (each) => {
    const request = catalog.request('StartChangeSet', each.value);
    isAnswered(await send(market.isv, catalog.signedFor, request), each);
  });
});

test('the console refuses what does not fit', async () => {
  const {json} = await market.operator.console('GET', '/openapi.json');
  await sendAll(hostileConsoleRequests(json), async ({request, isMisfit}) => {
    const reply = await send(market.operator, 'opencppo', request);
    assert.ok(reply.status < 500, `${reply.status} ${reply.text.slice(0, 500)}`);
    if (reply.status < 300) return assert.ok(!isMisfit, `taken: ${reply.text.slice(0, 200)}`);
    assert.match(reply.headers['content-type'], /^application\/problem\+json/);
    assert.equal(reply.json.status, reply.status);
    return assert.ok(reply.json.title && reply.json.reason, reply.text);
  });
});

test('the server is healthy, and nothing of all this was stored or failed', async () => {
  assert.equal((await deliver(market.endpoint, {method: 'GET', path: '/healthz'})).status, 200);
  assert.doesNotMatch(market.log, /failed/);
  assert.deepEqual(await snapshot(market), kept);
});
