import { StandIn } from "../../lib/stand-in/stand-in";
import { textAt } from "../../lib/stand-in/json";
import type { Outcome } from "../../lib/terraform/command";
import type { AppProject } from "../support/app-project";
import { pullRequestProject } from "../support/pull-request-app";
import { runTool } from "../support/tool";
import { providers, stage } from "./support/stage";
import { makeStateAccount } from "./support/state-account";

const VAULTS = "Microsoft.KeyVault/vaults";
const GROUPS = "Microsoft.Resources/resourceGroups";

stage("the environment of a pull request, from the first deployment to the second of the same number", () => {
  let standIn: StandIn;
  let project: AppProject;
  let names: readonly string[];

  beforeAll(async () => {
    standIn = await StandIn.start();
    project = pullRequestProject(
      '{ state: { type: "azurerm", storageAccountName: "sttfstate", containerName: "tfstate-pr" } }',
    );
    project.write("cdktf.json", JSON.stringify({ language: "typescript", app: "npx tsx main.ts" }));
    await makeStateAccount(standIn, "sttfstate", "tfstate-pr");
  });
  afterAll(async () => {
    project.remove();
    await standIn.stop();
  });

  function tool(...args: readonly string[]): Promise<Outcome> {
    return runTool(args, {
      cwd: project.folder,
      environment: {
        ...standIn.environment,
        NODE_EXTRA_CA_CERTS: standIn.environment["SSL_CERT_FILE"] ?? "",
        TF_CLI_CONFIG_FILE: providers.current,
        CI: "",
      },
    });
  }

  /** Resources of the environment; the account for states is somebody else's. */
  function made(): readonly string[] {
    return standIn.resources
      .map(({ id }) => id)
      .filter((id) => /rg-shop-pr-12-/i.test(id))
      .sort();
  }

  /** The names of role assignments are random. */
  function named(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => !/roleAssignments\/[^/]+$/i.test(id));
  }

  function asked(method: string, path: RegExp): number {
    return standIn.exchanges.filter((each) => each.method === method && path.test(each.path)).length;
  }

  test("it is deployed by its name and its last day alone", async () => {
    const { status, stderr } = await tool("deploy", "--environment", "pr-12", "--expires", "7d");
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    names = made();
    for (const { name } of standIn.resources.filter(
      ({ type, id }) => type === GROUPS && id.includes("pr-12"),
    ))
      expect(standIn.asked(GROUPS, name)["tags"]).toMatchObject({
        "pull-request": "12",
        expires: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      });
  });

  test("expired finds it, by the login that Terraform has, and its last day is not over", async () => {
    const { status, stdout } = await tool("expired", "--json");
    expect({ status, found: JSON.parse(stdout) as unknown }).toMatchObject({
      status: 0,
      found: { environments: [], current: ["pr-12"] },
    });
  });

  test("a destroy that stops at the purge of the vault is completed by the next one", async () => {
    standIn.fault({
      method: "POST",
      path: /\/deletedVaults\/[^/]+\/purge$/i,
      response: { status: 403, body: { error: { code: "AuthorizationFailed", message: "not yet" } } },
    });
    const first = await tool("destroy", "--environment", "pr-12");
    expect(first.status).toBe(1);
    expect(first.stderr).toContain("AuthorizationFailed");
    const vault =
      /\/vaults\/(kv-shop-pr-12-\w+)$/i.exec(names.find((id) => /\/vaults\/[^/]+$/.test(id)) ?? "")?.[1] ??
      "";
    const { status, stdout, stderr } = await tool("destroy", "--environment", "pr-12");
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(stdout).toContain(`key vault ${vault}: purged`);
    expect(made()).toEqual([]);
  });

  test("the workspace is deleted for good, and no state is left", () => {
    const deleted = standIn.exchanges.filter(
      ({ method, path }) => method === "DELETE" && /\/workspaces\/[^/]+$/i.test(path),
    );
    expect(deleted.map(({ query }) => query.get("force"))).toEqual(["true"]);
    expect(asked("DELETE", /^\/tfstate-pr\/shop\/pr-12\/(network|platform|workloads)\.tfstate$/)).toBe(3);
  });

  test("a second destroy finds nothing, and is fine", async () => {
    const { status, stdout } = await tool("destroy", "--environment", "pr-12");
    expect(status).toBe(0);
    expect(stdout).toContain("shop-pr-12-platform: nothing to destroy");
    expect(stdout).toMatch(/^key vault kv-shop-pr-12-\w+: free$/m);
  });

  test("the next environment of the same number gets the same names, and nothing is recovered", async () => {
    const { status, stderr } = await tool("deploy", "--environment", "pr-12", "--expires", "7d");
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(named(made())).toEqual(named(names));
    expect(textAt(standIn.asked(VAULTS), "properties.createMode")).not.toBe("recover");
  });

  test("an undisturbed destroy purges by itself", async () => {
    const before = asked("POST", /\/purge$/i);
    const { status, stdout } = await tool("destroy", "--environment", "pr-12");
    expect(status).toBe(0);
    expect(asked("POST", /\/purge$/i)).toBe(before + 1);
    expect(stdout).toMatch(/^key vault kv-shop-pr-12-\w+: free$/m);
    expect(made()).toEqual([]);
  });
});
