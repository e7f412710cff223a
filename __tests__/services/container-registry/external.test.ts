import { ContainerRegistry } from "@cdktf/provider-azurerm/lib/container-registry";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { BackendOptions } from "../../../lib";
import { estimateCost } from "../../../lib/cost/estimate";
import { releaseTarget } from "../../../lib/release";
import { stackRoles } from "../../../lib/services/contract/service";
import { notes } from "../../support/api-management";
import { lostReferences } from "../../support/lost-references";
import { problem, problemsOf } from "../../support/problems";
import { GROUP, azureId, synthBeside } from "../../support/shared";
import { synthBackend } from "../../support/synth";

const containerRegistry = { id: azureId("Microsoft.ContainerRegistry/registries", "crShared") };
const functionApp = { container: { image: "feedback:1.4.2" } };
const bringing = (more: object = {}, options: BackendOptions = {}) =>
  synthBackend({
    functionApp,
    ...options,
    external: { containerRegistry: { ...containerRegistry, ...more } },
  });

describe.each(["dev", "prod"])("an existing container registry, in %s", (environment) => {
  const all = bringing({}, { environment });
  const { backend, platform, workloads } = all;

  test("an existing registry is not made, and no resource of this backend configures it", () => {
    expect(backend.containerRegistry).toBeUndefined();
    expect(platform.text).not.toMatch(/container_registry/);
    expect(backend.plan.names).not.toHaveProperty("containerRegistry");
    expect(backend.plan.resourceProviders.platform).not.toContain("Microsoft.ContainerRegistry");
    expect(backend.plan.privateEndpoints.map(({ service }) => service)).not.toContain("containerRegistry");
    const stacks = stackRoles.map((role) => [backend.plan.stackIds[role], all[role]] as const);
    expect(lostReferences(Object.fromEntries(stacks))).toEqual([]);
  });

  test("an existing registry holds the app's image, which the app and its slots pull by role", () => {
    const registry = { registry_url: "crshared.azurecr.io", image_name: "feedback", image_tag: "1.4.2" };
    expect(workloads.only("azurerm_linux_function_app")["site_config"]).toMatchObject({
      application_stack: { docker: [registry] },
    });
    const pulls = Object.values(workloads.all("azurerm_role_assignment")).filter(
      ({ role_definition_name: role }) => role === "AcrPull",
    );
    expect(pulls.map(({ scope }) => scope)).toEqual(
      Array(environment === "prod" ? 2 : 1).fill(containerRegistry.id),
    );
    // It is not ours to import into.
    expect(releaseTarget(backend.plan).source).toEqual({
      type: "image",
      registry: "crshared.azurecr.io",
      container: "function-packages",
      blobEndpoint: expect.stringMatching(
        environment === "prod" ? /^https:\/\/stpkgfeedback/ : /^https:\/\/stfeedback/,
      ) as string,
    });
  });

  test("an existing registry and its private endpoint are on the bill of its owner", () => {
    const { lines, notes: said } = estimateCost(backend.plan);
    expect(lines.filter(({ service }) => service === "containerRegistry")).toEqual([]);
    expect(said).toContain("external.containerRegistry is charged to its owner");
    const closed =
      "note: external.containerRegistry: gets no private endpoint from this backend: its owner must create one";
    expect(notes(all).includes(closed)).toBe(environment === "prod");
    expect(backend.explain("external")).toContain("external.containerRegistry = ");
  });
});

test("an existing registry with a domain name label needs its host name", () => {
  const { backend, workloads } = bringing({ loginServer: "crshared-hash.azurecr.io" });
  expect(workloads.text).toContain("crshared-hash.azurecr.io");
  expect(backend.published.containerRegistry["loginServer"]).toBe("crshared-hash.azurecr.io");
  expect(releaseTarget(backend.plan).source).toMatchObject({ registry: "crshared-hash.azurecr.io" });
  const external = {
    containerRegistry: { ...containerRegistry, loginServer: "https://crshared.azurecr.io/" },
  };
  expect(problemsOf({ external })).toEqual([
    problem(
      "external.containerRegistry.loginServer",
      'must be a host name, got "https://crshared.azurecr.io/"',
      "give it without https:// and without a port",
    ),
  ]);
});

test("a registry whose name only its own stack knows is read from that stack's state, in lower case", () => {
  const { backend, workloads, stacks } = synthBeside((shared) => {
    const { name: resourceGroupName } = new ResourceGroup(shared, "group", {
      name: GROUP,
      location: "eastus2",
    });
    const resource = new ContainerRegistry(shared, "images", {
      name: "crOwn",
      resourceGroupName,
      location: "eastus2",
      sku: "Basic",
    });
    return { functionApp, external: { containerRegistry: resource } };
  });
  expect(workloads.text).toMatch(/lower\(element\(split\(.*external_images_id\), 8\)\)\}\.azurecr\.io/);
  const { source } = releaseTarget(backend.plan);
  expect(source).toMatchObject({ type: "image" });
  expect(source).not.toHaveProperty("registry");
  expect(lostReferences(stacks)).toEqual([]);
});

test("an app that runs no container has no right to pull", () => {
  const { workloads } = synthBackend({ external: { containerRegistry } });
  expect(workloads.text).not.toContain("AcrPull");
  const asked = { external: { containerRegistry }, optional: { containerRegistry: { acrPull: true } } };
  expect(synthBackend(asked).workloads.text).toContain("AcrPull");
});

test("the plan expects the role assignment that the owner of the registry makes", () => {
  const left = bringing({ roleAssignments: false });
  expect(left.workloads.text).not.toContain("AcrPull");
  expect(notes(left)).toContain(
    "note: external.containerRegistry: its owner must assign this role to the function app and each of its slots: " +
      "containerRegistry registry: AcrPull: Azure pulls the image that the app runs, in the app's name",
  );
});

test("options that configure, switch off, rename or transform an existing registry are refused", () => {
  const problems = problemsOf({
    external: { containerRegistry: { ...containerRegistry, createChildren: true } },
    optional: { containerRegistry: { enabled: false, sku: { name: "Premium" }, adminUserEnabled: true } },
    names: { containerRegistry: "crmine" },
    transform: { containerRegistry: {} },
  });
  expect(problems.map(({ path }) => path)).toEqual([
    "external.containerRegistry.createChildren",
    "transform.containerRegistry",
    "optional.containerRegistry.enabled",
    "optional.containerRegistry.sku",
    "optional.containerRegistry.adminUserEnabled",
    "names.containerRegistry",
  ]);
});
