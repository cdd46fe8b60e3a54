// Random numbers that a seed repeats.

// Numbers below `end` that depend on the seed only (mulberry32).
export function randomFrom(seed) {
  let state = seed;
  return (end) => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  };
}

// CPPO_SEED, or any; printed, so that the run can be repeated.
export function seedOfThisRun() {
  const seed = Number(process.env.CPPO_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`CPPO_SEED=${seed}`);
  return seed;
}
