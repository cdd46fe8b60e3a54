// Values that do not fit, made from what `opencppo shapes` says would fit. Each is {what, value,
// isMisfit}: a misfit is refused by the shape for certain, the others are odd and may be taken.
const deepest = 6;
const huge = 70_000;

const texts = ['a', 'AWSMarketplace', '123456789012', 'P12M', '2027-01-17', '1', '1.5', 'USD', 'US',
  'prod-a', 'Offer', 'https://a.example/x', '2026-11-20T00:00:00Z', 'a@b.example', 'A', 'ar-a',
  'at-a'];
const oddTexts = ['\u0001', '\u{1F4A5}', '../../etc/passwd', '%00', "' OR 1=1 --",
  '$a.Entity.Identifier', '{"a":1}', '-1', '99999999999999999999', 'NaN'];

export const nested = (levels) => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));

const matches = (of, text) => text.length >= (of.min ?? 0) && text.length <= (of.max ?? Infinity) &&
  (!of.pattern || new RegExp(of.pattern).test(text));

function sampleText(of) {
  return texts.find((text) => matches(of, text)) ??
    [of.min ?? 1, of.max ?? 1].map((size) => 'a'.repeat(size)).find((text) => matches(of, text)) ??
    'a'.repeat(of.min ?? 1);
}

// A value of that type with all its members, as far as the types go down.
export function sample(shapes, of, depth = 0) {
  switch (of.type) {
    case 'reference': return sample(shapes, shapes[of.shape], depth);
    case 'string': return sampleText(of);
    case 'enum': return of.enum[0];
    case 'integer': return Math.max(of.min ?? 1, 1);
    case 'boolean': return true;
    case 'timestamp': return 1_700_000_000;
    case 'list': return Array.from({length: Math.max(of.min ?? 1, 1)},
      () => sample(shapes, of.member, depth + 1));
    case 'map': return {[sample(shapes, of.key)]: sample(shapes, of.value, depth + 1)};
    case 'document': return {};
    case 'structure':
    case 'union': {
      const members = Object.entries(of.members).filter(([, each]) =>
        each.required || depth < deepest);
      const kept = of.type === 'union' ? members.slice(0, 1) : members;
      return Object.fromEntries(kept.map(([name, each]) =>
        [name, sample(shapes, each, depth + 1)]));
    }
    default: throw new Error(`a type of an unknown kind: ${JSON.stringify(of)}`);
  }
}

const misfit = (what, value) => ({what, value, isMisfit: true});
const odd = (what, value) => ({what, value, isMisfit: false});

const kinds = {
  truth: true, number: 7, fraction: 1.5, text: 'x', list: [], 'list in a list': [[]], object: {},
};
const fitting = {
  string: ['text'], enum: [], integer: ['number'], boolean: ['truth'],
  timestamp: ['number', 'fraction'], list: ['list', 'list in a list'], map: ['object'],
  structure: ['object'], union: [], document: Object.keys(kinds),
};

function wrongTypes(of) {
  return Object.entries(kinds).filter(([kind]) => !fitting[of.type].includes(kind))
    .map(([kind, value]) => misfit(`a ${kind}`, value));
}

// What no text holds, and what turns or hides the writing of a name.
const unreadable = ['a\u0000b', 'a\ud800', '\udc00b'];
const misleading = ['a\u202eb', 'a\u2066b', 'a\u200bb', '\ufeffa', 'a\u200eb', 'a\u200db'];

function textVariants(of) {
  const made = oddTexts.map((text) =>
    ({what: `the text ${JSON.stringify(text)}`, value: text, isMisfit: false}));
  const unfit = of.holds === 'document' ? unreadable : [...unreadable, ...misleading];
  for (const text of unfit)
    made.push({...misfit(`the text ${JSON.stringify(text)}`, text), isUnreadable: true,
      isLone: !text.isWellFormed()});
  if (of.min > 0) made.push(misfit('a text too short', 'a'.repeat(of.min - 1)));
  if (of.max !== undefined && of.max < huge)
    made.push(misfit('a text too long', 'a'.repeat(of.max + 1)));
  made.push((of.max ?? Infinity) < huge ? misfit('a huge text', 'a'.repeat(huge)) :
    odd('a huge text', 'a'.repeat(huge)));
  return made;
}

function integerVariants(of) {
  const made = [odd('2^53', 2 ** 53), misfit('2^64', 2 ** 64), misfit('1e308', 1e308),
    odd('-2^53', -(2 ** 53))];
  if (of.min !== undefined && of.min > -(2 ** 53))
    made.push(misfit('a number too small', of.min - 1));
  if (of.max !== undefined && of.max < 2 ** 53)
    made.push(misfit('a number too large', of.max + 1));
  return made;
}

function listVariants(of, value) {
  const made = [misfit('a null in a list', [null])];
  if (of.min > 0) made.push(misfit('a list too short', value.slice(0, of.min - 1)));
  if (of.max !== undefined && of.max < 1000)
    made.push(misfit('a list too long', Array(of.max + 1).fill(value[0])));
  return made;
}

function unionVariants(shapes, of) {
  const names = Object.keys(of.members);
  const made = [misfit('no member', {}), misfit('an unknown member', {NoSuchMember: 1}),
    misfit('a null member', {[names[0]]: null})];
  if (names.length > 1)
    made.push(misfit('two members', Object.fromEntries(names.slice(0, 2).map((name) =>
      [name, sample(shapes, of.members[name], deepest)]))));
  return made;
}

function ownVariants(shapes, of, value) {
  switch (of.type) {
    case 'string': return textVariants(of);
    case 'enum': return [misfit('no such choice', 'NoSuchChoice'), misfit('an empty text', '')];
    case 'integer': return integerVariants(of);
    case 'timestamp': return [misfit('a time too late', 1e15), misfit('a time too early', -1e15)];
    case 'list': return listVariants(of, value);
    case 'map': return [odd('a map of many', Object.fromEntries(
      Array.from({length: 2_000}, (_, at) => [`k${at}`, Object.values(value)[0]])))];
    case 'union': return unionVariants(shapes, of);
    case 'structure': return [
      {what: 'an unknown member', value: {...value, NoSuchMember: 1}, isMisfit: of.closed},
      {what: 'deep nesting', value: {...value, NoSuchMember: nested(20)}, isMisfit: of.closed}];
    default: return [odd('deep nesting', nested(20))];
  }
}

// Every value that differs from `value` in one place, at any depth.
export function* variants(shapes, of, value, depth = 0) {
  if (of.type === 'reference') return yield* variants(shapes, shapes[of.shape], value, depth);
  yield* wrongTypes(of);
  yield* ownVariants(shapes, of, value);
  if (of.type === 'list')
    for (const each of variants(shapes, of.member, value[0], depth + 1))
      yield {...each, what: `[0]: ${each.what}`, value: [each.value, ...value.slice(1)]};
  if (of.type === 'map')
    for (const [key, held] of Object.entries(value))
      for (const each of variants(shapes, of.value, held, depth + 1))
        yield {...each, what: `.${key}: ${each.what}`, value: {[key]: each.value}};
  if (of.type !== 'structure' && of.type !== 'union') return;
  for (const [name, member] of Object.entries(of.members)) {
    if (!(name in value)) continue;
    yield {what: `.${name}: a null`, value: {...value, [name]: null},
      isMisfit: member.required || of.type === 'union'};
    for (const each of variants(shapes, member, value[name], depth + 1))
      yield {...each, what: `.${name}: ${each.what}`, value: {...value, [name]: each.value}};
  }
}
