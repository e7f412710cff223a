import type { JsonObject } from "../../lib/stand-in/json";
import { plainStack } from "../../lib/eject/plain-stack";
import { differences } from "../../lib/eject/read-back";
import { stackFiles } from "../../lib/eject/stack-files";
import { parseHcl, schemas } from "../support/ejected";
import { heardBackend } from "../support/heard-backend";

const { stacks, backend } = heardBackend({ environment: "prod", project: "shop", location: "eastus2" });

function filesOf(role: "network" | "platform" | "workloads") {
  const id = backend.plan.stackIds[role];
  const stack = plainStack(stacks[id] ?? {}, (path) => path);
  const resources = backend.resources.filter((each) => each.stack === id);
  return { stack, files: stackFiles(stack, schemas, { plan: backend.plan, resources }) };
}

test.each(["network", "platform", "workloads"] as const)(
  "the %s stack is the same when it is read back",
  async (role) => {
    const { stack, files } = filesOf(role);
    const hcl = Object.values(files).join("\n");
    expect(await differences(stack, hcl, parseHcl, schemas.blockNames)).toEqual([]);
  },
);

test("resources are in files by service, Terraform's own blocks beside them", () => {
  expect(Object.keys(filesOf("platform").files).sort()).toEqual([
    "cosmos.tf",
    "data.tf",
    "diagnostic_settings.tf",
    "key_vault.tf",
    "logs.tf",
    "monitoring.tf",
    "outputs.tf",
    "private_endpoints.tf",
    "resource_groups.tf",
    "safeguards.tf",
    "storage.tf",
    "terraform.tf",
  ]);
});

test("a file begins with the options of its service, and each resource has its reason", () => {
  const { files } = filesOf("platform");
  expect(files["storage.tf"]).toMatch(/^# The options of storage, and who decided each:\n# storage\./);
  expect(files["storage.tf"]).toContain(
    "# components.processUploadFunction.trigger.path: is started by its blobs, and leases them\n" +
      '# storage.containers.uploads (service defaults)\nresource "azurerm_storage_container" "storage_container_uploads"',
  );
  expect(files["private_endpoints.tf"]).toContain(
    "# Reaches keyVault (vault) from the network; its name is in privatelink.vaultcore.azure.net.\n",
  );
  expect(files["safeguards.tf"]).toContain('# safeguards.locks (environment "prod")\n');
  expect(filesOf("workloads").files["role_assignments.tf"]).toContain(
    "# components.processUploadFunction: is started by its blobs, and leases them\n",
  );
});

test("every resource of the library has a reason", () => {
  const bare = (["network", "platform", "workloads"] as const).flatMap((role) =>
    Object.values(filesOf(role).files).flatMap((text) =>
      [...text.matchAll(/(^|\n)([^\n]*)\n(resource "[^\n]*)/g)].flatMap(([, , before = "", head = ""]) =>
        before.startsWith("# ") ? [] : [head],
      ),
    ),
  );
  expect(bare).toEqual([]);
});

describe("a difference is found", () => {
  const stack: JsonObject = {
    resource: {
      azurerm_key_vault: { one: { name: "one", tags: { a: "b" }, network_acls: [{ bypass: "None" }] } },
    },
  };
  const hcl = Object.values(stackFiles(stack, schemas, undefined)).join("\n");

  test.each([
    ["of a value", hcl.replace('name = "one"', 'name = "two"'), "resource.azurerm_key_vault.one.name"],
    [
      "of an expression for a text",
      hcl.replace('"one"\n', "one.id\n"),
      "resource.azurerm_key_vault.one.name",
    ],
    [
      "of a missing block",
      hcl.replace(/network_acls \{[^}]*\}/, ""),
      "resource.azurerm_key_vault.one.network_acls",
    ],
    [
      "of a further argument",
      hcl.replace("tags = {", "sku_name = 1\ntags = {"),
      "resource.azurerm_key_vault.one.sku_name",
    ],
  ])("%s", async (_what, changed, path) => {
    expect(await differences(stack, hcl, parseHcl, schemas.blockNames)).toEqual([]);
    expect(changed).not.toBe(hcl);
    expect(await differences(stack, changed, parseHcl, schemas.blockNames)).toEqual([
      expect.stringContaining(path),
    ]);
  });

  test("an empty list of an argument stays, and an empty list of blocks is none", async () => {
    const empty: JsonObject = {
      resource: { azurerm_key_vault: { one: { name: "one", network_acls: [], contact_ids: [] } } },
    };
    const text = Object.values(stackFiles(empty, schemas, undefined)).join("\n");
    expect(text).toContain("contact_ids = []");
    expect(text).not.toContain("network_acls");
    expect(await differences(empty, text, parseHcl, schemas.blockNames)).toEqual([]);
  });
});

test("a type that no schema has is refused", () => {
  const stack = { resource: { azurerm_unknown: { one: {} } } };
  expect(() => stackFiles(stack, schemas, undefined)).toThrow(
    "the providers' schemas have no resource type azurerm_unknown",
  );
});

test("OpenTofu's encryption is refused as HCL, with what to do", () => {
  const stack = { terraform: { encryption: { state: { method: "method.aes_gcm.state" } } } };
  expect(() => stackFiles(stack, schemas, undefined)).toThrow(
    "terraform.encryption of a stack cannot be ejected as HCL: set TF_ENCRYPTION instead, or use --syntax json",
  );
});
