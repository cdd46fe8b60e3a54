// The command creates partner offers from a file: each row once, whatever interrupts it.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {
  copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {authorizationChanges, createdId, productChanges} from '../requests/changes.mjs';
import {pricing, saasAuthorizationChanges, usageChanges, usageTerm} from '../requests/saas.mjs';
import {describeEntity, listEntities} from '../steps/deal_steps.mjs';
import {eventually, Marketplace, plusDays, program} from '../worlds/marketplace.mjs';

const place = mkdtempSync(join(tmpdir(), 'cppo-offers.'));
const nobody = '999999999999';
const columns =
  'resale_authorization_id,name,description,markup,buyers,expires,duration,ends_on,release';
let market;
let authorization;
let until;
let scheduled; // an authorization with instalments, and their days
let chargeDays;

before(async () => {
  market = await Marketplace.open();
  const today = await market.freezeClock();
  until = plusDays(today, 20);
  const {isv, reseller} = market;
  const product = createdId(await isv.succeed(usageChanges(market)), 'CreateProduct');
  const {DetailsDocument: {Dimensions}} = await describeEntity(isv, product);
  const prices = Object.fromEntries(Dimensions.map((each) => [each.Key, '0.007']));
  authorization = createdId(await isv.succeed(saasAuthorizationChanges({
    product, reseller: reseller.accountId, endDay: plusDays(today, 40),
    prices: pricing('Usage', usageTerm(prices)),
  })), 'CreateResaleAuthorization');
  const services = createdId(await isv.succeed(productChanges()), 'CreateProduct');
  chargeDays = [plusDays(today, 60), plusDays(today, 90)];
  scheduled = createdId(await isv.succeed(authorizationChanges({
    product: services, reseller: reseller.accountId, buyers: [market.buyer.accountId], chargeDays,
    endDay: plusDays(today, 40),
  })), 'CreateResaleAuthorization');
});

after(async () => {
  await market?.close();
  rmSync(place, {recursive: true, force: true});
});

const row = (name, more = {}) => [
  more.authorization ?? authorization, name, 'Through us', more.markup ?? '42.857142857',
  more.buyer ?? market.buyer.accountId, more.expires ?? until, 'P450D', '', '',
].join(',');

const rows = (name, count) =>
  Array.from({length: count}, (_, at) => row(`${name} ${String(at + 1).padStart(2, '0')}`));

function write(name, lines) {
  const file = join(place, name);
  writeFileSync(file, [columns, ...lines, ''].join('\n'));
  return file;
}

// Starts the command as the partner; `ended` answers how it ended.
function start(words, {keys = market.reseller.keys, environment} = {}) {
  const own = {
    HOME: place, AWS_ACCESS_KEY_ID: keys?.accessKeyId, AWS_SECRET_ACCESS_KEY: keys?.secretAccessKey,
    ...environment,
  };
  const env = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const running = spawn(program, ['offers', 'create', ...words], {env});
  let [stdout, stderr] = ['', ''];
  running.stdout.setEncoding('utf8').on('data', (text) => { stdout += text; });
  running.stderr.setEncoding('utf8').on('data', (text) => { stderr += text; });
  running.ended = new Promise((resolve) =>
    running.once('close', (code, signal) => resolve({code, signal, stdout, stderr})));
  return running;
}

const create = (file, words = [], how = {}) =>
  start(['--from', file, '--endpoint', market.endpoint, ...words], how).ended;

const linesOf = (file) =>
  readFileSync(`${file}.results.csv`, 'utf8').trimEnd().split('\n').slice(1);
const offers = (name) => listEntities(market.reseller, 'Offer', {
  EntityTypeFilters: {OfferFilters: {Name: {WildCardValue: name}}}});
const setLimit = (name, value) => market.operator.consoleAnswer('PUT', `/limits/${name}`,
  {body: {...(value !== undefined && {value})}});
