// The server is killed at random moments under mixed load, and started again. What it acknowledged
// is there, the rest is whole or absent, nothing happened twice. CPPO_SEED repeats the choices of a
// run, though not its timing; CPPO_CRASH_SECONDS is how long the load lasts.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {Marketplace} from '../wire/worlds/marketplace.mjs';
import {randomFrom, seedOfThisRun} from '../wire/worlds/random.mjs';
import {areBalanced, booksAreRight} from './books.mjs';
import {buildWorld} from './crash_world.mjs';
import {DealMaker} from './deal_maker.mjs';

const load_seconds = Number(process.env.CPPO_CRASH_SECONDS ?? 60);
// Servers that share a store wait for the leases of the dead.
const killsPerMinute_min = process.env.CPPO_STORE === 'postgresql' ? 10 : 40;
const dealMakers = 3;
const life_ms_max = 700;
const killedStart_ms_max = 80;
const settlingMoves = 10;
const settlingMove_minutes = 7 * 24 * 60;

// When the server dies next: at any moment; soon after a move of the clock has been sent; or, so
// that due work gets done where the leases of the dead must end first, after a move was answered.
// Where no more moves come, it is once all `done` is.
async function momentOfDeath({random, time, life: {signal}}, done) {
  await pause(random(life_ms_max), undefined, {signal});
  const seen = (event) => Promise.race([once(time, event, {signal}), done]);
  const choice = random(4);
  if (choice === 0) await seen('moving').then(() => pause(random(20)));
  if (choice === 1) await seen('moved');
}

const killedStarts = ({random}) => (random(4) === 0 ? [random(killedStart_ms_max)] : []);

// All works at once until the time is up, with kills in between. What is then begun is whole or
// absent, and is finished.
async function load(world) {
  const {life, log, time, reporters} = world;
  const end = Date.now() + load_seconds * 1_000;
  const works = [
    ...Array.from({length: dealMakers}, (_, at) => new DealMaker(`deal-${at}`, world))
      .map((maker) => () => maker.makeDeal()),
    ...reporters.map((each) => () => each.report()),
    () => time.move(),
  ];
  const done = Promise.all(works.map(async (work) => {
    while (Date.now() < end) await work();
  }));
  const kill = async () => {
    while (Date.now() < end) {
      await momentOfDeath(world, done);
      await life.crash(() => log.check(), killedStarts(world));
    }
    world.killsPerMinute = Math.round(life.kills * 60 / load_seconds);
  };
  const killing = kill();
  await Promise.all([done, killing]).catch(async (failed) => {
    life.end();
    await killing.catch(() => {});
    throw failed;
  });
}

// Closes the months, sends the invoices and pays the sellers out, with kills in the midst of it.
async function settle(world) {
  const {life, log, time, market, random} = world;
  for (let move = 0; move < settlingMoves; ++move) {
    const moved = time.advance(settlingMove_minutes);
    await pause(random(30));
    await life.crash(() => log.check());
    await moved;
    await areBalanced(market);
  }
  await life.crash(() => log.check({all: true}));
}

test('what was acknowledged outlives any kill, and nothing happens twice', async (t) => {
  const random = randomFrom(seedOfThisRun());
  const market = await Marketplace.open();
  t.after(() => market.close());
  const world = await buildWorld(market, random);
  await load(world);
  await settle(world);
  world.life.inspectStore();
  await booksAreRight(market, world);
  const {kills, retries, inspections} = world.life;
  const each = Object.entries(world.log.acknowledged).map(([kind, count]) => `${count} ${kind}`);
  assert.ok(world.killsPerMinute >= killsPerMinute_min, `${world.killsPerMinute} kills a minute`);
  t.diagnostic(`${kills} kills, ${world.killsPerMinute} a minute; acknowledged ${each.join(', ')}` +
    `; ${retries} retried; store looked through ${inspections} times`);
});
