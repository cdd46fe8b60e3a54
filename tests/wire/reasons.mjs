// The refusals as the engine names them: a map from a reason's name to its sentence.
import {readFileSync} from 'node:fs';

const file = new URL('../../source/ground/reasons.inc', import.meta.url);
const row = /^CPPO_REASON\((\w+), "(.*)"\)$/gm;

export const reasons = new Map(
  [...readFileSync(file, 'utf8').matchAll(row)].map(([, name, sentence]) => [name, sentence]));
