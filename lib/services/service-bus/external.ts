import type { ReplacementKind } from "../contract/existing-kind";
import { switchOn } from "../contract/switch-on";
import type { Draft } from "../contract/draft";
import { SERVICE_BUS, declaredQueues, declaredTopics } from "./entities";

/** What using an existing one means. */
export const existingServiceBus: ReplacementKind = {
  label: "Service Bus namespace",
  armType: "Microsoft.ServiceBus/namespaces",
  terraformType: "azurerm_servicebus_namespace",
  endpoints: [],
  options: ["createChildren", "roleAssignments"],
  keeps: (_, createChildren) => ["enabled", ...(createChildren ? ["queues", "topics"] : [])],
  names: ["serviceBusNamespace"],
  resources: ["serviceBus"],
  children: [
    "serviceBusQueues",
    "serviceBusTopics",
    "serviceBusSubscriptions",
    "serviceBusRules",
    "serviceBusDefaultRules",
  ],
  privateEndpoint: true,
  expects: (_, { requirements: { serviceBusQueues, serviceBusTopics, serviceBusSubscriptions } }) => [
    ...serviceBusQueues.map(({ name, sessions }) => `queue ${name}${sessions === true ? WITH_SESSIONS : ""}`),
    ...serviceBusTopics.map(({ name }) => `topic ${name}`),
    ...serviceBusSubscriptions.map(
      ({ topic, name, sessions }) => `subscription ${topic}/${name}${sessions === true ? WITH_SESSIONS : ""}`,
    ),
  ],
  settle: (draft) => {
    switchOn(draft, "serviceBus", "a namespace for messages");
    leaveDefaultsOut(draft);
  },
};

const WITH_SESSIONS = " with sessions";

/** Others use the namespace, and its tier may have no topics: what nobody asks for is not made there. */
function leaveDefaultsOut(draft: Draft): void {
  for (const { path } of [...declaredQueues(draft.settings), ...declaredTopics(draft.settings)])
    if (!draft.chosen(path))
      draft.derive(path, false, "external.serviceBus is an existing namespace that others may use");
  if (draft.existing.serviceBus?.createChildren !== true) return;
  draft.note(
    "external.serviceBus",
    `its tier must support everything that is created in it, because ${SERVICE_BUS}.sku is not known`,
  );
}
