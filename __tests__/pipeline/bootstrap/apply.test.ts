import { managerAt } from "../../../lib/cli/doctor/manager";
import { applyBootstrap } from "../../../lib/pipeline/bootstrap/apply-bootstrap";
import { NOTHING } from "../../../lib/pipeline/bootstrap/bootstrap-stack";
import { writeInitialStates } from "../../../lib/pipeline/bootstrap/initial-states";
import { ResourceReader } from "../../../lib/pipeline/bootstrap/resource-reader";
import { CommandFailure } from "../../../lib/terraform/command-failure";
import type { Deployment } from "../../../lib/terraform/deployment/deployment";
import { HOST, connectionTo } from "../../support/doctor-online";
import { Manager } from "../../support/manager";
import { bootstrapWith } from "./example-plan";

const plan = bootstrapWith();
const reader = new ResourceReader(managerAt(connectionTo(new Manager()), HOST, "token"));

interface Stub {
  /** Of each resource in the plan: its address, and what happens to it. */
  readonly changes?: readonly (readonly [address: string, ...actions: string[]])[];
  /** What Terraform says where the stack of this id is looked for. */
  readonly refused?: Readonly<Record<string, string>>;
  readonly planFails?: string;
}

const failure = (said: string): CommandFailure =>
  new CommandFailure("init", { status: 1, stdout: "", stderr: `Error: ${said}` });

/** Terraform, as far as these functions call it. */
function deploymentWith({ changes = [], refused = {}, planFails }: Stub, ids = ["notes-prod-bootstrap"]) {
  const applied: (readonly string[])[] = [];
  const json = JSON.stringify({
    resource_changes: changes.map(([address, ...actions]) => ({
      address,
      mode: "managed",
      change: { actions, before: null, after: null },
    })),
  });
  const deployment = {
    stacks: ids.map((id) => ({ id, dependencies: [] })),
    all: ids,
    step: async (_name: string, work: () => Promise<unknown>) => work(),
    say: () => undefined,
    signal: new AbortController().signal,
    states: {
      noteApplied: () => undefined,
      ensure: (id: string) => {
        const said = refused[id];
        return said === undefined ? Promise.resolve(false) : Promise.reject(failure(said));
      },
    },
    commands: {
      initialise: () => Promise.resolve(undefined),
      synthesised: () => '{"terraform":{}}',
      plan: () =>
        planFails === undefined
          ? Promise.resolve({
              json,
              text: "",
              file: "/nonexistent/plan.bin",
              changes: changes.map(([address, ...actions]) => ({
                address,
                action: actions.length > 1 ? "replace" : (actions[0] ?? ""),
                attributes: [],
              })),
            })
          : Promise.reject(failure(planFails)),
      terraform: (_stack: string, args: readonly string[]) => {
        applied.push(args);
        return Promise.resolve({ status: 0, stdout: "Resources: 1 added.", stderr: "" });
      },
    },
  };
  return { deployment: deployment as unknown as Deployment, applied };
}

describe("applying", () => {
  test("nothing is applied where nothing changes", async () => {
    const { deployment, applied } = deploymentWith({});
    expect(await applyBootstrap(deployment, reader, plan, NOTHING)).toEqual([]);
    expect(applied).toEqual([]);
  });

  test("what is created is applied, and returned; an assignment may be replaced", async () => {
    const { deployment, applied } = deploymentWith({
      changes: [
        ["azurerm_storage_account.storage", "create"],
        ["azurerm_role_assignment.apply_on_subscription", "delete", "create"],
      ],
    });
    expect(await applyBootstrap(deployment, reader, plan, NOTHING)).toMatchObject([
      { address: "azurerm_storage_account.storage", action: "create" },
      { action: "replace" },
    ]);
    expect(applied).toHaveLength(1);
  });

  test.each([["delete"], ["delete", "create"]])(
    "nothing that exists is destroyed: %s",
    async (...actions) => {
      const { deployment, applied } = deploymentWith({
        changes: [["azurerm_storage_container.state", ...actions]],
      });
      await expect(applyBootstrap(deployment, reader, plan, NOTHING)).rejects.toThrow(
        "Nothing was changed: Terraform would destroy what exists already.",
      );
      expect(applied).toEqual([]);
    },
  );

  test("what Azure refuses is said with where the rest is printed", async () => {
    const { deployment } = deploymentWith({ planFails: "AuthorizationFailed: does not have authorization" });
    await expect(applyBootstrap(deployment, reader, plan, NOTHING)).rejects.toThrow(
      /AuthorizationFailed[^]*bootstrap --dry-run prints everything/,
    );
    const other = deploymentWith({ planFails: "no such host" });
    await expect(applyBootstrap(other.deployment, reader, plan, NOTHING)).rejects.not.toThrow("--dry-run");
  });
});

describe("initial states", () => {
  const stacks = ["notes-prod-network", "notes-prod-platform"];
  const states = (refused: Stub["refused"], isNew: boolean) =>
    writeInitialStates(deploymentWith({ refused: refused ?? {} }, stacks).deployment, plan, isNew);

  test("all of them are there", async () => {
    expect(await states({}, true)).toEqual({
      states: stacks.map((stack) => ({ stack, state: "present" })),
    });
  });

  test.each([
    ["a new container has none", true, "missing", "are not written"],
    ["an earlier run may have written them", false, "unknown", "exist is not known"],
  ] as const)("of an account that refuses this network: %s", async (_name, isNew, state, says) => {
    const said = "unexpected status 403 (403 This request is not authorized) with AuthorizationFailure";
    const { states: found, note } = await states({ "notes-prod-network": said }, isNew);
    expect(found.map((each) => each.state)).toEqual([state, state]);
    expect(note).toContain(says);
    expect(note).toContain(
      "az storage account network-rule add --account-name sttfstate --resource-group rg-sttfstate",
    );
  });

  test("a login without the role on blobs is told how to get it, where the lock does not keep it", async () => {
    const { note } = await states({ "notes-prod-network": "403 with AuthorizationPermissionMismatch" }, true);
    expect(note).toMatch(
      /--role "Storage Blob Data Contributor" --scope \/subscriptions\/[^/]+\/resourceGroups\/rg-sttfstate$/m,
    );
  });

  test("after one is there, the others are not missing for sure", async () => {
    const { states: found } = await states({ "notes-prod-platform": "with AuthorizationFailure" }, true);
    expect(found.map((each) => each.state)).toEqual(["present", "unknown"]);
  });

  test("any other failure is one", async () => {
    await expect(states({ "notes-prod-network": "no such host" }, true)).rejects.toThrow("no such host");
  });
});
