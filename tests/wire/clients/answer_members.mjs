// The members of answers: those the clients' models have, and those that were seen.
import {clients, operationsOf, readSchema} from './client_schemas.mjs';

// Calls `visit` with the name of each structure or union, of each of its members, and with what
// `value` has there. Without a value everything that may stand there is visited, once.
function walk(schema, value, visit, known = new Set()) {
  const {kind, name, members, element} = readSchema(schema);
  if (kind === 'list')
    for (const each of value === undefined ? [undefined] : value)
      walk(element, each, visit, known);
  if (kind === 'map')
    for (const each of value === undefined ? [undefined] : Object.values(value))
      walk(element, each, visit, known);
  if (!members || (value === undefined && known.has(name))) return;
  if (value === undefined) known.add(name);
  for (const [member, inner] of members) {
    if (value !== undefined && value[member] === undefined) continue;
    visit(name, member);
    walk(inner, value?.[member], visit, known);
  }
}

// The members of all answers of those operations, as `Shape.member`.
export function modelledMembers(service, operations) {
  const found = new Set();
  for (const {operation, output} of operationsOf(clients[service]))
    if (operations.has(operation))
      walk(output, undefined, (shape, member) => found.add(`${shape}.${member}`));
  return found;
}

const seen = new Map();

// Notes the members of an answer to a command.
export function noteAnswer(service, command, answer) {
  const name = command.constructor.name.replace(/Command$/, '');
  const {output} = operationsOf(clients[service]).find((each) => each.operation === name);
  const noted = seen.get(service) ?? seen.set(service, new Set()).get(service);
  walk(output, answer, (shape, member) => noted.add(`${shape}.${member}`));
}

// The members of whatever was answered in this run.
export const seenMembers = (service) => seen.get(service) ?? new Set();
