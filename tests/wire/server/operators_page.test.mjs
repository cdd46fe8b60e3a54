// The commands of docs/operations.md, run one after the other as the page has them: the first day
// of a marketplace, a backup and its restore. Between them an ISV, a partner and a buyer that the
// page created make a deal, so that there is something to pay.
import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync} from
  'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {promisify} from 'node:util';
import {createdId} from '../requests/changes.mjs';
import {
  buy, contractChanges, offerToBuyer, pricing, upfrontCard, upfrontTerm, usageTerm,
} from '../requests/saas.mjs';
import {dayOf, eventually, Marketplace, plusDays, program} from '../worlds/marketplace.mjs';

const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const place = mkdtempSync(join(tmpdir(), 'cppo-page.'));
// The page waits for the command that makes calls.
const hasCall = /^ +call /m.test(execFileSync(program, ['--help'], {encoding: 'utf8'}));
const waits = {skip: hasCall ? false : 'opencppo has no call yet'};

let market;
let said = ''; // what the shell must still know: functions of earlier blocks

before(async () => {
  market = await Marketplace.open({demo: false});
  for (const name of ['bin', 'backup']) mkdirSync(join(place, name));
  symlinkSync(program, join(place, 'bin', 'opencppo'));
});

after(async () => {
  await market?.close();
  rmSync(place, {recursive: true, force: true});
});

// The commands under a heading or a bold beginning of a paragraph, with this test's places.
function commandsOf(beginning) {
  const at = page.indexOf(beginning);
  assert.ok(at >= 0, `the page has no ${beginning}`);
  const [, commands] = /\n```sh\n([^]*?)\n```\n/.exec(page.slice(at));
  return commands.replaceAll('/var/lib/opencppo', market.directory)
    .replaceAll('/backup/', join(place, 'backup/'));
}

// Runs commands as they are; the first that fails ends them.
async function run(commands) {
  const {stdout} = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', said + commands],
    {env: {...process.env, PATH: `${join(place, 'bin')}:${process.env.PATH}`}});
  return stdout;
}

const follow = (beginning) => run(commandsOf(beginning));

test('the operator calls', waits, async () => {
  const commands = commandsOf('## The first day');
  assert.match(await run(commands), /"mode": ?"real"/);
  said = `${commands.split('\n')[0]}\n`;
});

test('accounts, users and keys are made', waits, async () => {
  assert.match(await follow('**Accounts.**'), /admin@210000000001\.example/);
  const parts = {isv: '210000000001', reseller: '210000000002', buyer: '210000000003'};
  for (const [name, accountId] of Object.entries(parts)) {
    const file = join(market.directory, `${accountId}.key.json`);
    assert.equal(statSync(file).mode & 0o77, 0);
    market.addActor(name, {accountId, ...JSON.parse(readFileSync(file, 'utf8'))});
    assert.equal((await market[name].consoleItems('/accounts'))[0].accountId, accountId);
  }
});

test('sellers are approved, and sell', waits, async () => {
  const state = await follow('**A seller');
  for (const part of ['profile', 'tax', 'bank'])
    assert.match(state, new RegExp(`"${part}": ?"COMPLETE"`));
  const prices = pricing('Contract', usageTerm({WorkloadSmall: '0.12', WorkloadMedium: '0.20'}),
    upfrontTerm([upfrontCard({BasicService: '120', PremiumService: '240'})]));
  const product = createdId(await market.isv.succeed(contractChanges(market)), 'CreateProduct');
  const {offer} = await offerToBuyer(market, {product, markup: '25', prices,
    endDay: plusDays(dayOf((await market.clock()).now), 40)});
  await buy(market.buyer, offer, {quantities: {BasicService: 1, PremiumService: 1}});
  await eventually('the invoice', 20_000, async () =>
    (await market.buyer.consoleItems('/invoices')).length > 0 || undefined);
});

test('the page says who owes what', waits, async () => {
  const told = await follow('**Who owes what.**');
  assert.match(told, /"totalAmount": ?"450\.00"/);
  assert.match(told, /"accountId": ?"210000000001"/);
  assert.match(told, /assets:receivable:210000000003/);
  assert.match(told, /"balanced": ?true/);
});

test('a payment is recorded once', waits, async () => {
  for (let count = 0; count < 2; ++count)
    assert.match(await follow('**A payment.**'), /"liabilities:payable:210000000001"/);
  const [invoice] = await market.buyer.consoleItems('/invoices');
  assert.equal(invoice.paidAmount, '100.00');
});

test('what was given is taken back', waits, async () => {
  const {accessKeyId} = market.buyer.keys;
  const user = await follow('## What was given is taken back');
  assert.match(user, new RegExp(`"accessKeyId": ?"${accessKeyId}", ?[^]*"state": ?"deleted"`));
  assert.match(user, /"state": ?"disabled"\}?\s*$/m);
  // Every server honours it within a second.
  await eventually('the end of the key', 3_000, async () =>
    (await market.buyer.console('GET', '/clock')).status === 403 || undefined);
  const file = join(market.directory, `${market.buyer.accountId}.key.json`);
  market.addActor('renewed', {accountId: market.buyer.accountId,
    ...JSON.parse(readFileSync(file, 'utf8'))});
  await market.renewed.consoleAnswer('GET', '/clock');
});

test('a backup is made, and restored for whoever owns the folder', async () => {
  assert.match(await follow('## Backup, restore, verify'), /audit entries verified/);
  assert.match(await follow('Restore into an empty store only'), /secrets\.key/);
  const restored = join(market.directory, 'restored');
  const owner = statSync(market.directory).uid;
  for (const name of readdirSync(restored))
    assert.equal(statSync(join(restored, name)).uid, owner, name);
});
