import type { BackendOptions } from "../../lib";
import { stackRoles } from "../../lib/services/contract/service";
import { type JsonObject, type SynthesisedStack, synthBackend } from "../support/synth";

const subscriptionId = "11111111-1111-1111-1111-111111111111";
const tenantId = "22222222-2222-2222-2222-222222222222";
const azurerm = { type: "azurerm", storageAccountName: "ststate", containerName: "tfstate" } as const;
const cloud = { type: "cloud", organization: "contoso" } as const;

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((found, key) => (found as JsonObject | undefined)?.[key], value);
}

/** How Terraform is told of a stack's own state. */
function ownState({ json }: SynthesisedStack): unknown {
  const { backend, cloud: workspace } = at(json, "terraform") as JsonObject;
  return backend ?? { cloud: workspace };
}

/** How Terraform is told to read the platform's state: `backend` and `config`. */
function readState({ json }: SynthesisedStack): unknown {
  const { defaults: _defaults, ...remote } = at(
    json,
    "data",
    "terraform_remote_state",
    "platform",
  ) as JsonObject;
  return remote;
}

describe("state", () => {
  test.each<[string, BackendOptions["state"], unknown, unknown]>([
    [
      "is a local file beside cdktf.out unless something else is said",
      undefined,
      { local: { path: "../../../state/feedback-dev-workloads.tfstate" } },
      { backend: "local", config: { path: "../../../state/feedback-dev-platform.tfstate" } },
    ],
    [
      "is a local file in a directory of the user's",
      { type: "local", directory: "./infra//state/" },
      { local: { path: "../../../infra/state/feedback-dev-workloads.tfstate" } },
      { backend: "local", config: { path: "../../../infra/state/feedback-dev-platform.tfstate" } },
    ],
    [
      "is a blob, opened by identity and without a credential",
      azurerm,
      {
        azurerm: {
          storage_account_name: "ststate",
          container_name: "tfstate",
          key: "feedback/dev/workloads.tfstate",
          use_azuread_auth: true,
        },
      },
      {
        backend: "azurerm",
        config: {
          storage_account_name: "ststate",
          container_name: "tfstate",
          key: "feedback/dev/platform.tfstate",
          use_azuread_auth: true,
        },
      },
    ],
    [
      "is a blob of another subscription and tenant",
      { ...azurerm, subscriptionId, tenantId },
      {
        azurerm: {
          storage_account_name: "ststate",
          container_name: "tfstate",
          key: "feedback/dev/workloads.tfstate",
          use_azuread_auth: true,
          subscription_id: subscriptionId,
          tenant_id: tenantId,
        },
      },
      {
        backend: "azurerm",
        config: {
          storage_account_name: "ststate",
          container_name: "tfstate",
          key: "feedback/dev/platform.tfstate",
          use_azuread_auth: true,
          subscription_id: subscriptionId,
          tenant_id: tenantId,
        },
      },
    ],
    [
      "is a workspace of HCP Terraform",
      cloud,
      {
        cloud: {
          hostname: "app.terraform.io",
          organization: "contoso",
          workspaces: { name: "feedback-dev-workloads" },
        },
      },
      {
        backend: "remote",
        config: {
          hostname: "app.terraform.io",
          organization: "contoso",
          workspaces: { name: "feedback-dev-platform" },
        },
      },
    ],
    [
      "is a workspace in a project of a server of one's own",
      { ...cloud, hostname: "tfe.contoso.com", project: "backends" },
      {
        cloud: {
          hostname: "tfe.contoso.com",
          organization: "contoso",
          workspaces: { name: "feedback-dev-workloads", project: "backends" },
        },
      },
      {
        backend: "remote",
        config: {
          hostname: "tfe.contoso.com",
          organization: "contoso",
          workspaces: { name: "feedback-dev-platform" },
        },
      },
    ],
    [
      "is an object of S3, with the arguments of that backend",
      {
        type: "s3",
        config: {
          bucket: "acme-tfstate",
          region: "eu-central-1",
          use_lockfile: true,
          max_retries: 3,
          assume_role: { role_arn: "arn:aws:iam::1:role/states", tags: { stack: "{stack}" } },
        },
      },
      {
        s3: {
          key: "feedback/dev/workloads.tfstate",
          bucket: "acme-tfstate",
          region: "eu-central-1",
          use_lockfile: true,
          max_retries: 3,
          assume_role: {
            role_arn: "arn:aws:iam::1:role/states",
            tags: { stack: "feedback-dev-workloads" },
          },
        },
      },
      {
        backend: "s3",
        config: {
          key: "feedback/dev/platform.tfstate",
          bucket: "acme-tfstate",
          region: "eu-central-1",
          use_lockfile: true,
          max_retries: 3,
          assume_role: {
            role_arn: "arn:aws:iam::1:role/states",
            tags: { stack: "feedback-dev-platform" },
          },
        },
      },
    ],
    [
      "is an object under a path of one's own",
      { type: "s3", config: { bucket: "b", key: "teams/shop/{stack}.tfstate" } },
      { s3: { bucket: "b", key: "teams/shop/feedback-dev-workloads.tfstate" } },
      { backend: "s3", config: { bucket: "b", key: "teams/shop/feedback-dev-platform.tfstate" } },
    ],
    [
      "is at an address, with one to lock it",
      {
        type: "http",
        config: {
          address: "https://states.example.com/{stack}",
          lock_address: "https://states.example.com/{stack}/lock",
          lock_method: "POST",
        },
      },
      {
        http: {
          address: "https://states.example.com/feedback-dev-workloads",
          lock_address: "https://states.example.com/feedback-dev-workloads/lock",
          lock_method: "POST",
        },
      },
      {
        backend: "http",
        config: {
          address: "https://states.example.com/feedback-dev-platform",
          lock_address: "https://states.example.com/feedback-dev-platform/lock",
          lock_method: "POST",
        },
      },
    ],
    ...(
      [
        ["gcs", { bucket: "b" }, { prefix: "feedback/dev" }],
        ["consul", { scheme: "https" }, { path: "feedback/dev" }],
        ["cos", { bucket: "b" }, { key: "feedback/dev" }],
        ["oss", { bucket: "b" }, { key: "feedback/dev" }],
        ["oci", { bucket: "b", namespace: "n" }, { key: "feedback/dev" }],
        ["kubernetes", {}, { secret_suffix: "feedback-dev" }],
        ["pg", {}, { schema_name: "feedback-dev" }],
      ] as const
    ).map(([type, config, separator]): [string, BackendOptions["state"], unknown, unknown] => {
      const of = (role: string): object =>
        Object.fromEntries(
          Object.entries(separator).map(([name, begin]) => {
            const ending = name === "key" ? ".tfstate" : "";
            return [name, `${begin}${begin.includes("/") ? "/" : "-"}${role}${ending}`];
          }),
        );
      return [
        `is in ${type}, each stack by itself`,
        { type, config },
        { [type]: { ...of("workloads"), ...config } },
        { backend: type, config: { ...of("platform"), ...config } },
      ];
    }),
  ])("each type of state is written and read as configured: %s", (_name, state, own, read) => {
    const { workloads } = synthBackend({ state });
    expect(ownState(workloads)).toEqual(own);
    expect(readState(workloads)).toEqual(read);
  });

  test.each<[string, NonNullable<BackendOptions["state"]>]>([
    ["local", { type: "local" }],
    ["azurerm", azurerm],
    ["cloud", cloud],
    ["s3", { type: "s3", config: { bucket: "b" } }],
    ["http", { type: "http", config: { address: "https://states.example.com/{stack}" } }],
  ])("state of type %s is separate for every stack", (_type, state) => {
    const texts = ["dev", "prod"].flatMap((environment) => {
      const synthesised = synthBackend({ environment, state });
      return stackRoles.map((role) => JSON.stringify(ownState(synthesised[role])));
    });
    expect(new Set(texts).size).toBe(6);
  });
});