const namesOf = (entities) => entities.map((each) => each.Name).sort();
const namesIn = (lines) => lines.map((line) => line.split(',')[1]).sort();

test('sixty rows are sixty offers but for those that cannot be', async () => {
  const lines = rows('Sixty', 60);
  lines[10] = row('Sixty nobody', {buyer: nobody});
  lines[20] = row('Sixty past', {expires: '2020-01-01'});
  lines[30] = row('Sixty unknown', {authorization: 'resaleauthz-unknown'});
  const file = write('sixty.csv', lines);
  const {code, stdout, stderr} = await create(file, ['--json']);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /^60 of 60, 3 failed$/m);
  const told = JSON.parse(stdout);
  assert.deepEqual({...told, results: told.results.length}, {rows: 60, succeeded: 57, failed: 2,
    refused: 1, unfinished: 0, finishedBefore: 0, results: 60});
  const at = Object.fromEntries(told.results.map((each) => [each.line, each]));
  assert.equal(at[12].status, 'FAILED');
  assert.equal(at[12].errorCode, 'INVALID_BUYER_ACCOUNTS');
  assert.equal(at[22].status, 'FAILED');
  assert.equal(at[32].status, 'REFUSED');
  assert.equal(at[32].errorCode, 'ValidationException');
  assert.equal(at[32].changeSetId, undefined);

  const made = await offers('Sixty');
  assert.equal(made.length, 57);
  const good = lines.filter((_, index) => ![10, 20, 30].includes(index));
  assert.deepEqual(namesOf(made), namesIn(good));
  assert.deepEqual(made.map((each) => each.OfferSummary.State), made.map(() => 'Released'));
  const {DetailsDocument: offer} = await describeEntity(market.reseller, at[2].offerId);
  assert.equal(offer.Name, 'Sixty 01');
  assert.equal(offer.MarkupPercentage, '42.857142857');
  const usage = offer.Terms.find((each) => each.Type === 'UsageBasedPricingTerm');
  assert.equal(usage.RateCards[0].RateCard[0].Price, '0.01');

  const kept = linesOf(file);
  assert.equal(kept.length, 60);
  assert.match(kept.find((each) => each.startsWith('12,')),
    /^12,FAILED,,\w+,INVALID_BUYER_ACCOUNTS,/);
});

test('a row may have a schedule of its own, and leave the offer a draft', async () => {
  // One after the other: the released one takes the authorization's only use.
  const file = join(place, 'scheduled.csv');
  writeFileSync(file, ['release,schedule,expires,name,description,resale_authorization_id',
    `no,,,,,${scheduled}`,
    `,${chargeDays.map((day, at) => `${day}=0.${6 + at}0`).join(';')},${until},` +
      `"Paid, in two parts",By the partner,${scheduled}`, ''].join('\r\n'));
  const {code, stdout} = await create(file, ['--json', '--concurrency', '1']);
  assert.equal(code, 0, stdout);
  const [draft, released] = await Promise.all(JSON.parse(stdout).results.map(({offerId}) =>
    describeEntity(market.reseller, offerId)));
  assert.equal(draft.DetailsDocument.State, 'Draft');
  assert.equal(released.DetailsDocument.State, 'Released');
  assert.equal(released.DetailsDocument.Name, 'Paid, in two parts');
  const {Schedule} = released.DetailsDocument.Terms.find(
    (each) => each.Type === 'PaymentScheduleTerm');
  assert.deepEqual(Schedule.map((each) => each.ChargeAmount), ['0.60', '0.70']);
});

test('a second run sends nothing of what has ended', async () => {
  const file = join(place, 'sixty.csv');
  const before = readFileSync(`${file}.results.csv`, 'utf8');
  const {code, stdout} = await create(file);
  assert.equal(code, 1);
  assert.match(stdout, /^57 of 60 succeeded, 2 failed, 1 were refused.*; 60 had ended before$/m);
  assert.match(stdout, /sixty\.csv:12: FAILED INVALID_BUYER_ACCOUNTS: /);
  assert.equal(readFileSync(`${file}.results.csv`, 'utf8'), before);
  assert.equal((await offers('Sixty')).length, 57);
});

