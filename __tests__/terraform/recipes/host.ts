import type { RecipeLife } from "../support/recipe-life";
import { SITES, SLOTS, settingOf } from "./sites";

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
