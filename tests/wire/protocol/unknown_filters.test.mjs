// What a filter or an order has that is not known is refused with its path: ignoring it would
// answer more than was asked for. SDK clients send what their models have, so these are written
// by hand.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {ofAgreement, ofCatalog, ofDiscovery} from '../requests/requests.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

const Catalog = 'AWSMarketplace';
const parties = [{name: 'PartyType', values: ['Acceptor']},
  {name: 'AgreementType', values: ['PurchaseAgreement']}];
const product = {filterType: 'PRODUCT_ID', filterValues: ['prod-aaaaaaaaaaaaa']};
const scope = {filterType: 'VISIBILITY_SCOPE', filterValues: ['PRIVATE']};

const rows = [
  ['a member of a filter of change sets', ofCatalog('ListChangeSets',
    {Catalog, FilterList: [{Name: 'Status', ValueList: ['FAILED'], Not: true}]}),
  /FilterList.*Not/],
  ['a filter of change sets', ofCatalog('ListChangeSets',
    {Catalog, FilterList: [{Name: 'Colour', ValueList: ['red']}]}), /Colour/],
  ['an order of change sets', ofCatalog('ListChangeSets',
    {Catalog, Sort: {SortBy: 'StartTime', Then: 'EndTime'}}), /Sort.*Then/],
  ['a member of a filter of agreements', ofAgreement('SearchAgreements',
    {filters: [...parties, {name: 'OfferId', values: ['offer-a'], not: true}]}), /filters.*not/],
  ['a filter of agreements', ofAgreement('SearchAgreements',
    {filters: [...parties, {name: 'Colour', values: ['red']}]}), /Colour/],
  ['an order of agreements', ofAgreement('SearchAgreements',
    {filters: parties, sort: {sortBy: 'EndTime', then: 'StartTime'}}), /sort.*then/],
  ['a member of a filter of purchase options', ofDiscovery('listPurchaseOptions',
    {filters: [scope, {...product, not: true}]}), /filters.*not/],
  ['a filter of purchase options', ofDiscovery('listPurchaseOptions',
    {filters: [scope, {filterType: 'COLOUR', filterValues: ['red']}]}), /filterType/],
];

let market;

before(async () => { market = await Marketplace.open(); });
after(() => market?.close());

for (const [what, ask, path] of rows)
  test(`${what} that is not known is refused`, async () => {
    const {status, text} = await market.buyer.send('aws-marketplace', ask);
    assert.ok([400, 422].includes(status), text);
    assert.match(text, /ValidationException/);
    assert.match(text, path);
  });
