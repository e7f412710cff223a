import type { Draft } from "../contract/draft";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import { publicContainers } from "./public-containers";
import { decideRestore } from "./check-restore";
import { checkComponentsInStorage } from "./check-components";
import { decideLifecycle } from "./check-lifecycle";
import { PACKAGE_CONTAINER, keepsPackagesApart, runsPackage } from "./package-container";
import { redundancyFault } from "./redundancy";

/** Every rule of Azure that a combination of `storage` options can break. */
export function decideStorage(draft: Draft): void {
  const made = draft.existing.storage === undefined;
  if (made || draft.settings.storage.hostAccount === "separate") decideSku(draft);
  if (made) decideKeys(draft);
  else checkExistingHost(draft);
  decidePackageAccount(draft);
  warnOfSharedAccount(draft);
  checkContainers(draft);
  if (made) {
    decideRestore(draft);
    decideLifecycle(draft);
  }
  const { queues, tables } = draft.settings.storage;
  checkRequired(draft, "queues", queues);
  checkRequired(draft, "tables", tables);
  reportNamesDifferingInCase(draft, (name) => `storage.tables.${name}`, tables);
  checkComponentsInStorage(draft);
}

function decideSku(draft: Draft): void {
  const fault = redundancyFault(draft, draft.settings.storage.sku.name);
  if (fault === undefined) return;
  const { why, possible } = fault;
  if (draft.chosen("storage.sku"))
    draft.problem("storage.sku.name", why, `set storage.sku.name to "${possible}"`, "location");
  else draft.adjust("storage.sku", { name: possible }, why);
}

const PACKAGES = "storage.packageAccount";

function decidePackageAccount(draft: Draft): void {
  const { functionApp, networking, storage } = draft.settings;
  if (!draft.chosen(PACKAGES)) {
    // No build agent outside of the network reaches a closed account.
    if (networking.privateEndpoints && functionApp.package === "identity")
      draft.derive(PACKAGES, "internet", "the account for data is closed, and releases upload packages");
    return;
  }
  if (storage.packageAccount === "shared") return;
  if (functionApp.package !== "identity")
    draft.problem(
      PACKAGES,
      functionApp.package === "content-share"
        ? "the code of the app is in a file share"
        : "the code of the app is at the URL of functionApp.package",
      `remove ${PACKAGES} or functionApp.package`,
      "functionApp.package",
    );
  else if (storage.packageAccount === "private" && !networking.privateEndpoints)
    draft.problem(
      PACKAGES,
      "a closed account needs a private endpoint, and there are none",
      `set networking.privateEndpoints to true, or ${PACKAGES} to "internet" or "shared"`,
      "networking.privateEndpoints",
    );
}

/** With a content share the host signs in with a key, and has no roles. */
function warnOfSharedAccount(draft: Draft): void {
  const path = "storage.hostAccount";
  const { functionApp, storage } = draft.settings;
  if (storage.hostAccount === "separate" || !draft.chosen(path) || functionApp.package === "content-share")
    return;
  draft.warn(
    path,
    "the roles of the Functions host include every blob, queue and table of the account" +
      (runsPackage(draft.settings) && !keepsPackagesApart(draft.settings)
        ? `, and the code in ${PACKAGE_CONTAINER}: a compromised component can read all data and change the code that runs next`
        : ": a compromised component can read all data"),
  );
}

/** Connection strings and a content share of the same account need its keys. */
function decideKeys(draft: Draft): void {
  if (draft.settings.storage.allowSharedKeyAccess) return;
  const needs = [
    { path: "keyVault.connectionStrings" as const, when: draft.settings.keyVault.connectionStrings },
    {
      path: "functionApp.package" as const,
      when:
        draft.settings.functionApp.package === "content-share" &&
        draft.settings.storage.hostAccount === "shared",
    },
  ].filter(({ when }) => when);
  for (const { path } of needs) {
    if (!draft.chosen("storage.allowSharedKeyAccess"))
      draft.adjust("storage.allowSharedKeyAccess", true, `${path} needs the keys of the account`);
    else
      draft.problem(
        "storage.allowSharedKeyAccess",
        `${path} needs the keys of the account`,
        path === "functionApp.package"
          ? 'remove functionApp.package, or set storage.hostAccount to "separate"'
          : "set keyVault.connectionStrings to false, or remove storage.allowSharedKeyAccess",
        path,
      );
  }
}

/** What the function app's code lives in is not made inside an existing account, nor are its keys known. */
function checkExistingHost(draft: Draft): void {
  const { functionApp, storage } = draft.settings;
  if (functionApp.package !== "content-share" || storage.hostAccount === "separate") return;
  draft.problem(
    "functionApp.package",
    "a content share needs account keys, and external.storage is an existing account, whose keys the backend does not read",
    'remove functionApp.package, or set storage.hostAccount to "separate"',
    "external.storage",
  );
}

/** What a component works on stays. */
function checkRequired(
  draft: Draft,
  group: "queues" | "tables",
  switches: Readonly<Record<string, boolean>>,
): void {
  for (const [name, wanted] of Object.entries(switches)) {
    const path = `storage.${group}.${name}` as const;
    const needed = draft.requirements[group].find((required) => required.name === name);
    if (!wanted && needed !== undefined) draft.problem(path, `${needed.by} uses it`, `remove ${path}`);
  }
}

/** Flex Consumption keeps its copy of the code with the host, whatever account packages are in. */
function isReleasedTo({ settings }: Draft): boolean {
  return !keepsPackagesApart(settings) || settings.storage.hostAccount === "shared";
}

function checkContainers(draft: Draft): void {
  const { containers } = draft.settings.storage;
  const elsewhere = publicContainers(draft.settings);
  for (const [name, container] of Object.entries(containers)) {
    if (elsewhere.has(name)) continue;
    const path = `storage.containers.${name}` as const;
    if (container === false) {
      for (const { by } of draft.requirements.blobContainers.filter((required) => required.name === name))
        draft.problem(path, `${by} uses it`, `remove ${path}`);
      if (name === PACKAGE_CONTAINER && isReleasedTo(draft))
        draft.problem(path, "the code of the function app is released to it", `remove ${path}`);
      continue;
    }
    if (container.publicAccess !== "Blob") continue;
    if (name === PACKAGE_CONTAINER)
      draft.problem(
        `${path}.publicAccess`,
        "it contains the code of the function app, which must not be public",
        'set it to "None"',
      );
    else if (draft.settings.networking.privateEndpoints)
      draft.problem(
        `${path}.publicAccess`,
        "the account is closed to the internet: it has private endpoints",
        'set it to "None", or networking.privateEndpoints to false',
        "networking.privateEndpoints",
      );
    else draft.warnOfAccess(`${path}.publicAccess`, "the blobs of this container are public on the internet");
  }
}
