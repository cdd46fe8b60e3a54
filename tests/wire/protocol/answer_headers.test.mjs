// Whatever is answered is for whoever asked, and is what its type says: no answer may be kept on
// the way or be taken for something else.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {converse} from '../clients/raw_connection.mjs';
import {deliver, sign} from '../clients/signed_request.mjs';
import {json, ofAgreement, ofCatalog, ofConsole} from '../requests/requests.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;

before(async () => { market = await Marketplace.open(); });
after(() => market?.close());

const listing = () => ofCatalog('ListEntities', {Catalog: 'AWSMarketplace', EntityType: 'Offer'});
const inForm = {'content-type': 'application/x-www-form-urlencoded'};
const cborHeaders = {'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor'};

// What is asked, for which service it is signed where it is, and the status it is answered with.
const cases = [
  ['a list of the Catalog', 'aws-marketplace', listing, 200],
  ['a refused call of the Catalog', 'aws-marketplace', () => ofCatalog('ListEntities', {}), 422],
  ['an unsigned call', undefined, listing, 403],
  ['a refused call of Agreement', 'aws-marketplace',
    () => ofAgreement('DescribeAgreement', {}), 400],
  ['a call in CBOR', 'aws-marketplace', () => ({method: 'POST', headers: cborHeaders,
    path: '/service/AWSMPEntitlementService/operation/GetEntitlements', body: ''}), 400],
  ['GetCallerIdentity', 'sts', () => ({method: 'POST', path: '/', headers: inForm,
    body: 'Action=GetCallerIdentity&Version=2011-06-15'}), 200],
  ['a call of the console', 'opencppo', () => ofConsole('/clock'), 200],
  ['a problem of the console', 'opencppo', () => ofConsole('/nowhere'), 404],
  ['a change by the console', 'opencppo', () => ({...ofConsole('/payments'), method: 'POST',
    headers: {'content-type': json, 'idempotency-key': 'k'}, body: '{}'}), 400],
  ['the journal', 'opencppo', () => ofConsole('/ledger/journal'), 200],
  ['the description of the console', undefined, () => ofConsole('/openapi.json'), 200],
  ['what is nowhere', undefined, () => ({method: 'GET', path: '/nowhere', headers: {}}), 404],
  ['health', undefined, () => ({method: 'GET', path: '/healthz', headers: {}}), 200],
  ['metrics', undefined, () => ({method: 'GET', path: '/metrics', headers: {}}), 200],
];

for (const [what, service, request, status] of cases)
  test(`${what} is not kept and not taken for something else`, async () => {
    const made = service === undefined ? request() :
      await sign(market.endpoint, market.operator.keys, service, request());
    const reply = await deliver(market.endpoint, made);
    assert.equal(reply.status, status, reply.text);
    assert.equal(reply.headers['cache-control'], 'no-store');
    assert.equal(reply.headers['x-content-type-options'], 'nosniff');
  });

test('so is the refusal of a head', async () => {
  const {port} = new URL(market.endpoint);
  for (const head of ['GET / HTTP/1.1\r\n\r\n', 'nonsense\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: h\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`]) {
    const heard = await converse(Number(port), head);
    assert.match(heard, /^HTTP\/1\.1 4\d\d/);
    assert.match(heard, /\r\nCache-Control: no-store\r\n/);
    assert.match(heard, /\r\nX-Content-Type-Options: nosniff\r\n/);
  }
});
