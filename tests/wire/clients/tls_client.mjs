// A client as anybody would write it: an endpoint, keys, and nothing about certificates. Prints the
// names of the catalog's answer; tls.test.mjs runs it with NODE_EXTRA_CA_CERTS.
import {ListEntitiesCommand, MarketplaceCatalogClient} from '@aws-sdk/client-marketplace-catalog';

const [endpoint, accessKeyId, secretAccessKey] = process.argv.slice(2);
const client = new MarketplaceCatalogClient({
  endpoint, region: 'us-east-1', credentials: {accessKeyId, secretAccessKey}, maxAttempts: 1,
});
for (let count = 0; count < 3; ++count) {
  const {EntitySummaryList} = await client.send(
    new ListEntitiesCommand({Catalog: 'AWSMarketplace', EntityType: 'Offer'}));
  console.log(`offers: ${EntitySummaryList.length}`);
}
client.destroy();
