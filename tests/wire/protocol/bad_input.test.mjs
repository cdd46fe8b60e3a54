// What no SDK client sends: the error AWS has for it, nothing stored, and the connection usable.
import assert from 'node:assert/strict';
import http from 'node:http';
import {after, before, test} from 'node:test';
import {deliver, presign, sign} from '../clients/signed_request.mjs';
import {newAuthorization, onAuthorization, productChanges} from '../requests/changes.mjs';
import {
  amzJson, json, ofAgreement, ofCatalog, ofCatalogQuery, ofConsole, ofDiscovery, startChangeSet,
} from '../requests/requests.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';
import {snapshot} from '../worlds/snapshot.mjs';

let market;
let agent;
let kept;

before(async () => {
  market = await Marketplace.open();
  await market.freezeClock();
  await market.isv.succeed(productChanges());
  kept = await snapshot(market);
  agent = new http.Agent({keepAlive: true, maxSockets: 1});
});

after(async () => {
  agent?.destroy();
  await market?.close();
});

const aws = 'aws-marketplace';
const minute_ms = 60_000;
const listing = () => ofCatalog('ListEntities', {Catalog: 'AWSMarketplace', EntityType: 'Offer'});
const searching = () => ofAgreement('SearchAgreements', {filters: [
  {name: 'PartyType', values: ['Acceptor']},
  {name: 'AgreementType', values: ['PurchaseAgreement']},
]});
const finding = () => ofDiscovery('listPurchaseOptions',
  {filters: [{filterType: 'VISIBILITY_SCOPE', filterValues: ['PRIVATE']}]});
const paying = (body = {}) => ({...ofConsole('/payments'), method: 'POST',
  headers: {'content-type': json, 'idempotency-key': 'odd'}, body: JSON.stringify(body)});
const withBody = (request, body) => ({...request, body});
const withHeaders = (request, headers) => ({...request, headers: {...request.headers, ...headers}});
const deep = (levels) => '['.repeat(levels) + ']'.repeat(levels);

// What a refusal of each service looks like: its status and its error's name.
function shows(reply, status, name) {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.headers['content-type'], /json/);
  if (reply.json.reason && reply.headers['content-type'].includes('problem')) {
    assert.equal(reply.json.status, status);
    assert.equal(reply.json.reason, name);
    return;
  }
  assert.equal(reply.json.__type.split('#').at(-1), name, reply.text);
  assert.match(reply.headers['x-amzn-requestid'], /^[0-9a-f-]{36}$/);
  if (reply.headers['content-type'].includes('x-amz-json')) return;
  assert.equal(reply.headers['x-amzn-errortype'].split(':')[0], name);
}

const signed = (service, request, options) =>
  sign(market.endpoint, market.operator.keys, service, request, options);

// Sends over the one connection, and then again something good over the same one.
async function sendAndStayConnected(request, {closes = false} = {}) {
  const reply = await deliver(market.endpoint, await request, agent);
  const next = await deliver(market.endpoint, await signed(aws, listing()), agent);
  assert.equal(next.status, 200, next.text);
  if (!closes) assert.equal(next.port, reply.port, 'the connection was closed');
  return reply;
}

const services = [
  ['Catalog', aws, listing, 400],
  ['Agreement', aws, searching, 400],
  ['Discovery', aws, finding, 400],
  ['console', 'opencppo', paying, 400],
];

const unreadable = [
  ['broken JSON', '{"Catalog": "AWSMarketplace"'],
  ['text after the JSON', '{} {}'],
  ['a member twice', '{"Catalog": "AWSMarketplace", "Catalog": "AWSMarketplace"}'],
  ['a list where an object belongs', '[]'],
  ['a number where an object belongs', '1'],
  ['a NUL character', '{"Catalog": "\\u0000"}'],
  ['invalid UTF-8', Buffer.from('7b2243223a22ff227d', 'hex')],
  ['JSON that is nested too deeply', `{"Catalog": ${deep(100)}}`],
  ['JSON that is nested far too deeply', `{"Catalog": ${deep(100_000)}}`],
];

