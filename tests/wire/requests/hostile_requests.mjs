// Requests of every operation of every service, filled with what does not fit.
import {cbor} from '@smithy/core/cbor';
import {sample, variants} from './hostile_values.mjs';
import {amzJson, json, ofAgreement, ofCatalog, ofDiscovery} from './requests.mjs';

const ofTarget = (target) => (operation, input) => ({
  method: 'POST', path: '/', body: JSON.stringify(input),
  headers: {'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${target}.${operation}`},
});

const ofCbor = (operation, input) => ({
  method: 'POST', path: `/service/AWSMPEntitlementService/operation/${operation}`,
  headers: {'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor'},
  body: Buffer.from(cbor.serialize(input)),
});

// Operations whose members come in the query string, and so are texts or are not there.
const inQuery = {DescribeChangeSet: 'GET', CancelChangeSet: 'PATCH', DescribeEntity: 'GET',
  GetResourcePolicy: 'GET', DeleteResourcePolicy: 'DELETE'};
const parameter = (name) => name[0].toLowerCase() + name.slice(1);

function ofCatalogOperation(operation, input) {
  const method = inQuery[operation];
  if (!method) return ofCatalog(operation, input);
  // Lone surrogates have no place in a URL.
  const texts = Object.entries(input).filter(([, value]) =>
    typeof value === 'string' && value.isWellFormed());
  return {method, path: `/${operation}`, headers: {},
    query: Object.fromEntries(texts.map(([name, value]) => [parameter(name), value]))};
}

const discovery = (operation, input) => ofDiscovery(parameter(operation), input);

export const services = [
  {name: 'marketplace-catalog', signedFor: 'aws-marketplace', request: ofCatalogOperation},
  {name: 'marketplace-agreement', signedFor: 'aws-marketplace', request: ofAgreement},
  {name: 'marketplace-discovery', signedFor: 'aws-marketplace', request: discovery},
  {name: 'marketplace-metering', signedFor: 'aws-marketplace',
    request: ofTarget('AWSMPMeteringService')},
  {name: 'marketplace-entitlement-service', signedFor: 'aws-marketplace',
    request: ofTarget('AWSMPEntitlementService')},
  {name: 'marketplace-entitlement-service', signedFor: 'aws-marketplace', request: ofCbor,
    isCbor: true},
];

const isOperation = (name, shapes) => /(Request|Input)$/.test(name) && name !== 'EntityRequest' &&
  shapes[name].type === 'structure';
const operationOf = (shape) => shape.replace(/(Request|Input)$/, '');

// AcceptAgreementRequestInput and CreateAgreementRequestInput name operations that end in Request.
export function* operations({name, request}, described) {
  const {shapes} = described[name];
  for (const shape of Object.keys(shapes).filter((each) => isOperation(each, shapes))) {
    const operation = operationOf(shape);
    yield {operation, shapes, shape: shapes[shape], input: sample(shapes, shapes[shape]),
      request: (input) => request(operation, input)};
  }
}

// An operation's inputs, each with one thing wrong. Values of the query string are texts already,
// and huge ones do not fit into any head.
export function* hostileInputs({operation, shapes, shape, input}) {
  for (const each of variants(shapes, shape, input)) {
    if (!(operation in inQuery)) yield each;
    else if (/^\..*(text|choice)/.test(each.what) && !/huge/.test(each.what) && !each.isLone)
      yield each;
  }
}

// A change that is refused when its set is started, whatever stands beside it.
const refused = {
  ChangeType: 'ReleaseOffer', Entity: {Type: 'Offer@1.0', Identifier: 'offer-doesnotexist'},
  DetailsDocument: {},
};

// Change documents with one thing wrong, each in a set that cannot start.
export function* hostileDocuments({shapes}) {
  for (const shape of Object.keys(shapes).filter((name) => name.split('/').length === 2)) {
    const [type, ChangeType] = shape.split('/');
    const Entity = {Type: `${type}@1.0`,
      ...(!ChangeType.startsWith('Create') && {Identifier: 'offer-doesnotexist'})};
    for (const each of variants(shapes, shapes[shape], sample(shapes, shapes[shape])))
      yield {what: `${shape}${each.what}`, isMisfit: true, value: {
        Catalog: 'AWSMarketplace',
        ChangeSet: [{ChangeType, Entity, DetailsDocument: each.value}, refused]}};
  }
}

// Bodies that are no input of any operation, and what is said about them.
export function unreadable({request}, input) {
  const good = request(input);
  const text = Buffer.from(good.body ?? '');
  const type = (value) => ({...good, headers: {...good.headers, 'content-type': value}});
  const body = (bytes) => ({...good, body: bytes});
  return [
    ['cut off', body(text.subarray(0, text.length - 1))],
    ['with a tail', body(Buffer.concat([text, Buffer.from('x')]))],
    ['in UTF-16', body(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['with a byte order mark', body(Buffer.concat([Buffer.from('efbbbf', 'hex'), text]))],
    ['of invalid UTF-8', body(Buffer.from('7b22ff223a317d', 'hex'))],
    ['of invalid UTF-8 in a value', body(Buffer.from('7b2261223a22ff227d', 'hex'))],
    ['of invalid UTF-8 in a CBOR value', body(Buffer.from('a1616161ff', 'hex'))],
    ['that is compressed', body(Buffer.from('1f8b0800000000000003', 'hex'))],
    ['that is XML', body(Buffer.from('<a/>'))],
    ['of nothing but openings', body(Buffer.from('['.repeat(50_000)))],
    ['of CBOR maps without end', body(Buffer.from('bf6161'.repeat(20_000), 'hex'))],
    ['of a CBOR list announced too long', body(Buffer.from('9bffffffffffffffff', 'hex'))],
    ['of another type', type('text/plain')],
    ['of two types', type(`${json}, ${amzJson}`)],
  ];
}
