// The npm clients of AWS's services, and the schemas inside them: the pinned ones, or those of the
// folder CPPO_CLIENTS, which `./dev drift` fills with the newest.
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const here = process.env.CPPO_CLIENTS
  ? pathToFileURL(join(process.env.CPPO_CLIENTS, 'clients')) : import.meta.url;
const load = async (name) => createRequire(here)(`@aws-sdk/client-${name}`);

const names = ['marketplace-agreement', 'marketplace-catalog', 'marketplace-entitlement-service',
  'marketplace-metering'];
export const clients = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await load(name)])));

const isText = (value) => typeof value === 'string';

// The enumerations of a client as [name, values].
export const enumerationsOf = (client) => Object.entries(client)
  .filter(([name, each]) => /^[A-Z]/.test(name) && each && Object.getPrototypeOf(each) ===
    Object.prototype && Object.keys(each).length > 0 && Object.values(each).every(isText))
  .map(([name, each]) => [name, Object.values(each)]);

// How the clients encode a schema: a number for a simple type, else an array that begins with one
// of these numbers; [schema, traits] for a member with traits; a function where it comes later.
const encoded = {simple: 0, list: 1, map: 2, structure: 3, union: 4, operation: 9};
const listOf = 64;
const mapOf = 128;
const simpleTypes = new Map([[0, 'string'], [1, 'integer'], [2, 'boolean'], [4, 'timestamp'],
  [5, 'timestamp'], [6, 'timestamp'], [7, 'timestamp'], [15, 'document']]);

const isOperation = (schema) => Array.isArray(schema) && schema[0] === encoded.operation;

// A client's operations as {operation, input, output}, the latter two as schemas.
export const operationsOf = (client) => Object.values(client).filter(isOperation)
  .map(([, , operation, , input, output]) => ({operation, input: input(), output: output()}));

// A client's schema as {kind, name, members, required, element}; structures and unions have a name.
export function readSchema(schema) {
  if (typeof schema === 'function') return readSchema(schema());
  if (typeof schema === 'number') return readNumber(schema);
  if (typeof schema[1] !== 'string') return readSchema(schema[0]);
  switch (schema[0]) {
    case encoded.simple: return readSchema(schema[4]);
    case encoded.list: return {kind: 'list', element: schema[4]};
    case encoded.map: return {kind: 'map', element: schema[5]};
    case encoded.structure: return readMembers('structure', schema);
    case encoded.union: return readMembers('union', schema);
    default: throw new Error(`the client's schema ${schema[2]} is of an unknown kind ${schema[0]}`);
  }
}

function readNumber(number) {
  if (number & mapOf) return {kind: 'map', element: number & ~mapOf};
  if (number & listOf) return {kind: 'list', element: number & ~listOf};
  const kind = simpleTypes.get(number);
  if (!kind) throw new Error(`the clients have a simple type ${number} this reader does not know`);
  return {kind};
}

// The members that are required stand first.
function readMembers(kind, [, , name, , names, schemas, requiredCount = 0]) {
  return {
    kind,
    name,
    members: new Map(names.map((name, at) => [name, schemas[at]])),
    required: new Set(names.slice(0, requiredCount)),
  };
}
