// Requests that two servers could take for different ones, sent to ours and to nginx before it: the
// request hidden in them is never answered, neither to who sent it nor to anybody else. Where nginx
// itself reads a second request (it takes bare line feeds for the end of a chunk's line), who sent
// it gets its answer, and nobody else.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Marketplace} from './marketplace.mjs';
import {isInstalled, startBefore} from './nginx.mjs';
import {converse, statusesOf} from './raw_connection.mjs';
import {rows, smuggled} from './smuggling_rows.mjs';

let market;
let proxy;

before(async () => {
  market = await Marketplace.open({demo: false});
  if (isInstalled) proxy = await startBefore(serverPort());
});

after(async () => {
  await proxy?.close();
  await market?.close();
});

const serverPort = () => Number(new URL(market.endpoint).port);

// What others send meanwhile: a path that nobody has.
const victim = 'GET /victim HTTP/1.1\r\nHost: h\r\n\r\n';
const leaving = victim.replace('Host', 'Connection: close\r\nHost');

test('the hidden request is answered where it is not hidden', async () => {
  assert.deepEqual(statusesOf(await converse(serverPort(), smuggled)), [200]);
  assert.deepEqual(statusesOf(await converse(serverPort(), victim + smuggled)), [404, 200]);
});

for (const [what, bytes, statuses] of rows)
  test(`${what}: ours answers ${statuses}`, async () => {
    const heard = await converse(serverPort(), bytes);
    assert.deepEqual(statusesOf(heard), statuses, heard);
    if (statuses[0] === 400) assert.match(heard, /\r\nConnection: close\r\n/);
  });

const skip = !isInstalled && 'nginx is not installed; ./dev test installs it';

test('behind nginx, requests of several clients share a connection', {skip}, async () => {
  for (const port of [proxy.careful, proxy.streaming]) {
    assert.deepEqual(statusesOf(await converse(port, smuggled)), [200]);
    assert.deepEqual(statusesOf(await converse(port, victim + smuggled)), [404, 200]);
  }
});

for (const [what, bytes] of rows.filter(([, text]) => text.includes(smuggled)))
  for (const way of ['careful', 'streaming'])
    test(`${what}: behind a ${way} nginx nothing is smuggled`, {skip}, async () => {
      proxy.targets();
      const heard = await converse(proxy[way], bytes);
      for (let client = 0; client < 3; ++client) {
        const other = await converse(proxy[way], leaving);
        assert.deepEqual(statusesOf(other), [404], other);
      }
      const read = proxy.targets().filter((target) => target.includes('smuggled'));
      const answered = statusesOf(heard).filter((status) => status < 400);
      assert.equal(answered.length, read.length, heard);
    });
