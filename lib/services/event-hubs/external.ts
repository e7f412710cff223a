import { DEFAULT_GROUP } from "../../components/event-hub-entity";
import type { ReplacementKind } from "../contract/existing-kind";
import { switchOn } from "../contract/switch-on";
import { EVENT_HUBS } from "./entities";

/** What using an existing one means. */
export const existingEventHubs: ReplacementKind = {
  label: "Event Hubs namespace",
  armType: "Microsoft.EventHub/namespaces",
  terraformType: "azurerm_eventhub_namespace",
  endpoints: [],
  options: ["createChildren", "roleAssignments"],
  keeps: (_, createChildren) => ["enabled", ...(createChildren ? ["hubs"] : [])],
  names: ["eventHubsNamespace"],
  resources: ["eventHubs"],
  children: ["eventHubsHubs", "eventHubsConsumerGroups"],
  privateEndpoint: true,
  expects: (_, { requirements: { eventHubs } }) =>
    [
      ...eventHubs.map(({ name }) => `event hub ${name}`),
      ...eventHubs.flatMap(({ name, consumerGroup = DEFAULT_GROUP }) =>
        consumerGroup === DEFAULT_GROUP ? [] : [`consumer group ${name}/${consumerGroup}`],
      ),
    ].filter((each, index, all) => all.indexOf(each) === index),
  settle: (draft) => {
    switchOn(draft, "eventHubs", "a namespace for events");
    if (draft.existing.eventHubs?.createChildren === true)
      draft.note(
        "external.eventHubs",
        `its tier must support everything that is created in it, because ${EVENT_HUBS}.sku is not known`,
      );
  },
};
