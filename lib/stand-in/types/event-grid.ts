import { type Action, type ArmType, type TypeContext } from "../arm-type";
import { ok } from "../exchange";
import { type JsonObject, at, textAt, withDefaults } from "../json";

const TOPICS = "Microsoft.EventGrid/topics";
const SYSTEM_TOPICS = "Microsoft.EventGrid/systemTopics";

/** github.com/hashicorp/terraform-provider-azurerm: other destinations than a web hook have no URL. */
const getFullUrl: Action = ({ body }) => {
  const destination = at(body, "properties.destination");
  if (textAt(destination, "endpointType") === "WebHook")
    return ok({ endpointUrl: textAt(destination, "properties.endpointUrl") });
  const message = "Only webhook destination type supports full URL.";
  return { status: 400, body: { error: { code: "InvalidRequest", message } } };
};

export const eventGrid: readonly ArmType[] = [
  {
    type: TOPICS,
    asynchronous: true,
    updated: 201,
    complete: (asked, { id, name }, context) =>
      withDefaults(
        {
          ...identityOf(asked, id, context),
          properties: {
            endpoint: `https://${name}.${textAt(asked, "location")}-1.eventgrid.azure.net/api/events`,
            inputSchema: "EventGridSchema",
            publicNetworkAccess: "Enabled",
            disableLocalAuth: false,
            metricResourceId: context.guid(`event grid ${id}`),
          },
        },
        asked,
      ),
    actions: {
      listKeys: ({ id }) => {
        const [key1 = "", key2 = ""] = ["key1", "key2"].map((which) =>
          Buffer.from(`stand-in-key ${id} ${which}`).toString("base64"),
        );
        return ok({ key1, key2 });
      },
    },
  },
  {
    type: SYSTEM_TOPICS,
    asynchronous: true,
    complete: (asked, { id }, context) =>
      withDefaults(
        {
          ...identityOf(asked, id, context),
          properties: { metricResourceId: context.guid(`event grid ${id}`) },
        },
        asked,
      ),
  },
  // One of a system topic, and one that hangs on a topic or on the resource itself.
  ...[`${SYSTEM_TOPICS}/eventSubscriptions`, "Microsoft.EventGrid/eventSubscriptions"].map(
    (type): ArmType => ({
      type,
      asynchronous: true,
      updated: 201,
      complete: (asked) =>
        withDefaults(
          {
            properties: {
              eventDeliverySchema: "EventGridSchema",
              filter: { subjectBeginsWith: "", subjectEndsWith: "" },
              retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 },
            },
          },
          asked,
        ),
      actions: { getFullUrl, getDeliveryAttributes: () => ok({ value: [] }) },
    }),
  ),
];

function identityOf(asked: JsonObject, id: string, { guid }: TypeContext): JsonObject {
  if (!textAt(asked, "identity.type").includes("SystemAssigned")) return {};
  return {
    identity: { principalId: guid(`principal ${id}`), tenantId: "00000000-0000-4000-8000-000000000001" },
  };
}
