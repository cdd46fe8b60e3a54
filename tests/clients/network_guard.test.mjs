// The tests run where only the loopback can be reached: what holds ./dev test holds the processes
// it starts, however they connect.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {test} from 'node:test';
import {debianPython, outputOf, project, run} from './newcomer.mjs';

const guard = join(project, 'tests/loopback_only');
const env = {PATH: '/usr/bin:/bin'};

// Connects to a listener of its own and to an address that nobody has; sends a datagram there.
const program = `
import socket, os
with socket.create_server(("127.0.0.1", 0)) as here:
    socket.create_connection(here.getsockname(), 5).close()
    print("loopback reached")
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
    with socket.socket(socket.AF_INET, kind) as out:
        out.settimeout(2)
        try:
            out.connect(("192.0.2.1", 53))
            print("outside reached")
        except OSError as refused:
            print(refused.strerror)
print(os.environ["CPPO_NETWORK"])
`;

test('behind the guard the loopback is reached, and nothing else', async () => {
  const told = await run([guard, debianPython, '-c', program], {env});
  assert.equal(told.status, 0, told.stderr);
  const lines = told.stdout.trim().split('\n');
  assert.equal(lines[0], 'loopback reached');
  if (lines.at(-1) === 'loopback')
    assert.deepEqual(lines.slice(1, -1), ['Network is unreachable', 'Network is unreachable']);
  else
    assert.match(told.stderr, /^loopback_only: the kernel gives no network namespace/m);
});

test('who runs behind the guard is who started it', async () => {
  assert.equal(await outputOf([guard, 'id', '-u'], {env}), `${process.getuid()}\n`);
});

test('these tests themselves are behind it, where ./dev test runs them', async (t) => {
  if (process.env.CPPO_NETWORK !== 'loopback')
    return t.skip('ctest was started without tests/loopback_only');
  const told = await outputOf([debianPython, '-c', program],
    {env: {...env, CPPO_NETWORK: 'loopback'}});
  assert.doesNotMatch(told, /outside reached/);
});
