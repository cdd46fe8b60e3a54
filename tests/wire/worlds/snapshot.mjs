// Everything the parties can list, so that a test can say that nothing was stored.
import {
  BatchDescribeEntitiesCommand, ListChangeSetsCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {ListAgreementChargesCommand} from '@aws-sdk/client-marketplace-agreement';
import {listEntities, privateOffers, searchAgreements} from '../steps/deal_steps.mjs';
import {catalogName} from './marketplace.mjs';

const entityTypes =
  ['ProfessionalServicesProduct', 'SaaSProduct', 'ResaleAuthorization', 'Offer'];
const batch_max = 20;

async function entitiesOf(actor) {
  const lists = await Promise.all([
    ...entityTypes.map((type) => listEntities(actor, type)),
    listEntities(actor, 'ResaleAuthorization', {OwnershipType: 'SHARED'}),
  ]);
  const ids = lists.flat().map((each) => each.EntityId);
  const details = {};
  for (let at = 0; at < ids.length; at += batch_max)
    Object.assign(details, (await actor.catalog(new BatchDescribeEntitiesCommand({
      EntityRequestList: ids.slice(at, at + batch_max).map((EntityId) =>
        ({Catalog: catalogName, EntityId})),
    }))).EntityDetails);
  return {lists, details};
}

async function changeSetsOf(actor) {
  const sets = [];
  let NextToken;
  do {
    const page = await actor.catalog(
      new ListChangeSetsCommand({Catalog: catalogName, NextToken}));
    sets.push(...page.ChangeSetSummaryList);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return sets;
}

async function consoleList(actor, path, query) {
  const {status, json} = await actor.console('GET', path, {query: {limit: '500', ...query}});
  return status === 200 ? json : status;
}

async function seenBy(actor) {
  const own = {accountId: actor.accountId};
  const seen = await Promise.all([
    entitiesOf(actor),
    searchAgreements(actor, 'Acceptor').then((found) => found.agreementViewSummaries),
    searchAgreements(actor, 'Proposer').then((found) => found.agreementViewSummaries),
    actor.agreement(new ListAgreementChargesCommand({})).then((found) => found.items),
    actor.discovery('listPurchaseOptions', privateOffers()),
    ...['/deals', '/charges', '/invoices', '/statements', '/disbursements']
      .map((path) => consoleList(actor, path, own)),
    actor.console('GET', `/accounts/${actor.accountId}/seller`).then((reply) => reply.text),
  ]);
  return seen;
}

// Change sets that fail are kept, so they are left out where `changeSets` is false.
export async function snapshot(market, {changeSets = true} = {}) {
  const parties = [market.isv, market.reseller, market.reseller2, market.buyer];
  const [seen, sets, accounts, transfers, clock] = await Promise.all([
    Promise.all(parties.map(seenBy)),
    Promise.all(changeSets ? parties.map(changeSetsOf) : []),
    market.operator.consoleItems('/accounts'),
    market.operator.consoleItems('/ledger/transfers'),
    market.clock(),
  ]);
  return JSON.parse(JSON.stringify({seen, sets, accounts, transfers, clock}));
}
