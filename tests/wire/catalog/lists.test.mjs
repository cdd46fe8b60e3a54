// Lists are read page by page and filtered, as SDK clients do it.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {ListChangeSetsCommand, ListEntitiesCommand} from '@aws-sdk/client-marketplace-catalog';
import {
  GetAgreementTermsCommand, ListAgreementChargesCommand, SearchAgreementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {listEntities, privateOffers, searchAgreements} from '../steps/deal_steps.mjs';
import {catalogName, Marketplace} from '../worlds/marketplace.mjs';
import {World} from '../worlds/refusal_world.mjs';

let market;
let world;

before(async () => {
  market = await Marketplace.open();
  world = await new World(market, await market.freezeClock()).build();
  world.alsoOffered = await world.offer(await world.authorization());
});

after(() => market?.close());

// All items of a list that is asked for in pages; `ask` answers [items, token].
async function pages(ask) {
  const found = [];
  let token;
  do {
    const [items, next] = await ask(token);
    found.push(...items);
    assert.notEqual(next, '');
    token = next;
  } while (token !== undefined);
  return found;
}

const entities = (by, EntityType, size, more = {}) => pages(async (NextToken) => {
  const page = await market[by].catalog(new ListEntitiesCommand(
    {Catalog: catalogName, EntityType, MaxResults: size, NextToken, ...more}));
  assert.ok(page.EntitySummaryList.length <= size);
  return [page.EntitySummaryList, page.NextToken];
});

const changeSets = (size, more = {}) => pages(async (NextToken) => {
  const page = await market.isv.catalog(
    new ListChangeSetsCommand({Catalog: catalogName, MaxResults: size, NextToken, ...more}));
  assert.ok(page.ChangeSetSummaryList.length <= size);
  return [page.ChangeSetSummaryList, page.NextToken];
});

const searchParties = (party) => [{name: 'PartyType', values: [party]},
  {name: 'AgreementType', values: ['PurchaseAgreement']}];

const lists = [
  ['entities of one\'s own', (size) => entities('isv', 'ResaleAuthorization', size)],
  ['entities shared', (size) =>
    entities('reseller', 'ResaleAuthorization', size, {OwnershipType: 'SHARED'})],
  ['filtered entities', (size) => entities('isv', 'ResaleAuthorization', size, {
    EntityTypeFilters: {ResaleAuthorizationFilters: {Status: {ValueList: ['Active']}}}})],
  ['change sets', (size) => changeSets(size)],
  ['change sets, oldest first', (size) =>
    changeSets(size, {Sort: {SortBy: 'StartTime', SortOrder: 'ASCENDING'}})],
  ['purchase options', (size) => pages(async (nextToken) => {
    const page = await market.buyer.discovery('listPurchaseOptions',
      {...privateOffers(), maxResults: size, nextToken});
    return [page.purchaseOptions, page.nextToken];
  })],
  ['terms of an offer', (size) => pages(async (nextToken) => {
    const page = await market.buyer.discovery('getOfferTerms',
      {offerId: world.offered, maxResults: size, nextToken});
    return [page.offerTerms, page.nextToken];
  })],
  ['accepted terms', (size) => pages(async (nextToken) => {
    const page = await market.buyer.agreement(new GetAgreementTermsCommand(
      {agreementId: world.agreement, maxResults: size, nextToken}));
    return [page.acceptedTerms, page.nextToken];
  })],
  ['charges', (size) => pages(async (nextToken) => {
    const page = await market.buyer.agreement(
      new ListAgreementChargesCommand({maxResults: size, nextToken}));
    return [page.items, page.nextToken];
  })],
];

const idOf = (item) => JSON.stringify(item);

for (const [name, read] of lists)
  test(`pages of ${name} are the whole list`, async () => {
    const whole = await read(20);
    assert.ok(whole.length >= 2, `there are only ${whole.length}`);
    assert.equal(new Set(whole.map(idOf)).size, whole.length);
    for (const size of [1, 2, 3]) assert.deepEqual(await read(size), whole, `pages of ${size}`);
  });

test('pages of agreements are the whole list', async () => {
  const read = (size) => pages(async (nextToken) => {
    const page = await market.reseller.agreement(new SearchAgreementsCommand(
      {filters: searchParties('Proposer'), maxResults: size, nextToken}));
    return [page.agreementViewSummaries, page.nextToken];
  });
  const whole = await read(50);
  assert.deepEqual(whole.map((each) => each.agreementId), [world.agreement]);
  assert.deepEqual(await read(1), whole);
});

test('a page token is good for its own question only', async () => {
  const first = await market.isv.catalog(new ListEntitiesCommand(
    {Catalog: catalogName, EntityType: 'ResaleAuthorization', MaxResults: 1}));
  for (const more of [{EntityType: 'Offer'}, {OwnershipType: 'SHARED'},
    {EntityTypeFilters: {ResaleAuthorizationFilters: {Status: {ValueList: ['Draft']}}}}])
    await assert.rejects(market.isv.catalog(new ListEntitiesCommand({
      Catalog: catalogName, EntityType: 'ResaleAuthorization', NextToken: first.NextToken, ...more,
    })), {name: 'ValidationException'});
  const other = await market.isv.catalog(new ListEntitiesCommand({
    Catalog: catalogName, EntityType: 'ResaleAuthorization', MaxResults: 7,
    NextToken: first.NextToken,
  }));
  assert.equal(other.EntitySummaryList.length, 7);
});

test('a page token is sealed, its account\'s, and as good after a restart', async () => {
  const ask = (by, NextToken, size = 2) => market[by].catalog(new ListEntitiesCommand(
    {Catalog: catalogName, EntityType: 'ResaleAuthorization', MaxResults: size, NextToken}));
  const {NextToken: token, EntitySummaryList: first} = await ask('isv');
  assert.match(token, /^[A-Za-z0-9+/=]+$/);
  const bytes = Buffer.from(token, 'base64').toString('latin1');
  for (const each of first)
    for (const text of [each.EntityId, Buffer.from(each.EntityId).toString('hex')])
      assert.ok(!token.includes(text) && !bytes.includes(text));
  // What anybody can write down: an order and an id, as text, in base64 and in hex.
  const mark = `1/${first[0].EntityId}/"a`;
  for (const forged of [mark, Buffer.from(mark).toString('base64'),
    Buffer.from(mark).toString('hex'), token.slice(0, -4), `${token}AAAA`])
    await assert.rejects(ask('isv', forged), {name: 'ValidationException'}, forged);
  for (const by of ['reseller', 'operator'])
    await assert.rejects(ask(by, token), {name: 'ValidationException'}, by);
  const before = await ask('isv', token, 50);
  await market.restart();
  const {EntitySummaryList: after} = await ask('isv', token, 50);
  assert.deepEqual(after, before.EntitySummaryList);
});

const filterAuthorizations = async (filters) => {
  const found = await listEntities(market.isv, 'ResaleAuthorization',
    {EntityTypeFilters: {ResaleAuthorizationFilters: filters}});
  return found.map((each) => each.EntityId).sort();
};

test('authorizations are filtered by what they are', async () => {
  const all = (await listEntities(market.isv, 'ResaleAuthorization'));
  const those = (keep) => all.filter(keep).map((each) => each.EntityId).sort();
  const summary = (each) => each.ResaleAuthorizationSummary;
  const {restricted, consumed, draftAuthorized, released} = world;
  assert.deepEqual(await filterAuthorizations({Status: {ValueList: ['Restricted']}}), [restricted]);
  assert.deepEqual(await filterAuthorizations({Status: {ValueList: ['Draft', 'Restricted']}}),
    those((each) => ['Draft', 'Restricted'].includes(summary(each).Status)));
  assert.deepEqual(await filterAuthorizations({EntityId: {ValueList: [consumed]}}), [consumed]);
  assert.deepEqual(
    await filterAuthorizations({OfferExtendedStatus: {ValueList: ['Completed-Used']}}),
    those((each) => summary(each).OfferExtendedStatus === 'Completed-Used'));
  assert.deepEqual(await filterAuthorizations({Name: {WildCardValue: 'second rev'}}),
    [draftAuthorized]);
  assert.deepEqual(await filterAuthorizations({Name: {ValueList: ['The second revision']}}),
    [draftAuthorized]);
  assert.deepEqual(await filterAuthorizations({
    ProductId: {ValueList: [released]}, Status: {ValueList: ['Active']}}),
  those((each) => summary(each).ProductId === released && summary(each).Status === 'Active'));
  assert.deepEqual(await filterAuthorizations({AvailabilityEndDate: {DateRange: {
    AfterValue: `${world.days.start}T00:00:00Z`, BeforeValue: `${world.days.offerEnd}T00:00:00Z`,
  }}}), []);
  assert.deepEqual(await filterAuthorizations({ManufacturerAccountId:
    {ValueList: [market.buyer.accountId]}}), []);
});

test('offers are filtered by what they are', async () => {
  const filter = async (filters) => (await listEntities(market.reseller, 'Offer',
    {EntityTypeFilters: {OfferFilters: filters}})).map((each) => each.EntityId).sort();
  const all = await listEntities(market.reseller, 'Offer');
  assert.deepEqual(await filter({State: {ValueList: ['Released']}}),
    [world.offered, world.accepted, world.alsoOffered].sort());
  assert.deepEqual(await filter({ResaleAuthorizationId: {ValueList: [world.consumed]}}),
    [world.accepted, world.draftOfConsumed].sort());
  assert.deepEqual(await filter({BuyerAccounts: {WildCardValue: market.buyer.accountId}}),
    all.map((each) => each.EntityId).sort());
  assert.deepEqual(await filter({EntityId: {ValueList: [world.offered]}}), [world.offered]);
});

// Sorted here, from the whole list; what runs still would come after all that has ended.
test('change sets are sorted by start and by end, up and down, whatever the page', async () => {
  const all = await changeSets(20);
  const compare = (one, other) => (one < other ? -1 : Number(one > other));
  for (const SortBy of ['StartTime', 'EndTime']) {
    const up = all.toSorted((one, other) => compare(one[SortBy], other[SortBy]) ||
      compare(one.ChangeSetId, other.ChangeSetId)).map((each) => each.ChangeSetId);
    for (const [SortOrder, expected] of [['ASCENDING', up], ['DESCENDING', up.toReversed()]])
      for (const size of [1, 3, 20]) {
        const found = await changeSets(size, {Sort: {SortBy, SortOrder}});
        assert.deepEqual(found.map((each) => each.ChangeSetId), expected, `${SortBy} ${size}`);
      }
    assert.deepEqual((await changeSets(7, {Sort: {SortBy}})).map((each) => each.ChangeSetId),
      up.toReversed());
  }
});

test('change sets are filtered by when they started and ended', async () => {
  const all = await changeSets(20);
  const filter = async (Name, date) =>
    (await changeSets(20, {FilterList: [{Name, ValueList: [date]}]})).length;
  const {start} = world.days;
  for (const name of ['StartTime', 'EndTime']) {
    assert.equal(await filter(`After${name}`, `${start}T08:59:59Z`), all.length);
    assert.equal(await filter(`Before${name}`, `${start}T09:00:01Z`), all.length);
    assert.equal(await filter(`After${name}`, `${start}T23:59:59Z`), 0);
    assert.equal(await filter(`Before${name}`, `${start}T00:00:00Z`), 0);
    assert.equal(await filter(`Before${name}`, `${start}T09:00:00.000Z`), 0);
  }
});

const refusedSetLists = [
  ['an unknown sort', {Sort: {SortBy: 'ChangeSetName'}}],
  ['an unknown order', {Sort: {SortBy: 'EndTime', SortOrder: 'DOWN'}}],
  ['an unknown filter', {FilterList: [{Name: 'Colour', ValueList: ['blue']}]}],
  ['a filter without a value', {FilterList: [{Name: 'Status'}]}],
  ['a date that is none', {FilterList: [{Name: 'AfterEndTime', ValueList: ['yesterday']}]}],
  ['two dates', {FilterList: [{Name: 'AfterEndTime',
    ValueList: ['2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z']}]}],
  ['21 on a page', {MaxResults: 21}],
];

for (const [what, input] of refusedSetLists)
  test(`a list of change sets with ${what} is refused`, () => assert.rejects(
    market.isv.catalog(new ListChangeSetsCommand({Catalog: catalogName, ...input})),
    {name: 'ValidationException'}));

test('change sets are filtered by status, entity and name', async () => {
  const filter = (Name, ...ValueList) => changeSets(20, {FilterList: [{Name, ValueList}]});
  const all = await changeSets(20);
  assert.deepEqual(await filter('Status', 'SUCCEEDED'), all);
  assert.deepEqual(await filter('Status', 'FAILED'), []);
  const onDraft = await filter('EntityId', world.draftAuthorized);
  assert.equal(onDraft.length, 2);
  assert.ok(onDraft.every((each) => each.EntityIdList.includes(world.draftAuthorized)));
  assert.deepEqual(await filter('ChangeSetName', `Submitted by ${market.isv.accountId}`), all);
});

test('agreements are filtered by what they are', async () => {
  const filter = async (...filters) => (await searchAgreements(market.reseller, 'Proposer',
    filters.map(([name, value]) => ({name, values: [value]})))).agreementViewSummaries.length;
  assert.equal(await filter(['Status', 'ACTIVE']), 1);
  assert.equal(await filter(['Status', 'EXPIRED']), 0);
  assert.equal(await filter(['OfferId', world.accepted]), 1);
  assert.equal(await filter(['OfferId', world.offered]), 0);
  assert.equal(await filter(['ResourceIdentifier', world.bought]), 1);
  assert.equal(await filter(['ResourceIdentifier', world.released]), 0);
  assert.equal(await filter(['ResourceType', 'ProfessionalServicesProduct']), 1);
  assert.equal(await filter(['ResourceType', 'SaaSProduct']), 0);
  assert.equal(await filter(['AcceptorAccountId', market.buyer.accountId]), 1);
  assert.equal(await filter(['AcceptorAccountId', market.reseller2.accountId]), 0);
  assert.equal(await filter(['BeforeEndTime', `${world.days.offerEnd}T00:00:00Z`]), 0);
  assert.equal(await filter(['AfterEndTime', `${world.days.offerEnd}T00:00:00Z`]), 1);
});

const refusedSearches = [
  ['INVALID_FILTER_NAME', [{name: 'Colour', values: ['blue']}]],
  ['INVALID_FILTER_NAME', [{name: 'PartyType', values: ['Acceptor']}]],
  ['MISSING_FILTER_VALUES', [{name: 'Status'}]],
  ['INVALID_FILTER_VALUES', [{name: 'Status', values: ['ACTIVE', 'EXPIRED']}]],
  ['UNSUPPORTED_FILTERS', [{name: 'AcceptorAccountId', values: ['123456789012']}]],
];

for (const [reason, filters] of refusedSearches)
  test(`a search with ${JSON.stringify(filters)} is told ${reason}`, () =>
    assert.rejects(searchAgreements(market.buyer, 'Acceptor', filters),
      {name: 'ValidationException', reason}));

test('a search needs to know the party', () =>
  assert.rejects(market.buyer.agreement(new SearchAgreementsCommand({filters: [
    {name: 'AgreementType', values: ['PurchaseAgreement']}]})),
  {name: 'ValidationException', reason: 'MISSING_PARTY_TYPE'}));
