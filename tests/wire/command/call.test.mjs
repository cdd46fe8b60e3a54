// `opencppo call` signs any call as an actor of a demo or as a profile, and says how it went.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {eventually, Marketplace, program} from '../worlds/marketplace.mjs';

let market;

before(async () => { market = await Marketplace.open({deals: true}); });
after(() => market?.close());

// Runs the command as somebody who has no settings of AWS's tools but those given.
function run(words, {input = '', env = {}} = {}) {
  const made = spawn(program, ['call', ...words],
    {env: {PATH: process.env.PATH, HOME: market.directory, ...env}});
  const told = {stdout: '', stderr: ''};
  for (const name of ['stdout', 'stderr'])
    made[name].setEncoding('utf8').on('data', (text) => { told[name] += text; });
  made.stdin.end(input);
  return new Promise((resolve) => {
    made.once('close', (status) => resolve({status, ...told}));
  });
}

const as = (name, ...words) => run(['--data', market.directory, '--as', name, ...words]);
const answerOf = ({status, stdout, stderr}) => {
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return JSON.parse(stdout);
};

test('an actor of the demo asks the console', async () => {
  const byPart = answerOf(await as('reseller', 'GET', '/console/v1/statements'));
  assert.ok(byPart.items.length > 0);
  assert.deepEqual(answerOf(await as('partner', 'GET', '/console/v1/statements')), byPart);
  const others = answerOf(await as('partner2', 'GET', '/console/v1/statements'));
  assert.notDeepEqual(others, byPart);
});

test('a body is said, read from a file or piped in', async () => {
  const body = JSON.stringify({Catalog: 'AWSMarketplace', EntityType: 'SaaSProduct'});
  const file = join(market.directory, 'body.json');
  writeFileSync(file, body);
  const said = answerOf(await as('isv', 'POST', '/ListEntities', '--body', body));
  assert.equal(said.EntitySummaryList.length, 2);
  assert.deepEqual(answerOf(await as('isv', 'POST', '/ListEntities', '--body', `@${file}`)), said);
  assert.deepEqual(answerOf(await run(['--data', market.directory, '--as', 'isv', 'POST',
    '/ListEntities', '--body', '-'], {input: body})), said);
});

test('a target names an operation of the services that have no paths', async () => {
  const filters = [{name: 'PartyType', values: ['Acceptor']},
    {name: 'AgreementType', values: ['PurchaseAgreement']}];
  const found = answerOf(await as('buyer', 'POST', '/', '--target',
    'AWSMPCommerceService_v20200301.SearchAgreements', '--body',
    JSON.stringify({catalog: 'AWSMarketplace', filters})));
  assert.equal(found.agreementViewSummaries.length, 3);
});

test('a refusal is told as it was answered, and ends with 1', async () => {
  const refused = await as('isv', 'POST', '/', '--target',
    'AWSMPMeteringService.ResolveCustomer', '--body', '{"RegistrationToken":"none"}');
  assert.equal(refused.status, 1);
  assert.equal(JSON.parse(refused.stdout).__type, 'InvalidTokenException');
  assert.match(refused.stderr, /^opencppo: POST \/ was answered 400\n$/);
});

test('what changes something has a key, by which it can be repeated', async () => {
  const move = ['POST', '/console/v1/clock', '--body', '{"advance":"P1D"}'];
  const once = answerOf(await as('operator', ...move, '--idempotency-key', 'day-1'));
  assert.equal(once.mode, 'offset');
  const day_ms = 86_400_000;
  answerOf(await as('operator', ...move, '--idempotency-key', 'day-1'));
  const ahead = async () =>
    Math.round((Date.parse((await market.clock()).now) - Date.now()) / day_ms);
  assert.equal(await ahead(), 1);
  answerOf(await as('operator', ...move));
  answerOf(await as('operator', ...move));
  assert.equal(await ahead(), 3);
  const refused = await as('operator', 'POST', '/console/v1/clock', '--body', '{"advance":"no"}');
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /its Idempotency-Key was call-[0-9a-f]{20}\n$/);
});

test('a profile is named, and its endpoint is its own', async () => {
  const files = {
    AWS_CONFIG_FILE: join(market.directory, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(market.directory, 'aws-credentials'),
  };
  const elsewhere = join(market.directory, 'none');
  const {items} = answerOf(await run(
    ['--data', elsewhere, '--as', 'partner', 'GET', '/console/v1/statements'], {env: files}));
  assert.ok(items.length > 0);
  assert.deepEqual(answerOf(await run(['GET', '/console/v1/statements'],
    {env: {...files, AWS_PROFILE: 'reseller'}})).items, items);
});

const wrong = [
  [['--as', 'nobody', 'GET', '/healthz'], 'There is no actor nobody in'],
  [['--as', 'isv', 'FETCH', '/healthz'], 'The method is GET, POST, PUT, DELETE or PATCH.'],
  [['--as', 'isv', 'GET', 'healthz'], 'The path begins with a slash'],
  [['--as', 'isv', 'GET', '/console/v1/clock', '--body', '{}'], 'A GET has no body.'],
  [['--as', 'isv', 'POST', '/ListEntities', '--body', '@/none/such'], '/none/such: It cannot'],
  [['GET', '/console/v1/clock'], 'There are no credentials'],
];
for (const [words, sentence] of wrong)
  test(`nothing is sent: ${words.join(' ')}`, async () => {
    const told = await run(['--data', market.directory, ...words]);
    assert.equal(told.status, 2);
    assert.equal(told.stdout, '');
    assert.ok(told.stderr.startsWith(`opencppo: ${sentence}`), told.stderr);
  });

test('an endpoint that is not there ends with 1', async () => {
  const told = await as('isv', 'GET', '/console/v1/clock', '--endpoint', 'http://127.0.0.1:1');
  assert.equal(told.status, 1);
  assert.match(told.stderr, /^opencppo: http:\/\/127\.0\.0\.1:1: /);
});

test('a demo writes one line for each request, with neither query nor body', async () => {
  const path = '/console/v1/deals';
  answerOf(await as('buyer', 'GET', `${path}?limit=1`));
  const lines = await eventually('the line', 5_000, () => {
    const all = market.log.split('\n').filter((each) => each.startsWith('{') && each.endsWith('}'))
      .map((each) => JSON.parse(each)).filter((each) => each.event === 'request');
    const found = all.filter((each) => each.path === path);
    return found.length > 0 ? found : undefined;
  });
  assert.equal(lines.length, 1);
  const {actor, method, status, took_us} = lines[0];
  assert.deepEqual({actor, method, status}, {actor: 'buyer', method: 'GET', status: 200});
  assert.ok(took_us >= 0);
  assert.ok(!market.log.includes('limit=1'));
  const refused = market.log.split('\n').find((each) => each.includes('ResolveCustomer'));
  assert.ok(refused.includes('"error":"InvalidTokenException"'), refused);
  assert.ok(!market.log.includes('RegistrationToken'));
  const moved = market.log.split('\n').filter((each) => each.includes('/console/v1/clock'));
  assert.ok(moved.some((each) => each.includes('"status":422,"error":"malformed_value"')), moved);
});