for (const [name, service, request, status] of services)
  for (const [what, body] of unreadable)
    test(`${name} refuses ${what}`, async () => {
      const reply = await sendAndStayConnected(signed(service, withBody(request(), body)));
      shows(reply, status, service === aws ? 'SerializationException' : 'malformed_body');
    });

const catalogOf = (members) => ofCatalog('ListEntities',
  {Catalog: 'AWSMarketplace', EntityType: 'Offer', ...members});

const misfits = [
  ['a number for a text', aws, () => catalogOf({EntityType: 1}), 400, 'SerializationException'],
  ['a text for a number', aws, () => catalogOf({MaxResults: '7'}), 400, 'SerializationException'],
  ['an object for a list', aws, () => catalogOf({FilterList: {}}), 400, 'SerializationException'],
  ['a fraction for a whole number', aws, () => catalogOf({MaxResults: 1.5}), 400,
    'SerializationException'],
  ['a missing member', aws, () => ofCatalog('ListEntities', {EntityType: 'Offer'}), 422,
    'ValidationException'],
  ['a catalog there is not', aws, () => catalogOf({Catalog: 'Elsewhere'}), 422,
    'ValidationException'],
  ['a page that is too large', aws, () => catalogOf({MaxResults: 51}), 422,
    'ValidationException'],
  ['two members of a union', aws, () => catalogOf({EntityTypeFilters: {
    OfferFilters: {}, ResaleAuthorizationFilters: {}}}), 422, 'ValidationException'],
  ['a missing query parameter', aws, () => ofCatalogQuery('GET', 'DescribeEntity', {}), 422,
    'ValidationException'],
  ['an empty list of changes', aws, () => startChangeSet(), 422, 'ValidationException'],
  ['21 changes', aws, () => startChangeSet(...Array(21).fill(productChanges()[0])), 422,
    'ValidationException'],
  ['an unknown type of change', aws, () => startChangeSet(
    onAuthorization('PaintResaleAuthorization', 'resaleauthz-aaaaaaaaaaaaa')), 422,
  'ValidationException'],
  ['a reference to nothing', aws, () => startChangeSet(
    onAuthorization('ReleaseResaleAuthorization', newAuthorization)), 422, 'ValidationException'],
  ['a member no change document has', aws, () => startChangeSet(
    {...productChanges()[0], DetailsDocument: {Colour: 'blue'}}), 422, 'ValidationException'],
  ['a change document of the wrong type', aws, () => startChangeSet(
    {...productChanges()[0], DetailsDocument: {ProductTitle: 1}}), 422, 'ValidationException'],
  ['a change document that is no JSON', aws, () => startChangeSet(
    {...productChanges()[0], DetailsDocument: undefined, Details: '{no'}), 422,
  'ValidationException'],
  ['both Details and DetailsDocument', aws, () => startChangeSet(
    {...productChanges()[0], Details: '{}'}), 422, 'ValidationException'],
  ['a missing member of the Agreement service', aws, () => ofAgreement('DescribeAgreement', {}),
    400, 'ValidationException'],
  ['a wrong type in the Agreement service', aws, () => ofAgreement('DescribeAgreement',
    {agreementId: 7}), 400, 'SerializationException'],
  ['an overlong id', aws, () => ofAgreement('DescribeAgreement',
    {agreementId: 'a'.repeat(65)}), 400, 'ValidationException'],
  ['a missing member of Discovery', aws, () => ofDiscovery('getOffer', {}), 400,
    'ValidationException'],
  ['an unknown operation of the Agreement service', aws, () => ofAgreement('PaintAgreement', {}),
    400, 'UnknownOperationException'],
  ['another method of a known path', aws, () => ({...listing(), method: 'PUT'}), 404,
    'UnknownOperationException'],
  ['another media type', aws, () => withHeaders(listing(), {'content-type': 'text/xml'}), 415,
    'UnsupportedMediaTypeException'],
  ['a wrong type in the console', 'opencppo', () => paying(
    {invoiceId: 'in-1', amount: 5, currency: 'USD'}), 400, 'malformed_value'],
  ['a missing member in the console', 'opencppo', () => paying({invoiceId: 'in-1'}), 400,
    'malformed_value'],
  ['a page size in words', 'opencppo', () => ofConsole('/accounts?limit=many'), 400,
    'malformed_value'],
  ['another method in the console', 'opencppo', () => ({...ofConsole('/payments'),
    method: 'DELETE'}), 405, 'method_not_allowed'],
  ['an unknown path in the console', 'opencppo', () => ofConsole('/nowhere'), 404, 'not_found'],
];

