import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { type Backend, planBackend } from "../../../lib";
import { identity } from "../../../lib/stand-in/login";
import type { StandIn } from "../../../lib/stand-in/stand-in";
import { components, dev } from "./bases";
import { KeptByTerraform } from "./kept-by-terraform";
import { type Scenario, changed } from "./scenario";

const withTopic = changed(dev, {
  eventGrid: { topics: { events: true } },
  storage: { containers: { exports: {} } },
});
const { services, resourceGroups } = planBackend(components, withTopic.options);
const group = `/subscriptions/${identity.subscriptionId}/resourceGroups/${resourceGroups.platform}`;
const providers = `${group}/providers`;
const account = `${providers}/Microsoft.Storage/storageAccounts/${services.storage.account?.name ?? ""}`;
const container = `${account}/blobServices/default/containers/exports`;
const topic = `${providers}/Microsoft.EventGrid/topics/${services.eventGrid.topics[0]?.name ?? ""}`;

/** Made by hand: the container as the backend would make it, the topic open and with keys. */
function byHand(standIn: StandIn): () => void {
  standIn.make(container, { properties: { publicAccess: "None" } });
  standIn.make(topic, {
    location: "westeurope",
    properties: {
      inputSchema: "CloudEventSchemaV1_0",
      disableLocalAuth: false,
      publicNetworkAccess: "Enabled",
    },
  });
  return () => {
    for (const [type, name] of [
      ["Microsoft.Storage/storageAccounts/blobServices/containers", "exports"],
      ["Microsoft.EventGrid/topics", undefined],
    ] as const)
      standIn.lose(type, name);
  };
}

/** The user's own constructs of the base, the identity under another address. */
function renamed({ stacks: { platform } }: Backend): void {
  new UserAssignedIdentity(platform, "deployer", { ...platform.place, name: "id-shop-pipeline" });
  new KeptByTerraform(platform, "revision", { input: "1" });
  platform.addOverride("moved", [
    { from: "azurerm_user_assigned_identity.pipeline", to: "azurerm_user_assigned_identity.deployer" },
  ]);
}

/** The identity stays in Azure, and Terraform no longer knows of it. */
function forgotten({ stacks: { platform } }: Backend): void {
  new KeptByTerraform(platform, "revision", { input: "1" });
  platform.addOverride("removed", [
    { from: "azurerm_user_assigned_identity.pipeline", lifecycle: { destroy: false } },
  ]);
}

/** Changes of what Terraform knows, and of where it keeps it. */
export const addressScenarios: readonly Scenario[] = [
  {
    name: "import",
    shows: "a container and a topic that somebody made by hand become the backend's; the topic is changed",
    base: dev,
    before: byHand,
    change: changed(withTopic, {
      importFrom: {
        storageContainers: { storage_container_exports: container },
        eventGridTopics: { event_grid_topic_events: topic },
      },
    }),
  },
  {
    name: "move",
    shows: "a resource of the user's own gets another address by a moved block",
    base: dev,
    change: { ...dev, own: renamed },
  },
  {
    name: "forget",
    shows: "a resource of the user's own leaves the state by a removed block, and stays in Azure",
    base: dev,
    change: { ...dev, own: forgotten },
  },
  {
    name: "renamed-without-moved",
    shows: "another name of the storage account replaces it and all that is in it",
    base: dev,
    change: changed(dev, { names: { storageAccount: "stshopdevorders" } }),
  },
];
