// The command says which markup restores a list price, to the cent.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {program} from '../worlds/marketplace.mjs';

function run(...words) {
  return spawnSync(program, ['markup', ...words], {encoding: 'utf8'});
}

const tiers = [
  {wholesale: '0.008', exact: '25', isExact: true, percentage: '25', by: '25',
    unitPrice: '0.01', amount: '10000.00', lost: '0.00'},
  {wholesale: '0.0075', exact: '100/3', isExact: false, percentage: '33.333333333', by: '33.3',
    unitPrice: '0.0099975', amount: '9997.50', lost: '2.50'},
  {wholesale: '0.007', exact: '300/7', isExact: false, percentage: '42.857142857', by: '42.8',
    unitPrice: '0.009996', amount: '9996.00', lost: '4.00'},
];

for (const tier of tiers)
  test(`from ${tier.wholesale} back to 0.01`, () => {
    const {status, stdout} = run('--list', '0.01', '--wholesale', tier.wholesale, '--json');
    assert.equal(status, 0);
    const told = JSON.parse(stdout);
    assert.equal(told.exactPercentage, tier.exact);
    assert.equal(told.isExact, tier.isExact);
    assert.equal(told.percentage, tier.percentage);
    assert.equal(told.amountAtList, '10000.00');
    const [nearest, , cutToOne] = told.outcomes;
    assert.deepEqual(nearest,
      {percentage: tier.percentage, unitPrice: '0.01', amount: '10000.00', lost: '0.00'});
    assert.deepEqual(cutToOne, {percentage: tier.by, unitPrice: tier.unitPrice,
      amount: tier.amount, lost: tier.lost});
  });

test('a given markup at a given volume, in words', () => {
  const {status, stdout} = run('--list', '0.01', '--wholesale', '0.007', '--markup', '42.8',
    '--volume', '2000000', '--currency', 'EUR');
  assert.equal(status, 0);
  assert.match(stdout, /^Exact markup +300\/7 per cent, which nine decimals cannot express$/m);
  assert.match(stdout, /^2000000 units +20000\.00 EUR$/m);
  assert.match(stdout, /^42\.8 +0\.009996 +19992\.00 +8\.00$/m);
});

const refused = [
  [['--list', '0.01', '--wholesale', '0.02'], 'list price is below the wholesale price'],
  [['--list', '0.01', '--wholesale', '0'], 'wholesale price of zero'],
  [['--list', '1,0', '--wholesale', '1'], '--list: A price is'],
  [['--list', '1', '--wholesale', '0.000000001'], '--wholesale: A price is'],
  [['--list', '1', '--wholesale', '1', '--markup', '1e3'], '--markup: A markup is'],
  [['--list', '1', '--wholesale', '1', '--volume', '1.5'], '--volume: A volume is'],
  [['--list', '1', '--wholesale', '1', '--volume', '999999999999999'], '--volume: The line'],
  [['--list', '1', '--wholesale', '1', '--currency', 'CHF'], '--currency: The currency'],
  [['--list', '100000000', '--wholesale', '0.00000001'], 'No markup goes'],
];

for (const [words, sentence] of refused)
  test(`refused: ${words.join(' ')}`, () => {
    const {status, stdout, stderr} = run(...words);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.equal(stderr.trimEnd().split('\n').length, 1);
    assert.ok(stderr.includes(sentence), stderr);
  });

test('refused: a word that is missing', () => {
  assert.equal(run('--list', '1').status, 2);
});
