import { rmSync } from "node:fs";
import { type BackendOptions, type BackendPlan, defineFunction, planBackend, secret } from "../../lib";
import { makeCode } from "../../lib/packaging/package-code";
import { settingsOfComponents, settingsOfPlans } from "../../lib/packaging/placeholder-settings";
import type { BackendConfigError } from "../../lib/settings/problems";
import { settingsOf } from "../../lib/runtime";
import { everyTrigger } from "../support/every-trigger";
import { ENTRY, project } from "../support/packaged";

jest.spyOn(process, "emitWarning").mockImplementation();

const signed = defineFunction({
  name: "signed",
  entry: ENTRY,
  trigger: { type: "http" },
  environment: { SIGNING_KEY: secret("jwt-secret"), RULES: "plain" },
});
const components = { ...everyTrigger, signed };
const cosmos = { containers: { orders: { partitionKey: "/id" }, audit: { partitionKey: "/id" } } } as const;
const bus = { serviceBus: { enabled: true }, eventHubs: { enabled: true } };
const planned = (
  options: BackendOptions,
  of = components as Parameters<typeof planBackend>[0],
): BackendPlan => planBackend(of, { project: "shop", location: "westeurope", ...options });

test("the placeholders are the settings that settingsOf reads, in each environment and from the components alone", () => {
  const plans = [
    planned({ environment: "dev", cosmos, optional: bus }),
    planned({ environment: "prod", cosmos, optional: bus }),
  ];
  const all = [...settingsOfPlans(plans), ...settingsOfComponents(components)];
  for (const { values } of all) {
    for (const component of Object.values(components))
      expect(() => settingsOf(component, values)).not.toThrow();
    expect(values["SIGNING_KEY"]).toBe("placeholder-secret");
    expect(values["RULES"]).toBe("plain");
    expect(() => new URL(values["KEY_VAULT_URI"] ?? "")).not.toThrow();
    expect(new URL(values["NOTES_COSMOS__accountEndpoint"] ?? "").hostname).toMatch(/\.invalid$/);
    expect(values["BY_BUS_QUEUE_SERVICEBUS__fullyQualifiedNamespace"]).toMatch(/^[\w.]+$/);
  }
});

test("environments whose settings have the same names are taken as one", () => {
  const twice = ["dev", "test"].map((environment) =>
    planned({ environment, environments: { test: { extends: "dev" } } }, { signed }),
  );
  expect(settingsOfPlans(twice).map(({ environment }) => environment)).toEqual(["dev"]);
});

test("code that reads a setting of one environment alone gives a warning for the other", async () => {
  const root = project(
    'if (process.env["LEVEL"] !== "high") throw new Error("no LEVEL");\nmodule.exports = () => 1;\n',
  );
  const only = { signed };
  const plans = [
    planned({ environment: "dev" }, only),
    planned({ environment: "prod", functionApp: { settings: { LEVEL: "high" } } }, only),
  ];
  const error: unknown = await makeCode(only, { root }, plans).catch((thrown: unknown) => thrown);
  expect((error as BackendConfigError).problems).toMatchObject([
    {
      path: "components.signed",
      message: 'does not load, with the app settings of "dev": Error: no LEVEL (at src/run.js:1:44)',
    },
  ]);
  expect((await makeCode(only, { root }, plans.slice(1))).functions).toEqual(["signed"]);
  rmSync(root, { recursive: true });
});
