// Calls of other AWS services, which arrive here where a program has one address for all of AWS:
// each client reads the answer as an answer, and a refusal as an error (R-PRO-04).
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {after, before, test} from 'node:test';
import {AssumeRoleCommand, GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {
  ListEntitiesCommand, MarketplaceCatalogClient,
} from '@aws-sdk/client-marketplace-catalog';
import {BatchMeterUsageCommand, MarketplaceMeteringClient} from
  '@aws-sdk/client-marketplace-metering';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;

before(async () => { market = await Marketplace.open(); });

after(() => market?.close());

const clientOf = (Client, {accessKeyId, secretAccessKey}, region = 'us-east-1') => new Client({
  endpoint: market.endpoint, region, maxAttempts: 1, credentials: {accessKeyId, secretAccessKey}});

const identify = (keys, region) =>
  clientOf(STSClient, keys, region).send(new GetCallerIdentityCommand({}));

test('everybody is told who they are, in any region', async () => {
  for (const actor of market.actors)
    for (const region of ['us-east-1', 'eu-central-1', 'ap-southeast-2']) {
      const {Account, Arn, UserId} = await identify(actor.keys, region);
      assert.equal(Account, actor.accountId);
      assert.equal(Arn, `arn:aws:iam::${Account}:user/${UserId}`);
      assert.ok(UserId.length > 3);
    }
});

const isRefused = (call, name, status) => assert.rejects(call, (error) => {
  assert.equal(error.name, name, error);
  assert.equal(error.$metadata.httpStatusCode, status);
  assert.ok(error.message.length > 10, error.message);
  assert.match(error.$metadata.requestId ?? '', /^[0-9a-f-]{36}$/);
  return true;
});

test('who is not known, or signs wrongly, is told as STS tells it', async () => {
  const {accessKeyId, secretAccessKey} = market.isv.keys;
  await isRefused(identify({accessKeyId: 'AKIANOBODY0000000000', secretAccessKey}),
    'InvalidClientTokenId', 403);
  await isRefused(identify({accessKeyId, secretAccessKey: 'wrong'}), 'SignatureDoesNotMatch', 403);
  await isRefused(identify(market.isv.keys, 'nowhere-1'), 'SignatureDoesNotMatch', 403);
});

test('what STS has beside it is refused as an error that its client reads', () => isRefused(
  clientOf(STSClient, market.isv.keys).send(new AssumeRoleCommand(
    {RoleArn: 'arn:aws:iam::111122223333:role/deploy', RoleSessionName: 'deploy'})),
  'InvalidAction', 400));

test('usage is metered in every region', async () => {
  for (const region of ['us-west-2', 'eu-west-1', 'sa-east-1'])
    await assert.rejects(clientOf(MarketplaceMeteringClient, market.isv.keys, region).send(
      new BatchMeterUsageCommand({ProductCode: 'none', UsageRecords: []})),
    {name: 'InvalidProductCodeException'});
});

test('the catalog is in one region', () => assert.rejects(
  clientOf(MarketplaceCatalogClient, market.isv.keys, 'eu-west-1').send(
    new ListEntitiesCommand({Catalog: 'AWSMarketplace', EntityType: 'SaaSProduct'})),
  {name: 'InvalidSignatureException', message: /valid region, not 'eu-west-1'/}));

// Debian's command of AWS, where it is installed.
function aws(...words) {
  try {
    return {text: execFileSync('aws', words, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
      env: {...process.env, AWS_ENDPOINT_URL: market.endpoint, AWS_MAX_ATTEMPTS: '1',
        AWS_ACCESS_KEY_ID: market.isv.keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: market.isv.keys.secretAccessKey, AWS_DEFAULT_REGION: 'eu-west-1'}})};
  } catch (failed) {
    return {code: failed.code ?? failed.status, text: failed.stderr ?? ''};
  }
}

const hasCommand = () => aws('--version').code !== 'ENOENT';

test('the command of AWS reads answers and errors', async (context) => {
  if (!hasCommand()) return context.skip('aws is not installed');
  const at = ['--endpoint-url', market.endpoint, '--output', 'json'];
  const {Account} = JSON.parse(aws('sts', 'get-caller-identity', ...at).text);
  assert.equal(Account, market.isv.accountId);
  for (const [service, operation, code] of [['ec2', 'describe-instances', 'InvalidAction'],
    ['iam', 'list-users', 'InvalidAction'], ['s3api', 'list-buckets', 'NotImplemented'],
    // SQS is called by the query protocol up to CLI 2.13, and in JSON after it.
    ['sqs', 'list-queues', '(InvalidAction|UnknownOperationException)'],
    ['cloudformation', 'list-stacks', 'InvalidAction'],
    ['route53', 'list-hosted-zones', 'InvalidAction'],
    ['dynamodb', 'list-tables', 'UnknownOperationException']]) {
    const refused = aws(service, operation, ...at);
    assert.match(refused.text, new RegExp(`An error occurred \\(${code}\\) when calling`), service);
  }
});
