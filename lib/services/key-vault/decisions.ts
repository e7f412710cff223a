import type { Draft } from "../contract/draft";
import { didYouMean } from "../../settings/nearest";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import { decideExpiry } from "./expiry";
import { decideGivenSecrets } from "./given-secrets";
import { reportOldApi } from "../contract/report-retirement";
import { CONNECTION_STRINGS, HOST_CONNECTION_STRING, JWT_SECRET, secretNames } from "./secret-names";

export function decideKeyVault(draft: Draft): void {
  decideAccess(draft);
  keepUsedSample(draft);
  const { secrets, connectionStrings } = draft.settings.keyVault;
  if (connectionStrings) checkExistingKeys(draft);
  checkExistingVault(draft);
  checkRequired(draft);
  decideExpiry(draft);
  decideGivenSecrets(draft);
  // An existing vault is read by nothing but templates, which name their own API version.
  if (draft.existing.keyVault === undefined) reportOldApi(draft, "key-vault-old-api");
  if (connectionStrings)
    draft.warnOfAccess(
      "keyVault.connectionStrings",
      "the keys of the Cosmos DB and storage accounts are enabled: every identity that can read these secrets can read and write all data",
    );
  reportNamesDifferingInCase(draft, (name) => `keyVault.secrets.${name}`, secrets);
  for (const [name, given] of Object.entries(secrets)) {
    const path = `keyVault.secrets.${name}` as const;
    if (CONNECTION_STRINGS.includes(name) && given !== false && !connectionStrings)
      draft.problem(
        path,
        "is the name of a connection string, not of a random secret",
        "set keyVault.connectionStrings to true",
      );
    if (CONNECTION_STRINGS.includes(name) && given === false && connectionStrings)
      draft.problem(
        path,
        "is created by keyVault.connectionStrings",
        `remove ${path}`,
        "keyVault.connectionStrings",
      );
    if (name === HOST_CONNECTION_STRING && draft.settings.functionApp.package !== "content-share")
      draft.problem(path, "is reserved for functionApp.package content-share", "choose another name");
  }
}

/** `samples: false` leaves out what no component uses. */
function keepUsedSample(draft: Draft): void {
  const used = draft.requirements.secrets.find(({ name }) => name === JWT_SECRET);
  if (used === undefined || draft.settings.keyVault.secrets[JWT_SECRET] !== undefined) return;
  draft.derive(`keyVault.secrets.${JWT_SECRET}`, {}, `${used.by} uses it`);
}

/** Secrets of others may be in a vault that is not made here. */
function decideAccess(draft: Draft): void {
  const path = "keyVault.access";
  if (draft.existing.keyVault === undefined || draft.chosen(path)) return;
  draft.adjust(
    path,
    "declared",
    "external.keyVault is an existing key vault, which may contain secrets of others",
  );
}

/** A component reads secrets that there are. */
function checkRequired(draft: Draft): void {
  const known = secretNames(draft.settings);
  for (const { path, name } of draft.requirements.secrets)
    if (!known.includes(name))
      draft.problem(
        path,
        `the key vault has no secret "${name}"${didYouMean(name, known)}`,
        `add it to keyVault.secrets: { "${name}": {} } for a random value, or { "${name}": { value: "given" } } for one that you put ` +
          "into the vault",
      );
}

/** The keys of an existing account are not switched on here, and often off. */
function checkExistingKeys(draft: Draft): void {
  for (const key of ["cosmos", "storage"] as const)
    if (draft.existing[key] !== undefined)
      draft.problem(
        "keyVault.connectionStrings",
        `a connection string needs account keys, and external.${key} is an existing account, whose keys the backend does not read`,
        "set keyVault.connectionStrings to false, or store the connection string in the key vault yourself",
        `external.${key}`,
      );
}

/** What has to be made inside a vault is not expected to be there. */
function checkExistingVault(draft: Draft): void {
  const { keyVault, functionApp } = draft.settings;
  if (draft.existing.keyVault?.roleAssignments === false && functionApp.package === "content-share")
    draft.problem(
      "functionApp.package",
      "the function app needs the connection string of its host while it is created, but this backend assigns it no role on the key vault",
      "remove functionApp.package or external.keyVault.roleAssignments",
      "external.keyVault.roleAssignments",
    );
  if (draft.existing.keyVault?.createChildren !== false) return;
  for (const [name, given] of Object.entries(keyVault.secrets))
    if (given !== false && given.rotation !== undefined && draft.chosen(`keyVault.secrets.${name}.rotation`))
      draft.problem(
        `keyVault.secrets.${name}.rotation`,
        "rotates a secret, but the secrets of external.keyVault belong to its owner",
        `remove keyVault.secrets.${name}.rotation, or set external.keyVault.createChildren to true`,
        "external.keyVault",
      );
  const needs = [
    {
      path: "keyVault.connectionStrings" as const,
      when: keyVault.connectionStrings,
      instead: "keyVault.connectionStrings to false",
    },
    {
      path: "functionApp.package" as const,
      when: functionApp.package === "content-share",
      instead: "remove functionApp.package",
    },
  ];
  for (const { path, instead } of needs.filter(({ when }) => when))
    draft.problem(
      path,
      "needs a secret in the key vault, but the backend creates nothing in the existing one of external.keyVault",
      `set external.keyVault.createChildren to true, or ${instead}`,
      "external.keyVault",
    );
}
