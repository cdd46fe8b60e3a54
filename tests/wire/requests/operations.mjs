// Every operation of aws-marketplace that the program says it has, as the smallest request.
import {execFileSync} from 'node:child_process';
import {program} from '../worlds/marketplace.mjs';
import {amzJson, json} from './requests.mjs';

const methods = {
  DescribeChangeSet: 'GET', DescribeEntity: 'GET', CancelChangeSet: 'PATCH',
  GetResourcePolicy: 'GET', DeleteResourcePolicy: 'DELETE',
};
const targeted = (prefix, type) => (name) => ({
  method: 'POST', path: '/',
  headers: {'content-type': type, 'x-amz-target': `${prefix}.${name}`},
});
const amzJson11 = 'application/x-amz-json-1.1';
const requestOf = {
  'marketplace-catalog': (name) =>
    ({method: methods[name] ?? 'POST', path: `/${name}`, headers: {'content-type': json}}),
  'marketplace-discovery': (name) => ({
    method: 'POST', path: `/2026-02-05/${name[0].toLowerCase()}${name.slice(1)}`,
    headers: {'content-type': json},
  }),
  'marketplace-agreement': targeted('AWSMPCommerceService_v20200301', amzJson),
  'marketplace-metering': targeted('AWSMPMeteringService', amzJson11),
  'marketplace-entitlement-service': targeted('AWSMPEntitlementService', amzJson11),
};

// Shapes of inputs that are no operation's.
const parts = ['Entity'];

export function operationsOf() {
  const described = JSON.parse(execFileSync(program, ['shapes'], {encoding: 'utf8'}));
  return Object.entries(requestOf).flatMap(([service, request]) =>
    Object.keys(described[service].shapes).flatMap((shape) => {
      const name = /^(\w+?)(Input|Request)$/.exec(shape)?.[1];
      return name && !parts.includes(name)
        ? [{name, service: 'aws-marketplace', ...request(name)}] : [];
    }));
}
