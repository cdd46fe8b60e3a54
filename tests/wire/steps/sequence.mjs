// A deal as a sequence of tests on one market.
import {after, before, test} from 'node:test';
import {Marketplace} from '../worlds/marketplace.mjs';

// Every step rests on the ones before it, so the first that fails is the one to look at.
export function inSequence(steps, planned) {
  let market;
  let deal;
  let broken;
  before(async () => {
    market = await Marketplace.open();
    deal = planned(await market.freezeClock());
  });
  after(() => market?.close());
  for (const [name, step] of steps)
    test(name, async (t) => {
      if (broken) return t.skip(`after "${broken}" failed`);
      try {
        return await step(market, deal);
      } catch (failed) {
        broken = name;
        throw failed;
      }
    });
}
