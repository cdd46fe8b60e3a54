// What the console answers must be what its own OpenAPI document says: the status, the media type,
// every member, and of a problem its reason.
import {Ajv2020} from 'ajv/dist/2020.js';

const root = '/console/v1/';
export const documentPath = `${root}openapi.json`;
const succeeds = (status) => status < 300;

const segments = (path) => path.split('/');

function fits(pattern, path) {
  const [wanted, given] = [segments(pattern), segments(path)];
  return wanted.length === given.length && wanted.every((each, at) =>
    (each.startsWith('{') ? given[at] !== '' : each === given[at]));
}

// What is answered where there is no such path or no such method.
const outside = new Map([[404, ['not_found']], [405, ['method_not_allowed']]]);

export class ConsoleContract {
  #document;
  #ajv = new Ajv2020({allErrors: true, allowUnionTypes: true, keywords: ['components']});
  #checks = new Map();

  constructor(document) {
    this.#document = document;
    this.#ajv.addSchema({$id: 'console', components: document.components}, 'console', false, false);
  }

  // Throws where the reply to the request is not as described.
  check({method, path}, reply) {
    const wrong = this.#fault(method, path, reply);
    if (wrong)
      throw new Error(`${method} ${path} answered ${reply.status} against its description: ` +
        `${wrong}: ${reply.text.slice(0, 1000)}`);
  }

  #operation(method, path) {
    const found = Object.entries(this.#document.paths).find(([pattern, methods]) =>
      fits(pattern, path) && methods[method.toLowerCase()]);
    return found?.[1][method.toLowerCase()];
  }

  #fault(method, path, reply) {
    const type = reply.headers['content-type']?.split(';')[0];
    const operation = this.#operation(method, path);
    const described = operation?.responses[reply.status];
    if (!described) return this.#faultOutside(operation, type, reply);
    const content = described.content[type];
    if (!content) return `the media type is ${type}`;
    const value = succeeds(reply.status) && type === 'text/plain' ? reply.text : reply.json;
    const form = this.#formFault(content.schema.$ref, value);
    if (form) return form;
    if (!succeeds(reply.status) && !described['x-reasons'].includes(reply.json.reason))
      return `${operation.operationId} does not say that it refuses with ${reply.json.reason}`;
    return undefined;
  }

  // A path or method that is not described, or a signature that was not looked at for it.
  #faultOutside(operation, type, reply) {
    if (operation) return `${operation.operationId} does not describe this status`;
    if (type !== 'application/problem+json') return `the media type is ${type}`;
    const reasons = outside.get(reply.status);
    if (reasons && !reasons.includes(reply.json.reason)) return `the reason of ${reply.status}`;
    if (!reasons && ![400, 403, 413, 429].includes(reply.status)) return 'no route has it';
    return this.#formFault('#/components/schemas/Problem', reply.json);
  }

  #formFault(reference, value) {
    if (!this.#checks.has(reference))
      this.#checks.set(reference, this.#ajv.compile({$ref: `console${reference}`}));
    const check = this.#checks.get(reference);
    return check(value) ? undefined : this.#ajv.errorsText(check.errors);
  }
}
