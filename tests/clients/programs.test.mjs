// Three programs that do what programs in production do, each in the language of its trade, against
// the real server: a listing agent (shell and Debian's CLI), a meter (Python and Debian's botocore)
// and a reconciler (JavaScript and the SDK).
import assert from 'node:assert/strict';
import {copyFileSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {createdId, onAuthorization, newAuthorization, createAuthorization,
} from '../wire/requests/changes.mjs';
import {
  offerToBuyer, onSaas, pricing, saasOfferChanges, tokenOf, usageChanges, usageTerm,
} from '../wire/requests/saas.mjs';
import {dayOf, plusDays} from '../wire/worlds/marketplace.mjs';
import {debianCli, debianPython, Newcomer, project} from './newcomer.mjs';

const hour_ms = 3_600_000;
const here = (name) => join(project, 'tests/clients', name);

let newcomer;
let market;
const open = {};

before(async () => {
  newcomer = await Newcomer.come();
  market = newcomer.market;
  for (const {id, name, entityType} of market.demo.open)
    if (name.startsWith('Northwind Analytics')) open[entityType] = id;
});
after(() => newcomer?.leave());

// The listing agent.

const agent = (verb) => newcomer.after(`export AWS_CLI=${debianCli}; ${newcomer.lineOf('isv')}`,
  ['bash', here('listing_agent.sh'), verb, 'listing']);
const listing = (type) => join(newcomer.folder, 'listing', type);
const read = (type, id) => JSON.parse(readFileSync(join(listing(type), `${id}.json`), 'utf8'));

function edit(type, id, change) {
  const document = read(type, id);
  change(document);
  writeFileSync(join(listing(type), `${id}.json`), JSON.stringify(document));
}

async function succeeds(verb) {
  const told = await agent(verb);
  assert.equal(told.status, 0, told.stderr);
  return told.stdout;
}

test('the listing agent writes every document of an account', async () => {
  const [product] = (await market.isv.consoleItems('/deals', {accountId: market.isv.accountId}))
    .filter((each) => each.offer.productTitle === 'Northwind Analytics')
    .map((each) => each.offer.productId);
  open.product = product;
  open.draft = createdId(await market.isv.succeed([
    createAuthorization(product, market.reseller.accountId),
    onAuthorization('UpdateInformation', newAuthorization, {Name: 'A draft'}),
  ]), 'CreateResaleAuthorization');
  await succeeds('pull');
  const counts = Object.fromEntries(readdirSync(join(newcomer.folder, 'listing'))
    .filter((type) => !type.startsWith('.'))
    .map((type) => [type, readdirSync(listing(type)).length]));
  assert.deepEqual(counts, {
    Offer: 2, ProfessionalServicesProduct: 1, ResaleAuthorization: 9, SaaSProduct: 2,
  });
  assert.equal(read('ResaleAuthorization', open.draft).Name, 'A draft');
});

test('it pushes edits of products, offers and authorizations as one change set', async () => {
  const [offer] = readdirSync(listing('Offer')).map((each) => each.replace('.json', ''));
  open.publicOffer = offer;
  edit('SaaSProduct', open.product, (of) => {
    of.Description.ProductTitle = 'Northwind Analytics 2';
    of.Description.Highlights = ['Runs itself', 'Never sleeps'];
  });
  edit('Offer', offer, (of) => { of.Name = 'At the list price'; });
  edit('ResaleAuthorization', open.draft, (of) => { of.Name = 'A better draft'; });
  const told = await succeeds('push');
  assert.equal(told.match(/^pushed /gm).length, 3);
  assert.equal(read('SaaSProduct', open.product).Description.ProductTitle, 'Northwind Analytics 2');
  assert.deepEqual(read('SaaSProduct', open.product).Description.Highlights,
    ['Runs itself', 'Never sleeps']);
  assert.equal(read('Offer', offer).Name, 'At the list price');
  assert.equal(read('ResaleAuthorization', open.draft).Name, 'A better draft');
  assert.match(await succeeds('push'), /^nothing was edited$/m);
});

test('it overwrites nothing that somebody else has changed meanwhile', async () => {
  await market.isv.succeed([onSaas('UpdateInformation', open.product,
    {ProductTitle: 'Changed by another'})]);
  edit('SaaSProduct', open.product, (of) => { of.Description.ProductTitle = 'Too late'; });
  const told = await agent('push');
  assert.notEqual(told.status, 0);
  await succeeds('pull');
  assert.equal(read('SaaSProduct', open.product).Description.ProductTitle, 'Changed by another');
});

test('it sends nothing that no change type makes', async () => {
  edit('SaaSProduct', open.product, (of) => { of.Description.ProductCode = 'mine'; });
  const told = await agent('push');
  assert.notEqual(told.status, 0);
  assert.match(told.stderr, /cannot be pushed/);
});

// The reconciler.

async function reconcile(list) {
  copyFileSync(here('reconciler.mjs'), join(newcomer.folder, 'reconciler.mjs'));
  writeFileSync(join(newcomer.folder, 'wanted.json'), JSON.stringify(list));
  const told = await newcomer.after(newcomer.lineOf('buyer'),
    [process.execPath, 'reconciler.mjs', 'wanted.json']);
  assert.equal(told.stderr, '');
  return {status: told.status, lines: told.stdout.trim().split('\n').filter(Boolean)};
}

test('the reconciler buys what is wanted, once', async () => {
  const subscription = {offerId: open.Offer, quantities: {users: 3, editors: 1}};
  const first = await reconcile({wanted: [subscription]});
  assert.equal(first.status, 0);
  assert.match(first.lines.join(), /^bought offer-\w+ agmt-\w+$/);
  open.agreement = first.lines[0].split(' ')[2];
  assert.deepEqual(await reconcile({wanted: [subscription]}), {status: 0, lines: []});
});

test('it says which offers it could not buy, and buys the others', async () => {
  const other = createdId(await market.reseller.succeed(saasOfferChanges({
    authorization: open.ResaleAuthorization, buyers: [market.buyer.accountId],
    endDay: plusDays(dayOf(new Date().toISOString()), 60), markup: '10',
  })), 'CreateOffer');
  const {status, lines} = await reconcile({wanted: [{offerId: 'offer-aaaaaaaaaaaaa'},
    {offerId: other, quantities: {users: 1}}]});
  assert.equal(status, 1);
  assert.match(lines[0], /^not bought offer-aaaaaaaaaaaaa /);
  assert.match(lines[1], new RegExp(`^bought ${other} agmt-`));
  open.other = lines[1].split(' ')[2];
});

// AWS answers the same for a while after each acceptance, so the program asks again before it gives
// up. The agreement goes on.
test('it is told that a commitment is not its own to cancel', async () => {
  const {status, lines} = await reconcile({unwanted: [open.Offer]});
  assert.deepEqual({status, lines},
    {status: 1, lines: [`not cancelled ${open.Offer} ValidationException`]});
  assert.deepEqual((await reconcile({wanted: [{offerId: open.Offer}]})).lines, []);
});

test('it buys and cancels what is paid by use, each once', async () => {
  const until = plusDays(dayOf(new Date().toISOString()), 60);
  const product = createdId(await market.isv.succeed(usageChanges(market)), 'CreateProduct');
  const {offer} = await offerToBuyer(market, {product, markup: '10', endDay: until,
    prices: pricing('Usage', usageTerm({WorkloadSmall: '0.10', WorkloadMedium: '0.20'}))});
  const wanted = [{offerId: offer}];
  const [bought] = (await reconcile({wanted})).lines;
  assert.match(bought, new RegExp(`^bought ${offer} agmt-`));
  const agreementId = bought.split(' ')[2];
  assert.deepEqual(await reconcile({unwanted: [offer]}),
    {status: 0, lines: [`cancelled ${offer} ${agreementId}`]});
  const deal = await market.buyer.consoleAnswer('GET', `/deals/${agreementId}`);
  assert.equal(deal.agreement.status, 'CANCELLED');
  assert.deepEqual(deal.entitlements.map((each) => each.status), ['DEPROVISIONED']);
  assert.deepEqual(await reconcile({unwanted: [offer]}), {status: 0, lines: []});
});

// The meter.

const meter = (...words) =>
  newcomer.after(newcomer.lineOf('isv'), [debianPython, here('hourly_meter.py'), ...words]);

async function metered(until) {
  const told = await meter('report', 'state.json', 'use.log', until);
  assert.equal(told.status, 0, told.stderr);
  return JSON.parse(told.stdout);
}

async function customer() {
  const told = await meter('register', await tokenOf(market.buyer, open.agreement));
  assert.equal(told.status, 0, told.stderr);
  return JSON.parse(told.stdout);
}

const at = (hour, minutes) => new Date(hour + minutes * 60_000).toISOString();

test('the meter learns whom it meters from the token', async () => {
  open.customer = await customer();
  assert.equal(open.customer.customer, market.buyer.accountId);
  assert.equal(`prod-${open.customer.productCode}`, open.product);
});

test('it reports floored hours, and zeros where nothing was used', async () => {
  const now = Date.parse((await market.clock()).now);
  open.hour = Math.floor(now / hour_ms) * hour_ms;
  await market.moveClockTo(new Date(open.hour + 30 * hour_ms + 10 * 60_000).toISOString());
  const first = open.hour + 8 * hour_ms;
  const uses = [[first, 5, 3], [first, 59.9, 4], [first + 2 * hour_ms, 0, 10]];
  writeFileSync(join(newcomer.folder, 'use.log'), uses.map(([hour, minutes, quantity]) =>
    JSON.stringify({at: at(hour, minutes), dimension: 'queries', quantity})).join('\n'));
  writeFileSync(join(newcomer.folder, 'state.json'), JSON.stringify(
    {...open.customer, dimensions: ['queries'], next: at(first, 0)}));
  const until = at(open.hour + 30 * hour_ms, 10);
  assert.deepEqual(await metered(until),
    {records: 22, withUse: 2, next: new Date(open.hour + 30 * hour_ms).toISOString()
      .replace('.000Z', '+00:00')});
  assert.equal((await metered(until)).records, 0);
});

// Of the customer's agreements for the product, side by side.
async function usage() {
  const deals = await market.isv.consoleItems('/deals', {accountId: market.isv.accountId});
  return deals.filter((each) => [open.agreement, open.other].includes(each.agreement?.agreementId))
    .flatMap((each) => each.usage ?? []).reduce((sum, each) => sum + each.quantity, 0);
}

test('what it sends again counts once, and another quantity for an hour is refused', async () => {
  const first = open.hour + 8 * hour_ms;
  const until = at(open.hour + 30 * hour_ms, 10);
  const state = {...open.customer, dimensions: ['queries'], next: at(first, 0)};
  const file = join(newcomer.folder, 'state.json');
  writeFileSync(file, JSON.stringify(state));
  assert.equal((await metered(until)).records, 22);
  const log = join(newcomer.folder, 'use.log');
  writeFileSync(log, readFileSync(log, 'utf8').replace('"quantity":10', '"quantity":11'));
  writeFileSync(file, JSON.stringify(state));
  const told = await meter('report', 'state.json', 'use.log', until);
  assert.equal(told.status, 1);
  assert.match(told.stderr, /not taken: DuplicateRecord/);
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).next, state.next);
  assert.equal(await usage(), 17);
});

test('it says what the marketplace does not take any more', async () => {
  const file = join(newcomer.folder, 'state.json');
  writeFileSync(file, JSON.stringify({...open.customer, dimensions: ['queries'],
    next: at(open.hour, 0)}));
  const told = await meter('report', 'state.json', 'use.log', at(open.hour + 2 * hour_ms, 0));
  assert.equal(told.status, 1);
  assert.match(told.stderr, /TimestampOutOfBoundsException.*the marketplace's time is/s);
});
