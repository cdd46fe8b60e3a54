// TLS as the server itself speaks it: to an SDK client that knows nothing of it, in versions that
// are safe, with a certificate that can be renewed while connections are open.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import https from 'node:https';
import {after, before, test} from 'node:test';
import tls from 'node:tls';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {converse} from '../clients/raw_connection.mjs';
import {deliver} from '../clients/signed_request.mjs';
import {Authority} from '../worlds/authority.mjs';
import {eventually, Marketplace} from '../worlds/marketplace.mjs';

const renewal_ms = 5_000;
const client = fileURLToPath(new URL('../clients/tls_client.mjs', import.meta.url));

let authority;
let certificate;
let market;
let trust;

before(async () => {
  authority = new Authority();
  certificate = authority.issue('first');
  trust = {ca: readFileSync(authority.file)};
  market = await Marketplace.open({certificate});
});

after(async () => {
  await market?.close();
  authority?.close();
});

const port = () => Number(new URL(market.endpoint).port);
const health = (agent) =>
  deliver(market.endpoint, {method: 'GET', path: '/healthz', headers: {}}, agent);

// What both sides agree on: {version, name}, of the certificate shown.
function greet(options = {}) {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({host: '127.0.0.1', port: port(), ...trust, ...options});
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      resolve({version: socket.getProtocol(), name: socket.getPeerCertificate().subject.CN});
      socket.destroy();
    });
  });
}

const only = (version, more) => ({minVersion: version, maxVersion: version, ...more});

async function renewed(name) {
  market.signal('SIGHUP');
  await eventually(`the certificate ${name}`, renewal_ms, async () =>
    (await greet()).name === name ? true : undefined);
}

test('an SDK client calls over TLS', async () => {
  const {accessKeyId, secretAccessKey} = market.isv.keys;
  const {stdout} = await promisify(execFile)(process.execPath,
    [client, market.endpoint, accessKeyId, secretAccessKey],
    {env: {...process.env, NODE_EXTRA_CA_CERTS: authority.file}});
  assert.match(stdout, /^(offers: \d+\n){3}$/);
});

test('an SDK client that does not know the authority does not call', async () => {
  const {accessKeyId, secretAccessKey} = market.isv.keys;
  await assert.rejects(promisify(execFile)(process.execPath,
    [client, market.endpoint, accessKeyId, secretAccessKey]), /unable to verify|self-signed/);
});

test('TLS 1.2 and 1.3 are spoken', async () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'])
    assert.equal((await greet(only(version))).version, version);
});

test('TLS 1.1, and ciphers without forward secrecy, are not', async () => {
  const old = {ciphers: 'ALL:@SECLEVEL=0'};
  await assert.rejects(greet(only('TLSv1.1', old)), /alert protocol version|version/i);
  await assert.rejects(greet(only('TLSv1.2', {ciphers: 'AES128-SHA'})), /handshake failure/i);
});

test('HTTP without TLS is not answered', async () => {
  assert.doesNotMatch(await converse(port(), 'GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n'), /HTTP/);
});

test('a body that is too long is refused, and its connection used on', async () => {
  const agent = new https.Agent({...trust, keepAlive: true, maxSockets: 1});
  const long = await deliver(market.endpoint, {method: 'POST', path: '/ListEntities',
    headers: {'content-type': 'application/json'}, body: 'x'.repeat(2 << 20)}, agent);
  assert.ok(long.status >= 400 && long.status < 500, long.text);
  const next = await health(agent);
  assert.equal(next.status, 200);
  assert.equal(next.port, long.port);
  agent.destroy();
});

test('a new certificate is shown after SIGHUP, and open connections go on', async () => {
  const agent = new https.Agent({...trust, keepAlive: true, maxSockets: 1});
  const first = await health(agent);
  const next = authority.issue('second');
  copyFileSync(next.chain, certificate.chain);
  copyFileSync(next.key, certificate.key);
  assert.equal((await greet()).name, 'first');
  await renewed('second');
  const again = await health(agent);
  assert.equal(again.status, 200);
  assert.equal(again.port, first.port);
  agent.destroy();
});

test('a certificate that is none is not taken', async () => {
  writeFileSync(certificate.chain, 'no certificate');
  market.signal('SIGHUP');
  await eventually('the complaint', renewal_ms, () =>
    market.log.includes('cannot be read') ? true : undefined);
  assert.equal((await greet()).name, 'second');
  copyFileSync(authority.issue('third').chain, certificate.chain);
  market.signal('SIGHUP');
  await eventually('the complaint about the key', renewal_ms, () =>
    market.log.includes("another certificate's") ? true : undefined);
  assert.equal((await greet()).name, 'second');
});
