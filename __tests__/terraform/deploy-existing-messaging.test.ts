import { join } from "node:path";
import { identity } from "../../lib/stand-in/login";
import { azureId } from "../support/shared";
import { livesThrough } from "./support/whole-life";

const inGroup = (type: string, name: string): string => azureId(type, name, identity.subscriptionId);
const bus = inGroup("Microsoft.ServiceBus/namespaces", "sbns-shared");
const redis = inGroup("Microsoft.Cache/redisEnterprise", "amr-shared");
const registry = inGroup("Microsoft.ContainerRegistry/registries", "crshared");
const group = bus.slice(0, bus.indexOf("/providers/"));

livesThrough("dev with messages, a cache and images in what others own", {
  environment: "dev",
  file: join(__dirname, "existing-messaging-app.ts"),
  before: (standIn) => {
    const location = "eastus2";
    standIn.make(group, { location });
    standIn.make(bus, { location, sku: { name: "Standard", tier: "Standard" }, properties: {} });
    standIn.make(redis, { location, sku: { name: "Balanced_B0" }, properties: {} });
    standIn.make(`${redis}/databases/default`, { properties: {} });
    standIn.make(registry, { location, sku: { name: "Basic" }, properties: {} });
  },
  // Of what the backend owns it would go with the cache: docs/guides/existing-resources.md
  staysBehind: /\/accessPolicyAssignments\/feedbackdevfunctionApp/,
  asked: {
    "the deployment makes queue, topic and subscription in the namespace, and changes no resource of other owners":
      ({ standIn }) => {
        const written = standIn.exchanges
          .filter(({ method }) => ["PUT", "PATCH", "DELETE"].includes(method))
          .map(({ path }) => path);
        expect(written.filter((path) => [bus, redis, registry].includes(path))).toEqual([]);
        for (const child of ["queues/send-mail", "topics/order-events/subscriptions/record-order"])
          expect(written).toContain(`${bus}/${child}`);
      },
    "the deployment assigns the app its roles in the namespace": ({ standIn }) => {
      const scopes = standIn.resources
        .filter(({ type }) => type === "Microsoft.Authorization/roleAssignments")
        .map(({ id }) => id);
      for (const scope of [`${bus}/queues/send-mail/`, `${registry}/`])
        expect(scopes.filter((id) => id.startsWith(scope))).not.toEqual([]);
    },
  },
});
