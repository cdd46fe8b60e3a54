// A program as a newcomer has it: AWS's clients, told nothing but what the environment says. Prints
// what each service answered, as JSON.
import {ListEntitiesCommand, MarketplaceCatalogClient,
} from '@aws-sdk/client-marketplace-catalog';
import {MarketplaceAgreementClient, SearchAgreementsCommand,
} from '@aws-sdk/client-marketplace-agreement';
import {GetEntitlementsCommand, MarketplaceEntitlementServiceClient,
} from '@aws-sdk/client-marketplace-entitlement-service';
import {MarketplaceMeteringClient, ResolveCustomerCommand,
} from '@aws-sdk/client-marketplace-metering';

const codeOf = (error) => (error.$metadata?.httpStatusCode ? error.name : `${error}`);
const asked = {
  catalog: () => new MarketplaceCatalogClient().send(
    new ListEntitiesCommand({Catalog: 'AWSMarketplace', EntityType: 'SaaSProduct'})),
  agreement: () => new MarketplaceAgreementClient().send(new SearchAgreementsCommand(
    {catalog: 'AWSMarketplace', filters: [{name: 'PartyType', values: ['Proposer']},
      {name: 'AgreementType', values: ['PurchaseAgreement']}]})),
  entitlement: () => new MarketplaceEntitlementServiceClient().send(
    new GetEntitlementsCommand({ProductCode: process.argv[2] ?? 'none'})),
  metering: () => new MarketplaceMeteringClient().send(
    new ResolveCustomerCommand({RegistrationToken: 'none'})),
};
const told = {};
for (const [service, ask] of Object.entries(asked))
  told[service] = await ask().then(({$metadata, ...answer}) => answer, codeOf);
console.log(JSON.stringify(told));
