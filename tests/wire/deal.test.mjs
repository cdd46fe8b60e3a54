import {after, before, test} from 'node:test';
import {plannedDeal, steps} from './deal_steps.mjs';
import {Marketplace} from './marketplace.mjs';

let market;
let deal;

before(async () => {
  market = await Marketplace.open();
  deal = plannedDeal(await market.freezeClock());
});

after(() => market?.close());

// Every step rests on the ones before it, so the first that fails is the one to look at.
let broken;
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
