// `./dev run` and `./dev example` in a clone that is built: each has a marketplace of its own, and
// leaves nothing running. What installs and builds is a stand-in.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {
  chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {eventually, program} from '../wire/worlds/marketplace.mjs';
import {project, run} from './newcomer.mjs';

let clone;

function standIn(name, script) {
  writeFileSync(join(clone, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(clone, 'bin', name), 0o755);
}

before(() => {
  clone = mkdtempSync(join(tmpdir(), 'cppo-clone.'));
  for (const folder of ['bin', 'build/dev/source', 'examples/saas_deal'])
    mkdirSync(join(clone, folder), {recursive: true});
  copyFileSync(join(project, 'dev'), join(clone, 'dev'));
  symlinkSync(program, join(clone, 'build/dev/source/opencppo'));
  // Without a lock file nothing is installed: the packages are those of the wire tests.
  copyFileSync(join(project, 'examples/saas_deal/saas_deal.mjs'),
    join(clone, 'examples/saas_deal/saas_deal.mjs'));
  symlinkSync(join(project, 'tests/wire/node_modules'), join(clone, 'node_modules'));
  standIn('cmake', 'exit 0');
  standIn('dpkg-query', 'echo installed');
});
after(() => rmSync(clone, {recursive: true, force: true}));

const env = () => ({HOME: clone, PATH: `${join(clone, 'bin')}:${join(process.execPath, '..')}:` +
  '/usr/bin:/bin'});
const read = (name) => JSON.parse(readFileSync(join(clone, name), 'utf8'));
const answers = (endpoint) =>
  fetch(`${endpoint}/healthz`).then(({status}) => status === 200, () => false);

test('the example has a market of its own, beside the demo, and both end', async () => {
  const demo = spawn(join(clone, 'dev'), ['run'], {env: env(), stdio: ['ignore', 'pipe', 'pipe']});
  const ended = new Promise((resolve) => { demo.once('close', resolve); });
  let told = '';
  for (const name of ['stdout', 'stderr'])
    demo[name].setEncoding('utf8').on('data', (text) => { told += text; });
  try {
    await eventually('the way in', 60_000, () => (told.includes('Ctrl-C stops it') || undefined));
    const {endpoint, actors, open} = read('data/demo.json');
    assert.match(told, new RegExp(`^OpenCPPO answers at ${endpoint}$`, 'm'));
    for (const {accountId} of Object.values(actors)) assert.ok(told.includes(accountId));
    for (const {id} of open) assert.ok(told.includes(id));
    assert.doesNotMatch(told, /clock that was moved/);

    const example = await run([join(clone, 'dev'), 'example'], {env: env()});
    assert.equal(example.status, 0, example.stderr);
    assert.match(example.stdout, /^\* The ledger balances: true$/m);
    const own = read('example-data/demo.json');
    assert.notEqual(own.endpoint, endpoint);
    assert.equal(await answers(own.endpoint), false);

    const clock = await run([program, 'call', '--data', join(clone, 'data'), '--as', 'operator',
      'GET', '/console/v1/clock'], {env: env()});
    assert.equal(JSON.parse(clock.stdout).mode, 'real');
    assert.equal(await answers(endpoint), true);
  } finally {
    demo.kill('SIGINT');
  }
  assert.equal(await ended, 0, told);
});

test('a demo whose clock was moved says so', async () => {
  const moving = spawn(program, ['serve', '--data', join(clone, 'data'), '--listen', '127.0.0.1:0',
    '--demo'], {env: env(), stdio: 'ignore'});
  const ended = new Promise((resolve) => { moving.once('close', resolve); });
  const before = read('data/demo.json').endpoint;
  await eventually('another start', 20_000,
    async () => (read('data/demo.json').endpoint !== before &&
      await answers(read('data/demo.json').endpoint)) || undefined);
  await run([program, 'call', '--data', join(clone, 'data'), '--as', 'operator', 'POST',
    '/console/v1/clock', '--body', '{"advance":"P63D"}'], {env: env()});
  moving.kill('SIGTERM');
  await ended;
  const demo = spawn(join(clone, 'dev'), ['run'], {env: env(), stdio: ['ignore', 'pipe', 'pipe']});
  let told = '';
  demo.stdout.setEncoding('utf8').on('data', (text) => { told += text; });
  demo.stderr.resume();
  const over = new Promise((resolve) => { demo.once('close', resolve); });
  try {
    await eventually('the way in', 60_000, () => (told.includes('Ctrl-C stops it') || undefined));
  } finally {
    demo.kill('SIGINT');
  }
  await over;
  assert.match(told, /^This marketplace has a clock that was moved: it is 20\d\d-.* there\./m);
});
