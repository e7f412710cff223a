import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { type Backend, defineBackend } from "../../lib";
import { stackRoles } from "../../lib/services/contract/service";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { type SynthesisedStack, readStack, synthBackend } from "../support/synth";

const outdir = mkdtempSync(join(tmpdir(), "cross-stack-"));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

/** A backend in a folder of its own, together with what a user adds to it. */
function withOwn(add: (backend: Backend, app: App) => void): { folder: string; synth: () => void } {
  const folder = mkdtempSync(join(outdir, "app-"));
  const app = new App({ outdir: folder });
  const components = { feedbackApi, processUploadFunction };
  add(defineBackend(components, { app, project: "feedback", location: "eastus2" }), app);
  return {
    folder,
    synth: () => {
      app.synth();
    },
  };
}

/** A stack of the user's own. */
function ownStack(app: App): TerraformStack {
  const stack = new TerraformStack(app, "own");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  return stack;
}

/** What a backend has made itself: no existing resources. */
function made<Resource>(resource: Resource | undefined): Resource {
  if (resource === undefined) throw new Error("this backend was expected to make it");
  return resource;
}

function group(scope: TerraformStack, name: string): ResourceGroup {
  return new ResourceGroup(scope, "own_group", { name, location: "eastus2" });
}

describe("a value of another stack, used directly", () => {
  test.each<[string, (backend: Backend, app: App) => void, RegExp]>([
    [
      "in the user's resource in workloads",
      ({ stacks, cosmos }) => new TerraformOutput(stacks.workloads, "own", { value: made(cosmos).id }),
      /another stack uses .*azurerm_cosmosdb_account\.cosmos\.id.* of stack feedback-dev-platform directly.*backend\.published/s,
    ],
    [
      "in the name of the user's resource in workloads",
      ({ stacks, storage }) => group(stacks.workloads, `rg-${made(storage).name}`),
      /another stack uses .*azurerm_storage_account\.storage\.name.* of stack feedback-dev-platform directly/s,
    ],
    [
      "in a stack of the user's own",
      ({ keyVault }, app) => group(ownStack(app), made(keyVault).id),
      /another stack uses .*azurerm_key_vault\.key_vault\.id.* of stack feedback-dev-platform directly/s,
    ],
    [
      "in a backend stack, from a stack of the user's own",
      ({ stacks }, app) => group(stacks.platform, group(ownStack(app), "rg").id),
      /stack feedback-dev-platform uses a value of stack own directly.*publish it as an output/s,
    ],
  ])("a value of another stack %s stops the synth before a stack is written", (_where, add, message) => {
    const { folder, synth } = withOwn(add);
    expect(synth).toThrow(message);
    expect(existsSync(join(folder, "manifest.json"))).toBe(false);
    const stacks = join(folder, "stacks");
    expect(existsSync(stacks) ? readdirSync(stacks) : []).toEqual([]);
  });

  test("a value between two stacks of the user is not checked", () => {
    const { synth } = withOwn((_backend, app) => {
      const { id } = group(ownStack(app), "rg");
      const other = new TerraformStack(app, "other");
      new AzurermProvider(other, "azurerm", { features: [{}] });
      group(other, id);
    });
    expect(synth).not.toThrow();
  });
});

describe.each(["dev", "prod"])("the stacks of %s", (environment) => {
  const synthesised = synthBackend({ environment });
  const ids = stackRoles.map((role) => `feedback-${environment}-${role}`);

  test("the stacks are named after project, environment and role", () => {
    const { stacks, plan } = synthesised.backend;
    expect(stackRoles.map((role) => stacks[role].node.id)).toEqual(ids);
    expect(stackRoles.map((role) => plan.stackIds[role])).toEqual(ids);
  });

  test("the stacks put no value out in hidden outputs", () => {
    for (const role of stackRoles) expect(synthesised[role].text).not.toContain("cross-stack-output-");
  });

  test("the stacks put out no connection string, key or secret", () => {
    for (const role of stackRoles)
      expect(JSON.stringify(synthesised[role].json["output"] ?? {})).not.toMatch(
        /connection_string|_key\}|access_key|secret|password/,
      );
  });
});

test("the manifest has the stacks in the order in which they are deployed", () => {
  const { folder, synth } = withOwn(() => undefined);
  synth();
  const { stacks } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
  };
  const order = Object.fromEntries(
    Object.entries(stacks).map(([id, { dependencies }]) => [id, [...dependencies].sort()]),
  );
  expect(order).toEqual({
    "feedback-dev-network": [],
    "feedback-dev-platform": ["feedback-dev-network"],
    "feedback-dev-workloads": ["feedback-dev-network", "feedback-dev-platform"],
  });
});

