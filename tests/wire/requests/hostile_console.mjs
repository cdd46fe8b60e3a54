// Requests of every console route, filled with what its OpenAPI description says does not fit.
import {sample, variants} from './hostile_values.mjs';
import {json} from './requests.mjs';

const kinds = {string: 'string', integer: 'integer', boolean: 'boolean', number: 'timestamp'};

// A JSON schema as `opencppo shapes` would describe it.
function shapeOf(schema) {
  if (schema.$ref) return {type: 'reference', shape: schema.$ref.split('/').at(-1)};
  if (Array.isArray(schema.type)) return {type: 'document'};
  if (schema.enum) return {type: 'enum', enum: schema.enum};
  if (schema.type === 'array')
    return {
      type: 'list', min: schema.minItems, max: schema.maxItems, member: shapeOf(schema.items),
    };
  if (schema.type === 'object') {
    const required = new Set(schema.required);
    return {type: 'structure', closed: false, members: Object.fromEntries(
      Object.entries(schema.properties).map(([name, each]) =>
        [name, {...shapeOf(each), required: required.has(name)}]))};
  }
  return {
    type: kinds[schema.type], pattern: schema.pattern,
    min: schema.minLength ?? schema.minimum, max: schema.maxLength ?? schema.maximum,
  };
}

const filled = (path, values) => `${path}`.replace(/\{(\w+)\}/g, (_, name) =>
  encodeURIComponent(values[name] ?? 'unknown'));

// Lone surrogates have no place in a URL.
const isUrlText = (value) => typeof value === 'string' && value.isWellFormed();

function* ofReading(path, parameters) {
  const shape = {type: 'structure', closed: false, members: Object.fromEntries(
    parameters.map((each) => [each.name, {...shapeOf(each.schema), required: each.required}]))};
  const good = sample({}, shape);
  for (const {name, in: place} of parameters)
    for (const each of variants({}, shape.members[name], good[name])) {
      if (!isUrlText(each.value)) continue;
      const values = {...good, [name]: each.value.slice(0, 8_000)};
      const query = Object.fromEntries(parameters.filter((other) => other.in === 'query')
        .map((other) => [other.name, String(values[other.name])]));
      yield {what: `GET ${path} .${name}: ${each.what}`,
        isMisfit: place === 'query' && each.isUnreadable === true,
        request: {method: 'GET', path: place === 'path' ? filled(path, values) : filled(path, good),
          query, headers: {}}};
    }
}

// Only what is refused for certain: the rest could change the market.
function* ofWriting(method, path, schema, shapes) {
  const shape = shapeOf(schema);
  for (const each of variants(shapes, shape, sample(shapes, shape))) {
    if (!each.isMisfit) continue;
    yield {what: `${method} ${path} ${each.what}`, isMisfit: true, request: {
      method, path: filled(path, {}), headers: {'content-type': json, 'idempotency-key': 'odd'},
      body: JSON.stringify(each.value)}};
  }
}

export function* hostileConsoleRequests({paths, components}) {
  const shapes = Object.fromEntries(
    Object.entries(components.schemas).map(([name, schema]) => [name, shapeOf(schema)]));
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      if (method === 'get') yield* ofReading(path, operation.parameters);
      else yield* ofWriting(method.toUpperCase(), path,
        operation.requestBody.content[json].schema, shapes);
    }
}
