// The description of the console is no ornament: an answer that is not as it says fails the tests.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {ConsoleContract} from '../clients/console_contract.mjs';
import {Marketplace} from '../worlds/marketplace.mjs';

let market;
let document;
let contract;

before(async () => {
  market = await Marketplace.open();
  document = (await market.operator.console('GET', '/openapi.json')).json;
  contract = new ConsoleContract(document);
});

after(() => market?.close());

const asks = (method, path) => ({method, path: `/console/v1${path}`});
const says = (json, status = 200, type = 'application/json') =>
  ({status, json, text: JSON.stringify(json), headers: {'content-type': type}});
const problem = (status, reason, more = {}) => says({
  type: 'about:blank', title: 'No', status, detail: 'No.', reason, violations: [], ...more,
}, status, 'application/problem+json');

const clock = {now: '2027-01-04T09:00:00.000Z', mode: 'frozen', sandbox: true};

test('an answer as described passes', () => {
  contract.check(asks('GET', '/clock'), says(clock));
  contract.check(asks('GET', '/clock'), problem(403, 'action_not_allowed'));
  contract.check(asks('GET', '/nowhere'), problem(404, 'not_found'));
});

const misfits = [
  ['a member nobody described', asks('GET', '/clock'), says({...clock, weather: 'fine'}),
    /additional/],
  ['a missing member', asks('GET', '/clock'), says({now: clock.now, mode: 'frozen'}), /sandbox/],
  ['a member of another type', asks('GET', '/clock'), says({...clock, sandbox: 'yes'}),
    /boolean/],
  ['a time of another form', asks('GET', '/clock'), says({...clock, now: '2027-01-04'}), /now/],
  ['a mode there is not', asks('GET', '/clock'), says({...clock, mode: 'backwards'}), /allowed/],
  ['a status that is not described', asks('GET', '/clock'), says(clock, 201), /this status/],
  ['another media type', asks('GET', '/clock'), says(clock, 200, 'text/plain'), /media type/],
  ['an item with a member nobody described', asks('GET', '/limits'),
    says({items: [{name: 'a', awsDefault: 1, value: null, colour: 'blue'}]}), /additional/],
  ['a reason the route does not have', asks('GET', '/clock'), problem(422, 'invoice_not_open'),
    /does not say/],
  ['a problem with more members', asks('GET', '/clock'),
    problem(403, 'action_not_allowed', {stack: '...'}), /additional/],
  ['a path that is not described', asks('GET', '/nowhere'), says({}), /media type/],
];

for (const [what, request, reply, why] of misfits)
  test(`${what} does not pass`, () => assert.throws(() => contract.check(request, reply), why));

test('every route has a name, a permission and its own status', () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const names = operations.map((each) => each.operationId);
  assert.equal(new Set(names).size, names.length);
  for (const each of operations) {
    assert.match(each.operationId, /^([A-Z][a-z]+){2,}$/);
    assert.ok(each.description.includes(`opencppo:${each.operationId}`));
    const successes = Object.keys(each.responses).filter((status) => status.startsWith('2'));
    assert.deepEqual(successes.filter((status) => status !== '202').length,
      each.operationId === 'RecordPayment' ? 2 : 1, each.operationId);
    for (const status of ['400', '403', '422', '500'])
      assert.ok(each.responses[status], `${each.operationId} ${status}`);
  }
  const created = operations.filter((each) => each.responses[201])
    .map((each) => each.operationId);
  const waiting = operations.filter((each) => each.responses[202]).map((each) => each.operationId);
  assert.deepEqual(waiting.sort(), ['AddUser', 'ChangeUser', 'RecordPayment', 'SetSecondPerson']);
  assert.deepEqual(created.sort(), ['AddUser', 'CopyOffer', 'CopyResaleAuthorization',
    'CreateAccessKey', 'CreateAccount', 'RecordPayment', 'RotateAccessKey']);
});

test('what is answered is described to its last member', () => {
  const {schemas} = document.components;
  const answers = new Set(Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((operation) => Object.values(operation.responses))
    .flatMap((response) => Object.values(response.content))
    .map(({schema}) => schema.$ref.split('/').at(-1)));
  const references = (schema) => JSON.stringify(schema).match(/(?<=schemas\/)\w+/g) ?? [];
  for (const name of answers) for (const more of references(schemas[name])) answers.add(more);
  assert.ok(answers.size > 30);
  for (const name of answers)
    if (schemas[name].type === 'object')
      assert.equal(schemas[name].additionalProperties, false, name);
});
