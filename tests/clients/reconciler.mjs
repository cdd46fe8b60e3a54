// Keeps a buyer's agreements as its list of subscriptions wants them, as a procurement system does.
//
//   node reconciler.mjs WANTED.json
//
// WANTED.json: {"wanted": [{"offerId": "offer-...", "quantities": {"users": 5}}],
//               "unwanted": ["offer-..."]}
//
// Offers that are wanted and not bought are bought; agreements of unwanted ones are cancelled. It
// can be run at any time and again: what is as it should be is left alone. Prints what it did, a
// line each, and ends with 1 where something is not as it should be.
//
// It is told by the environment where the marketplace is and who the buyer is.
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {setTimeout as pause} from 'node:timers/promises';
import {Sha256} from '@aws-crypto/sha256-js';
import {
  AcceptAgreementRequestCommand, CancelAgreementCommand, CreateAgreementRequestCommand,
  MarketplaceAgreementClient, paginateSearchAgreements,
} from '@aws-sdk/client-marketplace-agreement';
import {HttpRequest} from '@smithy/protocol-http';
import {SignatureV4} from '@smithy/signature-v4';

const cancelAttempts = 20;
const cancelPause_ms = 250;
const client = new MarketplaceAgreementClient();

// Discovery has no npm client; it is signed by the SDK's own signer with the SDK's own settings.
async function discover(operation, body) {
  const {hostname, port, protocol} = new URL(process.env.AWS_ENDPOINT_URL);
  const signer = new SignatureV4({service: 'aws-marketplace', sha256: Sha256,
    region: client.config.region, credentials: client.config.credentials});
  const signed = await signer.sign(new HttpRequest({
    protocol, hostname, port: Number(port), method: 'POST', path: `/2026-02-05/${operation}`,
    headers: {host: `${hostname}:${port}`, 'content-type': 'application/json'},
    body: JSON.stringify(body),
  }));
  const reply = await fetch(new URL(signed.path, process.env.AWS_ENDPOINT_URL),
    {method: 'POST', headers: signed.headers, body: signed.body});
  if (!reply.ok) throw new Error(`${operation}: ${reply.status} ${await reply.text()}`);
  return reply.json();
}

// The active agreements by the offer they came from.
async function held() {
  const filters = [{name: 'PartyType', values: ['Acceptor']},
    {name: 'AgreementType', values: ['PurchaseAgreement']}, {name: 'Status', values: ['ACTIVE']}];
  const made = new Map();
  for await (const page of
    paginateSearchAgreements({client}, {catalog: 'AWSMarketplace', filters}))
    for (const each of page.agreementViewSummaries)
      made.set(each.proposalSummary.offerId, each.agreementId);
  return made;
}

function asked(term, quantities) {
  const [[name, {id, rateCards}]] = Object.entries(term);
  if (name !== 'configurableUpfrontPricingTerm') return {id};
  const dimensions = Object.entries(quantities ?? {})
    .map(([dimensionKey, dimensionValue]) => ({dimensionKey, dimensionValue}));
  return {id, configuration: {configurableUpfrontPricingTermConfiguration: {
    selectorValue: rateCards[0].selector.value, dimensions}}};
}

// The token is the subscription's, so that a run which was cut short buys nothing twice.
async function buy({offerId, quantities}) {
  const {agreementProposalId} = await discover('getOffer', {offerId});
  const {offerTerms} = await discover('getOfferTerms', {offerId});
  const clientToken =
    createHash('sha256').update(JSON.stringify([offerId, quantities])).digest('hex').slice(0, 32);
  const {agreementRequestId} = await client.send(new CreateAgreementRequestCommand({
    intent: 'NEW', clientToken, agreementProposalIdentifier: agreementProposalId,
    requestedTerms: offerTerms.map((term) => asked(term, quantities)),
  }));
  const {agreementId} =
    await client.send(new AcceptAgreementRequestCommand({agreementRequestId}));
  return agreementId;
}

// Right after the acceptance AWS answers UNSUPPORTED_ACTION for a while.
async function cancel(agreementId) {
  for (let attempt = 1; ; ++attempt)
    try {
      await client.send(new CancelAgreementCommand({agreementId}));
      return;
    } catch (error) {
      const isEarly = error.name === 'ValidationException' && error.reason === 'UNSUPPORTED_ACTION';
      if (!isEarly || attempt === cancelAttempts) throw error;
      await pause(cancelPause_ms);
    }
}

const {wanted = [], unwanted = []} = JSON.parse(await readFile(process.argv[2], 'utf8'));
const before = await held();
const steps = [
  ...wanted.filter(({offerId}) => !before.has(offerId)).map((each) =>
    ['bought', each.offerId, () => buy(each)]),
  ...unwanted.filter((offerId) => before.has(offerId)).map((offerId) =>
    ['cancelled', offerId, async () => {
      await cancel(before.get(offerId));
      return before.get(offerId);
    }]),
];
for (const [done, offerId, step] of steps)
  try {
    console.log(done, offerId, await step());
  } catch (error) {
    console.log('not', done, offerId, error.name);
    process.exitCode = 1;
  }
