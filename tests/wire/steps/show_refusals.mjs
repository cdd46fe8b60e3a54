// Shows rows of refusals, each followed by the proof that nothing was stored.
import assert from 'node:assert/strict';
import {isSaid, reasons, sentenceOf} from '../rows/reasons.mjs';
import {snapshot} from '../worlds/snapshot.mjs';

function wordsOf({reason, says}) {
  assert.ok(reasons.has(reason), `there is no reason ${reason}`);
  return says ?? sentenceOf(reason);
}

export class Refusals {
  reached = new Set();
  #market;

  constructor(market) {
    this.#market = market;
  }

  async #isRefused(row) {
    const {status, ...members} = row.expects;
    await assert.rejects(row.ask(this.#market[row.by]), (error) => {
      for (const [name, value] of Object.entries(members))
        assert.equal(error[name], value, `${name}; ${error.message}`);
      if (status) assert.equal(error.$metadata.httpStatusCode, status);
      isSaid(error.message, wordsOf(row));
      return true;
    });
  }

  async #fails(row) {
    const set = await this.#market[row.by].endedChangeSet(row.changes);
    assert.equal(set.Status, 'FAILED');
    assert.equal(set.FailureCode, 'CLIENT_ERROR');
    const found = set.ChangeSet.flatMap(({ChangeType, ErrorDetailList}) =>
      ErrorDetailList.map(({ErrorCode, ErrorMessage}) => ({ChangeType, ErrorCode, ErrorMessage})));
    assert.deepEqual(found.map(({ChangeType, ErrorCode}) => [ChangeType, ErrorCode]),
      [[row.blames, row.code], ...(row.also ?? [])], JSON.stringify(found));
    isSaid(found[0].ErrorMessage.replace(/ \(\/[^ ]*\)$/, ''), wordsOf(row));
  }

  async #showAll(t, rows, show, options) {
    let seen = await snapshot(this.#market, options);
    for (const row of rows) {
      const what = row.blames ? `${row.blames} with ${row.code}` : row.expects.name;
      await t.test(`${row.reason}: the ${row.by} is told ${what}`, async () => {
        const before = seen;
        try {
          await show(row);
        } finally {
          seen = await snapshot(this.#market, options);
        }
        assert.deepEqual(seen, before);
        this.reached.add(row.reason);
      });
    }
  }

  // A change set that fails is kept, with its errors; nothing else is.
  showFailing(t, rows) {
    return this.#showAll(t, rows, (row) => this.#fails(row), {changeSets: false});
  }

  showRefused(t, rows) {
    return this.#showAll(t, rows, (row) => this.#isRefused(row));
  }
}
