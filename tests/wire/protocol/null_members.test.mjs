// Null is absent: every optional member of every operation and of every change document, sent as
// null, is answered exactly as if it were not there.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {after, before, test} from 'node:test';
import {cbor} from '@smithy/core/cbor';
import {deliver, sign} from '../clients/signed_request.mjs';
import {createOffer, createdId, onOffer} from '../requests/changes.mjs';
import {contractChanges, onSaas, upfrontCard, upfrontTerm} from '../requests/saas.mjs';
import {operations, services} from '../requests/hostile_requests.mjs';
import {documentPairs, inputPairs} from '../requests/null_members.mjs';
import {ErrorCodeWorld} from '../worlds/error_code_world.mjs';
import {Marketplace, program} from '../worlds/marketplace.mjs';

const described = JSON.parse(execFileSync(program, ['shapes'], {maxBuffer: 64 << 20}));
const upfrontPrices = {BasicService: '120', PremiumService: '240'};
const cleared = ['PreExistingAgreement', 'PreExistingBuyerAgreement'];

let market;
let entities;

before(async () => {
  market = await Marketplace.open();
  const world = new ErrorCodeWorld(market, await market.freezeClock());
  const sold = await market.isv.succeed(contractChanges(market));
  const product = createdId(sold, 'CreateProduct');
  const prices = [upfrontTerm([upfrontCard(upfrontPrices)])];
  const authorization = await world.authorization(product, prices);
  entities = {
    SaaSProduct: product, publicOffer: createdId(sold, 'CreateOffer'), authorization,
    ResaleAuthorization: await world.authorization(product, prices, {released: false}),
    Offer: createdId(await market.reseller.succeed([createOffer(authorization)]), 'CreateOffer'),
  };
});

after(() => market?.close());

async function answered(actor, signedFor, request) {
  const {status, bytes, text, headers} = await deliver(
    market.endpoint, await sign(market.endpoint, actor.keys, signedFor, request));
  const isCbor = headers['content-type']?.includes('cbor');
  const said = isCbor ? cbor.deserialize(bytes) : text.replace(/"requestId":"[^"]*"/, '');
  return {status, said};
}

for (const service of services) {
  const protocol = service.isCbor ? 'CBOR' : 'JSON';
  for (const called of operations(service, described)) {
    // Members of a query string are texts or are not there.
    if (called.request(called.input).method !== 'POST') continue;
    test(`${called.operation} in ${protocol} takes null for absent`, async () => {
      for (const {way, without, asNull} of inputPairs(called)) {
        const [one, other] = [
          await answered(market.isv, service.signedFor, called.request(without)),
          await answered(market.isv, service.signedFor, called.request(asNull))];
        assert.ok(one.status < 500, `${way}: ${one.said}`);
        assert.deepEqual(other, one, way);
      }
    });
  }
}

const errorsOf = ({ChangeSet, Status}) => ({Status, errors: ChangeSet.map(
  ({ErrorDetailList}) => ErrorDetailList.map(({ErrorCode}) => ErrorCode))});

// What becomes of a change whose set is only validated: refused at once, or judged.
async function judged(actor, change) {
  const {status, said} = await answered(actor, 'aws-marketplace', services[0].request(
    'StartChangeSet', {Catalog: 'AWSMarketplace', Intent: 'VALIDATE', ChangeSet: [change]}));
  if (status !== 200) return {status, said};
  return errorsOf(await actor.endOfChangeSet(JSON.parse(said).ChangeSetId));
}

test('change documents take null for absent', async () => {
  let count = 0;
  const {shapes} = described['marketplace-catalog'];
  for (const {name, way, without, asNull} of documentPairs(shapes)) {
    const [type, ChangeType] = name.split('/');
    const actor = type === 'Offer' ? market.reseller : market.isv;
    const Entity = {Type: `${type}@1.0`,
      ...(!ChangeType.startsWith('Create') && {Identifier: entities[type] ?? 'prod-doesnotexist'})};
    const change = (DetailsDocument) => ({ChangeType, Entity, DetailsDocument});
    const [one, other] = [
      await judged(actor, change(without)), await judged(actor, change(asNull))];
    assert.ok((one.status ?? 200) < 500, `${name} ${way}: ${one.said}`);
    if (!cleared.some((each) => way.endsWith(each)))
      assert.deepEqual(other, one, `${name} ${way}`);
    ++count;
  }
  assert.ok(count > 30, count);
});

test('a change with nothing but nulls is refused like one with nothing', async () => {
  const {isv, reseller} = market;
  for (const [actor, change] of [
    [isv, (details) => onSaas('UpdateInformation', entities.SaaSProduct, details)],
    [reseller, (details) => onOffer('UpdateInformation', entities.Offer, details)],
  ]) {
    const empty = await judged(actor, change({}));
    assert.equal(empty.status, 422);
    assert.match(empty.said, /at least one property/);
    for (const name of ['Name', 'ProductTitle', 'PreExistingBuyerAgreement'])
      assert.deepEqual(await judged(actor, change({[name]: null})), empty);
  }
});

test('null takes back a renewal where there is one and is absent everywhere else', async () => {
  const named = (more) => onOffer('UpdateInformation', entities.publicOffer,
    {Name: 'Renamed', ...more});
  const one = await judged(market.isv, named({}));
  assert.deepEqual(one, {Status: 'SUCCEEDED', errors: [[]]});
  assert.deepEqual(await judged(market.isv, named({PreExistingAgreement: null})), one);
});

test('an offer is copied with nulls as without', async () => {
  const path = `/offers/${entities.Offer}/clone`;
  for (const body of [{}, {name: null, cancelsOriginal: null}])
    assert.ok((await market.reseller.consoleAnswer('POST', path, {body})).offerId);
});
