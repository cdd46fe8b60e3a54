// Who sees what. A row is about one thing and one operation: those who see it get an answer with
// it, everybody else the answer to a thing that does not exist. A list has it or has it not.
import {randomUUID} from 'node:crypto';
import {onAuthorization, onOffer} from '../requests/changes.mjs';
import {
  json, ofAgreement, ofCatalog, ofCatalogQuery, ofConsole, ofDiscovery,
} from '../requests/requests.mjs';
import {onSaas} from '../requests/saas.mjs';

const Catalog = 'AWSMarketplace';
const amz11 = 'application/x-amz-json-1.1';
const target = (prefix) => (operation, input) => ({
  method: 'POST', path: '/', body: JSON.stringify(input),
  headers: {'content-type': amz11, 'x-amz-target': `${prefix}.${operation}`},
});
const ofMetering = target('AWSMPMeteringService');
const ofEntitlement = target('AWSMPEntitlementService');
const consoleChange = (method, path, body) => ({...ofConsole(path), method,
  headers: {'content-type': json, 'idempotency-key': randomUUID()}, body: JSON.stringify(body)});
const start = (change) => ofCatalog('StartChangeSet', {Catalog, ChangeSet: [change]});
const search = (party) => ofAgreement('SearchAgreements', {filters: [
  {name: 'PartyType', values: [party]}, {name: 'AgreementType', values: ['PurchaseAgreement']}]});

const missing = {
  product: 'prod-aaaaaaaaaaaaa', authorization: 'resaleauthz-aaaaaaaaaaaaa',
  offer: 'offer-aaaaaaaaaaaaa', openOffer: 'offer-aaaaaaaaaaaaa',
  openAuthorization: 'resaleauthz-aaaaaaaaaaaaa',
  changeSet: 'aaaaaaaaaaaaaaaaaaaaaaaaa', agreement: 'agmt-aaaaaaaaaaaaaaaaaaaaaaaaa',
  request: 'ar-aaaaaaaaaaaaa', invoice: 'inv-aaaaaaaaaaaaa', code: 'aaaaaaaaaaaaa',
  license: 'arn:aws:license-manager::111122223333:license:l-aaaaaaaaaaaaaaaa',
  token: 'aaaa', account: '999999999999', openProduct: 'prod-aaaaaaaaaaaaa',
  key: 'AKIAAAAAAAAAAAAAAAAA', user: 'usr-aaaaaaaaaaaaa',
};
export const missingOf = (kind) => missing[kind];

// An ARN of the same form that names nothing.
export const missingArn = (arn) => arn.replace(/[^/]+$/, (id) => 'a'.repeat(id.length));

// The JSON of a policy that lets an account read.
export const readableBy = (account) => JSON.stringify({Version: '2012-10-17', Statement: [{
  Effect: 'Allow', Principal: {AWS: account}, Action: 'aws-marketplace:DescribeEntity',
}]});

const aws = 'aws-marketplace';
const own = 'opencppo';

// `sees` are those who get it; `otherwise` those whom the deal concerns and who are told something
// else; `mayNot` those who see the thing and are told 403; a row that `changes` something is asked
// of those who may not only.
const about = (kind, operation, sees, ask, more = {}) =>
  ({kind, operation, sees, ask, service: aws, ...more});
const list = (kind, operation, sees, ask, more = {}) =>
  ({kind, operation, sees, ask, isList: true, service: aws, ...more});

const usage = (id, world, member) => ({UsageRecords: [{
  ...member(id), CustomerAWSAccountId: world.buyerAccount, Dimension: 'WorkloadSmall', Quantity: 1,
  Timestamp: Date.parse(world.now) / 1000,
}]});

