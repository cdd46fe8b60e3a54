// Requests that two servers could take for different ones, sent through nginx: the request hidden
// in them is answered neither to who sent it nor to anybody else. Where nginx itself reads a second
// request (it takes bare line feeds for the end of a chunk's line), who sent it gets its answer,
// and nobody else.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {converse, statusesOf} from '../clients/raw_connection.mjs';
import {rows, smuggled, victim} from '../rows/smuggling_rows.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';
import {isInstalled, startBefore} from '../worlds/nginx.mjs';

const skip = !isInstalled && 'nginx is not installed; ./dev test installs it';
const ways = ['careful', 'streaming'];

let market;
let proxy;

before(async () => {
  if (skip) return;
  market = await Marketplace.open({demo: false});
  proxy = await startBefore(Number(new URL(market.endpoint).port));
});

after(async () => {
  await proxy?.close();
  await market?.close();
});

const leaving = victim.replace('Host', 'Connection: close\r\nHost');

test('requests of several clients share a connection', {skip}, async () => {
  for (const way of ways) {
    assert.deepEqual(statusesOf(await converse(proxy[way], smuggled)), [200]);
    assert.deepEqual(statusesOf(await converse(proxy[way], victim + smuggled)), [404, 200]);
  }
});

for (const [what, bytes] of rows.filter(([, text]) => text.includes(smuggled)))
  for (const way of ways)
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
