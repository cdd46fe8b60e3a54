// Reports one agreement's usage in batches, and knows what must have been counted.
import assert from 'node:assert/strict';
import {reportBatch} from '../wire/requests/saas.mjs';
import {firstOfNextMonth} from '../wire/steps/saas_metering_steps.mjs';
import {invoicesOf} from '../wire/steps/settlement_steps.mjs';
import {dayOf} from '../wire/worlds/marketplace.mjs';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const batch_max = 12;
const quantity_max = 1_000;
const dimensions = ['WorkloadSmall', 'WorkloadMedium'];

const monthOf = (moment) => new Date(moment).toISOString().slice(0, 7);
const hourOf = (moment) => Math.floor(moment / hour_ms);

// When a record of that moment is last taken.
function latestFor(moment) {
  const closing = Date.parse(
    `${firstOfNextMonth(dayOf(new Date(moment).toISOString()))}T06:00:00.000Z`);
  return Math.min(moment + 24 * hour_ms, closing) - minute_ms;
}

const sorted = (counts) => Object.fromEntries(Object.entries(counts).sort());

export class UsageReporter {
  #world;
  #sale;
  #start;
  #counted = new Map();
  #asked = [];

  constructor(world, sale) {
    this.#world = world;
    this.#sale = sale;
    this.#start = world.time.now;
    world.log.claimAlways(`usage of ${sale.agreement}`, () => this.#isCounted());
  }

  get size() { return this.#counted.size; }

  report() {
    const {log, time, market: {isv}} = this.#world;
    let batch;
    const latestAt = (now) => {
      batch = this.#batchAt(now);
      return Math.min(...batch.map((each) => latestFor(each.Timestamp.getTime())));
    };
    return time.before(latestAt, async () => {
      this.#asked = batch;
      const {Results, UnprocessedRecords} = await log.carryOut('batch', this.#sale.agreement, {
        send: () => reportBatch(isv, batch),
        wholeOrAbsent: () => this.#isCounted(),
        told: (answer) => answer.Results.map((each) => each.MeteringRecordId).join(),
      });
      this.#asked = [];
      assert.deepEqual(UnprocessedRecords, []);
      assert.deepEqual(Results.map((each) => each.Status), batch.map(() => 'Success'));
      batch.forEach((record, at) => this.#count(record, Results[at].MeteringRecordId));
    });
  }

  #keyOf({Dimension, Timestamp}) { return `${Dimension} ${hourOf(Timestamp.getTime())}`; }

  #count(record, id) {
    const key = this.#keyOf(record);
    const known = this.#counted.get(key);
    if (known) assert.equal(id, known.id, `the record of ${key} has another id`);
    this.#counted.set(key, {record, id});
  }

  // Records of different hours or dimensions; an hour that was reported is reported again the same.
  #batchAt(now) {
    const {random} = this.#world;
    const records = new Map();
    for (let count = 1 + random(batch_max); count > 0; --count) {
      const drawn = Math.max(now - random(24 * hour_ms), this.#start);
      const Timestamp = new Date(latestFor(drawn) < now + hour_ms ? now : drawn);
      const record = {Timestamp, Dimension: dimensions[random(dimensions.length)]};
      const known = this.#counted.get(this.#keyOf(record))?.record;
      records.set(this.#keyOf(record), {
        ...record, Quantity: known?.Quantity ?? 1 + random(quantity_max),
        CustomerAWSAccountId: this.#sale.by.accountId, LicenseArn: this.#sale.license,
      });
    }
    return [...records.values()];
  }

  // Quantities by month and dimension of what was counted, and of `more` that may have been.
  #sums(more = []) {
    const all = new Map([...this.#counted].map(([key, {record}]) => [key, record]));
    for (const record of more) all.set(this.#keyOf(record), record);
    const sums = {};
    for (const {Timestamp, Dimension, Quantity} of all.values()) {
      const name = `${monthOf(Timestamp.getTime())} ${Dimension}`;
      sums[name] = (sums[name] ?? 0) + Quantity;
    }
    return sorted(sums);
  }

  async #isCounted() {
    const {usage} = await this.#sale.by.consoleAnswer('GET', `/deals/${this.#sale.agreement}`);
    const shown = JSON.stringify(sorted(Object.fromEntries(usage
      .filter((each) => each.quantity > 0)
      .map((each) => [`${each.month} ${each.dimension}`, each.quantity]))));
    const without = JSON.stringify(this.#sums());
    const whole = JSON.stringify(this.#sums(this.#asked));
    assert.ok([without, whole].includes(shown), `${shown} is neither ${without} nor ${whole}`);
  }

  // Once all months are closed: each month's quantities are invoiced, once.
  async isInvoiced() {
    const invoiced = {};
    for (const {issuedOn, lines} of await invoicesOf(this.#sale.by, this.#sale)) {
      const month = monthOf(Date.parse(issuedOn) - 5 * 24 * hour_ms);
      for (const {kind, dimension, quantity} of lines) {
        if (kind !== 'USAGE') continue;
        assert.equal(invoiced[`${month} ${dimension}`], undefined, `${month} is invoiced twice`);
        invoiced[`${month} ${dimension}`] = quantity;
      }
    }
    assert.deepEqual(sorted(invoiced), this.#sums());
  }
}
