// The first thing people ask a new endpoint: who am I? Debian's CLI and botocore ask it in the
// query protocol, with the endpoint written out.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {debianCli, debianPython, Newcomer} from './newcomer.mjs';

let newcomer;

before(async () => { newcomer = await Newcomer.come(); });
after(() => newcomer?.leave());

test('Debian\'s CLI learns its account', async () => {
  const {market} = newcomer;
  for (const actor of [market.isv, market.buyer]) {
    const told = JSON.parse(await newcomer.answer(newcomer.lineOf(actor.name),
      [debianCli, '--endpoint-url', market.endpoint, '--output', 'json', '--no-cli-pager',
        'sts', 'get-caller-identity']));
    assert.equal(told.Account, actor.accountId);
    assert.match(told.Arn, new RegExp(`^arn:aws:(iam|sts)::${actor.accountId}:`));
  }
});

const inPython = `
import sys
sys.path = [each for each in sys.path if "/local/" not in each]  # Debian's own packages
import botocore.session
sts = botocore.session.get_session().create_client("sts", endpoint_url=sys.argv[1])
print(sts.get_caller_identity()["Account"])
`;

test('Debian\'s botocore learns its account', async () => {
  const {market} = newcomer;
  const told = await newcomer.answer(newcomer.lineOf('reseller'),
    [debianPython, '-c', inPython, market.endpoint]);
  assert.equal(told.trim(), market.reseller.accountId);
});
