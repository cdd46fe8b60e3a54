// Holds docs/statements.md to the truth: every statement has one row, and every test that a row
// names is there and is run. A name of a test that is made from words (`${...}` in its source) must
// be made from words that stand beside it.
import {readFileSync, readdirSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';

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

// The names of the files of a folder and of those inside it, from that folder.
const filesOf = (...path) => readdirSync(join(project, ...path), {withFileTypes: true})
  .flatMap((each) => {
    if (each.name === 'node_modules') return [];
    return each.isDirectory()
      ? filesOf(...path, each.name).map((name) => join(each.name, name)) : [each.name];
  });

const wireTexts = new Map(filesOf('tests', 'wire')
  .filter((name) => name.endsWith('.mjs')).map((name) => [name, read('tests', 'wire', name)]));

const importsOf = (name) => [...wireTexts.get(name).matchAll(/from '(\.\.?\/[\w./]+)'/g)]
  .map((each) => normalize(join(dirname(name), each[1]))).filter((each) => wireTexts.has(each));

// The files of the tests that CTest runs, with all they import.
function filesThatRun() {
  const registered = read('tests', 'CMakeLists.txt');
  const found = new Set();
  const add = (name) => {
    if (found.has(name)) return;
    found.add(name);
    importsOf(name).forEach(add);
  };
  for (const name of wireTexts.keys()) {
    const path = /^([\w/]+)\.test\.mjs$/.exec(name)?.[1];
    if (path && new RegExp(`[ (]${path}[ )\n]`).test(registered)) add(name);
  }
  return found;
}

// Literals that name a test, or a step of one: the first of a pair with a function.
const namesTest = /\btest\(\s*('(?:[^'\\\n]|\\.)*'|`[^`]*`)|\[('(?:[^'\\\n]|\\.)*'),\s*[a-z]\w*\]/g;

const literalsOf = (text) => [...text.matchAll(namesTest)].map((each) => each[1] ?? each[2]);

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

// What stands in the places of a literal's words, or nothing where it makes another name.
function wordsIn(literal, name) {
  const parts = literal.slice(1, -1).replaceAll('\\\'', '\'').split(/\$\{[^}]*\}/);
  return new RegExp(`^${parts.map(escaped).join('(.+?)')}$`).exec(name)?.slice(1);
}

const textBeside = (file) =>
  [file, ...importsOf(file)].map((each) => wireTexts.get(each)).join('\n');

const standsIn = (text, word) => text.includes(`'${word}'`);

function isWireTest(file, name) {
  if (!running.has(file)) return false;
  return literalsOf(wireTexts.get(file)).some((literal) =>
    wordsIn(literal, name)?.every((words) =>
      words.split(',').every((word) => standsIn(textBeside(file), word))));
}

function unitTests() {
  const floors = readdirSync(join(project, 'tests', 'unit'));
  return new Set(floors.flatMap((floor) => filesOf('tests', 'unit', floor)
    .filter((name) => name.endsWith('_test.cc')).flatMap((name) =>
      [...read('tests', 'unit', floor, name).matchAll(/^TEST(?:_[PF])?\((\w+), (\w+)\)/gm)]
        .map(([, suite, test]) => `${floor}.${suite}.${test}`))));
}

const running = filesThatRun();
const ofUnits = unitTests();
const stories = new Set(readdirSync(join(project, 'tests', 'story'))
  .filter((name) => name.endsWith('.story')).map((name) => `story/${name}`));

// `row` is the code or reason of the row that is meant, in a test of many rows.
function isThere(reference, row) {
  const [, file, name] = /^wire\/([\w./]+\.mjs): (.+)$/.exec(reference) ?? [];
  if (file) return isWireTest(file, name) && (!row || standsIn(textBeside(file), row));
  return !row && (stories.has(reference) || ofUnits.has(reference));
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
