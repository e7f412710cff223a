import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, Aspects, Fn, Lazy, TerraformStack, TerraformVariable } from "cdktf";
import { type Backend, type BackendOptions, defineBackend } from "../../lib";
import { feedbackApi } from "../support/sample";
import { readStack } from "../support/synth";

const outdir = mkdtempSync(join(tmpdir(), "foreign-values-"));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

/** Values of a stack of the user's own. */
interface Shared {
  readonly variable: string;
  readonly data: string;
  readonly resource: string;
  readonly number: number;
  readonly list: string[];
}

function sharedIn(app: App): Shared {
  const stack = new TerraformStack(app, "shared");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  const variable = new TerraformVariable(stack, "owner", { type: "string", default: "x" });
  return {
    variable: variable.stringValue,
    data: new DataAzurermClientConfig(stack, "current").tenantId,
    resource: new ResourceGroup(stack, "group", { name: "rg", location: "eastus2" }).id,
    number: variable.numberValue,
    list: variable.listValue,
  };
}

/** Writes a backend that is given values of another stack. */
function synth(
  options: (shared: Shared) => BackendOptions,
  add: (backend: Backend, shared: Shared) => void = () => undefined,
): { readonly folder: string; readonly backend: Backend } {
  const folder = mkdtempSync(join(outdir, "app-"));
  const app = new App({ outdir: folder });
  const shared = sharedIn(app);
  const backend = defineBackend(
    { feedbackApi },
    { app, project: "feedback", location: "eastus2", ...options(shared) },
  );
  add(backend, shared);
  app.synth();
  return { folder, backend };
}

const DIRECTLY = /uses a value of stack shared directly/;

describe("a value of another stack in tags", () => {
  test.each<[string, (shared: Shared) => string]>([
    ["a variable", ({ variable }) => variable],
    ["a data source's", ({ data }) => data],
    ["a resource's", ({ resource }) => resource],
    ["one within a text", ({ variable }) => `team ${variable}`],
    ["one within a function", ({ variable }) => Fn.upper(variable)],
    ["one that is made later", ({ variable }) => Lazy.stringValue({ produce: () => variable })],
  ])("a value of another stack in tags is refused with the option's name: %s", (_what, value) => {
    const written = (): unknown => synth((shared) => ({ tags: { cost: "low", owner: value(shared) } }));
    expect(written).toThrow(
      /tags\.owner: .*stack feedback-dev-network uses a value of stack shared directly/s,
    );
  });

  test("a value of another stack in tags is refused before a file is written", () => {
    const folder = mkdtempSync(join(outdir, "app-"));
    const app = new App({ outdir: folder });
    const { variable } = sharedIn(app);
    defineBackend(
      { feedbackApi },
      { app, project: "feedback", location: "eastus2", tags: { owner: variable } },
    );
    expect(() => {
      app.synth();
    }).toThrow(DIRECTLY);
    expect(readdirSync(folder)).not.toContain("manifest.json");
  });
});

describe("a value of another stack elsewhere", () => {
  test.each<[string, (shared: Shared) => BackendOptions]>([
    ["in a transform", ({ variable }) => ({ transform: { storage: { minTlsVersion: variable } } })],
    ["in tags of a transform", ({ data }) => ({ transform: { keyVault: { tags: { owner: data } } } })],
    [
      "in what a function returns",
      ({ number }) => ({
        transform: { keyVault: (config) => ({ ...config, softDeleteRetentionDays: number }) },
      }),
    ],
    [
      "in a list of a transform",
      ({ list }) => ({ transform: { storage: { networkRules: { defaultAction: "Deny", ipRules: list } } } }),
    ],
    ["in a setting", ({ resource }) => ({ functionApp: { settings: { GROUP: resource } } })],
  ])("a value of another stack elsewhere is refused: %s", (_where, options) => {
    expect(() => synth(options)).toThrow(DIRECTLY);
  });

  test.each(["network", "platform", "workloads"] as const)(
    "a value of another stack is refused in an aspect of the user: %s",
    (role) => {
      const written = (): unknown =>
        synth(
          () => ({}),
          ({ stacks }, { variable }) => {
            Aspects.of(stacks[role]).add({
              visit: (node) => {
                if (node instanceof ResourceGroup) node.managedBy = variable;
              },
            });
          },
        );
      expect(written).toThrow(
        new RegExp(`feedback-dev-${role}/resource_group: .*uses a value of stack shared directly`, "s"),
      );
    },
  );

  test("a value of another stack is refused in an aspect of a single resource", () => {
    const written = (): unknown =>
      synth(
        () => ({}),
        ({ stacks }, { variable }) => {
          Aspects.of(stacks.platform.resourceGroup).add({
            visit: (node) => {
              if (node instanceof ResourceGroup) node.managedBy = variable;
            },
          });
        },
      );
    expect(written).toThrow(
      /feedback-dev-platform\/resource_group: .*uses a value of stack shared directly/s,
    );
  });

  test("a value of another stack is refused in a name", () => {
    expect(() => synth(({ variable }) => ({ names: { storageAccount: variable } }))).toThrow(
      /names\.storageAccount/,
    );
  });
});

describe("a value of the same stack, or of none", () => {
  test("a value of the same stack, or a literal, may be in tags and aspects", () => {
    const { folder, backend } = synth(
      () => ({ tags: { owner: Fn.upper("data"), later: Lazy.stringValue({ produce: () => "x" }) } }),
      ({ stacks }) => {
        const { id } = new ResourceGroup(stacks.platform, "own", { name: "rg-own", location: "eastus2" });
        Aspects.of(stacks.platform).add({
          visit: (node) => {
            if (node instanceof ResourceGroup && node.node.id === "resource_group") node.managedBy = id;
          },
        });
      },
    );
    const groups = readStack(folder, backend.plan.stackIds.platform).all("azurerm_resource_group");
    expect(groups["resource_group"]).toMatchObject({
      managed_by: "${azurerm_resource_group.own.id}",
      tags: { owner: '${upper("data")}', later: "x" },
    });
  });
});
