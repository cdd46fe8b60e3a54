// More clients than a server can serve: it stays up and quick for those it accepts, and tells the
// others so.
import assert from 'node:assert/strict';
import {setTimeout as pause} from 'node:timers/promises';
import {after, before, test} from 'node:test';
import {
  connectMany, keepAsking, metric as metricOf, signedBytes, waits,
} from '../clients/crowd.mjs';
import {createdId, productChanges} from '../requests/changes.mjs';
import {ofConsole} from '../requests/requests.mjs';
import {
  buy, contractChanges, offerToBuyer, pricing, upfrontCard, upfrontTerm, usageTerm,
} from '../requests/saas.mjs';
import {searchAgreements} from '../steps/deal_steps.mjs';
import {eventually, Marketplace, plusDays} from '../worlds/marketplace.mjs';

const memoryMax = 200_000_000;

let market;

before(async () => { market = await Marketplace.open({deals: true}); });

after(() => market?.close());

const metric = (name) => metricOf(market.endpoint, name);

async function isQuick() {
  const start = performance.now();
  await searchAgreements(market.buyer, 'Acceptor');
  const took = performance.now() - start;
  assert.ok(took < 1_000, `it took ${took} ms`);
}

const closeAll = (sockets) => { for (const each of sockets) each.destroy(); };
const isGone = (count) => eventually('the end of the connections', 5_000,
  async () => await metric('connections') <= count || undefined);

test('two thousand idle connections disturb nobody', async () => {
  const idle = await connectMany(market.endpoint, 2_000);
  await eventually('2,000 connections', 5_000,
    async () => await metric('connections') >= 2_000 || undefined);
  await isQuick();
  assert.ok(await metric('resident_memory_bytes') < memoryMax);
  closeAll(idle);
  await isGone(10);
});

test('slow writers and readers hold up nobody', async () => {
  const writers = await connectMany(market.endpoint, 300);
  for (const each of writers)
    each.write('POST /StartChangeSet HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n{');
  const journal = await signedBytes(market.operator, market.endpoint, 'opencppo',
    ofConsole('/ledger/journal'));
  const readers = await connectMany(market.endpoint, 300);
  for (const each of readers) {
    each.pause();
    for (let count = 0; count < 20; ++count) each.write(journal);
  }
  await isQuick();
  assert.ok(await metric('resident_memory_bytes') < memoryMax);
  closeAll([...writers, ...readers]);
  await isGone(10);
});

const latenciesOf = (answered) =>
  answered.map((each) => each.latency_ms).sort((a, b) => a - b);

function share(sorted, part) { return sorted[Math.floor(sorted.length * part)]; }

// Deals that make the ledger's audit, the dearest of all calls, dear.
async function makeDeals(count) {
  const start = await market.freezeClock();
  const prices = pricing('Contract', usageTerm({WorkloadSmall: '0.12', WorkloadMedium: '0.20'}),
    upfrontTerm([upfrontCard({BasicService: '120', PremiumService: '240'})]));
  let product;
  for (let made = 0; made < count; ++made) {
    // A buyer has at most a hundred agreements for a product.
    if (made % 100 === 0)
      product = createdId(await market.isv.succeed(contractChanges(market)), 'CreateProduct');
    const {offer} = await offerToBuyer(market,
      {product, markup: '25', endDay: plusDays(start, 40), prices});
    await buy(market.buyer, offer, {quantities: {BasicService: 1, PremiumService: 1}});
  }
}

// So many clients ask for nothing else.
async function crowd(count, milliseconds) {
  const audit = await signedBytes(market.operator, market.endpoint, 'opencppo',
    ofConsole('/ledger/audit'));
  const sockets = await connectMany(market.endpoint, count);
  const until = performance.now() + milliseconds;
  const answered = (await Promise.all(
    sockets.map((each) => keepAsking(each, [audit], until)))).flat();
  closeAll(sockets);
  return answered;
}

test('at ten times what it can carry, it answers some soon and tells the rest', async (context) => {
  await makeDeals(150);
  const unqueued = latenciesOf(await crowd(32, 2_000)); // each has a worker
  const earlier = await waits(market.endpoint);
  const answered = await crowd(1_000, 6_000);
  const later = await waits(market.endpoint);
  const accepted = answered.filter((each) => each.status === 200);
  const refused = answered.filter((each) => each.status !== 200);
  const latencies = latenciesOf(accepted);
  const served_ms = share(unqueued, 0.99);
  context.diagnostic(`${accepted.length} accepted, ${refused.length} refused, ` +
    `p50 ${share(latencies, 0.5).toFixed(0)} ms, p99 ${share(latencies, 0.99).toFixed(0)} ms, ` +
    `without a queue ${served_ms.toFixed(0)} ms`);
  assert.ok(accepted.length > 100);
  assert.ok(refused.length > 9 * accepted.length, 'the crowd was too small');
  for (const {status, body} of refused) {
    assert.equal(status, 429, body);
    assert.equal(JSON.parse(body).reason, 'throttling');
  }
  assert.ok(later.count - earlier.count >= accepted.length);
  assert.ok(later.short - earlier.short >= 0.99 * (later.count - earlier.count),
    `${later.short - earlier.short} of ${later.count - earlier.count} waited less than a second`);
  assert.ok(await metric('resident_memory_bytes') < memoryMax);
  assert.ok(await metric('turned_down_total') >= refused.length);
});

test('without descriptors left it refuses, and serves again once there are some', async () => {
  const few = await Marketplace.open({descriptors: 80});
  try {
    const sockets = await connectMany(few.endpoint, 200);
    await pause(300); // the server notices that it cannot accept
    closeAll(sockets);
    await eventually('an answer', 5_000, async () => {
      try {
        return (await searchAgreements(few.buyer, 'Acceptor')).agreementViewSummaries;
      } catch {
        return undefined;
      }
    });
    await few.isv.succeed(productChanges());
  } finally {
    await few.close();
  }
});

test('it recovers within five seconds', async () => {
  const end = performance.now() + 5_000;
  let well = 0;
  while (well < 10 && performance.now() < end) {
    try {
      await isQuick();
      ++well;
    } catch {
      well = 0;
      await pause(100);
    }
  }
  assert.equal(well, 10);
});
