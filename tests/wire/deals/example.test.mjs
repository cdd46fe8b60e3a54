// The README's example does what the README says, in a marketplace such as ./dev example starts.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {Marketplace} from '../worlds/marketplace.mjs';

const example = fileURLToPath(
  new URL('../../../examples/saas_deal/saas_deal.mjs', import.meta.url));

let market;

before(async () => {
  market = await Marketplace.open();
});

after(() => market?.close());

for (const time of ['first', 'second'])
  test(`the example runs a ${time} time`, async () => {
    const {stdout} =
      await promisify(execFile)(process.execPath, [example, market.actorsFile]);
    const told = stdout.replaceAll(/(prod|resaleauthz|offer|agmt|dsb)-\w+|\d{12}/g, '$1-')
      .trim().split('\n');
    assert.deepEqual(told, [
      '* The ISV released prod-',
      '* The partner was given resaleauthz-',
      '* The partner offers offer- at { queries: \'0.15\', users: \'150\' }',
      '* The buyer is quoted 12000.00 USD',
      '* Accepted: agmt-',
      '* The ISV knows - may have 80 users',
      '* The ISV reported use: Success',
      '* Invoice: 80 users 12000.00',
      '* Invoice: 1000 queries 150.00',
      '* The ISV was paid 9264.00 UPFRONT by dsb-',
      '* The ISV was paid 115.80 USAGE by dsb-',
      '* The partner was paid 2400.00 UPFRONT by dsb-',
      '* The partner was paid 30.00 USAGE by dsb-',
      '* The ledger balances: true',
    ]);
  });
