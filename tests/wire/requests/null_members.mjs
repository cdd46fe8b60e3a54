// Inputs and change documents in pairs: one without an optional member, one with it as null.
import {sample} from './hostile_values.mjs';

const shapeOf = (shapes, of) => (of.type === 'reference' ? shapeOf(shapes, shapes[of.shape]) : of);

// The ways to every optional member that the value has, at any depth.
function* optionalWays(shapes, described, value, way = []) {
  const of = shapeOf(shapes, described);
  if (of.type === 'list')
    for (const [at, each] of (value ?? []).entries())
      yield* optionalWays(shapes, ofTerm(shapes, of.member, each), each, [...way, at]);
  if (of.type === 'map')
    for (const key of Object.keys(value ?? {})) yield [...way, key];
  if (of.type !== 'structure' && of.type !== 'union') return;
  for (const [name, member] of Object.entries(of.members)) {
    if (!(name in value)) continue;
    if (!member.required && of.type === 'structure') yield [...way, name];
    yield* optionalWays(shapes, member, value[name], [...way, name]);
  }
}

// A term is described twice: what all terms are, and by its type what it is itself.
const ofTerm = (shapes, described, value) => shapes[value?.Type] ?? described;

function changed(value, [name, ...rest], change) {
  const copy = Array.isArray(value) ? [...value] : {...value};
  if (rest.length) copy[name] = changed(copy[name], rest, change);
  else change(copy, name);
  return copy;
}

// Every document of a change with all its members, once for each type of term it may have.
function* documents(shapes, shape) {
  const whole = sample(shapes, shape);
  const types = shape.members?.Terms &&
    shapeOf(shapes, shape.members.Terms.member).members?.Type?.enum;
  if (!types) yield whole;
  for (const Type of types ?? [])
    yield {...whole, Terms: [shapes[Type] ? {...sample(shapes, shapes[Type]), Type} : {Type}]};
}

function* pairsOf(shapes, shape, whole) {
  for (const way of optionalWays(shapes, shape, whole))
    yield {
      way: way.join('.'),
      without: changed(whole, way, (object, name) => delete object[name]),
      asNull: changed(whole, way, (object, name) => { object[name] = null; }),
    };
}

export function* documentPairs(shapes) {
  for (const name of Object.keys(shapes).filter((each) => each.split('/').length === 2))
    for (const whole of documents(shapes, shapes[name]))
      for (const pair of pairsOf(shapes, shapes[name], whole)) yield {name, ...pair};
}

// The members that name a repeated request are different in each pair and the same within one.
const tokens = ['ClientRequestToken', 'clientToken', 'ClientToken'];
let pairs = 0;
function tokened(input, id) {
  const named = tokens.filter((each) => typeof input[each] === 'string');
  return {...input, ...Object.fromEntries(named.map((each) => [each, `pair-${id}`]))};
}

// Asked of the first page, since no token that is made up names a later one.
export function* inputPairs({shapes, shape, input}) {
  const isPage = (name) => /^nextToken$/i.test(name);
  const first = Object.fromEntries(Object.entries(input).filter(([name]) => !isPage(name)));
  const ofPages = [...pairsOf(shapes, shape, input)].filter(({way}) => isPage(way));
  for (const pair of [...pairsOf(shapes, shape, first), ...ofPages]) {
    const id = ++pairs;
    yield {...pair, without: tokened(pair.without, id), asNull: tokened(pair.asNull, id)};
  }
}
