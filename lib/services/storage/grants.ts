import type { AllSettings } from "../words";
import type { BlobAction, DataAction, QueueAction } from "../../components/needs";
import { publicContainers } from "./public-containers";
import { type GrantRules, componentGrants, leftToOwner } from "../contract/component-grants";
import type { PlanContext } from "../contract/service";
import type { Grant } from "../contract/grant";
import { constructId } from "../../kit/construct-id";
import { isOn } from "../contract/is-on";
import {
  PACKAGE_CONTAINER,
  keepsCodeWithHost,
  keepsPackagesApart,
  readsPackage,
  runsPackage,
} from "./package-container";
import type { StoragePlan } from "./plan";

/** The account for data, that of the Functions host, and that of packages. */
export type StorageScope = "data" | "host" | "packages";

/** What the Functions host needs of its own account, and components of what they work on. */
export function storageGrants(plan: StoragePlan, context: PlanContext): readonly Grant<StorageScope>[] {
  const ofHost = hostGrants(context);
  const ofComponents = grantsOfComponents(context);
  // Azure has one assignment for an identity, a role and a scope.
  const ofUrl = urlGrants(plan, context).filter(({ id }) => ofComponents.every((each) => each.id !== id));
  return [
    // The host's own account is ours.
    ...(plan.host === undefined ? leftToOwner(plan.existing, ofHost) : ofHost),
    ...packageAccountGrants(context),
    ...leftToOwner(plan.existing, [...packageGrants(context), ...ofUrl, ...ofComponents]),
  ];
}

function packageAccountGrants({ settings }: PlanContext): readonly Grant<StorageScope>[] {
  if (!keepsPackagesApart(settings) || !readsPackage(settings)) return [];
  return [
    {
      id: "package_storage_blob_data_reader",
      role: "Storage Blob Data Reader",
      on: "packages",
      below: BLOB_CONTAINERS.below(PACKAGE_CONTAINER),
      reason: STARTS_FROM_PACKAGE,
    },
  ];
}

const STARTS_FROM_PACKAGE =
  "Azure starts the app from its package with the app's identity, which may not write it";

/** What the host's own roles do not reach: learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package */
function packageGrants({ settings }: PlanContext): readonly Grant<StorageScope>[] {
  if (settings.storage.hostAccount === "shared" || !readsPackage(settings)) return [];
  // A package that was released there before runs on until the next release.
  if (settings.storage.containers[PACKAGE_CONTAINER] === false) return [];
  return [
    {
      id: `storage_blob_data_reader_${PACKAGE_CONTAINER}`,
      role: "Storage Blob Data Reader",
      on: "data",
      below: BLOB_CONTAINERS.below(PACKAGE_CONTAINER),
      reason: STARTS_FROM_PACKAGE,
    },
  ];
}

/** A package at a URL of the data account's own is read by identity too; anywhere else the role is the owner's to give. */
function urlGrants({ account }: StoragePlan, { settings }: PlanContext): readonly Grant<StorageScope>[] {
  const { package: source } = settings.functionApp;
  if (account === undefined || typeof source === "string" || !URL.canParse(source.url)) return [];
  const { host, pathname } = new URL(source.url);
  const [, container = ""] = pathname.split("/");
  const isOwn = host === `${account.name}.blob.core.windows.net` && container !== "";
  if (!isOwn || settings.storage.hostAccount === "shared" || isOn(settings.functionApp.container)) return [];
  return [
    {
      id: constructId("storage_blob_data_reader", container),
      role: "Storage Blob Data Reader",
      on: "data",
      below: BLOB_CONTAINERS.below(container),
      reason: "Azure starts the app from the package that functionApp.package names, with the app's identity",
    },
  ];
}

/**
 * learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity, but for Storage
 * Account Contributor, which could read keys: a blob trigger that may not switch logs on looks through its container.
 */
const HOST_ROLES = [
  {
    role: "Storage Blob Data Owner",
    things: "blob",
    reason: "the Functions host keeps its locks, keys and timers there",
  },
  {
    role: "Storage Queue Data Contributor",
    things: "queue",
    reason: "the Functions host queues there what blob triggers have found",
  },
  {
    role: "Storage Table Data Contributor",
    things: "table",
    reason: "the Functions host writes its diagnostic events there",
  },
] as const;

/** With a content share the host signs in with a key, so that there is nothing to grant. */
function hostGrants({ settings }: PlanContext): readonly Grant<StorageScope>[] {
  if (settings.functionApp.package === "content-share") return [];
  const prefix = settings.storage.hostAccount === "separate" ? "host_" : "";
  return HOST_ROLES.map(({ role, things, reason }) => ({
    id: `${prefix}${role.toLowerCase().replaceAll(" ", "_")}`,
    role,
    on: "host",
    reason,
    reaches: hostReach(settings, things),
  }));
}

/** Azure gives these roles on whole accounts, whatever they are for. */
function hostReach(settings: AllSettings, things: (typeof HOST_ROLES)[number]["things"]): string {
  const account =
    settings.storage.hostAccount === "separate" ? "the host's own account" : "the account of the data";
  const every = `every ${things} of ${account}`;
  if (things !== "blob") return every;
  if (keepsCodeWithHost(settings))
    return `${every}, and in ${PACKAGE_CONTAINER} the code, which Flex Consumption has its app read and write`;
  return settings.storage.hostAccount === "shared" && runsPackage(settings)
    ? `${every}, and in ${PACKAGE_CONTAINER} the code`
    : every;
}

/** learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger#grant-permission-to-the-identity */
export const BLOB_CONTAINERS: GrantRules<BlobAction, "data"> = {
  roles: {
    none: [],
    trigger: ["Storage Blob Data Owner"],
    read: ["Storage Blob Data Reader"],
    write: ["Storage Blob Data Contributor"],
  },
  on: "data",
  below: (name) => `/blobServices/default/containers/${name}`,
};

/** learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#grant-permission-to-the-identity */
export const STORAGE_QUEUES: GrantRules<QueueAction, "data"> = {
  roles: {
    // The host counts the messages too, to know how many instances they need.
    process: ["Storage Queue Data Reader", "Storage Queue Data Message Processor"],
    send: ["Storage Queue Data Message Sender"],
  },
  on: "data",
  below: (name) => `/queueServices/default/queues/${name}`,
};

/** learn.microsoft.com/azure/azure-functions/functions-bindings-storage-table-input#grant-permission-to-the-identity */
const TABLES: GrantRules<DataAction, "data"> = {
  roles: { read: ["Storage Table Data Reader"], write: ["Storage Table Data Contributor"] },
  on: "data",
  below: (name) => `/tableServices/default/tables/${name}`,
};

function grantsOfComponents({ requirements, settings }: PlanContext): readonly Grant<StorageScope>[] {
  const elsewhere = publicContainers(settings);
  const containers = requirements.blobContainers.filter(({ name }) => !elsewhere.has(name));
  return [
    ...componentGrants(containers, BLOB_CONTAINERS),
    ...componentGrants(requirements.queues, STORAGE_QUEUES),
    ...componentGrants(requirements.tables, TABLES),
  ];
}
