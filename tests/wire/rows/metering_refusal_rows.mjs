// The refusals of the metering and entitlement calls: the smallest request for each, its error.
import {GetEntitlementsCommand} from '@aws-sdk/client-marketplace-entitlement-service';
import {configured, quoteTerms, reportBatch, reportOwn, resolveToken} from '../requests/saas.mjs';
import {unknownLike} from './refused_call_rows.mjs';

const hour_ms = 3_600_000;
const ahead_ms = 5 * 60_000;
const later = (moment, ms) => new Date(Date.parse(moment) + ms);
const told = (name) => ({name, status: 400});

const tags = (count, value = 'v') =>
  Array.from({length: count}, (_, at) => ({Key: `key-${at}`, Value: value}));
const allocated = (...parts) => ({UsageAllocations: parts.map(([AllocatedUsageQuantity, Tags]) =>
  ({AllocatedUsageQuantity, ...(Tags && {Tags})}))});
const [red, blue] = [{Key: 'team', Value: 'red'}, {Key: 'site', Value: 'blue'}];

// What is wrong with a record of either call, as [reason, name, members, sentence].
const wrongAllocations = [
  ['allocations_differ_from_quantity', 'InvalidUsageAllocationsException',
    allocated([1, [red]], [1])],
  ['allocations_differ_from_quantity', 'InvalidUsageAllocationsException', allocated([4])],
  ['allocations_repeat', 'InvalidUsageAllocationsException',
    allocated([1, [red, blue]], [2, [blue, red]])],
  ['allocations_repeat', 'InvalidUsageAllocationsException', allocated([1], [2])],
  ['malformed_value', 'InvalidUsageAllocationsException', allocated(), /./],
  ['malformed_value', 'InvalidUsageAllocationsException', allocated([-1], [4]), /./],
  ['malformed_value', 'InvalidUsageAllocationsException',
    {UsageAllocations: Array.from({length: 2501}, () => ({AllocatedUsageQuantity: 0}))}, /./],
  ['malformed_value', 'InvalidTagException', allocated([3, tags(6)]), /./],
  ['malformed_value', 'InvalidTagException', allocated([3, tags(1, 'schön')]), /./],
  ['malformed_value', 'InvalidTagException', allocated([3, tags(1, 'v'.repeat(257))]), /./],
  ['malformed_value', 'InvalidTagException',
    allocated([3, [{Key: 'k'.repeat(101), Value: 'v'}]]), /./],
  ['malformed_value', 'InvalidTagException', allocated([3, [{Key: '', Value: 'v'}]]), /./],
];

