// What the load works on: a product, its prices, and two agreements with usage to report.
import {createdId} from '../wire/requests/changes.mjs';
import {
  buy, contractChanges, licenseOf, pricing, saasAuthorizationChanges, saasOfferChanges,
  upfrontCard, upfrontTerm, usageTerm,
} from '../wire/requests/saas.mjs';
import {nineOn, plusDays} from '../wire/worlds/marketplace.mjs';
import {ClientLog} from './client_log.mjs';
import {markup, quantities} from './deal_maker.mjs';
import {MarketTime} from './market_time.mjs';
import {ServerLife} from './server_life.mjs';
import {UsageReporter} from './usage_reporter.mjs';

const prices = pricing('Contract', usageTerm({WorkloadSmall: '0.12', WorkloadMedium: '0.20'}),
  upfrontTerm([upfrontCard({BasicService: '120', PremiumService: '240'})]));
// A buyer has at most a hundred agreements for a product; no run makes more deals than these take.
const productCount = 8;
// The clock never comes so far.
const saleDays = 300;

async function sell({isv, reseller}, by, {products: [product], endDay}) {
  const authorization = createdId(await isv.succeed(saasAuthorizationChanges(
    {product, reseller: reseller.accountId, endDay, prices})), 'CreateResaleAuthorization');
  const offer = createdId(await reseller.succeed(saasOfferChanges(
    {authorization, buyers: [by.accountId], endDay, markup})), 'CreateOffer');
  const agreement = await buy(by, offer, {quantities});
  return {by, agreement, license: await licenseOf(by, agreement)};
}

export async function buildWorld(market, random) {
  const {isv, reseller, buyer, reseller2} = market;
  const start = await market.freezeClock();
  const world = {market, random, prices, deals: 0, endDay: plusDays(start, saleDays)};
  const toBoth = {'SaaSProduct/UpdateTargeting':
    {PositiveTargeting: {BuyerAccounts: [buyer.accountId, reseller2.accountId]}}};
  world.products = [];
  for (let made = 0; made < productCount; ++made)
    world.products.push(
      createdId(await isv.succeed(contractChanges(market, toBoth)), 'CreateProduct'));
  for (const seller of [isv, reseller])
    await seller.consoleAnswer('PUT', `/accounts/${seller.accountId}/seller`,
      {body: {disbursementPreference: {frequency: 'DAILY'}}});
  world.sales = [];
  for (const by of [buyer, reseller2]) world.sales.push(await sell(market, by, world));
  world.life = new ServerLife(market);
  world.log = new ClientLog(world.life, random);
  world.time = new MarketTime(world, Date.parse(nineOn(start)));
  world.reporters = world.sales.map((sale) => new UsageReporter(world, sale));
  // What the world rests on is nobody's to lose.
  await market.restart();
  return world;
}
