import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOTHING, writeBootstrap } from "../../../lib/pipeline/bootstrap/bootstrap-stack";
import type { BootstrapPlan } from "../../../lib/pipeline/bootstrap/bootstrap-plan";
import type { Existing } from "../../../lib/pipeline/bootstrap/find-existing";
import { identity } from "../../../lib/stand-in/login";
import { STATE, bootstrapWith, pullRequestsWith } from "./example-plan";

interface Written {
  readonly terraform: { readonly required_providers: { readonly azurerm: { readonly version: string } } };
  readonly provider: { readonly azurerm: readonly Readonly<Record<string, unknown>>[] };
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

function written(plan: BootstrapPlan, existing: Existing = NOTHING): Written {
  const folder = mkdtempSync(join(tmpdir(), "bootstrap-test-"));
  try {
    const id = writeBootstrap(plan, existing, folder);
    return JSON.parse(readFileSync(join(folder, "stacks", id, "cdk.tf.json"), "utf8")) as Written;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const addressesOf = ({ resource }: Written): readonly string[] =>
  Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));

const everything: Existing = {
  group: { tags: { bootstrap: "cdktf-azure-backend", team: "platform" } },
  account: {
    tags: { bootstrap: "cdktf-azure-backend", team: "platform" },
    properties: { minimumTlsVersion: "TLS1_3" },
  },
  blobService: {
    properties: {
      isVersioningEnabled: true,
      deleteRetentionPolicy: { enabled: true, days: 90 },
      containerDeleteRetentionPolicy: { enabled: true, days: 7 },
      changeFeed: { enabled: true, retentionInDays: 10 },
      cors: { corsRules: [] },
    },
  },
  lifecycle: { properties: { policy: { rules: [] } } },
  isLocked: true,
  containers: { state: true, plans: true },
  identities: {
    plan: { body: { tags: { owner: "jane" } }, principalId: "p", clientId: "c", credential: "by-hand" },
    apply: { body: {}, principalId: "q", clientId: "d", credential: "github" },
  },
  roles: Object.fromEntries(
    bootstrapWith().roles.map(({ id }) => [id, `/subscriptions/s/roleDefinitions/of-${id}`]),
  ),
  assignments: Object.fromEntries(bootstrapWith().assignments.map(({ id }) => [id, `/assignments/of-${id}`])),
};

test("an account without keys and public blobs, with versions, and a lock that comes last", () => {
  const { resource, ...stack } = written(bootstrapWith());
  expect(stack.import).toBeUndefined();
  expect(resource["azurerm_storage_account"]?.["storage"]).toMatchObject({
    name: "sttfstate",
    account_replication_type: "ZRS",
    shared_access_key_enabled: false,
    allow_nested_items_to_be_public: false,
    min_tls_version: "TLS1_2",
    https_traffic_only_enabled: true,
    infrastructure_encryption_enabled: true,
    blob_properties: {
      versioning_enabled: true,
      delete_retention_policy: { days: 30 },
      container_delete_retention_policy: { days: 30 },
    },
    lifecycle: { prevent_destroy: true },
  });
  const lock = resource["azurerm_management_lock"]?.["lock"];
  expect(lock?.["depends_on"]).toEqual(
    expect.arrayContaining([
      "azurerm_storage_container.state",
      "azurerm_storage_container.plans",
      "azurerm_storage_management_policy.lifecycle",
      "azurerm_role_assignment.plan_on_state",
    ]),
  );
});

test.each([
  ["4.55.0", ["parent_id", "resource_group_name"]],
  ["4.64.0", ["parent_id", "resource_group_name"]],
  ["4.65.0", ["user_assigned_identity_id"]],
  ["4.81.0", ["user_assigned_identity_id"]],
  ["5.2.0", ["user_assigned_identity_id"]],
])("azurerm %s gets the arguments that it has: %j", (version, names) => {
  const stack = written(bootstrapWith({ provider: { version } }));
  expect(stack.terraform.required_providers.azurerm.version).toBe(version);
  const login = stack.resource["azurerm_federated_identity_credential"]?.["apply_login"] ?? {};
  const all = ["parent_id", "resource_group_name", "user_assigned_identity_id"];
  expect(all.filter((name) => name in login)).toEqual(names);
  expect(login).toMatchObject({
    subject: "repo:acme@123/notes@456:environment:prod",
    audience: ["api://AzureADTokenExchange"],
  });
  expect(written(bootstrapWith({ provider: { version } }))).toEqual(stack);
});

test("what exists is imported, each by the id that the provider takes, and keeps what others have set", () => {
  const plan = bootstrapWith();
  const stack = written(plan, everything);
  const imported = stack.import ?? [];
  expect(imported.map(({ to }) => to).sort()).toEqual([...addressesOf(stack)].sort());
  const idOf = (to: string): string | undefined => imported.find((each) => each.to === to)?.id;
  const group = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg-sttfstate`;
  expect(idOf("azurerm_resource_group.resource_group")).toBe(group);
  expect(idOf("azurerm_federated_identity_credential.plan_login")).toBe(
    `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-notes-prod-plan/federatedIdentityCredentials/by-hand`,
  );
  expect(idOf("azurerm_role_definition.plan_role")).toBe(
    `/subscriptions/${identity.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/of-plan_role|/subscriptions/${identity.subscriptionId}`,
  );
  expect(idOf("azurerm_role_assignment.apply_on_plans")).toBe("/assignments/of-apply_on_plans");
  expect(stack.resource["azurerm_federated_identity_credential"]?.["plan_login"]).toMatchObject({
    name: "by-hand",
  });
  const account = stack.resource["azurerm_storage_account"]?.["storage"];
  expect(account).toMatchObject({
    min_tls_version: "TLS1_3",
    tags: { bootstrap: "cdktf-azure-backend", team: "platform" },
    blob_properties: {
      change_feed_enabled: true,
      change_feed_retention_in_days: 10,
      delete_retention_policy: { days: 90 },
      container_delete_retention_policy: { days: 30 },
    },
  });
  expect(stack.resource["azurerm_user_assigned_identity"]?.["plan_identity"]?.["tags"]).toMatchObject({
    owner: "jane",
    bootstrap: "cdktf-azure-backend",
  });
  expect(account?.["lifecycle"]).toMatchObject({
    ignore_changes: expect.arrayContaining(["public_network_access_enabled", "network_rules"]) as string[],
  });
});

test("a resource group of somebody else's is used, and not in the stack", () => {
  const stack = written(bootstrapWith({}, { resourceGroup: "rg-shared" }), {
    ...NOTHING,
    group: { tags: {} },
  });
  expect(addressesOf(stack)).not.toContain("azurerm_resource_group.resource_group");
  expect(stack.resource["azurerm_storage_account"]?.["storage"]).toMatchObject({
    resource_group_name: "rg-shared",
  });
});

test("another subscription has a provider of its own, which registers what the environment uses", () => {
  const plan = bootstrapWith({ state: { ...STATE, subscriptionId: "0b3a2f4e-1111-2222-3333-aaaabbbbcccc" } });
  const { provider, resource } = written(plan);
  expect(provider.azurerm).toMatchObject([
    {
      subscription_id: "0b3a2f4e-1111-2222-3333-aaaabbbbcccc",
      resource_providers_to_register: ["Microsoft.ManagedIdentity", "Microsoft.Storage"],
    },
    { alias: "environment", subscription_id: identity.subscriptionId },
  ]);
  const registered = provider.azurerm[1]?.["resource_providers_to_register"];
  expect(registered).toEqual(plan.resourceProviders);
  const roles = resource["azurerm_role_definition"] ?? {};
  expect(roles["plan_role"]).toMatchObject({ provider: "azurerm.environment" });
  expect(roles["state_reader_role"]).not.toHaveProperty("provider");
  expect(resource["azurerm_role_assignment"]?.["apply_on_subscription"]).toMatchObject({
    provider: "azurerm.environment",
  });
});

test("of pull requests, rules of others stay out of the stack, and nothing is there to plan", () => {
  const plan = pullRequestsWith();
  const stack = written(plan, { ...NOTHING, lifecycle: everything.lifecycle });
  expect([...addressesOf(stack)].sort()).toEqual([
    "azurerm_federated_identity_credential.apply_login",
    "azurerm_management_lock.lock",
    "azurerm_resource_group.resource_group",
    "azurerm_role_assignment.apply_on_packages",
    "azurerm_role_assignment.apply_on_state",
    "azurerm_role_assignment.apply_on_subscription",
    "azurerm_role_definition.apply_role",
    "azurerm_role_definition.package_writer_role",
    "azurerm_role_definition.state_owner_role",
    "azurerm_storage_account.storage",
    "azurerm_storage_container.state",
    "azurerm_user_assigned_identity.apply_identity",
  ]);
  expect(JSON.stringify(stack)).not.toMatch(/pull-request"|expires/);
});
