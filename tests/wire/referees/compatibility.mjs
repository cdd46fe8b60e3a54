// Holds docs/compatibility.md against what the program says of itself (`opencppo shapes`):
// operations, change types, terms, filters and error codes. Fails where one has what the other has
// not.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {clients, operationsOf} from '../clients/client_schemas.mjs';
import {isHere, rowsUnder, words} from './compatibility_page.mjs';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const program = process.env.CPPO_PROGRAM ?? join(project, 'build/dev/source/opencppo');
const described = JSON.parse(execFileSync(program, ['shapes'], {encoding: 'utf8'}));
const catalog = described['marketplace-catalog'];

const listedIn = (rows, at = 0) => rows.filter((row) => isHere(row.at(-1)))
  .flatMap((row) => words(row[at]));

// Both must have the same names.
function agree(what, listed, known) {
  const missing = [...known].filter((name) => !listed.includes(name));
  const invented = [...new Set(listed)].filter((name) => !known.has(name));
  assert.deepEqual({what, missing, invented}, {what, missing: [], invented: []});
}

function operations() {
  const made = new Set();
  const clientless = /^(GetOffer|GetOfferTerms|ListPurchaseOptions)$/;
  for (const [service, {shapes}] of Object.entries(described))
    for (const shape of Object.keys(shapes)) {
      const name = /^(\w+?)(Input|Request)$/.exec(shape)?.[1];
      if (!name || name === 'Entity') continue;
      if (service !== 'marketplace-discovery' || clientless.test(name)) made.add(name);
    }
  return made;
}

const headings = new Set(['Operation', 'Entity', 'Term', 'Error']);
const withoutHeadings = (rows) => rows.filter(([first]) => !headings.has(words(first)[0]));

agree('operations', withoutHeadings(rowsUnder('Operations'))
  .filter((row) => isHere(row.at(-1))).flatMap((row) => words(row[0])), operations());

// Every operation of AWS's clients is named, as done or as not yet.
const named = rowsUnder('Operations').flatMap((row) => words(row[0]));
const unnamed = Object.entries(clients).flatMap(([service, client]) => operationsOf(client)
  .filter(({operation}) => !named.includes(operation))
  .map(({operation}) => `${service} ${operation}: is not named`));
assert.deepEqual(unnamed, []);

const changeTypes = new Set(Object.keys(catalog.shapes)
  .filter((name) => /^\w+\/\w+$/.test(name)));
agree('change types', withoutHeadings(rowsUnder('Change types')).filter((row) => isHere(row.at(-1)))
  .flatMap(([entity, types]) => words(types).map((type) =>
    `${/`(\w+)@/.exec(entity)?.[1]}/${type}`)), changeTypes);

const terms = new Set(Object.values(catalog.shapes).flatMap(({members}) =>
  members?.Type?.enum ?? []).filter((name) => name.endsWith('Term')));
agree('terms', listedIn(withoutHeadings(rowsUnder('Terms'))), terms);

const filters = new Set(Object.entries(catalog.shapes).flatMap(([name, {members}]) => {
  const entity = /^(\w+?)Filters$/.exec(name)?.[1];
  return entity && `${entity}Filters` in catalog.shapes.EntityTypeFilters.members
    ? Object.keys(members).map((member) => `${entity}.${member}`) : [];
}));
agree('filters', withoutHeadings(rowsUnder('Filters and sorts')).flatMap(([entities, members]) =>
  words(entities).flatMap((entity) => words(members).map((each) => `${entity}.${each}`))), filters);

const codes = new Set(Object.values(catalog.errorCodes));
const listedCodes = rowsUnder('Error codes of changes').filter((row) => isHere(row.at(-1)))
  .flatMap(([names]) => names.match(/[A-Z]+(_[A-Z]+)+/g) ?? []);
agree('error codes', listedCodes, codes);

// Each code of authorizations and partner offers has a row that earns it.
const rows = ['../rows/error_code_rows.mjs', '../rows/offer_code_rows.mjs']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n');
for (const [names, where] of rowsUnder('Error codes of changes'))
  if (/authorizations|partner offers/.test(where))
    for (const code of names.match(/[A-Z]+(_[A-Z]+)+/g) ?? [])
      assert.ok(rows.includes(`'${code}'`), `no row earns ${code}`);

console.log(`${operations().size} operations, ${changeTypes.size} change types, ${terms.size} ` +
  `terms, ${filters.size} filters and ${codes.size} error codes are as the page says`);