for (const [what, service, request, status, name] of misfits)
  test(`${what} is refused`, async () =>
    shows(await sendAndStayConnected(signed(service, request())), status, name));

test('the refusal of a value says where it stands and what is wrong with it', async () => {
  const reply = await sendAndStayConnected(signed(aws, startChangeSet(
    {...productChanges()[0], DetailsDocument: {ProductTitle: 'x'.repeat(73)}})));
  shows(reply, 422, 'ValidationException');
  assert.match(reply.json.message, /\/ProductTitle.*length less than or equal to 72/);
  const missing = await sendAndStayConnected(signed(aws, ofAgreement('DescribeAgreement', {})));
  assert.equal(missing.json.reason, 'MISSING_AGREEMENT_ID');
  assert.deepEqual(missing.json.fields.map((each) => each.name), ['agreementId']);
  assert.equal(missing.json.requestId, missing.headers['x-amzn-requestid']);
});

test('an unknown path is not there', async () => {
  const reply = await sendAndStayConnected(signed(aws, ofCatalog('NoSuchOperation', {})));
  assert.equal(reply.status, 404);
});

test('members that an operation does not know are left alone', async () => {
  const reply = await sendAndStayConnected(signed(aws, catalogOf({FromTheFuture: [1, {a: 2}]})));
  assert.equal(reply.status, 200);
});

test('an empty body is an empty input', async () => {
  const reply = await sendAndStayConnected(
    signed(aws, withBody(ofAgreement('ListAgreementCharges'), '')));
  assert.equal(reply.status, 200, reply.text);
});

test('either version of awsJson is read', async () => {
  for (const type of [amzJson, 'application/x-amz-json-1.1', `${amzJson}; charset=utf-8`]) {
    const reply = await sendAndStayConnected(
      signed(aws, withHeaders(searching(), {'content-type': type})));
    assert.equal(reply.status, 200, type);
  }
});

test('a body that is too long is refused, and its connection used on', async () => {
  const body = JSON.stringify({Catalog: 'x'.repeat(2 << 20)});
  const reply = await sendAndStayConnected(signed(aws, withBody(listing(), body)));
  assert.equal(reply.status, 413);
  assert.equal(reply.headers['x-amzn-errortype'], 'RequestEntityTooLargeException');
});

// The rest of such a request is not read, so its connection ends; the next one is as good.
test('a head that is too long is refused', async () => {
  const reply = await sendAndStayConnected(
    signed(aws, withHeaders(listing(), {'x-filler': 'x'.repeat(16 << 10)})), {closes: true});
  assert.equal(reply.status, 431);
});

const now = () => Date.now();
const key = () => market.operator.keys;
const otherKey = (change) => ({...key(), ...change});
const signedWith = (keys, request, options) =>
  sign(market.endpoint, keys, aws, request, options);
const changed = async (request, change) => {
  const made = await signed(aws, request);
  change(made);
  return made;
};

