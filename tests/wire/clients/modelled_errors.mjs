// Which errors the model of an operation lists, as the pinned clients have them, and that an error
// is one of them.
import {readFileSync} from 'node:fs';
import {clients} from './client_schemas.mjs';

const packages = new URL('../node_modules/@aws-sdk/', import.meta.url);

// What any service of AWS's may answer before an operation is reached, and what stands in a model's
// words instead of its lists.
export const commonErrors = new Map(Object.entries({
  AccessDeniedException: 'a user\'s permissions are not the operation\'s',
  ValidationException: 'an input of a wrong form, where a model has no error for it',
  ThrottlingException: 'too many requests',
  SerializationException: 'a body that is not of the protocol',
  UnknownOperationException: 'an operation that is not there',
  UnsupportedMediaTypeException: 'a body of another type',
  RequestEntityTooLargeException: 'a body that is too long',
  MissingAuthenticationTokenException: 'the signature',
  IncompleteSignatureException: 'the signature',
  InvalidSignatureException: 'the signature',
  UnrecognizedClientException: 'the key',
  ExpiredTokenException: 'the session token',
  DryRunOperation: 'said of MeterUsage\'s member DryRun',
  UnauthorizedException: 'said of MeterUsage\'s member DryRun',
}));

const cache = new Map();

// The errors listed for a command of a client, such as MeterUsageCommand of marketplace-metering.
export function modelledErrors(client, command) {
  const path = `client-${client}/dist-types/commands/${command}.d.ts`;
  if (!cache.has(path)) {
    const listed = readFileSync(new URL(path, packages), 'utf8')
      .matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g);
    cache.set(path, new Set([...listed].map(([, name]) => name)));
    if (cache.get(path).size === 0) throw new Error(`${path} lists no errors`);
  }
  return cache.get(path);
}

// The reasons that a client's model lists for an exception with reasons.
const modelledReasons = (client, exception) =>
  new Set(Object.values(clients[client][`${exception}Reason`]));

// Throws for an error that a service answered with and that is not in its operation's model, or
// whose reason is none of the model's.
export function checkError(client, command, error) {
  const name = command.constructor.name;
  if (error.$metadata?.httpStatusCode === undefined) return;
  if (!modelledErrors(client, name).has(error.name) && !commonErrors.has(error.name))
    throw new Error(`${name} answers ${error.name}, which its model does not list`, {cause: error});
  if (error.reason !== undefined && !modelledReasons(client, error.name).has(error.reason))
    throw new Error(`${name} answers the reason ${error.reason}, which its model does not list`,
      {cause: error});
}
