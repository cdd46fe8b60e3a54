// Random batches of usage against a model that is a set: the first record of an hour counts. The
// seed is printed; CPPO_SEED repeats a run.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createdId} from '../requests/changes.mjs';
import {
  buy, codeOf, contractChanges, licenseOf, pricing, reportBatch, reportOwn,
  saasAuthorizationChanges, saasOfferChanges, usageTerm,
} from '../requests/saas.mjs';
import {firstOfNextMonth} from '../steps/saas_metering_steps.mjs';
import {cents, invoicesOf} from '../steps/settlement_steps.mjs';
import {Marketplace, nineOn, plusDays} from '../worlds/marketplace.mjs';
import {randomFrom, seedOfThisRun} from '../worlds/random.mjs';

const hour_ms = 3_600_000;
const rounds = 60;
const batch_max = 25;
const centsEach = {WorkloadSmall: 15, WorkloadMedium: 25};
const dimensions = Object.keys(centsEach);
const amounts = [0, 1, 2, 7, 1_000_000];

const hourOf = (moment) => Math.floor(moment / hour_ms);
const monthOf = (moment) => new Date(moment).toISOString().slice(0, 7);
const closingOf = (moment) =>
  Date.parse(`${firstOfNextMonth(new Date(moment).toISOString().slice(0, 10))}T06:00:00Z`);
const ahead_ms = 5 * 60_000;
const isInTime = (moment, now, hours = 24) => moment <= now + ahead_ms &&
  hourOf(now) - hours <= hourOf(moment) && now < closingOf(moment);

// What the engine must answer and keep.
class Model {
  kept = new Map();
  #ids = new Map();

  constructor(start) {
    this.start = start;
  }

  // Licences are in force from the hour they began in.
  isInForce(record) { return hourOf(this.start) <= hourOf(record.Timestamp.getTime()); }

  // The status of one record, which counts if it is the first of its hour.
  take(record) {
    const moment = record.Timestamp.getTime();
    const key = this.keyOf(record);
    const said = JSON.stringify([record.Quantity, record.UsageAllocations]);
    if (!this.kept.has(key))
      this.kept.set(key, {said, record, month: monthOf(moment)});
    return this.kept.get(key).said === said ? 'Success' : 'DuplicateRecord';
  }

  keyOf({LicenseArn, Dimension, Timestamp}) {
    return `${LicenseArn} ${Dimension} ${hourOf(Timestamp.getTime())}`;
  }