const signatures = [
  ['none', (from) => from, 'MissingAuthenticationTokenException'],
  ['of another kind', (from) => withHeaders(from, {authorization: 'Bearer token'}),
    'MissingAuthenticationTokenException'],
  ['without its parts', (from) => changed(from, (made) => {
    made.headers.authorization = made.headers.authorization.replace(/, Signature=.*/, '');
  }), 'IncompleteSignatureException'],
  ['without a date', (from) => changed(from, (made) => { delete made.headers['x-amz-date']; }),
    'IncompleteSignatureException'],
  ['with a date of another form', (from) => changed(from, (made) => {
    made.headers['x-amz-date'] = 'today';
  }), 'IncompleteSignatureException'],
  ['sixteen minutes old', (from) => signed(aws, from, {at: new Date(now() - 16 * minute_ms)}),
    'InvalidSignatureException'],
  ['sixteen minutes ahead', (from) => signed(aws, from, {at: new Date(now() + 16 * minute_ms)}),
    'InvalidSignatureException'],
  ['for another region', (from) => signed(aws, from, {region: 'moon-north-1'}),
    'InvalidSignatureException'],
  ['for another service', (from) => signed('s3', from), 'InvalidSignatureException'],
  ['for the console', (from) => signed('opencppo', from), 'InvalidSignatureException'],
  ['with an unknown key', (from) => signedWith(otherKey({accessKeyId: 'AKIAAAAAAAAAAAAAAAAA'}),
    from), 'UnrecognizedClientException'],
  ['with another secret', (from) => signedWith(otherKey({secretAccessKey: 'another'}), from),
    'InvalidSignatureException'],
  ['with a session token the key has not', (from) => signed(aws, from, {sessionToken: 'token'}),
    'UnrecognizedClientException'],
  ['of another body', (from) => changed(from, (made) => {
    made.body = made.body.replace('}', ' }');
  }), 'InvalidSignatureException'],
  ['of another path', (from) => changed(from, (made) => { made.query = {a: 'b'}; }),
    'InvalidSignatureException'],
  ['that leaves out the host', (from) => changed(from, (made) => {
    made.headers.authorization = made.headers.authorization.replace('host;', '');
  }), 'InvalidSignatureException'],
  ['in the header and in the query', async (from) => {
    const made = await signed(aws, from);
    const other = await presign(market.endpoint, key(), aws, from);
    return {...made, query: other.query};
  }, 'InvalidSignatureException'],
];

for (const [what, request, name] of signatures)
  for (const [service, from, status] of [['Catalog', listing, 403], ['Agreement', searching, 400]])
    test(`${service} refuses a signature ${what}`, async () =>
      shows(await sendAndStayConnected(request(from())), status, name));

test('the console refuses a wrong signature', async () => {
  for (const request of [
    ofConsole('/clock'), sign(market.endpoint, otherKey({secretAccessKey: 'another'}),
      'opencppo', ofConsole('/clock')), signed(aws, ofConsole('/clock'))]) {
    const reply = await sendAndStayConnected(request);
    assert.equal(reply.status, 403, reply.text);
    assert.match(reply.headers['content-type'], /^application\/problem\+json/);
  }
});

test('a target that was not signed is refused', async () => {
  const made = await signed(aws, {...searching(), headers: {'content-type': amzJson}});
  made.headers['x-amz-target'] = searching().headers['x-amz-target'];
  shows(await sendAndStayConnected(made), 400, 'InvalidSignatureException');
});

const describing = () => ofCatalogQuery('GET', 'DescribeEntity', {entityId: 'offer-unknown'});
const presigned = async (options) => {
  const made = await presign(market.endpoint, key(), aws, describing(), options);
  return {method: made.method, path: made.path, query: made.query, headers: {}};
};

test('a signature in the query is as good as one in the header', async () => {
  const reply = await sendAndStayConnected(presigned());
  shows(reply, 404, 'ResourceNotFoundException');
});

test('a signature in the query expires', async () => {
  const reply = await sendAndStayConnected(
    presigned({at: new Date(now() - 2 * minute_ms), expiresIn: 60}));
  shows(reply, 403, 'InvalidSignatureException');
});

test('nothing of all this was stored', async () => {
  assert.deepEqual(await snapshot(market), kept);
});
