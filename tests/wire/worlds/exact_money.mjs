// What deals come to, reckoned by whole numbers without bounds and by nothing of the program's:
// unit prices in 10^-8, markups in 10^-9 per cent, amounts in cents.

const price_decimals = 8;
const markup_decimals = 9;
const hundred = 100n * 10n ** BigInt(markup_decimals);
const perCent = 10n ** BigInt(price_decimals - 2); // 10^-8 units in a cent

function unitsOf(text, decimals) {
  const [whole, fraction = ''] = text.split('.');
  return BigInt(whole) * 10n ** BigInt(decimals) + BigInt(fraction.padEnd(decimals, '0') || '0');
}

export const priceOf = (text) => unitsOf(text, price_decimals);
export const centsOf = (text) => unitsOf(text, 2);

function textOf(units, decimals) {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export const centsText = (cents) => textOf(cents, 2);
// Without trailing zeros, as prices and exact amounts are told.
export const exactText = (units) => textOf(units, price_decimals).replace(/\.?0+$/, '');

const halfUp = (numerator, denominator) => (2n * numerator + denominator) / (2n * denominator);

// The buyer's price: the wholesale price with the markup.
export const markedUp = (wholesale, markup) =>
  halfUp(wholesale * (hundred + unitsOf(markup, markup_decimals)), hundred);

// Gives `whole` to the parts in proportion, each rounded down, what is left to the largest
// remainders; of equal ones the first has it.
function apportioned(whole, numerators, denominator) {
  const parts = numerators.map((each) => each / denominator);
  const left = whole - parts.reduce((sum, each) => sum + each, 0n);
  const isLarger = (a, b) => (a.remainder < b.remainder ? 1 : -1);
  const byRemainder = numerators.map((each, at) => ({at, remainder: each % denominator}))
    .sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : isLarger(a, b)));
  for (const {at} of byRemainder.slice(0, Number(left))) parts[at] += 1n;
  return parts;
}

// The exact amounts of lines in 10^-8, in cents: the sum rounded once, with each line's part of it.
export function roundedOnce(exact) {
  const total = halfUp(exact.reduce((sum, each) => sum + each, 0n), perCent);
  return {total, lines: apportioned(total, exact, perCent)};
}

// The fee on the next amount of an agreement: what is rounded on the whole, less what was charged.
export const feeOnNext = (before, charged, next, ppm) =>
  halfUp((before + next) * ppm, 1_000_000n) - charged;

const sumOf = (split) => split.reduce((sum, each) => sum + each, 0n);

// What a payment takes of what is open to manufacturer, partner, marketplace and tax.
export function shareOf(open, payment) {
  const whole = sumOf(open);
  return apportioned(payment, open.map((each) => each * payment), whole);
}