  // A record has one id for ever, and no other record has it.
  hasId(record, id) {
    const key = this.keyOf(record);
    if (!this.#ids.has(key)) {
      assert.ok(![...this.#ids.values()].includes(id), `two records have the id ${id}`);
      this.#ids.set(key, id);
    }
    assert.equal(id, this.#ids.get(key));
  }

  // What is invoiced for a licence: month and dimension with quantities that are not zero.
  usedOf(license) {
    const used = {};
    for (const {record, month} of this.kept.values()) {
      if (record.LicenseArn !== license) continue;
      const name = `${month} ${record.Dimension}`;
      used[name] = (used[name] ?? 0) + record.Quantity;
    }
    return Object.fromEntries(Object.entries(used).filter(([, sum]) => sum > 0).sort());
  }
}

// Two buyers, the first with two agreements.
async function sell(market, start) {
  const {isv, reseller, reseller2, buyer} = market;
  const product = createdId(await isv.succeed(contractChanges(market, {
    'SaaSProduct/UpdateTargeting':
      {PositiveTargeting: {BuyerAccounts: [buyer.accountId, reseller2.accountId]}},
  })), 'CreateProduct');
  const prices = pricing('Usage', usageTerm({WorkloadSmall: '0.12', WorkloadMedium: '0.20'}));
  const endDay = plusDays(start, 40);
  const sales = [];
  for (const by of [buyer, buyer, reseller2]) {
    const authorization = createdId(await isv.succeed(saasAuthorizationChanges(
      {product, reseller: reseller.accountId, endDay, prices})), 'CreateResaleAuthorization');
    const offer = createdId(await reseller.succeed(saasOfferChanges(
      {authorization, buyers: [by.accountId], endDay, markup: '25'})), 'CreateOffer');
    const agreement = await buy(by, offer);
    sales.push({by, agreement, license: await licenseOf(by, agreement)});
  }
  return {product, sales};
}

class Run {
  sent = [];
  counts = {};

  constructor(market, random, start, {product, sales}) {
    Object.assign(this, {market, random, sales, code: codeOf(product)});
    this.now = Date.parse(nineOn(start));
    this.model = new Model(this.now);
  }

  pick(list) { return list[this.random(list.length)]; }

  shuffled(list) {
    const made = [...list];
    for (let at = made.length - 1; at > 0; --at) {
      const other = this.random(at + 1);
      [made[at], made[other]] = [made[other], made[at]];
    }
    return made;
  }

  record() {
    const {by, license} = this.pick(this.sales);
    let moment;
    do moment = this.now + ahead_ms - this.random(25 * hour_ms);
    while (!isInTime(moment, this.now));
    const Quantity = this.pick(amounts);
    const part = this.random(Quantity + 1);
    return {
      Timestamp: new Date(moment), Dimension: this.pick(dimensions), Quantity,
      CustomerAWSAccountId: by.accountId, LicenseArn: license,
      ...(this.random(4) === 0 && {UsageAllocations: [
        {AllocatedUsageQuantity: part, Tags: [{Key: 'team', Value: 'red'}]},
        {AllocatedUsageQuantity: Quantity - part},
      ]}),
    };
  }

  newBatch() {
    return Array.from({length: 1 + this.random(batch_max)}, () => this.record());
  }

  // What was sent before and may be sent still, in another order, with some of it left out.
  oldBatch() {
    const old = this.shuffled(this.sent).filter(
      (each) => isInTime(each.Timestamp.getTime(), this.now));
    return old.slice(0, 1 + this.random(batch_max));
  }

  async send(batch) {
    if (!batch.every((each) => this.model.isInForce(each))) return this.isRefused(batch);
    const expected = batch.map((each) => this.model.take(each));
    this.check(batch, expected, await reportBatch(this.market.isv, batch));
    this.sent.push(...batch);
  }

  // One record outside its licence's period, and nothing is recorded.
  async isRefused(batch) {
    this.counts.refused = (this.counts.refused ?? 0) + 1;
    await assert.rejects(reportBatch(this.market.isv, batch), {name: 'InvalidLicenseException'});
  }

  check(batch, expected, {Results, UnprocessedRecords}) {
    assert.deepEqual(UnprocessedRecords, []);
    assert.deepEqual(Results.map((each) => each.Status), expected);
    Results.forEach(({Status, MeteringRecordId}, at) => {
      this.counts[Status] = (this.counts[Status] ?? 0) + 1;
      if (Status === 'Success') this.model.hasId(batch[at], MeteringRecordId);
      else assert.equal(MeteringRecordId, undefined);
    });
  }

  // The same batch several times at once is the same as once.
  async sendAtOnce(drawn) {
    const batch = drawn.filter((each) => this.model.isInForce(each));
    const expected = batch.map((each) => this.model.take(each));
    const answers = await Promise.all(
      Array.from({length: 4}, () => reportBatch(this.market.isv, batch)));
    for (const each of answers) this.check(batch, expected, each);
    this.sent.push(...batch);
  }

  // A batch whose answer is lost with the server is sent again.
  async sendThroughACrash(batch) {
    const lost = reportBatch(this.market.isv, batch).catch(() => undefined);
    const wait = this.random(4);
    await new Promise((resolve) => { setTimeout(resolve, wait); });
    await this.market.restart('SIGKILL');
    await lost;
    await this.send(batch);
  }

  async sendPoisoned(batch) {
    const poison = this.random(2) === 0 ? this.now + ahead_ms + 1 :
      (hourOf(this.now) - 24) * hour_ms - 1;
    const all = this.shuffled([{...this.record(), Timestamp: new Date(poison)},
      ...batch.slice(0, batch_max - 1)]);
    await assert.rejects(reportBatch(this.market.isv, all),
      {name: 'TimestampOutOfBoundsException'});
  }

  // The buyer's own software names no agreement; the latest is meant.
  async sendOwn() {
    const {by, license} = this.pick(this.sales.slice(1));
    const record = {...this.record(), LicenseArn: license};
    const moment = record.Timestamp.getTime();
    if (!isInTime(moment, this.now, 6)) return;
    const {Timestamp, Dimension: UsageDimension, Quantity: UsageQuantity, UsageAllocations} =
      record;
    const asked = reportOwn(by,
      {ProductCode: this.code, Timestamp, UsageDimension, UsageQuantity, UsageAllocations});
    const status = this.model.isInForce(record) ? this.model.take(record) : 'NotEntitled';
    if (status === 'Success') return this.model.hasId(record, (await asked).MeteringRecordId);
    const name = status === 'DuplicateRecord' ? 'DuplicateRequestException' :
      'CustomerNotEntitledException';
    await assert.rejects(asked, {name});
  }

  async round() {
    this.now += this.random(30 * hour_ms);
    await this.market.moveClockTo(new Date(this.now).toISOString());
    await this.send(this.newBatch());
    await this.pick([
      () => this.send(this.oldBatch()),
      () => this.send(this.oldBatch()),
      () => this.sendAtOnce(this.newBatch()),
      () => this.sendPoisoned(this.newBatch()),
      () => this.sendThroughACrash(this.newBatch()),
      () => this.market.restart('SIGTERM'),
    ])();
    await this.sendOwn();
    await this.send(this.oldBatch());
  }
}

// The quantities of usage invoices by month and dimension; each line has its exact price.
async function invoicedOf({by, agreement}) {
  const used = {};
  for (const invoice of await invoicesOf(by, {agreement})) {
    let sum = 0;
    const month = monthOf(Date.parse(invoice.issuedOn) - 5 * 24 * hour_ms);
    for (const {kind, dimension, quantity, amount} of invoice.lines) {
      assert.equal(kind, 'USAGE');
      assert.equal(cents(amount), quantity * centsEach[dimension]);
      assert.equal(used[`${month} ${dimension}`], undefined, 'a month is invoiced twice');
      used[`${month} ${dimension}`] = quantity;
      sum += cents(amount);
    }
    assert.equal(cents(invoice.totalAmount), sum);
  }
  return Object.fromEntries(Object.entries(used).sort());
}

test('whatever is sent, the first record of each hour is invoiced, once', async (t) => {
  const seed = seedOfThisRun();
  const market = await Marketplace.open();
  t.after(() => market.close());
  const start = await market.freezeClock();
  const run = new Run(market, randomFrom(seed), start, await sell(market, start));
  for (let round = 0; round < rounds; ++round) await run.round();
  t.diagnostic(`${run.model.kept.size} records kept; ${JSON.stringify(run.counts)}`);

  const day = new Date(run.now).toISOString().slice(0, 10);
  await market.moveClockTo(nineOn(plusDays(firstOfNextMonth(day), 1)));
  for (const sale of run.sales)
    assert.deepEqual(await invoicedOf(sale), run.model.usedOf(sale.license));
  const audit = await market.operator.consoleAnswer('GET', '/ledger/audit');
  assert.deepEqual([audit.balanced, audit.mismatches], [true, []]);
});