test('a row that was put right is sent, and no other', async () => {
  const file = join(place, 'sixty.csv');
  const text = readFileSync(file, 'utf8').replace(nobody, market.buyer.accountId);
  writeFileSync(file, text);
  const {code, stdout} = await create(file, ['--json']);
  assert.equal(code, 1);
  assert.equal(JSON.parse(stdout).succeeded, 58);
  assert.equal(JSON.parse(stdout).finishedBefore, 59);
  assert.equal((await offers('Sixty')).length, 58);
});

test('without its results a run still creates no offer twice, however rows are moved', async () => {
  const lines = rows('Twice', 5);
  const file = write('twice.csv', [...lines, lines[0]]);
  assert.equal((await create(file)).code, 0);
  assert.equal((await offers('Twice')).length, 6);
  const moved = write('moved.csv', [lines[0], ...lines.toReversed()]);
  const {code, stdout} = await create(moved, ['--json']);
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).finishedBefore, 0);
  assert.equal((await offers('Twice')).length, 6);
});

test('--validate creates nothing, and says what would fail', async () => {
  const lines = [...rows('Checked', 5), row('Checked nobody', {buyer: nobody}),
    row('Checked unknown', {authorization: 'resaleauthz-unknown'})];
  const file = write('checked.csv', lines);
  const {code, stdout} = await create(file, ['--validate']);
  assert.equal(code, 1);
  assert.match(stdout, /checked\.csv:7: FAILED INVALID_BUYER_ACCOUNTS: /);
  assert.match(stdout, /checked\.csv:8: REFUSED ValidationException: /);
  assert.match(stdout, /^5 of 7 succeeded, 1 failed, 1 were refused, 0 are unfinished$/m);
  assert.deepEqual(await offers('Checked'), []);
  assert.equal(existsSync(`${file}.results.csv`), false);
  const good = write('good.csv', lines.slice(0, 5));
  assert.equal((await create(good, ['--validate'])).code, 0);
  assert.equal((await create(good)).code, 0);
  assert.equal((await offers('Checked')).length, 5);
});

for (let time = 1; time <= 3; ++time)
  test(`killed in the middle and resumed, it made each offer once (${time})`, async (t) => {
    const name = `Killed ${time}`;
    const lines = rows(name, 60);
    const file = write(`killed${time}.csv`, lines);
    // Ends of change sets are seen slowly, so that there are started ones when it is killed.
    await setLimit('DescribeChangeSet', 12);
    t.after(() => setLimit('DescribeChangeSet'));
    const running = start(['--from', file, '--endpoint', market.endpoint]);
    await eventually('some results', 20_000, () =>
      existsSync(`${file}.results.csv`) && linesOf(file).length >= 5 * time ? true : undefined);
    running.kill('SIGKILL');
    assert.equal((await running.ended).signal, 'SIGKILL');
    await setLimit('DescribeChangeSet');
    const before = linesOf(file);
    const made = await offers(name);
    assert.ok(before.length < 60);
    assert.ok(made.length > before.length, `${made.length} offers, ${before.length} results`);
    copyFileSync(`${file}.results.csv`, join(place, 'before.csv'));

    const {code, stdout, stderr} = await create(file, ['--json']);
    assert.equal(code, 0, stderr);
    const told = JSON.parse(stdout);
    assert.equal(told.succeeded, 60);
    assert.equal(told.finishedBefore, before.length);
    assert.deepEqual(linesOf(file).slice(0, before.length), before);
    assert.equal(linesOf(file).length, 60);
    const all = await offers(name);
    assert.deepEqual(namesOf(all), namesIn(lines));
    assert.deepEqual(told.results.map((each) => each.offerId).sort(),
      all.map((each) => each.EntityId).sort());
  });

