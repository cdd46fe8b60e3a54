// The rows of docs/answers.md: by service, each with the members it is about, as `Shape.member`,
// the tests it names, and whether it says that the members are answered.
import {readFileSync} from 'node:fs';

const page = readFileSync(new URL('../../../docs/answers.md', import.meta.url), 'utf8');
const row = /^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \| ([^|]+) \| ([^|]+) \|$/;

function readRow(line) {
  const [, shape, members, , cover] = row.exec(line) ?? [];
  if (!shape) throw new Error(`this is no row: ${line}`);
  return {
    members: [...members.matchAll(/`(\w+)`/g)].map(([, name]) => `${shape}.${name}`),
    references: [...cover.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    cover,
    isSaid: !/^(not yet|never): /.test(cover),
  };
}

// All tests of the wire that the page names.
export const namedTests = () =>
  [...page.matchAll(/`(wire\/[^`]+: [^`]+)`/g)].map(([, name]) => name);

// Each service has a heading that ends with its name.
export function readAnswerRows() {
  const found = {};
  for (const part of page.split(/^## /m).slice(1)) {
    const service = /^.*`([\w-]+)`$/m.exec(part.split('\n')[0])?.[1];
    if (!service) continue;
    found[service] = part.split('\n').filter((line) => line.startsWith('| `')).map(readRow);
  }
  return found;
}
