// What a call is read from, given twice over a real connection (R-SIG-02), and paths that are not
// as they should be: all of it is refused, and every refusal says why.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {signedBytes} from '../clients/crowd.mjs';
import {converse} from '../clients/raw_connection.mjs';
import {json, ofAgreement, ofCatalog, ofConsole} from '../requests/requests.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

const aws = 'aws-marketplace';
const own = 'opencppo';
let market;

before(async () => { market = await Marketplace.open(); });

after(() => market?.close());

const describing = () => ofAgreement('DescribeAgreement', {agreementId: 'agmt-none'});
const listing = () => ofCatalog('ListEntities',
  {Catalog: 'AWSMarketplace', EntityType: 'SaaSProduct'});
const paying = () => ({...ofConsole('/payments'), method: 'POST',
  headers: {'content-type': json, 'idempotency-key': 'once'}, body: '{}'});

// Sends a request with one of its headers there twice, and answers its status and message. What is
// signed of two lines is their values with a comma between.
async function repeated(service, request, name) {
  const own = name.toLowerCase();
  const value = request.headers[own];
  const headers = value ? {...request.headers, [own]: `${value},${value}`} : request.headers;
  const bytes = (await signedBytes(market.operator, market.endpoint, service,
    {...request, headers})).toString('latin1');
  const line = new RegExp(`^${name}: .*\r\n`, 'im').exec(bytes)?.[0];
  assert.ok(line, `there is no ${name}`);
  const once = value ? `${name}: ${value}\r\n` : line;
  return answerTo(bytes.replace(line, once + once));
}

async function answerTo(bytes) {
  const text = await converse(Number(new URL(market.endpoint).port), bytes);
  const body = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));
  return {status: Number(text.slice(9, 12)), told: body.message ?? body.detail};
}

const rows = [
  ['Authorization', aws, listing, 403], ['X-Amz-Date', aws, listing, 403],
  ['X-Amz-Content-Sha256', aws, listing, 403], ['Authorization', aws, describing, 400],
  ['X-Amz-Target', aws, describing, 400], ['Content-Type', aws, describing, 400],
  ['Host', aws, listing, 400], ['Content-Length', aws, describing, 400],
  ['Authorization', own, paying, 403], ['Idempotency-Key', own, paying, 400],
  ['Content-Type', own, paying, 400],
];

for (const [name, service, request, status] of rows)
  test(`${name} twice is refused in ${request.name}`, async () => {
    const made = await repeated(service, request(), name);
    assert.equal(made.status, status, made.told);
    assert.match(made.told, /more than once|exactly one|at most one/);
  });

for (const element of ['Credential', 'Signature', 'SignedHeaders'])
  test(`${element} twice in one Authorization is refused`, async () => {
    const bytes = (await signedBytes(market.isv, market.endpoint, aws, listing()))
      .toString('latin1');
    const again = new RegExp(`${element}=[^,\r]+`).exec(bytes)[0];
    const made = await answerTo(bytes.replace(again, `${again}, ${again}`));
    assert.equal(made.status, 403);
    assert.match(made.told, new RegExp(`'${element}' parameter more than once`));
  });

test('a signature twice in the query is refused', async () => {
  const parameter = 'X-Amz-Signature=0&X-Amz-Signature=0';
  const made = await answerTo(`GET /DescribeEntity?${parameter} HTTP/1.1\r\nHost: h\r\n\r\n`);
  assert.equal(made.status, 403);
  assert.match(made.told, /'X-Amz-Signature' more than once/);
});

for (const path of ['//DescribeEntity', '/./DescribeEntity', '/x/../DescribeEntity',
  '/DescribeEntity/', '/%44escribeEntity', '/describeentity', '/', '/console/v1/../v1/clock',
  '/console/v1//clock', '/console/v1'])
  test(`${path} is refused in words`, async () => {
    const bytes = await signedBytes(market.operator, market.endpoint, own,
      {method: 'GET', path, headers: {}});
    const made = await answerTo(bytes);
    assert.equal(made.status, 404);
    assert.ok(made.told.length > 10, made.told);
  });
