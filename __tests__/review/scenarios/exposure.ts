import { defineQueueProcessor } from "../../../lib";
import { components, dev, prod } from "./bases";
import { type Scenario, changed } from "./scenario";

const mailsThatRead = defineQueueProcessor({
  name: "mails",
  entry: __filename,
  access: [
    { type: "cosmosDB", container: "audits", action: "write" },
    { type: "blob", container: "assets", action: "read" },
  ],
});

/** Changes of who may do what, and from where. */
export const exposureScenarios: readonly Scenario[] = [
  {
    name: "right-added",
    shows: "a component may write a container of Cosmos DB and read one of blobs",
    base: prod,
    change: { ...prod, components: { ...components, mails: mailsThatRead } },
  },
  {
    name: "vault-opened",
    shows: "the key vault accepts requests from the internet",
    base: prod,
    change: changed(prod, {
      transform: {
        keyVault: {
          publicNetworkAccessEnabled: true,
          networkAcls: { defaultAction: "Allow", bypass: "AzureServices" },
        },
      },
    }),
  },
  {
    name: "storage-widened",
    shows: "the storage account accepts requests of an address range",
    base: prod,
    change: changed(prod, {
      transform: {
        storage: {
          publicNetworkAccessEnabled: true,
          networkRules: { defaultAction: "Deny", bypass: ["AzureServices"], ipRules: ["203.0.113.0/24"] },
        },
      },
    }),
  },
  {
    name: "blobs-public",
    shows: "anyone can read the blobs of a container",
    base: dev,
    change: changed(dev, { storage: { containers: { assets: { publicAccess: "Blob" } } } }),
  },
  {
    name: "private-endpoints-off",
    shows: "every service loses its private endpoint, and accepts requests from the internet",
    base: prod,
    change: changed(prod, { networking: { privateEndpoints: false } }),
  },
  {
    name: "keys-on",
    shows: "Cosmos DB and storage accept account keys again",
    base: prod,
    change: changed(prod, {
      transform: {
        cosmos: { localAuthenticationDisabled: false },
        storage: { sharedAccessKeyEnabled: true },
      },
    }),
  },
];