const batchRows = (w) => {
  const refused = (reason, name, more, {by = 'isv', says, records, ...input} = {}) => ({
    reason, by, says, expects: told(name),
    // A good record before it must not be recorded either.
    ask: (actor) => reportBatch(actor, records ??
      [w.record({Dimension: 'WorkloadMedium', Quantity: 900}), w.record(more)], input),
  });
  const own = w.market.buyer.accountId;
  const byCode = {LicenseArn: undefined};
  const any = {says: /./};
  return [
    refused('product_code_unknown', 'InvalidProductCodeException', byCode,
      {ProductCode: unknownLike(w.code)}),
    refused('product_code_unknown', 'InvalidProductCodeException', byCode,
      {ProductCode: w.product}),
    refused('product_code_unknown', 'InvalidProductCodeException', byCode,
      {ProductCode: w.code, by: 'reseller'}),
    refused('product_code_unknown', 'InvalidProductCodeException', byCode, any),
    refused('usage_dimension_unknown', 'InvalidUsageDimensionException', {Dimension: 'Nothing'}),
    refused('usage_dimension_unknown', 'InvalidUsageDimensionException',
      {Dimension: 'BasicService'}),
    refused('malformed_value', 'InvalidCustomerIdentifierException',
      {CustomerIdentifier: own}, any),
    refused('malformed_value', 'InvalidCustomerIdentifierException',
      {CustomerAWSAccountId: undefined}, any),
    refused('license_unknown', 'InvalidLicenseException', {LicenseArn: unknownLike(w.license)}),
    refused('license_unknown', 'InvalidLicenseException', {LicenseArn: 'not-an-arn'}),
    refused('license_unknown', 'InvalidLicenseException',
      {CustomerAWSAccountId: w.market.reseller2.accountId}),
    refused('license_unknown', 'InvalidLicenseException', {}, {by: 'reseller'}),
    refused('license_of_another_product', 'InvalidLicenseException', {},
      {ProductCode: w.otherCode}),
    refused('license_of_another_product', 'InvalidLicenseException',
      {LicenseArn: w.otherLicense}, {ProductCode: w.code}),
    refused('license_of_another_product', 'InvalidLicenseException',
      {LicenseArn: w.otherLicense}),
    refused('license_of_another_product', 'InvalidLicenseException', {},
      {records: [w.record({LicenseArn: w.otherLicense}), w.record()]}),
    refused('usage_outside_license', 'InvalidLicenseException', {Timestamp: later(w.now, -1)}),
    refused('usage_in_the_future', 'TimestampOutOfBoundsException',
      {Timestamp: later(w.now, ahead_ms + 1)}),
    refused('usage_too_late', 'TimestampOutOfBoundsException',
      {Timestamp: later(w.now, -24 * hour_ms - 1)}),
    refused('usage_too_late', 'TimestampOutOfBoundsException', {Timestamp: new Date(0)}),
    ...wrongAllocations.map(([reason, name, more, says]) => refused(reason, name, more, {says})),
    refused('malformed_value', 'ValidationException', {Quantity: -1}, any),
    refused('malformed_value', 'ValidationException', {Quantity: 2 ** 31}, any),
    refused('malformed_value', 'ValidationException', {Dimension: ''}, any),
    refused('malformed_value', 'ValidationException', {},
      {records: Array.from({length: 26}, () => w.record()), ...any}),
  ];
};

const ownRows = (w) => {
  const refused = (reason, name, more, {by = 'buyer', says} = {}) => ({
    reason, by, says, expects: told(name),
    ask: (actor) => reportOwn(actor, {ProductCode: w.code, Timestamp: new Date(w.now),
      UsageDimension: 'WorkloadSmall', UsageQuantity: 3, ...more}),
  });
  const any = {says: /./};
  return [
    refused('product_code_unknown', 'InvalidProductCodeException',
      {ProductCode: unknownLike(w.code)}),
    refused('product_code_unknown', 'InvalidProductCodeException',
      {ProductCode: w.authorization}),
    refused('usage_dimension_unknown', 'InvalidUsageDimensionException',
      {UsageDimension: 'Nothing'}),
    refused('usage_dimension_unknown', 'InvalidUsageDimensionException',
      {UsageDimension: 'PremiumService'}),
    refused('customer_not_entitled', 'CustomerNotEntitledException', {}, {by: 'reseller2'}),
    refused('customer_not_entitled', 'CustomerNotEntitledException', {}, {by: 'isv'}),
    refused('customer_not_entitled', 'CustomerNotEntitledException',
      {Timestamp: later(w.now, -hour_ms)}),
    refused('usage_in_the_future', 'TimestampOutOfBoundsException',
      {Timestamp: later(w.now, ahead_ms + 1)}),
    refused('usage_too_late', 'TimestampOutOfBoundsException',
      {Timestamp: later(w.now, -6 * hour_ms - 1)}),
    ...wrongAllocations.map(([reason, name, more, says]) => refused(reason, name, more, {says})),
    refused('malformed_value', 'ValidationException', {UsageQuantity: -1}, any),
    refused('malformed_value', 'ValidationException', {ClientToken: 't'.repeat(65)}, any),
    refused('malformed_value', 'DryRunOperation', {DryRun: true}, any),
    refused('product_code_unknown', 'InvalidProductCodeException',
      {ProductCode: unknownLike(w.code), DryRun: true}),
  ];
};

const tokenRows = (w) => {
  const refused = (reason, name, by, token, says) => ({
    reason, by, says, expects: told(name), ask: (actor) => resolveToken(actor, token),
  });
  const middle = w.token.length / 2;
  return [
    refused('registration_token_invalid', 'InvalidTokenException', 'isv', 'garbage'),
    refused('registration_token_invalid', 'InvalidTokenException', 'isv', unknownLike(w.token)),
    refused('registration_token_invalid', 'InvalidTokenException', 'isv',
      w.token.slice(0, middle) + unknownLike(w.token.slice(0, middle + 1)).at(-1) +
      w.token.slice(middle + 1)),
    refused('registration_token_invalid', 'InvalidTokenException', 'isv', w.token.slice(0, 20)),
    refused('registration_token_invalid', 'InvalidTokenException', 'reseller', w.token),
    refused('registration_token_invalid', 'InvalidTokenException', 'buyer', w.token),
  ];
};

