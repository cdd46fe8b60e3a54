// Holds docs/statements.md to the truth: every statement has one row, and every test that a row
// names is there and is run.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isThere} from './named_tests.mjs';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const read = (...path) => readFileSync(join(project, ...path), 'utf8');

// How many statements each source has.
const sources = [23, 37, 28, 62, 86];
const faults = [];

function readRows() {
  const row = /^\| (S\d-\d\d) \| ([^|]+) \| ([^|]+) \|$/;
  const lines = read('docs', 'statements.md').split('\n').filter((each) => /^\| S\d/.test(each));
  return lines.flatMap((line) => {
    const [, id, says, cell] = row.exec(line) ?? [];
    if (!id) faults.push(`this is no row: ${line}`);
    return id ? [{id, says, cell}] : [];
  });
}

function checkIds(ids) {
  const expected = sources.flatMap((count, source) => Array.from({length: count}, (_, at) =>
    `S${source}-${String(at + 1).padStart(2, '0')}`));
  for (const id of expected) {
    const times = ids.filter((each) => each === id).length;
    if (times !== 1) faults.push(`${id} has ${times} rows`);
  }
  for (const id of ids.filter((each) => !expected.includes(each)))
    faults.push(`${id} is no statement`);
}

// Checks what covers a statement, and answers what kind of cover it is.
function kindOf({id, cell}, ids) {
  const [cover, missing] = cell.split(/(?:; )?not yet: /);
  const references = [...cover.matchAll(/`([^`]+)`(?: \((\w+)\))?/g)];
  for (const [, reference, row] of references)
    if (!isThere(reference, row))
      faults.push(`${id}: there is no ${reference}${row ? ` with ${row}` : ''}`);
  const words = cover.replaceAll(/`[^`]+`(?: \(\w+\))?/g, '').replaceAll(', ', '').trim();
  if (references.length > 0) {
    if (words !== '') faults.push(`${id}: "${words}" is no test`);
    return missing ? 'partly' : 'covered';
  }
  if (missing && cover === '') return 'not yet';
  if (cell === 'not a need') return 'not a need';
  const same = cell.split(', ').map((each) => /^= (S\d-\d\d)$/.exec(each)?.[1]);
  for (const each of same)
    if (!ids.includes(each) || each === id) faults.push(`${id}: "${cell}" says nothing`);
  return 'repeated';
}

const rows = readRows();
const ids = rows.map((each) => each.id);
checkIds(ids);
const kinds = Object.groupBy(rows, (each) => kindOf(each, ids));
for (const [kind, found] of Object.entries(kinds))
  console.log(`${kind}: ${found.length}: ${found.map((each) => each.id).join(' ')}`);
for (const each of faults) console.error(each);
process.exitCode = faults.length > 0 ? 1 : 0;
