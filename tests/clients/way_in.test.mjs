// The lines that `./dev run` prints work for AWS's clients as they are, whatever other logins have
// left in the environment: npm's packages, Debian's CLI and Debian's botocore.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {debianCli, debianPython, Newcomer} from './newcomer.mjs';

let newcomer;
let productCode;

before(async () => {
  newcomer = await Newcomer.come();
  const {isv} = newcomer.market;
  const deals = await isv.consoleItems('/deals', {accountId: isv.accountId});
  const deal = deals.find((each) => each.offer.productTitle === 'Northwind Analytics');
  productCode = deal.offer.productId.slice('prod-'.length);
});
after(() => newcomer?.leave());

const entryways = {
  line: () => newcomer.lineOf('isv'),
  profile: () => newcomer.profileLine('isv'),
};
const titles = ['Northwind Analytics', 'Northwind Requests'];

test('what is printed names the regions, the versions and the open things', () => {
  const {printed, market} = newcomer;
  for (const actor of market.actors)
    assert.match(newcomer.lineOf(actor.name),
      / AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 .*AWS_SECRET_ACCESS_KEY=\S+$/);
  assert.match(printed, /from\n2\.13 .*boto3 from 1\.28;/);
  for (const {id} of market.demo.open) assert.ok(printed.includes(id));
});

for (const [way, line] of Object.entries(entryways))
  test(`npm's clients, told nothing else, by the ${way}`, async () => {
    const program =
      fileURLToPath(new URL('../wire/clients/environment_client.mjs', import.meta.url));
    const told = JSON.parse(await newcomer.answer(line(),
      [process.execPath, program, productCode]));
    assert.deepEqual(told.catalog.EntitySummaryList.map((each) => each.Name).sort(), titles);
    assert.equal(told.agreement.agreementViewSummaries.length, 0);
    assert.deepEqual(told.entitlement.Entitlements, []);
    assert.equal(told.metering, 'InvalidTokenException');
  });

// Debian 12's CLI 2.9 reads neither variable nor setting of the endpoint; 2.13 and later do.
async function cli(line, ...words) {
  const version = await newcomer.answer('', [debianCli, '--version']);
  const [, major, minor] = /^aws-cli\/(\d+)\.(\d+)\./.exec(version).map(Number);
  const isOld = major < 2 || (major === 2 && minor < 13);
  const more = isOld ? ['--endpoint-url', newcomer.market.endpoint] : [];
  return newcomer.after(line,
    [debianCli, ...more, '--output', 'json', '--no-cli-pager', ...words]);
}

for (const [way, line] of Object.entries(entryways)) {
  test(`Debian's CLI lists and describes, by the ${way}`, async () => {
    const listed = await cli(line(), 'marketplace-catalog', 'list-entities', '--catalog',
      'AWSMarketplace', '--entity-type', 'SaaSProduct');
    assert.equal(listed.status, 0, listed.stderr);
    const found = JSON.parse(listed.stdout).EntitySummaryList;
    assert.deepEqual(found.map((each) => each.Name).sort(), titles);
    const described = await cli(line(), 'marketplace-catalog', 'describe-entity', '--catalog',
      'AWSMarketplace', '--entity-id', found[0].EntityId);
    assert.equal(described.status, 0, described.stderr);
    const {Description} = JSON.parse(JSON.parse(described.stdout).Details);
    assert.equal(Description.ProductTitle, found[0].Name);
  });

  test(`Debian's CLI meters and reads entitlements, by the ${way}`, async () => {
    const refused = await cli(line(), 'meteringmarketplace', 'resolve-customer',
      '--registration-token', 'none');
    assert.equal(refused.status, 254);
    assert.match(refused.stderr, /\(InvalidTokenException\) when calling the ResolveCustomer/);
    const read = await cli(line(), 'marketplace-entitlement', 'get-entitlements',
      '--product-code', productCode);
    assert.equal(read.status, 0, read.stderr);
    assert.deepEqual(JSON.parse(read.stdout), {Entitlements: []});
  });
}

const inPython = `
import json, os, sys
sys.path = [each for each in sys.path if "/local/" not in each]  # Debian's own packages
import botocore, botocore.session
assert botocore.__file__.startswith("/usr/lib/python3/"), botocore.__file__
session = botocore.session.get_session()
def client(name):
    return session.create_client(name, endpoint_url=sys.argv[1])
listed = client("marketplace-catalog").list_entities(
    Catalog="AWSMarketplace", EntityType="SaaSProduct")
entitled = client("marketplace-entitlement").get_entitlements(ProductCode=sys.argv[2])
metering = client("meteringmarketplace")
try:
    metering.resolve_customer(RegistrationToken="none")
except metering.exceptions.InvalidTokenException as refused:
    told = refused.response["Error"]["Code"]
print(json.dumps({"names": sorted(each["Name"] for each in listed["EntitySummaryList"]),
                  "entitlements": entitled["Entitlements"], "refused": told}))
`;

for (const [way, line] of Object.entries(entryways))
  test(`Debian's botocore, with the endpoint written out, by the ${way}`, async () => {
    const told = await newcomer.answer(line(),
      [debianPython, '-c', inPython, newcomer.market.endpoint, productCode]);
    assert.deepEqual(JSON.parse(told),
      {names: titles, entitlements: [], refused: 'InvalidTokenException'});
  });
