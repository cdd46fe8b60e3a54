// Which tests are there and are run, as docs/statements.md and docs/answers.md name them: a unit
// test by floor, suite and name; a test of the wire by its file below tests/wire and its own name,
// or that of its step; a story by its file. A name that is made from words (`${...}` in its source)
// must be made from words that stand beside it.
import {readFileSync, readdirSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const read = (...path) => readFileSync(join(project, ...path), 'utf8');

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
export function isThere(reference, row) {
  const [, file, name] = /^wire\/([\w./]+\.mjs): (.+)$/.exec(reference) ?? [];
  if (file) return isWireTest(file, name) && (!row || standsIn(textBeside(file), row));
  return !row && (stories.has(reference) || ofUnits.has(reference));
}
