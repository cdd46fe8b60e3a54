// A store gets another key: afterwards the new one opens it and the old one does not, also where it
// was killed in the middle; and never beside a server.
import assert from 'node:assert/strict';
import {execFile, spawn} from 'node:child_process';
import {renameSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {promisify} from 'node:util';
import {Marketplace, program} from '../worlds/marketplace.mjs';

let market;
before(async () => { market = await Marketplace.open(); });
after(() => market?.close());

const file = (name) => join(market.directory, name);
// The words of a store end with its key file where it is not in the folder.
const store = () => market.storeWords.slice(0, 2);
const words = (from, to) => ['rekey', ...store(),
  '--key-file', file(from), '--new-key-file', file(to)];
const rekey = (from, to) => promisify(execFile)(program, words(from, to));
const fails = (from, to, why) => assert.rejects(rekey(from, to), ({stderr}) => why.test(stderr));

async function killed(from, to, after_ms) {
  const running = spawn(program, words(from, to), {stdio: 'ignore'});
  const ended = new Promise((resolve) => { running.once('close', resolve); });
  await pause(after_ms);
  running.kill('SIGKILL');
  await ended;
}

test('a store gets no other key while a server runs', async () => {
  await fails('secrets.key', 'new.key', /held by another process|Stop every server/);
  await market.isv.consoleAnswer('GET', '/clock');
});

test('the new key opens the store, and the old one does not', async () => {
  const bank = {holder: 'Northwind', currency: 'USD', iban: 'DE89370400440532013000',
    bic: 'COBADEFFXXX'};
  const path = `/accounts/${market.isv.accountId}`;
  await market.isv.consoleAnswer('POST', `${path}/seller/submission`, {body: {bankAccount: bank}});
  for (let count = 0; count < 40; ++count)
    await market.isv.consoleAnswer('POST', `${path}/access-keys`, {body: {}});
  await market.stop();
  await fails('missing.key', 'new.key', /does not exist/);
  await fails('secrets.key', 'secrets.key', /is the old one/);
  for (const after_ms of [5, 15, 25, 40]) await killed('secrets.key', 'new.key', after_ms);
  const {stdout} = await rekey('secrets.key', 'new.key');
  assert.match(stdout, /^\d\d secrets are sealed/);
  await assert.rejects(market.start(), /is not the one that sealed the secrets/);
  await fails('secrets.key', 'third.key', /opens with neither key/);
  await rekey('new.key', 'third.key');
  renameSync(file('third.key'), file('secrets.key'));
  await market.start();
  for (const actor of market.actors) await actor.consoleAnswer('GET', '/clock');
  const {submission} = await market.isv.consoleAnswer('GET', `${path}/seller`);
  assert.equal(submission.bankAccount.iban, '****3000');
});
