// The refusals as the engine names them: a map from a reason's name to its sentence.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';

const file = new URL('../../../source/ground/reasons.inc', import.meta.url);
const row = /^CPPO_REASON\((\w+),\s*((?:"[^"]*"\s*)+)\)$/gm;

// A sentence may be written as several strings, one a line.
const joined = (strings) => [...strings.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join('');

export const reasons = new Map([...readFileSync(file, 'utf8').matchAll(row)]
  .map(([, name, sentence]) => [name, joined(sentence)]));

// What another day would allow: the sentence goes on with the day or the time of the marketplace.
const ofToday = new Set(['latest_start_out_of_range', 'charge_date_not_future',
  'availability_not_future', 'start_out_of_range', 'end_not_future', 'end_too_late',
  'authorization_expired', 'authorization_not_restrictable', 'proposal_expired',
  'payment_in_the_future', 'charge_after_agreement_end']);
const ofNow = new Set(['registration_token_expired', 'usage_in_the_future', 'usage_too_late',
  'usage_outside_license', 'clock_goes_back']);

// The sentence a refusal for that reason is told with: a text, or a pattern where it has a day.
export function sentenceOf(reason) {
  const sentence = reasons.get(reason);
  const start = sentence?.replace(/\.$/, '');
  const day = '\\d{4}-\\d\\d-\\d\\d';
  if (ofToday.has(reason)) return new RegExp(`^${start}; the marketplace's today is ${day}\\.$`);
  if (ofNow.has(reason)) return new RegExp(`^${start}; the marketplace's time is ${day}T.*Z\\.$`);
  return sentence;
}

// `says` is the whole text, or a pattern of it.
export function isSaid(text, says) {
  if (says instanceof RegExp) assert.match(text, says);
  else assert.equal(text, says);
}
