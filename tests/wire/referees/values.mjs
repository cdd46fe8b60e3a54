// Holds the enumerations inside the clients against the program's sources: every value is said or
// taken somewhere, or docs/compatibility.md lists it as not yet.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {clients, enumerationsOf} from '../clients/client_schemas.mjs';
import {rowsUnder} from './compatibility_page.mjs';

const source = fileURLToPath(new URL('../../../source', import.meta.url));
const texts = new Set(readdirSync(source, {recursive: true})
  .filter((path) => /\.(cc|h|inc)$/.test(path))
  .flatMap((path) => readFileSync(join(source, path), 'utf8').match(/"[^"\n]*"/g) ?? [])
  .map((text) => text.slice(1, -1)));
// Reasons about members are made of the member's name.
const isSaid = (value) => texts.has(value) || texts.has(value.replace(/^(INVALID|MISSING)_/, ''));

const faults = [];
const listed = new Map(rowsUnder('Values that are not here yet').slice(1)
  .map(([name, values]) => [name.replaceAll('`', ''),
    new Set(values.replaceAll('`', '').split(', '))]));
let count = 0;
for (const [service, client] of Object.entries(clients))
  for (const [name, values] of enumerationsOf(client)) {
    const notYet = listed.get(`${service} ${name}`) ?? new Set();
    count += values.length;
    for (const value of values)
      if (!notYet.has(value) && !notYet.has('all') && !isSaid(value))
        faults.push(`${service} ${name}: ${value} is neither here nor listed`);
    for (const value of notYet)
      if (value !== 'all' && !values.includes(value))
        faults.push(`${service} ${name}: ${value} is listed and in no model`);
    listed.delete(`${service} ${name}`);
  }
for (const name of listed.keys()) faults.push(`${name} is listed and in no model`);
for (const each of faults) console.error(each);
if (faults.length > 0) process.exit(1);
console.log(`${count} values of the models are here or listed`);