export const rows = [
  about('product', 'StartChangeSet', ['isv'], (id) =>
    start(onSaas('UpdateInformation', id, {ProductTitle: 'Mine'})), {changes: true}),
  about('authorization', 'StartChangeSet', ['isv'], (id) =>
    start(onAuthorization('RestrictResaleAuthorization', id)),
  {changes: true, otherwise: ['reseller']}),
  about('openOffer', 'StartChangeSet', ['reseller'], (id) =>
    start(onOffer('UpdateInformation', id, {Name: 'Mine'})),
  {changes: true, otherwise: ['buyer']}),
  about('changeSet', 'DescribeChangeSet', ['isv'], (id) =>
    ofCatalogQuery('GET', 'DescribeChangeSet', {changeSetId: id})),
  about('changeSet', 'CancelChangeSet', ['isv'], (id) =>
    ofCatalogQuery('PATCH', 'CancelChangeSet', {changeSetId: id}), {changes: true}),
  list('changeSet', 'ListChangeSets', ['isv'], () => ofCatalog('ListChangeSets', {Catalog})),
  list('changeSet', 'ListAssessments', ['isv'], (world) => ofCatalog('ListAssessments',
    {Catalog, AssessmentTargetFilter: {ChangeSetId: world.changeSet}})),
  about('changeSet', 'DescribeAssessment', ['isv'], (id) =>
    ofCatalog('DescribeAssessment', {Catalog, AssessmentIdentifier: `assessment-C${id}`})),
  about('product', 'DescribeEntity', ['isv'], (id) =>
    ofCatalogQuery('GET', 'DescribeEntity', {entityId: id})),
  about('authorization', 'DescribeEntity', ['isv', 'reseller'], (id) =>
    ofCatalogQuery('GET', 'DescribeEntity', {entityId: id})),
  about('offer', 'DescribeEntity', ['reseller'], (id) =>
    ofCatalogQuery('GET', 'DescribeEntity', {entityId: id})),
  ...[['product', ['isv']], ['authorization', ['isv', 'reseller']], ['offer', ['reseller']]].map(
    ([kind, sees]) => about(kind, 'BatchDescribeEntities', sees, (id) =>
      ofCatalog('BatchDescribeEntities', {EntityRequestList: [{Catalog, EntityId: id}]}),
    {isWithin: true})),
  list('product', 'ListEntities', ['isv'], () =>
    ofCatalog('ListEntities', {Catalog, EntityType: 'SaaSProduct'})),
  list('authorization', 'ListEntities', ['isv'], () =>
    ofCatalog('ListEntities', {Catalog, EntityType: 'ResaleAuthorization'})),
  list('authorization', 'ListEntities', ['reseller'], () => ofCatalog('ListEntities',
    {Catalog, EntityType: 'ResaleAuthorization', OwnershipType: 'SHARED'})),
  list('offer', 'ListEntities', ['reseller'], () =>
    ofCatalog('ListEntities', {Catalog, EntityType: 'Offer'})),

  about('productArn', 'TagResource', ['isv'], (ResourceArn) =>
    ofCatalog('TagResource', {ResourceArn, Tags: [{Key: 'team', Value: 'mine'}]}),
  {changes: true}),
  about('productArn', 'UntagResource', ['isv'], (ResourceArn) =>
    ofCatalog('UntagResource', {ResourceArn, TagKeys: ['kept']}), {changes: true}),
  ...['productArn', 'authorizationArn', 'changeSetArn'].map((kind) =>
    about(kind, 'ListTagsForResource', ['isv'], (ResourceArn) =>
      ofCatalog('ListTagsForResource', {ResourceArn}))),
  // `openProduct` lets another buyer read it by a policy.
  about('openProduct', 'DescribeEntity', ['isv', 'buyer2'], (id) =>
    ofCatalogQuery('GET', 'DescribeEntity', {entityId: id})),
  about('openProduct', 'BatchDescribeEntities', ['isv', 'buyer2'], (id) =>
    ofCatalog('BatchDescribeEntities', {EntityRequestList: [{Catalog, EntityId: id}]}),
  {isWithin: true}),
  ...['SELF', 'SHARED'].map((OwnershipType) =>
    list('openProduct', 'ListEntities', OwnershipType === 'SELF' ? ['isv'] : [], () =>
      ofCatalog('ListEntities', {Catalog, EntityType: 'SaaSProduct', OwnershipType}))),
  about('openProduct', 'StartChangeSet', ['isv'], (id) =>
    start(onSaas('UpdateInformation', id, {ProductTitle: 'Mine'})), {changes: true}),
  about('openProductArn', 'PutResourcePolicy', ['isv'], (ResourceArn, world) =>
    ofCatalog('PutResourcePolicy', {ResourceArn, Policy: readableBy(world.buyerAccount)}),
  {changes: true}),
  about('openProductArn', 'GetResourcePolicy', ['isv'], (id) =>
    ofCatalogQuery('GET', 'GetResourcePolicy', {resourceArn: id}),
  {isSeen: ({status}) => status === 200}),
  about('openProductArn', 'DeleteResourcePolicy', ['isv'], (id) =>
    ofCatalogQuery('DELETE', 'DeleteResourcePolicy', {resourceArn: id}), {changes: true}),

  about('proposal', 'CreateAgreementRequest', ['buyer'], (proposal) =>
    ofAgreement('CreateAgreementRequest', {intent: 'NEW', ...proposal}), {changes: true}),
  about('request', 'AcceptAgreementRequest', ['buyer'], (id) =>
    ofAgreement('AcceptAgreementRequest', {agreementRequestId: id}), {changes: true}),
  about('agreement', 'CancelAgreement', ['buyer'], (id) =>
    ofAgreement('CancelAgreement', {agreementId: id}), {changes: true, otherwise: ['reseller']}),
  ...['DescribeAgreement', 'GetAgreementTerms', 'GetAgreementEntitlements'].map((operation) =>
    about('agreement', operation, ['buyer', 'reseller'], (id) =>
      ofAgreement(operation, {agreementId: id}), {isSeen: ({status}) => status === 200})),
  about('agreement', 'ListAgreementInvoiceLineItems', ['reseller'], (id) =>
    ofAgreement('ListAgreementInvoiceLineItems', {agreementId: id, groupBy: 'INVOICE_ID'}),
  {otherwise: ['buyer'], isSeen: ({status}) => status === 200}),
  list('agreement', 'SearchAgreements', ['buyer'], () => search('Acceptor')),
  list('agreement', 'SearchAgreements', ['reseller'], () => search('Proposer')),
  list('agreement', 'ListAgreementCharges', ['buyer'], () =>
    ofAgreement('ListAgreementCharges', {})),

  about('openOffer', 'GetOffer', ['buyer', 'reseller'], (id) =>
    ofDiscovery('getOffer', {offerId: id})),
  about('openOffer', 'GetOfferTerms', ['buyer', 'reseller'], (id) =>
    ofDiscovery('getOfferTerms', {offerId: id}), {isSeen: ({status}) => status === 200}),
  list('openOffer', 'ListPurchaseOptions', ['buyer'], () => ofDiscovery('listPurchaseOptions',
    {filters: [{filterType: 'VISIBILITY_SCOPE', filterValues: ['PRIVATE']}]})),

  about('license', 'BatchMeterUsage', ['isv'], (id, world) => ofMetering('BatchMeterUsage',
    usage(id, world, (LicenseArn) => ({LicenseArn}))), {changes: true}),
  about('code', 'BatchMeterUsage', ['isv'], (id, world) => ofMetering('BatchMeterUsage',
    {ProductCode: id, ...usage(id, world, () => ({}))}), {changes: true}),
  // Whether a product exists is no secret: its code stands in the software that its buyers run.
  about('code', 'MeterUsage', ['buyer'], (id, world) => ofMetering('MeterUsage', {
    ProductCode: id, UsageDimension: 'WorkloadSmall', UsageQuantity: 1,
    Timestamp: Date.parse(world.now) / 1000}),
  {changes: true, isTold: 'CustomerNotEntitledException'}),
  about('token', 'ResolveCustomer', ['isv'], (id) =>
    ofMetering('ResolveCustomer', {RegistrationToken: id}), {isSeen: ({status}) => status === 200}),
  about('code', 'GetEntitlements', ['isv'], (id) => ofEntitlement('GetEntitlements',
    {ProductCode: id})),

  ...['GET /clock'].map((operation) => about('account', operation, 'all', () => ofConsole('/clock'),
    {service: own, isOpen: true})),
  about('account', 'POST /clock', ['operator'], () =>
    consoleChange('POST', '/clock', {advance: 'P1D'}), {service: own, changes: true}),
  list('account', 'GET /accounts', ['buyer', 'operator'], () => ofConsole('/accounts'),
    {service: own}),
  about('account', 'POST /accounts', ['operator'], () => consoleChange('POST', '/accounts',
    {name: 'New', email: 'new@example.com', country: 'DE', roles: ['buyer']}),
  {service: own, changes: true}),
  about('account', 'GET /accounts/{accountId}', ['buyer', 'operator'], (id) =>
    ofConsole(`/accounts/${id}`), {service: own}),
  about('account', 'GET /accounts/{accountId}/users', ['buyer', 'operator'], (id) =>
    ofConsole(`/accounts/${id}/users`), {service: own}),
  about('account', 'POST /accounts/{accountId}/users', ['buyer', 'operator'], (id) =>
    consoleChange('POST', `/accounts/${id}/users`, {email: 'a@b.example', role: 'admin'}),
  {service: own, changes: true}),
  about('account', 'POST /accounts/{accountId}/access-keys', ['buyer', 'operator'], (id) =>
    consoleChange('POST', `/accounts/${id}/access-keys`, {}), {service: own, changes: true}),
  list('key', 'GET /accounts/{accountId}/access-keys', ['buyer', 'operator'], (world) =>
    ofConsole(`/accounts/${world.buyerAccount}/access-keys`), {service: own}),
  about('key', 'PUT /accounts/{accountId}/access-keys/{accessKeyId}', ['buyer', 'operator'],
    (id, world) => consoleChange('PUT', `/accounts/${world.buyerAccount}/access-keys/${id}`,
      {state: 'disabled'}), {service: own, changes: true}),
  about('key', 'DELETE /accounts/{accountId}/access-keys/{accessKeyId}', ['buyer', 'operator'],
    (id, world) => consoleChange('DELETE', `/accounts/${world.buyerAccount}/access-keys/${id}`),
    {service: own, changes: true}),
  about('key', 'POST /accounts/{accountId}/access-keys/{accessKeyId}/rotation',
    ['buyer', 'operator'], (id, world) => consoleChange('POST',
      `/accounts/${world.buyerAccount}/access-keys/${id}/rotation`, {}),
    {service: own, changes: true}),
  about('user', 'PUT /accounts/{accountId}/users/{userId}', ['buyer', 'operator'], (id, world) =>
    consoleChange('PUT', `/accounts/${world.buyerAccount}/users/${id}`, {state: 'disabled'}),
  {service: own, changes: true}),
  about('authorization', 'POST /change-set-checks', ['isv'], (id) =>
    consoleChange('POST', '/change-set-checks', {Catalog,
      ChangeSet: [onAuthorization('RestrictResaleAuthorization', `${id}@9`)]}),
  {service: own, isWithin: true, otherwise: ['reseller']}),
  about('seller', 'GET /accounts/{accountId}/seller', ['isv', 'operator'], (id) =>
    ofConsole(`/accounts/${id}/seller`), {service: own}),
  about('seller', 'PUT /accounts/{accountId}/seller', ['isv', 'operator'], (id) =>
    consoleChange('PUT', `/accounts/${id}/seller`,
      {disbursementPreference: {frequency: 'DAILY'}}), {service: own, changes: true}),
  about('seller', 'POST /accounts/{accountId}/seller/submission', ['isv', 'operator'], (id) =>
    consoleChange('POST', `/accounts/${id}/seller/submission`, {legalName: 'Other'}),
  {service: own, changes: true}),
  about('seller', 'PUT /accounts/{accountId}/seller/approval', ['operator'], (id) =>
    consoleChange('PUT', `/accounts/${id}/seller/approval`, {part: 'tax', state: 'FAILED'}),
  {service: own, changes: true}),
  about('account', 'GET /accounts/{accountId}/billing', ['buyer', 'operator'], (id) =>
    ofConsole(`/accounts/${id}/billing`), {service: own}),
  about('account', 'PUT /accounts/{accountId}/billing', ['buyer', 'operator'], (id) =>
    consoleChange('PUT', `/accounts/${id}/billing`, {legalName: 'Other', address: {
      line1: 'A', city: 'B', postalCode: '1', country: 'DE'}}), {service: own, changes: true}),
  about('account', 'DELETE /accounts/{accountId}', ['operator'], (id) =>
    consoleChange('DELETE', `/accounts/${id}`, {}), {service: own, changes: true}),
  ...['/charges', '/invoices'].flatMap((path) => [
    list('agreement', `GET ${path}`, ['buyer', 'operator'], (world) =>
      ofConsole(`${path}?accountId=${world.buyerAccount}`), {service: own}),
    list('agreement', `GET ${path}`, ['buyer', 'reseller', 'operator'], (world) =>
      ofConsole(`${path}?agreementId=${world.agreement}`), {service: own}),
    list('agreement', `GET ${path}`, ['buyer', 'reseller', 'operator'], () => ofConsole(path),
      {service: own}),
  ]),
  about('invoice', 'POST /payments', ['operator'], (id) => consoleChange('POST', '/payments',
    {invoiceId: id, amount: '1.00', currency: 'USD'}),
  {service: own, changes: true, mayNot: ['buyer']}),
  list('agreement', 'GET /statements', ['isv', 'operator'], (world) =>
    ofConsole(`/statements?accountId=${world.isvAccount}`), {service: own}),
  list('agreement', 'GET /statements', ['reseller', 'operator'], (world) =>
    ofConsole(`/statements?accountId=${world.resellerAccount}`), {service: own}),
  list('disbursement', 'GET /disbursements', ['isv', 'operator'], (world) =>
    ofConsole(`/disbursements?accountId=${world.isvAccount}`), {service: own}),
  list('agreement', 'GET /deals', ['isv', 'operator'], (world) =>
    ofConsole(`/deals?accountId=${world.isvAccount}`), {service: own}),
  list('agreement', 'GET /deals', ['buyer', 'operator'], (world) =>
    ofConsole(`/deals?accountId=${world.buyerAccount}`), {service: own}),
  ...['agreement', 'openOffer'].map((kind) => about(kind, 'GET /deals/{dealId}',
    ['isv', 'reseller', 'buyer', 'operator'], (id) => ofConsole(`/deals/${id}`), {service: own})),
  ...['transfers', 'journal', 'audit'].map((name) => about('account', `GET /ledger/${name}`,
    ['operator'], () => ofConsole(`/ledger/${name}`), {service: own, isOpen: true})),
  list('auditSubject', 'GET /audit', ['isv', 'operator'], (world) =>
    ofConsole(`/audit?accountId=${world.isvAccount}`), {service: own}),
  list('authorization', 'GET /resale-authorizations', ['isv', 'operator'], (world) =>
    ofConsole(`/resale-authorizations?accountId=${world.isvAccount}`), {service: own}),
  list('authorization', 'GET /resale-authorizations', ['reseller', 'operator'], (world) =>
    ofConsole(`/resale-authorizations?side=received&accountId=${world.resellerAccount}`),
  {service: own}),
  about('authorization', 'GET /resale-authorizations/{authorizationId}',
    ['isv', 'reseller', 'operator'], (id) => ofConsole(`/resale-authorizations/${id}`),
    {service: own}),
  about('authorization', 'PUT /resale-authorizations/{authorizationId}/discount', ['isv'], (id) =>
    consoleChange('PUT', `/resale-authorizations/${id}/discount`, {percent: '5'}),
  {service: own, changes: true, mayNot: ['reseller', 'operator']}),
  about('authorization', 'POST /resale-authorizations/{authorizationId}/clone', ['isv'], (id) =>
    consoleChange('POST', `/resale-authorizations/${id}/clone`, {}),
  {service: own, changes: true, mayNot: ['reseller', 'operator']}),
  about('openOffer', 'POST /offers/{offerId}/clone', ['reseller'], (id) =>
    consoleChange('POST', `/offers/${id}/clone`, {}),
  {service: own, changes: true, mayNot: ['isv', 'buyer', 'operator']}),
  about('product', 'PUT /products/{productId}/concurrent-agreements', ['isv'], (id) =>
    consoleChange('PUT', `/products/${id}/concurrent-agreements`, {allowed: true}),
  {service: own, changes: true, mayNot: ['operator']}),
  about('account', 'GET /publishing', ['operator'], () => ofConsole('/publishing'),
    {service: own, isOpen: true}),
  about('account', 'PUT /publishing', ['operator'], () =>
    consoleChange('PUT', '/publishing', {delay: 'PT1H'}), {service: own, changes: true}),
  about('account', 'GET /fees', 'all', () => ofConsole('/fees'),
    {service: own, isOpen: true}),
  about('account', 'GET /isv-buyer-visibility', ['operator'],
    () => ofConsole('/isv-buyer-visibility'), {service: own, isOpen: true}),
  about('account', 'PUT /isv-buyer-visibility', ['operator'], () => consoleChange('PUT',
    '/isv-buyer-visibility', {isvBuyerVisibility: 'masked'}), {service: own, changes: true}),
  about('account', 'GET /payments', ['operator'], () => ofConsole('/payments'),
    {service: own, isOpen: true}),
  ...['approvals', 'second-person'].map((name) => about('account', `GET /${name}`, ['operator'],
    () => ofConsole(`/${name}`), {service: own, isOpen: true})),
  about('account', 'GET /approvals/{approvalId}', ['operator'], () =>
    ofConsole('/approvals/apr-none'), {service: own, changes: true}),
  about('account', 'POST /approvals/{approvalId}', ['operator'], () =>
    consoleChange('POST', '/approvals/apr-none', {decision: 'APPROVE'}),
  {service: own, changes: true}),
  about('account', 'PUT /second-person', ['operator'], () =>
    consoleChange('PUT', '/second-person', {duties: true, paymentsAbove: []}),
  {service: own, changes: true}),
  about('account', 'GET /limits', ['operator'], () => ofConsole('/limits'),
    {service: own, isOpen: true}),
  about('account', 'PUT /limits/{name}', ['operator'], () =>
    consoleChange('PUT', '/limits/StartChangeSet', {value: 1}), {service: own, changes: true}),
];
