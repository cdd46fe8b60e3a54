// Requests of each service written out, for what an SDK client would never send.
export const json = 'application/json';
export const amzJson = 'application/x-amz-json-1.0';

export const ofCatalog = (operation, input) => ({
  method: 'POST', path: `/${operation}`, headers: {'content-type': json},
  body: JSON.stringify(input),
});

export const ofCatalogQuery = (method, operation, query) =>
  ({method, path: `/${operation}`, query: {catalog: 'AWSMarketplace', ...query}});

export const startChangeSet = (...changes) =>
  ofCatalog('StartChangeSet', {Catalog: 'AWSMarketplace', ChangeSet: changes});

export const ofAgreement = (operation, input) => ({
  method: 'POST', path: '/', body: JSON.stringify(input),
  headers: {'content-type': amzJson,
    'x-amz-target': `AWSMPCommerceService_v20200301.${operation}`},
});

export const ofDiscovery = (operation, input) => ofCatalog(`2026-02-05/${operation}`, input);

export function ofConsole(path) {
  const [way, query = ''] = path.split('?');
  return {
    method: 'GET', path: `/console/v1${way}`,
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}