const entitlementRows = (w) => ['entitlement', 'entitlementInCbor'].flatMap((client) => {
  const refused = (reason, more, {by = 'isv', says} = {}) => ({
    reason, by, says, expects: told('InvalidParameterException'),
    ask: (actor) => actor[client](new GetEntitlementsCommand({ProductCode: w.code, ...more})),
  });
  const any = {says: /./};
  const own = [w.market.buyer.accountId];
  return [
    refused('product_code_unknown', {ProductCode: unknownLike(w.code)}),
    refused('product_code_unknown', {}, {by: 'reseller'}),
    refused('product_code_unknown', {}, {by: 'buyer'}),
    refused('page_token_invalid', {NextToken: 'of-another-list'}, any),
    refused('malformed_value', {ProductCode: undefined}, any),
    refused('malformed_value',
      {Filter: {CUSTOMER_IDENTIFIER: own, CUSTOMER_AWS_ACCOUNT_ID: own}}, any),
    refused('malformed_value', {Filter: {SHOE_SIZE: ['44']}}, any),
    refused('malformed_value', {Filter: {DIMENSION: []}}, any),
    refused('malformed_value', {MaxResults: 0}, any),
    refused('malformed_value', {MaxResults: 26}, any),
  ];
});

const upfrontOf = ({requestedTerms}) => requestedTerms.find((each) => each.configuration);
const othersOf = ({requestedTerms}) => requestedTerms.filter((each) => !each.configuration);

const quoteRows = (w) => {
  const refused = (reason, error, of, configuration, more = {}) => ({
    reason, by: 'buyer', ...more,
    expects: {name: 'ValidationException', reason: error, status: 400},
    ask: (actor) => quoteTerms(actor, {...of, requestedTerms: [...othersOf(of),
      {id: upfrontOf(of).id, ...(configuration && {configuration})}]}),
  });
  const invalid = 'INVALID_REQUESTED_TERM_CONFIGURATION';
  const any = {says: /./};
  const choice = (quantities, duration) => configured({quantities, duration});
  const twice = choice({BasicService: 1});
  const {dimensions} = twice.configurableUpfrontPricingTermConfiguration;
  dimensions.push({...dimensions[0]});
  return [
    refused('configuration_missing', 'MISSING_REQUESTED_TERM_CONFIGURATION', w.open),
    refused('choice_not_offered', invalid, w.open, choice({BasicService: 1}, 'P24M')),
    refused('choice_not_offered', invalid, w.open, choice({Nothing: 1})),
    refused('choice_not_offered', invalid, w.open, choice({WorkloadSmall: 1})),
    refused('choice_not_offered', invalid, w.open, twice),
    refused('choice_not_offered', invalid, w.single, choice({BasicService: 1, PremiumService: 1})),
    refused('choice_not_offered', invalid, w.single, choice({BasicService: 2})),
    refused('malformed_value', invalid, w.open, choice({BasicService: -1}), any),
    refused('malformed_value', invalid, w.open, choice({}), any),
    refused('malformed_value', invalid, w.open, choice({BasicService: 1}, 'a year'), any),
    {
      reason: 'term_takes_no_configuration', by: 'buyer',
      expects: {name: 'ValidationException', reason: invalid},
      ask: (actor) => quoteTerms(actor, {...w.open, requestedTerms: w.open.requestedTerms.map(
        ({id}) => ({id, configuration: choice({BasicService: 1})}))}),
    },
  ];
};

export const meteringRefusalRows = (w) => [...batchRows(w), ...ownRows(w), ...tokenRows(w),
  ...entitlementRows(w), ...quoteRows(w)];

export const expiredTokenRows = (w) => [{
  reason: 'registration_token_expired', by: 'isv', expects: told('ExpiredTokenException'),
  ask: (actor) => resolveToken(actor, w.token),
}];