describe("the tags of a stack", () => {
  const tagsIn = (stack: SynthesisedStack) =>
    Object.fromEntries(
      ["azurerm_resource_group", "azurerm_key_vault", "azurerm_resource_group_template_deployment"].flatMap(
        (type) => Object.entries(stack.all(type)).map(([name, { tags }]) => [name, tags]),
      ),
    );
  const platformWith = (add: (backend: Backend) => void, tags: Readonly<Record<string, string>> = {}) => {
    const folder = mkdtempSync(join(outdir, "app-"));
    const app = new App({ outdir: folder });
    const options = { app, project: "feedback", location: "eastus2", tags };
    add(defineBackend({ feedbackApi }, options));
    app.synth();
    return tagsIn(readStack(folder, "feedback-dev-platform"));
  };
  const ours = { project: "feedback", environment: "dev", stack: "platform" };

  test("the tags of a stack are on every taggable resource, the user's own too, and on no template deployment", () => {
    expect(platformWith(({ stacks }) => group(stacks.platform, "own"))).toEqual({
      own_group: ours,
      resource_group: ours,
      key_vault: ours,
      "key_vault_secret_jwt-secret": undefined,
      storage_table_logs: undefined,
      storage_table_sessions: undefined,
    });
  });

  test("the tags of a stack are overridden by a resource's own tags, without case", () => {
    const tags = platformWith(({ stacks }) => {
      group(stacks.platform, "own").tags = { Project: "mine", stack: "own", extra: "yes" };
    });
    expect(tags["own_group"]).toEqual({ environment: "dev", Project: "mine", stack: "own", extra: "yes" });
    expect(tags["key_vault"]).toEqual(ours);
  });

  test("the tags of a stack are overridden by the options' tags, without case", () => {
    expect(platformWith(() => undefined, { Stack: "all", owner: "me" })["key_vault"]).toEqual({
      project: "feedback",
      environment: "dev",
      Stack: "all",
      owner: "me",
    });
  });

  test("the tags of a stack are literal text for Terraform", () => {
    expect(platformWith(() => undefined, { owner: "${var.x} %{if}" })["key_vault"]).toMatchObject({
      owner: "$${var.x} %%{if}",
    });
  });
});

test("names that differ only in characters that addresses drop are different resources", () => {
  const { platform } = synthBackend({
    cosmos: {
      containers: { "a.b": { partitionKey: "/x" }, ab: { partitionKey: "/y" }, a_b: { partitionKey: "/z" } },
    },
  });
  const containers = Object.values(platform.all("azurerm_cosmosdb_sql_container"));
  expect(containers.map(({ name, partition_key_paths }) => [name, partition_key_paths]).sort()).toEqual([
    ["a.b", ["/x"]],
    ["a_b", ["/z"]],
    ["ab", ["/y"]],
    ["feedback", ["/id"]],
  ]);
  expect(platform.addresses).toEqual(
    expect.arrayContaining([
      "azurerm_cosmosdb_sql_container.cosmos_container_ab",
      "azurerm_cosmosdb_sql_container.cosmos_container_a_b",
    ]),
  );
});

test("a container of the user's own in the platform is built beside the library's", () => {
  const { folder, synth } = withOwn(({ stacks, storage }) => {
    new StorageContainer(stacks.platform, "own", { name: "own", storageAccountId: made(storage).id });
  });
  synth();
  expect(readStack(folder, "feedback-dev-platform").all("azurerm_storage_container")).toMatchObject({
    own: { storage_account_id: "${azurerm_storage_account.storage.id}" },
  });
});

test("an output of the platform can be read in the workloads stack", () => {
  const { folder, synth } = withOwn(({ stacks, published }) => {
    new TerraformOutput(stacks.workloads, "own", { value: published.storage.blobEndpoint });
  });
  synth();
  expect(readStack(folder, "feedback-dev-workloads").json["output"]).toMatchObject({
    own: { value: "${data.terraform_remote_state.platform.outputs.storage_blob_endpoint}" },
  });
});

test("an output that is named like a hidden one fails the synth", () => {
  const { synth } = withOwn(({ stacks, cosmos }) => {
    new TerraformOutput(stacks.platform, "cross-stack-output-mine", {
      value: made(cosmos).id,
      staticId: true,
    });
  });
  expect(synth).toThrow("output cross-stack-output-mine has a name that CDKTF uses for hidden outputs");
});
