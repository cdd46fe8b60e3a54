// Requests that two servers could take for different ones: the request hidden in them is never
// answered. smuggling_nginx.test.mjs sends them through nginx.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {converse, statusesOf} from '../clients/raw_connection.mjs';
import {rows, smuggled, victim} from '../rows/smuggling_rows.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;

before(async () => { market = await Marketplace.open({demo: false}); });

after(() => market?.close());

const port = () => Number(new URL(market.endpoint).port);

test('the hidden request is answered where it is not hidden', async () => {
  assert.deepEqual(statusesOf(await converse(port(), smuggled)), [200]);
  assert.deepEqual(statusesOf(await converse(port(), victim + smuggled)), [404, 200]);
});

for (const [what, bytes, statuses] of rows)
  test(`${what}: ours answers ${statuses}`, async () => {
    const heard = await converse(port(), bytes);
    assert.deepEqual(statusesOf(heard), statuses, heard);
    if (statuses[0] === 400) assert.match(heard, /\r\nConnection: close\r\n/);
  });
