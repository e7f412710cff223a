import { providerCan } from "../../provider/since";
import {
  CUSTOMER_KEYS,
  type Cause,
  OPEN,
  type PolicyInputs,
  type PolicyNotes,
  always,
  isOpen,
  policyNotes,
} from "../contract/policy-note";
import type { CosmosPlan } from "./plan";
import type { CosmosWords } from "./words";

const KEYS: Cause = {
  when: "`cosmos.disableLocalAuth` is false",
  reason: "`cosmos.disableLocalAuth` or `keyVault.connectionStrings` enables the keys of the account",
};
const NEW_NAME: Cause = {
  when: "`provider.version` is 4.78.0 or later",
  reason:
    "keys are off: the check reads `local_authentication_disabled`, which azurerm 4.78 and later call `local_authentication_enabled`",
};

function judgedAccounts({ account }: CosmosPlan, { providerVersion }: PolicyInputs) {
  if (account === undefined) return [];
  return [{ facts: { ...account, hasNewName: providerCan("negatedArguments", providerVersion) } }];
}

/** What scanners report on purpose of each resource. */
export const cosmosPolicyNotes = {
  cosmos: policyNotes(judgedAccounts, [
    {
      cause: CUSTOMER_KEYS,
      fails: always,
      checks: [["CKV_AZURE_100", "Cosmos DB encrypted with a customer's key"]],
    },
    {
      cause: OPEN,
      fails: isOpen,
      checks: [
        ["CKV_AZURE_99", "Cosmos DB with restricted access"],
        ["CKV_AZURE_101", "Cosmos DB closed to the internet"],
      ],
    },
    {
      cause: KEYS,
      fails: ({ disableLocalAuth }) => !disableLocalAuth,
      checks: [["CKV_AZURE_140", "Cosmos DB without keys"]],
    },
    {
      cause: NEW_NAME,
      fails: ({ disableLocalAuth, hasNewName }) => disableLocalAuth && hasNewName,
      checks: [["CKV_AZURE_140", "Cosmos DB without keys"]],
    },
  ]),
} satisfies PolicyNotes<CosmosWords, CosmosPlan>;
