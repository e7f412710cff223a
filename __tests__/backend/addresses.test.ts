import { defineFunction, defineQueueProcessor } from "../../lib";
import { stackRoles } from "../../lib/services/contract/service";
import { synthBackend } from "../support/synth";

/** A moved address is a destroyed database: these lists change only with a `moved` block beside them. */
const sessions = defineFunction({
  name: "sessions",
  entry: "./src/sessions.ts",
  trigger: { type: "http" },
  access: [{ type: "redis", action: "write" }],
});

test.each(["managed", "cache"] as const)(
  "the addresses of Redis of engine %s match the snapshot",
  (engine) => {
    const options = { environment: "prod", optional: { redis: { engine } } };
    const { network, platform, workloads } = synthBackend(options, { sessions });
    const all = [network, platform, workloads].flatMap(({ addresses }) => addresses);
    expect(all.filter((address) => address.includes("redis"))).toMatchSnapshot();
  },
);

test("the address of a tenant of Azure AD B2C matches the snapshot", () => {
  const createTenant = { countryCode: "US", dataResidency: "United States" } as const;
  const { addresses } = synthBackend({ optional: { b2c: { createTenant } } }).platform;
  expect(addresses.filter((address) => address.includes("b2c"))).toMatchSnapshot();
});

describe.each(["dev", "prod"])("addresses of %s", (environment) => {
  const { network, platform, workloads } = synthBackend({ environment });

  test("the addresses of an environment match the snapshot", () => {
    expect({
      network: network.addresses,
      platform: platform.addresses,
      workloads: workloads.addresses,
    }).toMatchSnapshot();
  });
});

/** What an optional service has beside what every backend has. */
test.each([["cdn", { cdn: { endpoints: { "web-fonts": {} } } }]])(
  "the addresses of %s match the snapshot",
  (_service, optional) => {
    const [without, having] = [synthBackend(), synthBackend({ optional })];
    const added = stackRoles.flatMap((role) =>
      having[role].addresses
        .filter((address) => !without[role].addresses.includes(address))
        .map((address) => `${role} ${address}`),
    );
    expect(added).toMatchSnapshot();
  },
);
/** Those that a backend has only beside the others, as `optional` asks for them. */
describe.each(["dev", "prod"])("addresses of the container registry in %s", (environment) => {
  const { network, platform, workloads } = synthBackend({
    environment,
    functionApp: { container: true },
    optional: { containerRegistry: true },
  });

  test("the addresses of the container registry match the snapshot", () => {
    const ofRegistry = (address: string): boolean => /container_registry|azurecr|acr_pull/.test(address);
    expect({
      network: network.addresses.filter(ofRegistry),
      platform: platform.addresses.filter(ofRegistry),
      workloads: workloads.addresses.filter(
        (address) => ofRegistry(address) || address.includes("function_app"),
      ),
    }).toMatchSnapshot();
  });
});
/** The resources of Service Bus, beside those above. */
test.each(["dev", "prod"])("the addresses of Service Bus in %s match the snapshot", (environment) => {
  const rules = { large: { sqlFilter: "quantity > 10" } };
  const topics = { "order-events": { subscriptions: { "analytics-service": { rules } } } };
  const sku = environment === "prod" ? ({ name: "Premium" } as const) : {};
  const { network, platform, workloads } = synthBackend(
    { environment, optional: { serviceBus: { sku, topics } } },
    {
      sendMail: defineQueueProcessor({ name: "send-mail", entry: "./src/send-mail.ts" }),
      bill: defineFunction({
        name: "bill",
        entry: "./src/bill.ts",
        trigger: { type: "serviceBus", topic: "order-events", subscription: "billing" },
      }),
    },
  );
  const all = [network, platform, workloads].flatMap(({ addresses }) => addresses);
  expect(all.filter((address) => /service_?bus|send-mail/.test(address))).toMatchSnapshot();
});
