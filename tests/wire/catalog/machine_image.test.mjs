// A machine image is resold by the year: AWS's markup example, which says P450D.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {DescribeAgreementCommand} from '@aws-sdk/client-marketplace-agreement';
import {change, createdId} from '../requests/changes.mjs';
import {buy, codeOf, entitlementsOf, upfrontCard, upfrontTerm} from '../requests/saas.mjs';
import {describeEntity, listEntities} from '../steps/deal_steps.mjs';
import {ErrorCodeWorld} from '../worlds/error_code_world.mjs';
import {imageType, machineImageChanges} from '../worlds/machine_image.mjs';
import {Marketplace, nineOn} from '../worlds/marketplace.mjs';

let market;
let world;
let image;

before(async () => {
  market = await Marketplace.open();
  world = new ErrorCodeWorld(market, await market.freezeClock());
});

after(() => market?.close());

test('an image is released with its public offer, whatever the order', async () => {
  image = createdId(await market.isv.succeed(machineImageChanges().toReversed()), 'CreateProduct');
  const {DetailsDocument: shown, EntityType} = await describeEntity(market.isv, image);
  assert.equal(EntityType, imageType);
  assert.equal(shown.Description.Visibility, 'Public');
  assert.deepEqual(shown.RegionAvailability.Regions, ['us-east-1', 'eu-central-1']);
  assert.deepEqual(shown.Compatibility.AvailableInstanceTypes, ['t2.small']);
  assert.equal(shown.Versions[0].VersionTitle, '1.0');
  const listed = await listEntities(market.isv, 'AmiProduct');
  assert.deepEqual(listed.map((each) => each.EntityId), [image]);
});

test('instance types need dimensions, and a version has its own title', async () => {
  const codes = async (changes) => (await market.isv.endedChangeSet(changes)).ChangeSet
    .flatMap((each) => each.ErrorDetailList.map(({ErrorCode}) => [each.ChangeType, ErrorCode]));
  const without = (...types) => machineImageChanges().filter(
    (each) => !types.includes(each.ChangeType));
  assert.deepEqual(await codes(without('AddDimensions', 'UpdatePricingTerms', 'ReleaseOffer',
    'ReleaseProduct', 'UpdateVisibility')), [['AddInstanceTypes', 'MISSING_DIMENSIONS']]);
  const again = machineImageChanges().find((each) => each.ChangeType === 'AddDeliveryOptions');
  assert.deepEqual(
    await codes([change(imageType, 'AddDeliveryOptions', image, again.DetailsDocument)]),
    [['AddDeliveryOptions', 'DUPLICATE_VERSION_TITLE']]);
});

test('a buyer buys a year of it, and the agreement outlasts the year', async () => {
  const authorization = await world.authorization(image,
    [upfrontTerm([upfrontCard({'t2.small': '150'})])]);
  const offer = await world.offer(authorization,
    {without: [], markup: '5.0', validity: {AgreementDuration: 'P450D'}});
  const agreement = await buy(market.buyer, offer, {quantities: {'t2.small': 2}});
  const made = await market.buyer.agreement(
    new DescribeAgreementCommand({agreementId: agreement}));
  assert.equal(made.estimatedCharges.agreementValue, '315.00');
  assert.equal(made.endTime.toISOString(), nineOn(world.later(450)));
  const entitled = () => entitlementsOf((command) => market.isv.entitlement(command),
    {ProductCode: codeOf(image)});
  const [{Value, ExpirationDate}] = await entitled();
  assert.deepEqual([Value.IntegerValue, ExpirationDate.toISOString()], [2, nineOn(world.years(1))]);
  await market.moveClockTo(nineOn(world.years(1)));
  assert.deepEqual(await entitled(), []);
  assert.equal((await market.buyer.agreement(
    new DescribeAgreementCommand({agreementId: agreement}))).status, 'ACTIVE');
});
