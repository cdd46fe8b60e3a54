// `./dev` as an ordinary user: it lets sudo ask for the password on the terminal, and says plainly
// what to do where there is none. Nothing is installed here: sudo, id and dpkg-query are stand-ins.
import assert from 'node:assert/strict';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {project, run} from './newcomer.mjs';

let folder;

function standIn(name, script) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'cppo-dev.'));
  standIn('id', 'echo 1000');
  standIn('dpkg-query', 'echo not-installed');
  // With -n it is refused, as by somebody who must give a password; else it asks and is refused.
  standIn('sudo', 'case "$1" in -n) exit 1 ;; esac\n' +
    'printf "[sudo] password: " >/dev/tty; read -r word </dev/tty; echo "told $word"; exit 1');
});
after(() => rmSync(folder, {recursive: true, force: true}));

const dev = join(project, 'dev');
const env = () => ({PATH: `${folder}:/usr/bin:/bin`, HOME: folder});

test('without a terminal it ends at once and says what to do', async () => {
  const {status, stdout, stderr} = await run(['setsid', '--wait', dev, 'run'], {env: env()});
  assert.equal(status, 1);
  assert.match(stdout, /^==> Installing from Debian .*clang-19 cmake/m);
  assert.match(stderr, /^dev: there is no terminal to ask for a password on; start this in one, /m);
  assert.match(stderr, /or do as root: apt-get -q update$/m);
});

test('on a terminal sudo asks, whatever the output is piped into', async () => {
  const {stdout} = await run(
    ['script', '--quiet', '--return', '--command', `${dev} run 2>&1 | cat`, '/dev/null'],
    {env: env(), input: 'secret\n'});
  assert.match(stdout, /\[sudo\] password: /);
  assert.match(stdout, /told secret/);
  assert.match(stdout, /dev: could not do as root: apt-get -q update/);
});

test('another system is named and refused', async () => {
  const {status, stderr} = await run(
    ['bash', '-c', `sed 's#/etc/os-release#/dev/null#' "$0" >"$1/dev"; exec bash "$1/dev" run`,
      dev, folder], {env: env()});
  assert.equal(status, 1);
  assert.match(stderr, /^dev: this is unknown-unknown; OpenCPPO is built on Debian 12 and Debian/m);
});
