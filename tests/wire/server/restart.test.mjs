import assert from 'node:assert/strict';
import {test} from 'node:test';
import {plannedDeal, steps} from '../steps/deal_steps.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

for (const signal of ['SIGTERM', 'SIGKILL'])
  test(`a restart with ${signal} between any two steps of the deal changes nothing`, async (t) => {
    const market = await Marketplace.open();
    t.after(() => market.close());
    const deal = plannedDeal(await market.freezeClock());
    const {actors} = market.demo;
    for (const [name, step] of steps) {
      await market.restart(signal);
      assert.deepEqual(market.demo.actors, actors);
      assert.equal((await market.clock()).mode, 'frozen');
      await step(market, deal).catch((failed) => {
        failed.message = `${name}: ${failed.message}`;
        throw failed;
      });
    }
  });

test('the server ends cleanly on SIGTERM', async (t) => {
  const market = await Marketplace.open();
  t.after(() => market.close());
  assert.deepEqual(await market.stop('SIGTERM'), {code: 0, signal: null});
});
