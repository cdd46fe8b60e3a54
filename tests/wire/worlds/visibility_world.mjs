// Two of every kind of party, an outsider, and things that belong to the first of each.
import {
  AcceptAgreementRequestCommand, CreateAgreementRequestCommand, GetAgreementEntitlementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {createdId} from '../requests/changes.mjs';
import {
  codeOf, contractChanges, offerToBuyer, pricing, proposalWith, upfrontCard, upfrontInvoice,
  upfrontTerm, usageTerm,
} from '../requests/saas.mjs';
import {plusDays} from './marketplace.mjs';

export const everybody = ['isv', 'isv2', 'reseller', 'reseller2', 'buyer', 'buyer2', 'outsider',
  'operator'];

const prices = () => pricing('Contract', usageTerm({WorkloadSmall: '0.12', WorkloadMedium: '0.20'}),
  upfrontTerm([upfrontCard({BasicService: '120', PremiumService: '240'})]));

// An account of that name, as an actor of the market.
async function addActor(market, name, roles) {
  const {operator} = market;
  const {accountId} = await operator.consoleAnswer('POST', '/accounts',
    {body: {name, email: `${name}@example.com`, country: 'DE', roles}});
  if (roles.includes('seller'))
    await operator.consoleAnswer('PUT', `/accounts/${accountId}/seller`, {body: {registration:
      {profile: 'COMPLETE', tax: 'COMPLETE', bank: 'COMPLETE', serviceLinkedRole: 'COMPLETE'}}});
  const keys = await operator.consoleAnswer('POST', `/accounts/${accountId}/access-keys`);
  market.addActor(name, {accountId, ...keys});
}

const choice = {quantities: {BasicService: 4, PremiumService: 2}};

// A quote lives an hour.
export async function quoteOf({buyer}, offer) {
  const {agreementRequestId} = await buyer.agreement(new CreateAgreementRequestCommand(
    {intent: 'NEW', ...await proposalWith(buyer, offer, choice)}));
  return agreementRequestId;
}

// The first ISV, partner and buyer have an accepted deal and an offer that is open.
export async function buildWorld(market, start) {
  await addActor(market, 'isv2', ['seller']);
  await addActor(market, 'buyer2', ['buyer']);
  await addActor(market, 'outsider', ['seller', 'buyer']);
  const {isv, reseller, buyer} = market;
  const set = await isv.succeed(contractChanges(market));
  const world = {start, changeSet: set.ChangeSetId, product: createdId(set, 'CreateProduct')};
  world.code = codeOf(world.product);
  const sale =
    {product: world.product, markup: '25', endDay: plusDays(start, 40), prices: prices()};
  Object.assign(world, await offerToBuyer(market, sale));
  const agreementRequestId = await quoteOf(market, world.offer);
  world.agreement = (await buyer.agreement(
    new AcceptAgreementRequestCommand({agreementRequestId}))).agreementId;
  world.invoice = (await upfrontInvoice(buyer, world)).invoiceId;
  world.license = (await entitlementOf(market, world)).licenseArn;
  const open = await offerToBuyer(market, sale);
  return Object.assign(world, {
    openOffer: open.offer, openAuthorization: open.authorization,
    proposal: (await proposalWith(buyer, open.offer, choice)),
    proposalMissing: {...(await proposalWith(buyer, open.offer, choice)),
      agreementProposalIdentifier: 'ap-aaaaaaaaaaaaa'},
    partnersChangeSet: await lastChangeSet(reseller),
  });
}

async function entitlementOf({buyer}, {agreement}) {
  const {agreementEntitlements: [first]} = await buyer.agreement(
    new GetAgreementEntitlementsCommand({agreementId: agreement}));
  return first;
}

export async function registrationToken(market, world) {
  return (await entitlementOf(market, world)).registrationToken;
}

async function lastChangeSet(actor) {
  const {text} = await actor.send('aws-marketplace', {method: 'POST', path: '/ListChangeSets',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({Catalog: 'AWSMarketplace'})});
  return JSON.parse(text).ChangeSetSummaryList[0].ChangeSetId;
}