describe("subscription and tenant", () => {
  const stacksOf = (options: BackendOptions) => {
    const synthesised = synthBackend(options);
    return stackRoles.map((role) => synthesised[role]);
  };
  const vaultIn = (stacks: readonly SynthesisedStack[]) => stacks[1]?.only("azurerm_key_vault");
  const cosmosIdIn = (stacks: readonly SynthesisedStack[]) =>
    at(stacks[2]?.json, "data", "terraform_remote_state", "platform", "defaults", "cosmos_id");

  test("subscription and tenant are written into every provider when they are given, and no data source reads the login", () => {
    const stacks = stacksOf({ subscriptionId, tenantId });
    for (const { json } of stacks) {
      expect(at(json, "provider", "azurerm", "0")).toMatchObject({
        subscription_id: subscriptionId,
        tenant_id: tenantId,
      });
      expect(at(json, "data", "azurerm_client_config")).toBeUndefined();
    }
    expect(vaultIn(stacks)?.["tenant_id"]).toBe(tenantId);
  });

  test("subscription and tenant are the login's when they are not given", () => {
    const stacks = stacksOf({});
    for (const { json } of stacks)
      for (const id of ["subscription_id", "tenant_id"])
        expect(at(json, "provider", "azurerm", "0")).not.toHaveProperty(id);
    expect(vaultIn(stacks)?.["tenant_id"]).toBe("${data.azurerm_client_config.current.tenant_id}");
    expect(cosmosIdIn(stacks)).toMatch(
      /^\/subscriptions\/\$\{data\.azurerm_client_config\.current\.subscription_id\}\/resourceGroups\/rg-feedback-dev-platform\//,
    );
  });
});
