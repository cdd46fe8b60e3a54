// Holds docs/answers.md against the models of the operations that are done, as the pinned clients
// have them: every member of an answer has one row, every row's members are there, and every test
// that a row names is there and is run (R-ANS-01). tests/wire/answers shows that the rows are true.
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {modelledMembers} from '../clients/answer_members.mjs';
import {clients, operationsOf} from '../clients/client_schemas.mjs';
import {namedTests, readAnswerRows} from './answer_rows.mjs';
import {isThere} from './named_tests.mjs';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const program = process.env.CPPO_PROGRAM ?? join(project, 'build/dev/source/opencppo');
const described = JSON.parse(execFileSync(program, ['shapes'], {encoding: 'utf8'}));

const faults = [];
const rows = readAnswerRows();

// The operations whose input the program describes.
const doneOf = (service) => new Set(operationsOf(clients[service])
  .filter(({input: [, , name]}) => described[service].shapes[name])
  .map(({operation}) => operation));

// Every row names a test, or says why there is none.
function checkCover(service) {
  for (const {members, references, cover, isSaid} of rows[service]) {
    if (isSaid === (references.length === 0))
      faults.push(`${service} ${members[0]}: "${cover}" is neither a test nor why there is none`);
  }
}

function checkMembers(service) {
  const listed = rows[service].flatMap((each) => each.members);
  const modelled = modelledMembers(service, doneOf(service));
  for (const each of modelled)
    if (!listed.includes(each)) faults.push(`${service} ${each}: has no row`);
  for (const each of listed)
    if (!modelled.has(each)) faults.push(`${service} ${each}: is in no answer's model`);
  for (const each of new Set(listed))
    if (listed.indexOf(each) !== listed.lastIndexOf(each))
      faults.push(`${service} ${each}: has several rows`);
  return modelled.size;
}

let count = 0;
for (const service of Object.keys(clients)) {
  rows[service] ??= [];
  count += checkMembers(service);
}
// Discovery has no npm client, so only its tests are looked for.
for (const service of Object.keys(rows)) checkCover(service);
for (const each of new Set(namedTests()))
  if (!isThere(each)) faults.push(`there is no test ${each}`);

for (const each of faults) console.error(each);
if (faults.length > 0) process.exit(1);
console.log(`${count} members of answers have their rows`);
