import { App } from "cdktf";
import { defineBackend, defineFunction, defineQueueProcessor } from "../../lib";
import { identity } from "../../lib/stand-in/login";
import { feedbackApi } from "../support/sample";
import { azureId } from "../support/shared";

const inGroup = (type: string, name: string): string => azureId(type, name, identity.subscriptionId);

// A backend whose messages, cache and images are in what others own.
const app = new App();
defineBackend(
  {
    feedbackApi,
    sendMail: defineQueueProcessor({ name: "send-mail", entry: __filename }),
    recordOrder: defineFunction({
      name: "record-order",
      entry: __filename,
      trigger: { type: "serviceBus", topic: "order-events", subscription: "record-order" },
      access: [{ type: "redis", action: "write" }],
    }),
  },
  {
    app,
    optional: { containerRegistry: { acrPull: true } },
    external: {
      serviceBus: { id: inGroup("Microsoft.ServiceBus/namespaces", "sbns-shared"), createChildren: true },
      redis: { id: inGroup("Microsoft.Cache/redisEnterprise", "amr-shared") },
      containerRegistry: { id: inGroup("Microsoft.ContainerRegistry/registries", "crshared") },
    },
  },
);
app.synth();
