// Holds the program, docs/compatibility.md and docs/answers.md against the clients of the folder
// CPPO_CLIENTS: each operation, member and value that is neither here nor listed as not yet.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const folder = join(process.env.CPPO_CLIENTS, 'node_modules/@aws-sdk');
const pinned = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
let count = 0;
for (const [name, version] of Object.entries(pinned.devDependencies)) {
  if (!name.startsWith('@aws-sdk/client-marketplace-')) continue;
  const newest = JSON.parse(readFileSync(
    join(folder, name.split('/')[1], 'package.json'), 'utf8')).version;
  console.log(`${name} ${newest}${newest === version ? '' : `, pinned ${version}`}`);
  if (newest !== version) ++count;
}
for (const referee of ['compatibility', 'referee', 'answers', 'values']) {
  const path = fileURLToPath(new URL(`${referee}.mjs`, import.meta.url));
  const {status, stdout, stderr} = spawnSync(process.execPath, [path], {encoding: 'utf8'});
  process.stdout.write(stdout);
  if (status === 0) continue;
  ++count;
  process.stdout.write(stderr);
}
console.log(count === 0 ? 'nothing has drifted'
  : 'the newest clients have more than is known here');
process.exit(count === 0 ? 0 : 1);
