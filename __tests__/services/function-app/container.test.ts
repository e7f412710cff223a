import { type BackendOptions, defineFunction } from "../../../lib";
import { parseImage } from "../../../lib/services/function-app/container";
import { synthBackend } from "../../support/synth";

const APP = "azurerm_linux_function_app";
const SLOT = "azurerm_linux_function_app_slot";
const container = (said: unknown = true, more: BackendOptions = {}): BackendOptions =>
  ({ ...more, functionApp: { ...more.functionApp, container: said } }) as BackendOptions;
const withRegistry = { optional: { containerRegistry: true } } as const;
const dev = synthBackend(container());
const prod = synthBackend(container(true, { environment: "prod", ...withRegistry }));

const DIGEST = "a".repeat(64);
const stack = (registry: string, name: string, tag: string) => ({
  docker: [{ registry_url: registry, image_name: name, image_tag: tag }],
});
const RELEASED = ["registry_url", "image_name", "image_tag"].map(
  (argument) => `site_config[0].application_stack[0].docker[0].${argument}`,
);

describe("an app that runs a container", () => {
  test("an app with a container begins with a public image, and leaves later images to releases", () => {
    for (const resource of [dev.workloads.only(APP), prod.workloads.only(APP), prod.workloads.only(SLOT)]) {
      expect(resource).toMatchObject({
        site_config: {
          application_stack: stack("mcr.microsoft.com", "azure-functions/node", "4-node24"),
          container_registry_use_managed_identity: true,
        },
        app_settings: { WEBSITES_ENABLE_APP_SERVICE_STORAGE: "false" },
        lifecycle: { ignore_changes: RELEASED },
      });
      expect(resource["app_settings"]).not.toHaveProperty("WEBSITE_RUN_FROM_PACKAGE");
    }
    const old = synthBackend(container(true, { functionApp: { runtime: "node:20" } }));
    expect(old.workloads.only(APP)["site_config"]).toMatchObject({
      application_stack: { docker: [{ image_tag: "4-node20" }] },
    });
  });

  test("an app pulls its image through the network where it is in one", () => {
    expect(dev.workloads.only(APP)).not.toHaveProperty("vnet_image_pull_enabled");
    for (const type of [APP, SLOT]) expect(prod.workloads.only(type)["vnet_image_pull_enabled"]).toBe(true);
  });

  test("an app has no user and no password of a registry", () => {
    expect(prod.workloads.text).not.toMatch(/registry_(username|password)|DOCKER_REGISTRY_SERVER/);
  });

  test.each([
    [
      "feedback:1.4.2",
      "${data.terraform_remote_state.platform.outputs.container_registry_login_server}",
      "feedback",
      "1.4.2",
    ],
    ["eu.azurecr.io/team/feedback:1", "eu.azurecr.io", "team/feedback", "1"],
    [`eu.azurecr.io/feedback@sha256:${DIGEST}`, "eu.azurecr.io", "feedback@sha256", DIGEST],
  ])("an app begins with %s where that image is chosen", (image, registry, name, tag) => {
    const { workloads } = synthBackend(container({ image }, withRegistry));
    expect(workloads.only(APP)["site_config"]).toMatchObject({
      application_stack: stack(registry, name, tag),
    });
  });

  test("an app runs a package again once the container is switched off", () => {
    const environments = { own: { extends: "prod", functionApp: { container: { image: "a.io/b:1" } } } };
    const { workloads } = synthBackend({
      environment: "own",
      environments,
      functionApp: { container: false },
    });
    expect(workloads.all(APP)).toEqual({});
    expect(workloads.only("azurerm_windows_function_app")["app_settings"]).toHaveProperty(
      "WEBSITE_RUN_FROM_PACKAGE",
    );
  });
});

describe("options that are left open", () => {
  const notes = (options: BackendOptions): readonly string[] =>
    synthBackend(options)
      .backend.plan.notes.filter(({ level, path }) => level === "adjusted" && path.startsWith("functionApp"))
      .map(({ path, message }) => `${path}: ${message}`);

  test("an open plan and an open operating system change to ones that run containers", () => {
    expect(notes(container())).toEqual([
      'functionApp.plan: "EP1", because functionApp.container is set: Y1 does not run container images',
      'functionApp.os: "linux", because Azure Functions runs container images on Linux only',
    ]);
    expect(dev.workloads.only("azurerm_service_plan")).toMatchObject({ os_type: "Linux", sku_name: "EP1" });
    expect(notes(container(true, { functionApp: { plan: "EP2", os: "linux" } }))).toEqual([]);
  });
});

test("settings that Azure gives a container are left out with the same value, and refused with another", () => {
  const setting = (value: string) =>
    container(true, { functionApp: { settings: { WEBSITES_ENABLE_APP_SERVICE_STORAGE: value } } });
  expect(synthBackend(setting("false")).workloads.text).toBe(dev.workloads.text);
  expect(() => synthBackend(setting("true"))).toThrow("the backend sets this app setting");
  const package_ = { WEBSITES_ENABLE_APP_SERVICE_STORAGE: "true" };
  const linux = synthBackend({ functionApp: { os: "linux", settings: package_ } });
  expect(linux.workloads.only(APP)["app_settings"]).toMatchObject(package_);
});

test("functions that events start are paused in the slots of a container, as on Linux without one", () => {
  const resize = defineFunction({
    name: "resize",
    entry: "./src/resize.ts",
    trigger: { type: "blob", path: "uploads/{name}" },
  });
  const { workloads } = synthBackend(container(true, { environment: "prod" }), { resize });
  expect(workloads.only(SLOT)["app_settings"]).toMatchObject({ AzureWebJobs__resize__Disabled: "1" });
});

describe("an image", () => {
  test.each([
    ["feedback:1", { name: "feedback", tag: "1" }],
    ["team/feed-back__api.v2:1.4.2-rc.1", { name: "team/feed-back__api.v2", tag: "1.4.2-rc.1" }],
    ["localhost:5000/feedback:1", { registry: "localhost:5000", name: "feedback", tag: "1" }],
    [
      `mcr.microsoft.com/a/b@sha256:${DIGEST}`,
      { registry: "mcr.microsoft.com", name: "a/b@sha256", tag: DIGEST },
    ],
  ])("an image %s is split into registry, name and tag", (text, expected) => {
    expect(parseImage(text)).toEqual(expected);
  });

  test.each([
    "feedback",
    "mcr.microsoft.com/feedback",
    "Feedback:1",
    "feedback:",
    "feedback:a b",
    "https://mcr.microsoft.com/a:1",
    "feedback@sha256:123",
    "a//b:1",
    "${feedback}:1",
    `feedback:${"a".repeat(129)}`,
    "",
  ])("%j is not accepted as an image", (text) => {
    expect(parseImage(text)).toBeUndefined();
  });
});
