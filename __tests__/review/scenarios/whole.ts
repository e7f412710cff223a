import type { BackendOptions } from "../../../lib";
import type { StandIn } from "../../../lib/stand-in/stand-in";
import { components, dev, prod } from "./bases";
import { type Scenario, changed } from "./scenario";

/** `{ name-1: value, … }` */
function numbered<T>(name: string, count: number, value: T): Readonly<Record<string, T>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}-${index + 1}`, value]));
}

const many: BackendOptions = {
  ...dev.options,
  environment: "prod",
  cosmos: { containers: numbered("container", 22, { partitionKey: "/id" }) },
  storage: {
    packageAccount: "shared",
    containers: numbered("blobs", 70, {}),
    queues: numbered("queue", 60, true),
    tables: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`table${index + 1}`, true])),
  },
};

/** What somebody has changed by hand: a vault opened, a tag, a container and a diagnostic setting deleted. */
function byHand(standIn: StandIn): () => void {
  const vault = standIn.resource("Microsoft.KeyVault/vaults");
  const { id, body } = vault;
  const { properties } = body as { readonly properties: object };
  const queue = standIn.resource("Microsoft.Storage/storageAccounts/queueServices/queues", "tasks");
  standIn.make(id, {
    ...body,
    tags: { ...(body["tags"] as object), owner: "somebody" },
    properties: { ...properties, publicNetworkAccess: "Enabled" },
  });
  standIn.lose(queue.type, queue.name);
  return () => {
    standIn.make(id, body);
    standIn.make(queue.id, queue.body);
  };
}

/** Changes of everything at once, and plans that are not of a change of the options. */
export const wholeScenarios: readonly Scenario[] = [
  {
    name: "first-deployment",
    shows: "more than 300 resources are created",
    change: { components, options: many },
  },
  { name: "destroy", shows: "everything is destroyed", base: dev, change: dev, args: ["-destroy"] },
  {
    name: "destroy-guarded",
    shows: "everything is destroyed, which prevent_destroy refuses",
    base: prod,
    change: prod,
    args: ["-destroy"],
    fails: true,
  },
  {
    name: "drift",
    shows: "somebody has opened the vault and deleted a queue: the plan takes it back",
    base: prod,
    change: prod,
    before: byHand,
  },
  {
    name: "refresh-only",
    shows: "the same by a plan that changes nothing in Azure",
    base: prod,
    change: prod,
    before: byHand,
    args: ["-refresh-only"],
  },
  {
    name: "targeted",
    shows: "one resource group is planned alone: the plan is incomplete",
    base: dev,
    change: changed(dev, { tags: { costCenter: "4711" } }),
    args: ["-target=azurerm_resource_group.resource_group"],
  },
];
