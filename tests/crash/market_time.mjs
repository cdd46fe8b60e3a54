// The market clock as its only mover knows it. Whoever has something to finish by a moment holds
// the clock back from it.
import assert from 'node:assert/strict';
import {EventEmitter, once} from 'node:events';

const minute_ms = 60_000;
const move_minutes_max = 18 * 60;

export class MarketTime extends EventEmitter {
  #market;
  #log;
  #random;
  #held = new Set();
  #target;
  #moves = 0;

  // Needs a stopped clock that shows `now`, a whole minute.
  constructor({market, log, random}, now) {
    super();
    this.setMaxListeners(0);
    Object.assign(this, {now});
    this.#market = market;
    this.#log = log;
    this.#random = random;
    this.#target = now;
    log.claimAlways('the market clock', () => this.#isWhereItMustBe());
  }

  // Does `work` before the clock passes the moment that `latestAt` answers for the present one.
  async before(latestAt, work) {
    let latest;
    while ((latest = latestAt(this.now)) < this.#target) await once(this, 'changed');
    const hold = {latest};
    this.#held.add(hold);
    try {
      return await work();
    } finally {
      this.#held.delete(hold);
      this.emit('changed');
    }
  }

  // Advances the clock by some hours, or as far as nobody holds it back.
  async move() {
    const wanted = this.now + (1 + this.#random(move_minutes_max)) * minute_ms;
    const target = Math.min(wanted, ...[...this.#held].map((each) => each.latest));
    const minutes = Math.floor((target - this.now) / minute_ms);
    if (minutes < 1) return once(this, 'changed');
    return this.advance(minutes);
  }

  async advance(minutes) {
    this.#target = this.now + minutes * minute_ms;
    const token = `move-${++this.#moves}`;
    const answer = await this.#log.carryOut('clock', token, {
      wholeOrAbsent: () => this.#isWhereItMustBe(),
      send: () => {
        this.emit('moving');
        return this.#market.operator.consoleAnswer('POST', '/clock',
          {body: {mode: 'frozen', advance: `PT${minutes}M`}, token});
      },
    });
    assert.equal(answer.now, new Date(this.#target).toISOString(), `${token} was made twice`);
    this.now = this.#target;
    this.emit('changed');
    this.emit('moved');
  }

  // A move stops at every due moment on its way, so it may have come a part of it.
  async #isWhereItMustBe() {
    const {now} = await this.#market.clock();
    const shown = Date.parse(now);
    assert.ok(this.now <= shown && shown <= this.#target,
      `${now} is not from ${new Date(this.now).toISOString()}` +
      ` to ${new Date(this.#target).toISOString()}`);
  }
}
