// Compares what our server says it takes (`opencppo shapes`) with the schemas inside the pinned npm
// clients, member by member. Fails on a difference that is not listed below, and on a listed one
// that is no longer true. Discovery has no npm client and is not compared.
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {clients, operationsOf, readSchema} from '../clients/client_schemas.mjs';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const program = process.env.CPPO_PROGRAM ?? join(project, 'build/dev/source/opencppo');

// What we do not have yet, or do otherwise on purpose: why, and the differences it makes.
const listed = [
  ['Agreements of this product are neither amended nor cancelled by their sellers yet.',
    ...['Accept', 'Cancel', 'Get', 'Reject', 'Send'].map((verb) =>
      `marketplace-agreement ${verb}AgreementCancellationRequest: is not here`),
    'marketplace-agreement ListAgreementCancellationRequests: is not here'],
  ['Payment requests come with the VariablePaymentTerm.',
    ...['Accept', 'Cancel', 'Get', 'Reject', 'Send'].map((verb) =>
      `marketplace-agreement ${verb}AgreementPaymentRequest: is not here`),
    'marketplace-agreement ListAgreementPaymentRequests: is not here'],
  ['Invoices are not adjusted yet.',
    'marketplace-agreement BatchCreateBillingAdjustmentRequest: is not here',
    'marketplace-agreement GetBillingAdjustmentRequest: is not here',
    'marketplace-agreement ListBillingAdjustmentRequests: is not here'],
  ['Purchase orders are not kept yet.',
    'marketplace-agreement UpdatePurchaseOrders: is not here'],
  ['Renewal and variable payments are not configured yet, so any such choice is refused.',
    ...['renewalTerm', 'variablePaymentTerm'].map((term) =>
      'marketplace-agreement CreateAgreementRequest.requestedTerms[].configuration.' +
      `${term}Configuration: is a document here, a structure there`)],
  ['Containers are not sold yet.', 'marketplace-metering RegisterUsage: is not here'],
];

const differences = [];
const differ = (place, text) => differences.push(`${place}: ${text}`);

class Service {
  constructor(name, shapes) {
    this.name = name;
    this.shapes = shapes;
  }

  // Our type in the same form as readSchema's.
  readType(type) {
    switch (type.type) {
      case 'reference': return this.readType(this.shapes[type.shape]);
      case 'enum': return {kind: 'string'};
      case 'list': return {kind: 'list', element: type.member};
      case 'map': return {kind: 'map', element: type.value};
      case 'structure':
      case 'union': {
        const members = Object.entries(type.members);
        return {
          kind: type.type,
          members: new Map(members),
          required: new Set(members.filter(([, each]) => each.required).map(([name]) => name)),
        };
      }
      default: return {kind: type.type};
    }
  }

  compare(place, schema, type) {
    const there = readSchema(schema);
    const here = this.readType(type);
    if (here.kind !== there.kind)
      return differ(place, `is a ${here.kind} here, a ${there.kind} there`);
    if (here.element !== undefined) this.compare(`${place}[]`, there.element, here.element);
    if (here.members) this.compareMembers(place, there, here);
  }

  compareMembers(place, there, here) {
    for (const name of here.members.keys())
      if (!there.members.has(name)) differ(`${place}.${name}`, 'is not there');
    for (const [name, schema] of there.members) {
      const at = `${place}.${name}`;
      const type = here.members.get(name);
      if (!type) {
        differ(at, 'is not here');
        continue;
      }
      if (here.required.has(name) !== there.required.has(name))
        differ(at, here.required.has(name) ? 'is required here only' : 'is required there only');
      this.compare(at, schema, type);
    }
  }

  compareOperations(client) {
    for (const {operation, input: schema} of operationsOf(client)) {
      const [, , inputName] = schema;
      const place = `${this.name} ${operation}`;
      if (this.shapes[inputName]) this.compare(place, schema, this.shapes[inputName]);
      else differ(place, 'is not here');
    }
  }
}

const described = JSON.parse(execFileSync(program, ['shapes'], {encoding: 'utf8'}));
for (const [name, client] of Object.entries(clients)) {
  if (!described[name]) throw new Error(`opencppo shapes does not describe ${name}`);
  new Service(name, described[name].shapes).compareOperations(client);
}

const known = listed.flatMap(([, ...each]) => each);
const unlisted = differences.filter((each) => !known.includes(each));
const untrue = known.filter((each) => !differences.includes(each));
for (const each of unlisted) console.error(`not listed:      ${each}`);
for (const each of untrue) console.error(`no longer true:  ${each}`);
if (unlisted.length + untrue.length > 0) process.exit(1);
console.log(`the shapes agree with the clients but for ${known.length} listed differences`);
