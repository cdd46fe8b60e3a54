// The refusals as the engine names them: a map from a reason's name to its sentence.
import {readFileSync} from 'node:fs';

const file = new URL('../../../source/ground/reasons.inc', import.meta.url);
const row = /^CPPO_REASON\((\w+),\s*((?:"[^"]*"\s*)+)\)$/gm;

// A sentence may be written as several strings, one a line.
const joined = (strings) => [...strings.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join('');

export const reasons = new Map([...readFileSync(file, 'utf8').matchAll(row)]
  .map(([, name, sentence]) => [name, joined(sentence)]));
