// What change sets say of a product, DescribeEntity says again, in the words of AWS's documents.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {change, createdId} from '../requests/changes.mjs';
import {contractChanges, onSaas} from '../requests/saas.mjs';
import {describeEntity} from '../steps/deal_steps.mjs';
import {imageType, machineImageChanges} from '../worlds/machine_image.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;
let start;

before(async () => {
  market = await Marketplace.open();
  start = await market.freezeClock();
});

after(() => market?.close());

const documentOf = async (id) => (await describeEntity(market.isv, id)).DetailsDocument;

const information = {
  ProductTitle: 'A title', ShortDescription: 'Short', LongDescription: 'Long', Sku: 'SKU-1',
  LogoUrl: 'https://isv.example/logo.png', VideoUrls: ['https://isv.example/video'],
  Highlights: ['One', 'Two'], Categories: ['Data Catalogs'], SearchKeywords: ['key', 'word'],
  SupportDescription: 'Write to us.',
  AdditionalResources: [{Text: 'A guide', Url: 'https://isv.example/guide'},
    {Text: 'Another', Url: 'https://isv.example/other'}],
};
const link = (more) => ({Type: 'Link', ...more});

function showsInformation({Description, PromotionalResources, SupportInformation}) {
  const {ProductTitle, ShortDescription, LongDescription, Sku, Highlights, Categories,
    SearchKeywords} = Description;
  assert.deepEqual({...information, ProductTitle, ShortDescription, LongDescription, Sku,
    Highlights, Categories, SearchKeywords}, information);
  assert.deepEqual(PromotionalResources, {
    PromotionalMedia: null, LogoUrl: information.LogoUrl,
    AdditionalResources: information.AdditionalResources.map(link),
    Videos: [link({Url: information.VideoUrls[0]})],
  });
  assert.equal(SupportInformation.Description, information.SupportDescription);
}

const delivery = (details) =>
  ({DeliveryOptions: [{Details: {SaaSUrlDeliveryOptionDetails: details}}]});

test('a SaaS product shows what was said of it and of its delivery', async () => {
  const product = createdId(await market.isv.succeed(contractChanges(market, {
    'SaaSProduct/UpdateInformation': information,
    'SaaSProduct/AddDeliveryOptions': delivery({
      FulfillmentUrl: 'https://isv.example/register', LaunchUrl: 'https://isv.example/launch',
      UsageInstructions: 'Register first.', QuickLaunchEnabled: false,
    }),
  })), 'CreateProduct');
  const shown = await documentOf(product);
  showsInformation(shown);
  const [{DeliveryOptions: [option, ...more]}] = shown.Versions;
  assert.deepEqual(more, []);
  const {Id, ...said} = option;
  const first = {
    Type: 'SoftwareRegistration', FulfillmentUrl: 'https://isv.example/register',
    LaunchUrl: 'https://isv.example/launch', QuickLaunchEnabled: false,
    UsageInstructions: 'Register first.', Visibility: 'Public',
  };
  assert.deepEqual(said, first);

  const {DeliveryOptions: [changed]} = delivery(
    {FulfillmentUrl: 'https://isv.example/new', QuickLaunchEnabled: true});
  await market.isv.succeed([
    onSaas('UpdateDeliveryOptions', product, {DeliveryOptions: [{Id, ...changed}]}),
    onSaas('UpdateInformation', product, {AdditionalResources: [], VideoUrls: []})]);
  const later = await documentOf(product);
  assert.deepEqual(later.Versions[0].DeliveryOptions[0],
    {Id, ...first, FulfillmentUrl: 'https://isv.example/new', QuickLaunchEnabled: true});
  assert.deepEqual([later.PromotionalResources.AdditionalResources,
    later.PromotionalResources.Videos], [[], []]);
});

test('what a delivery option says not is not shown', async () => {
  const product = createdId(await market.isv.succeed(contractChanges(market)), 'CreateProduct');
  const [{DeliveryOptions: [option]}] = (await documentOf(product)).Versions;
  assert.deepEqual(Object.keys(option).sort(), ['FulfillmentUrl', 'Id', 'Type', 'Visibility']);
});

test('a machine image shows its version, its source and how it is delivered', async () => {
  const [ports] = [{IpProtocol: 'tcp', FromPort: 443, ToPort: 444, IpRanges: ['10.0.0.0/8']}];
  const changes = machineImageChanges().map((each) => {
    if (each.ChangeType === 'UpdateInformation' && each.Entity.Type === imageType)
      return {...each, DetailsDocument: information};
    if (each.ChangeType !== 'AddDeliveryOptions') return each;
    const document = structuredClone(each.DetailsDocument);
    const details = document.DeliveryOptions[0].Details.AmiDeliveryOptionDetails;
    details.AmiSource.ScanningPort = 2222;
    details.SecurityGroups = [ports];
    details.AccessEndpointUrl = {Port: 8443, Protocol: 'https', RelativePath: 'index.html'};
    return {...each, DetailsDocument: document};
  });
  const image = createdId(await market.isv.succeed(changes), 'CreateProduct');
  const shown = await documentOf(image);
  showsInformation(shown);
  const [{Id: version, Sources: [source], DeliveryOptions: [option], ...said}] = shown.Versions;
  assert.match(version, /^version-/);
  assert.deepEqual(said, {VersionTitle: '1.0', ReleaseNotes: 'The first.',
    CreationDate: `${start}T09:00:00.000Z`});
  const {Id: sourceId, ...from} = source;
  assert.deepEqual(from, {
    Type: 'AmazonMachineImage', Image: 'ami-11111111111111111',
    OperatingSystem: {Name: 'AMAZONLINUX', Version: '2', Username: 'ec2-user',
      ScanningPort: 2222},
  });
  const {Id: optionId, ...delivered} = option;
  assert.match(optionId, /^do-/);
  assert.deepEqual(delivered, {
    Type: 'AmazonMachineImage', SourceId: sourceId, Visibility: 'Public',
    Instructions: {Usage: 'Start it.', Access: {
      Type: 'Endpoint', Port: 8443, Protocol: 'https', RelativePath: 'index.html'}},
    Recommendations: {InstanceType: 't2.small', SecurityGroups: [
      {Protocol: 'tcp', FromPort: 443, ToPort: 444, CidrIps: ['10.0.0.0/8']}]},
  });
  // Read back from the store, it is the same after another change.
  await market.isv.succeed([change(imageType, 'AddRegions', image, {Regions: ['eu-west-1']})]);
  assert.deepEqual((await documentOf(image)).Versions, shown.Versions);
});

test('services show what was said of them', async () => {
  const type = 'ProfessionalServicesProduct@1.0';
  const set = await market.isv.succeed([
    {...change(type, 'CreateProduct', undefined, {}), ChangeName: 'Services'},
    change(type, 'UpdateInformation', '$Services.Entity.Identifier', information)]);
  showsInformation(await documentOf(createdId(set, 'CreateProduct')));
});