test('an endpoint that takes few requests a second only slows it', async (t) => {
  await setLimit('StartChangeSet', 5);
  t.after(() => setLimit('StartChangeSet'));
  const file = write('slow.csv', rows('Slow', 20));
  const began = Date.now();
  const {code, stderr} = await create(file, ['--concurrency', '16']);
  assert.equal(code, 0, stderr);
  assert.ok(Date.now() - began > 2_000);
  assert.equal((await offers('Slow')).length, 20);
});

test('credentials that are not taken end it, and nothing is kept of it', async () => {
  const file = write('keys.csv', rows('Keys', 3));
  const {accessKeyId, secretAccessKey} = market.reseller.keys;
  for (const keys of [{accessKeyId, secretAccessKey: 'wrong'},
    {accessKeyId: 'AKIAUNKNOWN', secretAccessKey}]) {
    const {code, stderr} = await create(file, [], {keys});
    assert.equal(code, 2);
    assert.match(stderr, /The endpoint does not take these credentials\./);
    assert.deepEqual(linesOf(file), []);
  }
  const {code, stderr} = await create(file, [], {keys: {}});
  assert.equal(code, 2);
  assert.match(stderr, /^opencppo: There are no credentials: /m);
});

test('keys, region and endpoint are found in a profile and the environment', async () => {
  const {accessKeyId, secretAccessKey} = market.reseller.keys;
  mkdirSync(join(place, '.aws'), {recursive: true});
  writeFileSync(join(place, '.aws', 'credentials'), `[partner]\naws_access_key_id = ${accessKeyId}
aws_secret_access_key = ${secretAccessKey}\n`);
  const file = write('profile.csv', rows('Profile', 1));
  const environment = {AWS_ENDPOINT_URL: market.endpoint, AWS_PROFILE: 'partner'};
  const {code, stderr} = await start(['--from', file], {keys: {}, environment}).ended;
  assert.equal(code, 0, stderr);
  assert.equal((await offers('Profile')).length, 1);
});

test('a profile of the demo says where its marketplace is', async () => {
  const environment = {
    AWS_CONFIG_FILE: join(market.directory, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(market.directory, 'aws-credentials'),
  };
  const file = write('own_endpoint.csv', rows('Own endpoint', 1));
  const {code, stderr} =
    await start(['--from', file, '--profile', 'partner'], {keys: {}, environment}).ended;
  assert.equal(code, 0, stderr);
  assert.equal((await offers('Own endpoint')).length, 1);
});

test('a file that is not right is refused with the line, and nothing is sent', async () => {
  const file = write('wrong.csv', [row('Wrong 1'), row('Wrong 2', {markup: '5%'}),
    row('Wrong 3', {buyer: '12'})]);
  const {code, stdout, stderr} = await create(file);
  assert.equal(code, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /wrong\.csv:3: markup: A markup is /);
  assert.match(stderr, /wrong\.csv:4: buyers: /);
  assert.deepEqual(await offers('Wrong'), []);
  assert.equal(existsSync(`${file}.results.csv`), false);
  assert.equal((await create(join(place, 'missing.csv'))).code, 2);
});

test('an endpoint that does not answer leaves rows unfinished', async () => {
  const file = write('dead.csv', rows('Dead', 2));
  const {code, stdout, stderr} =
    await start(['--from', file, '--endpoint', 'http://127.0.0.1:1']).ended;
  assert.equal(code, 1);
  assert.match(stdout, /0 of 2 succeeded, 0 failed, 0 were refused, 2 are unfinished/);
  assert.match(stderr, /^opencppo: http:\/\/127\.0\.0\.1:1: /m);
});

test('results of one endpoint are not taken for those of another', async () => {
  const file = join(place, 'twice.csv');
  const {code, stderr} = await start(['--from', file, '--endpoint', 'http://127.0.0.1:1']).ended;
  assert.equal(code, 2);
  assert.match(stderr, /name another file with --resume/);
});
