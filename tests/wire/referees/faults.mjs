// Compares the exceptions of the fault table (`opencppo shapes`) with the errors that the models of
// the operations list. Fails on an exception that no operation of its service lists. What a single
// operation answers is held against its own list whenever a wire test is refused something.
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {commonErrors, modelledErrors} from '../clients/modelled_errors.mjs';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const program = process.env.CPPO_PROGRAM ?? join(project, 'build/dev/source/opencppo');
const described = JSON.parse(execFileSync(program, ['shapes'], {encoding: 'utf8'}));

// Reasons that one operation of a service meets alone, where the service has several.
const metAlone = {
  'marketplace-metering': {
    BatchMeterUsage: ['product_code_unknown', 'license_unknown', 'license_of_another_product',
      'usage_dimension_unknown', 'usage_in_the_future', 'usage_too_late', 'usage_outside_license',
      'usage_worth_too_much', 'allocations_repeat', 'allocations_differ_from_quantity'],
    MeterUsage: ['product_code_unknown', 'customer_not_entitled', 'usage_dimension_unknown',
      'usage_repeated', 'usage_in_the_future', 'usage_too_late', 'usage_worth_too_much',
      'allocations_repeat', 'allocations_differ_from_quantity'],
    ResolveCustomer: ['registration_token_invalid', 'registration_token_expired'],
  },
  'marketplace-entitlement-service': {
    GetEntitlements: ['product_code_unknown', 'page_token_invalid'],
  },
};

const faults = [];
let checked = 0;

const operationsOf = ({shapes}) => Object.keys(shapes)
  .flatMap((name) => /^(\w+?)(?:Input|Request)$/.exec(name)?.[1] ?? [])
  .filter((name) => name !== 'Entity');

const modelledOf = (service, operation) => modelledErrors(service, `${operation}Command`);

for (const [service, what] of Object.entries(described)) {
  if (service === 'marketplace-discovery') continue; // it has no npm client
  const all = new Set(operationsOf(what).flatMap((each) => [...modelledOf(service, each)]));
  for (const [reason, exception] of Object.entries(what.exceptions)) {
    ++checked;
    if (!all.has(exception) && !commonErrors.has(exception))
      faults.push(`${service}: no operation lists ${exception}, which ${reason} is told as`);
  }
  for (const [operation, reasons] of Object.entries(metAlone[service] ?? {}))
    for (const reason of reasons)
      if (!modelledOf(service, operation).has(what.exceptions[reason]))
        faults.push(`${operation} tells ${reason} as ${what.exceptions[reason]}, ` +
          'which its model does not list');
}

for (const each of faults) console.error(each);
if (faults.length > 0) process.exit(1);
console.log(`${checked} exceptions are in the models of their services`);
