import type { RecipeLife } from "../support/recipe-life";
import { SITES, SLOTS, settingOf } from "./sites";

const HUBS = "Microsoft.EventHub/namespaces";
const HOST = "AzureFunctionsJobHost";

/** What the host of the functions does. */
export const host: Readonly<Record<string, readonly RecipeLife[]>> = {
  "always-ready": [
    {
      environment: "prod",
      asked: {
        "the app has instances ready for its HTTP functions and for one other": ({ standIn }) => {
          expect(standIn.asked(SITES)).toMatchObject({
            properties: {
              functionAppConfig: {
                scaleAndConcurrency: {
                  alwaysReady: [
                    { name: "http", instanceCount: 2 },
                    { name: "function:mail", instanceCount: 1 },
                  ],
                  maximumInstanceCount: 60,
                  triggers: { http: { perInstanceConcurrency: 8 } },
                },
              },
            },
          });
        },
      },
    },
  ],
  "event-hubs": [
    {
      environment: "prod",
      asked: {
        "the namespace has no keys, and its hub a consumer group of the function": ({ standIn }) => {
          expect(standIn.asked(HUBS)).toMatchObject({
            sku: { name: "Standard", capacity: 1 },
            properties: { disableLocalAuth: true, publicNetworkAccess: "Disabled" },
          });
          expect(standIn.asked(`${HUBS}/eventhubs`, "telemetry")).toMatchObject({
            properties: {
              partitionCount: 4,
              retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours: 72 },
            },
          });
          expect(standIn.resource(`${HUBS}/eventhubs/consumergroups`, "reports").id).toContain("/telemetry/");
        },
        "the app connects by its identity, and reads and sends on this hub alone": ({ standIn }) => {
          const { name } = standIn.resource(HUBS);
          const connection = "fullyQualifiedNamespace";
          for (const component of ["REPORTS", "COLLECT"])
            expect(settingOf(standIn, SITES, `${component}_EVENTHUBS__${connection}`)).toBe(
              `${name}.servicebus.windows.net`,
            );
          const scopes = standIn.resources
            .filter(({ type }) => type === "Microsoft.Authorization/roleAssignments")
            .filter(({ id }) => id.includes("Microsoft.EventHub"));
          expect(scopes.length).toBeGreaterThan(0);
          for (const { id } of scopes) expect(id).toContain("/eventhubs/telemetry/");
        },
      },
    },
  ],
  "host-json": [
    {
      environment: "prod",
      asked: {
        "the app and its slot override host.json by app settings": ({ standIn }) => {
          const expected: Readonly<Record<string, string>> = {
            functionTimeout: "00:30:00",
            extensions__queues__batchSize: "4",
            extensions__queues__newBatchThreshold: "2",
            extensions__queues__maxDequeueCount: "3",
            logging__logLevel__default: "Warning",
            logging__logLevel__Function: "Information",
          };
          for (const type of [SITES, SLOTS])
            for (const [path, value] of Object.entries(expected))
              expect([path, settingOf(standIn, type, `${HOST}__${path}`)]).toEqual([path, value]);
        },
      },
    },
  ],
};
