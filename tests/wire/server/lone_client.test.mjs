// A client with nobody beside it is served however busy the machine is (R-LIM-03); a crowd of one
// account does not keep another one waiting. CPPO_BUSY_SECONDS says how long each takes.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {whileBurning} from '../clients/burner.mjs';
import {connectMany, keepAsking, signedBytes, waits} from '../clients/crowd.mjs';
import {ofConsole} from '../requests/requests.mjs';
import {searchAgreements} from '../steps/deal_steps.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

const seconds = Number(process.env.CPPO_BUSY_SECONDS ?? 12);
const limit_ms = seconds * 2_000 + 30_000;

let market;

before(async () => { market = await Marketplace.open({deals: true}); });

after(() => market?.close());

const share = (values, part) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)];

// One call after the other, a pause apart; answers how long each took. A refusal is thrown.
async function callFor(call, pause_ms) {
  const took = [];
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const start = performance.now();
    await call();
    took.push(performance.now() - start);
    await pause(pause_ms);
  }
  return took;
}

const callsOf = (actor) => async () => {
  await searchAgreements(actor, 'Acceptor');
  await actor.consoleAnswer('GET', '/deals');
};

test('a lone client on a busy machine is never throttled', async (context) => {
  const took = await whileBurning(limit_ms, () => callFor(callsOf(market.buyer), 1_000));
  context.diagnostic(`${took.length} times two calls, the slowest ${Math.max(...took)} ms`);
  assert.ok(took.length >= seconds / 3, `${took.length} times`);
});

test('beside six hundred of another account it is served, each of them in a second or told',
  async (context) => {
    await callsOf(market.buyer)(); // so that the server has met the account
    const audit = await signedBytes(market.operator, market.endpoint, 'opencppo',
      ofConsole('/ledger/audit'));
    const sockets = await connectMany(market.endpoint, 600);
    const until = performance.now() + seconds * 1_000;
    const crowd = Promise.all(sockets.map((each) => keepAsking(each, [audit], until)));
    const took = await callFor(callsOf(market.buyer), 200);
    const answered = (await crowd).flat();
    for (const each of sockets) each.destroy();
    const latencies = answered.map((each) => each.latency_ms);
    const refused = answered.filter((each) => each.status === 429).length;
    context.diagnostic(`${answered.length} answered, ${refused} of them refused, p99 ` +
      `${share(latencies, 0.99).toFixed(0)} ms; beside them ${took.length}, p50 ` +
      `${share(took, 0.5).toFixed(0)} ms, the slowest ${Math.max(...took).toFixed(0)} ms`);
    assert.ok(answered.every((each) => [200, 429].includes(each.status)));
    assert.ok(answered.length - refused > 100);
    const {count, short} = await waits(market.endpoint);
    assert.ok(count > 100);
    assert.ok(short >= 0.99 * count, `${short} of ${count} waited less than a second`);
    // Twice a wait and an answer.
    assert.ok(share(took, 0.5) < 2_000, `p50 ${share(took, 0.5)} ms`);
  });
