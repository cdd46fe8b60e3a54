// docs/compatibility.md as tables.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';

const page = readFileSync(new URL('../../../docs/compatibility.md', import.meta.url), 'utf8');

// The rows of the tables under a heading, as lists of cells; an empty first cell repeats the one
// above.
export function rowsUnder(heading) {
  const from = page.indexOf(`\n## ${heading}\n`);
  assert.ok(from >= 0, `there is no heading ${heading}`);
  const text = page.slice(from + 1).split(/\n## /)[0];
  let first = '';
  return text.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('|---'))
    .map((line) => line.slice(1, line.lastIndexOf('|')).split('|').map((cell) => cell.trim()))
    .map(([name, ...more]) => [first = name || first, ...more]);
}

export const words = (cell) => cell.split(/[,\s]+/).map((word) => word.replaceAll('`', ''))
  .filter((word) => /^[A-Z]\w+$/.test(word));
export const isHere = (state) => !/^not (yet|earned)/.test(state);
