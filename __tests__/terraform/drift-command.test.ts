import { readFileSync } from "node:fs";
import { join } from "node:path";
import { leastRights, planBackend } from "../../lib";
import type { JsonObject } from "../../lib/stand-in/json";
import { StandIn } from "../../lib/stand-in/stand-in";
import type { Outcome } from "../../lib/terraform/command";
import { AppProject } from "../support/app-project";
import { feedbackApi } from "../support/sample";
import { runTool } from "../support/tool";
import { azureAction } from "../../lib/rights/azure-action";
import { providers, stage } from "./support/stage";

const STACKS = ["network", "platform", "workloads"].map((role) => `shop-dev-${role}`);
const SECRET = "c2VjcmV0LW9mLXRoaXMtdGVzdC0xMjM0NTY3ODkw";
const STORAGE = "Microsoft.Storage/storageAccounts";

interface Report {
  readonly stacks: readonly { readonly stack: string; readonly status: string }[];
  readonly findings: readonly {
    readonly stack: string;
    readonly address: string;
    readonly what: string;
    readonly dangers: readonly { readonly kind: string }[];
    readonly attributes: readonly {
      readonly path: string;
      readonly before: string;
      readonly after: string;
    }[];
    readonly setBy?: string;
  }[];
  readonly ignored: readonly {
    readonly rule: string;
    readonly differences: readonly { readonly address: string; readonly attribute?: string }[];
  }[];
}

stage("drift of what is deployed", () => {
  let standIn: StandIn;
  let project: AppProject;

  beforeAll(async () => {
    standIn = await StandIn.start();
    project = new AppProject();
    // Locks, so that one can be deleted; and a closed account, so that it can be opened.
    project.writeApp(
      ["dev"],
      `{ safeguards: { locks: true }, ignoreTags: ["owner"],
         transform: { storage: { networkRules: { defaultAction: "Deny", bypass: ["AzureServices"] } } } }`,
    );
  });
  afterAll(async () => {
    project.remove();
    await standIn.stop();
  });

  function tool(...args: readonly string[]): Promise<Outcome> {
    return runTool([...args, "--environment", "dev"], {
      cwd: project.folder,
      environment: { ...standIn.environment, TF_CLI_CONFIG_FILE: providers.current, CI: "" },
    });
  }

  async function drift(): Promise<Report & { readonly status: number }> {
    const { status, stdout, stderr } = await tool("drift", "--json");
    if (stdout === "") throw new Error(stderr);
    expect(stdout + stderr).not.toContain(SECRET);
    return { status, ...(JSON.parse(stdout) as Report) };
  }

  /** Changes a resource as somebody would in the portal. */
  function change(type: string, changed: (body: JsonObject) => JsonObject): void {
    const { id, body } = standIn.resource(type);
    standIn.make(id, changed(body));
  }

  function states(): readonly string[] {
    return STACKS.map((stack) => readFileSync(join(project.folder, "state", `${stack}.tfstate`), "utf8"));
  }

  test("a new environment is not deployed, which is no drift", async () => {
    const { status, stacks } = await drift();
    expect({ status, stacks: stacks.map((each) => [each.stack, each.status]) }).toEqual({
      status: 0,
      stacks: STACKS.map((stack) => [stack, "not deployed"]),
    });
  });

  test("right after a deployment there is no drift, and what the provider reads in another form is counted", async () => {
    const deployed = await tool("deploy");
    expect(deployed.status).toBe(0);
    const { status, findings, ignored } = await drift();
    expect({ status, findings }).toEqual({ status: 0, findings: [] });
    expect(ignored.map(({ rule }) => rule)).toEqual(["empty"]);
  });

  test("what was changed by hand is reported, the dangerous first, and what others own is counted", async () => {
    const properties = (body: JsonObject, more: JsonObject): JsonObject => ({
      ...body,
      properties: { ...(body["properties"] as JsonObject), ...more },
    });
    change(STORAGE, (body) => ({
      ...properties(body, {
        networkAcls: {
          defaultAction: "Allow",
          bypass: "AzureServices",
          ipRules: [],
          virtualNetworkRules: [],
        },
      }),
      tags: {
        ...(body["tags"] as JsonObject),
        costCenter: "42",
        owner: "finance",
        "hidden-link:/app": "Resource",
      },
    }));
    change("Microsoft.DocumentDB/databaseAccounts", (body) => properties(body, { disableLocalAuth: false }));
    change("Microsoft.Web/sites", (body) => {
      const { siteConfig } = body["properties"] as {
        readonly siteConfig: { readonly appSettings: JsonObject[] };
      };
      const settings = siteConfig.appSettings.filter(({ name }) => name !== "WEBSITE_RUN_FROM_PACKAGE");
      return properties(body, {
        siteConfig: {
          ...(siteConfig as unknown as JsonObject),
          appSettings: [
            ...settings,
            { name: "WEBSITE_RUN_FROM_PACKAGE", value: "https://st.blob.core.windows.net/packages/a.zip" },
            { name: "DEBUG_TOKEN", value: SECRET },
          ],
        },
      });
    });
    standIn.lose(`${STORAGE}/queueServices/queues`, "tasks");
    const lock = standIn.resources.find(
      ({ type, id }) => type === "Microsoft.Authorization/locks" && id.includes("/databaseAccounts/"),
    );
    const assignment = standIn.resources.find(
      ({ type }) => type === "Microsoft.Authorization/roleAssignments",
    );
    standIn.lose("Microsoft.Authorization/locks", lock?.id);
    standIn.lose("Microsoft.Authorization/roleAssignments", assignment?.name);

    const [before, begin] = [states(), standIn.exchanges.length];
    const { status, findings, ignored, stacks } = await drift();
    expect(status).toBe(2);
    expect(stacks.map((each) => each.status)).toEqual(["no drift", "drift", "drift"]);
    expect(
      findings.map(({ address, what, dangers, attributes, setBy }) => ({
        address,
        what,
        dangers: dangers.map(({ kind }) => kind),
        attributes: attributes.map((each) => [each.path, each.before, each.after]),
        setBy,
      })),
    ).toEqual([
      {
        address: "azurerm_storage_account.storage",
        what: "changed",
        dangers: ["exposure"],
        attributes: [
          // The provider has no block for an account that is open.
          ["network_rules[0].bypass", '["AzureServices", "Metrics"]', "not set"],
          ["network_rules[0].default_action", '"Deny"', "not set"],
          ['tags["costCenter"]', "not set", '"42"'],
        ],
        setBy: "transform.storage.networkRules, transform.storage.tags",
      },
      {
        address: "azurerm_cosmosdb_account.cosmos",
        what: "changed",
        dangers: ["sign-in"],
        attributes: [["local_authentication_enabled", "false", "true"]],
        setBy: "transform.cosmos.localAuthenticationDisabled",
      },
      {
        address: expect.stringMatching(/^azurerm_role_assignment\.function_app_/) as string,
        what: "deleted",
        dangers: ["permission"],
        attributes: [],
        setBy: "transform.roleAssignments",
      },
      {
        address: "azurerm_management_lock.cosmos_lock",
        what: "deleted",
        dangers: ["protection"],
        attributes: [],
        setBy: "transform.managementLocks",
      },
      {
        address: "azurerm_storage_queue.storage_queue_tasks",
        what: "deleted",
        dangers: ["deleted"],
        attributes: [],
        setBy: "transform.storageQueues",
      },
      {
        address: "azurerm_windows_function_app.function_app",
        what: "changed",
        dangers: [],
        attributes: [['app_settings["DEBUG_TOKEN"]', "not set", "(not shown)"]],
        setBy: "transform.functionApp.appSettings",
      },
    ]);
    expect(
      ignored
        .filter(({ rule }) => rule !== "empty")
        .map(({ rule, differences }) => [
          rule,
          differences.map(({ address, attribute }) => [address, attribute]),
        ]),
    ).toEqual([
      [
        "release",
        [["azurerm_windows_function_app.function_app", 'app_settings["WEBSITE_RUN_FROM_PACKAGE"]']],
      ],
      ["ignored-tags", [["azurerm_storage_account.storage", "tags.owner"]]],
      ["other-name", [["azurerm_cosmosdb_account.cosmos", "local_authentication_disabled"]]],
      ["hidden-tag", [["azurerm_storage_account.storage", 'tags["hidden-link:/app"]']]],
    ]);

    // It has read, and nothing else.
    const since = standIn.exchanges.slice(begin);
    expect(since.filter(({ method }) => ["PUT", "PATCH", "DELETE"].includes(method))).toEqual([]);
    const allowed = [
      ...leastRights(
        planBackend({ feedbackApi }, { project: "shop", location: "westeurope", environment: "dev" }),
      ).plan.actions,
      "Microsoft.Storage/storageAccounts/listKeys/action",
    ].map((action) => action.toLowerCase());
    const asked = since.flatMap((exchange) => azureAction(exchange)?.action.toLowerCase() ?? []);
    expect(
      [...new Set(asked)].filter((action) => !action.endsWith("/read") && !allowed.includes(action)),
    ).toEqual([]);
    expect(states()).toEqual(before);
  });

  test("the report for an issue has the same, and is written to a file", async () => {
    const { status, stdout } = await tool("drift", "--format", "markdown", "--out", "reports/drift.md");
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /^## Drift\n\n3 stacks: 6 resources, 5 of them dangerous, \d+ differences ignored/,
    );
    expect(readFileSync(join(project.folder, "reports/drift.md"), "utf8")).toBe(stdout);
  });

  test("a deployment puts it back", async () => {
    const deployed = await tool("deploy");
    expect(deployed.stderr).not.toContain("Error");
    expect(deployed.status).toBe(0);
    const { status, findings } = await drift();
    expect({ status, findings }).toEqual({ status: 0, findings: [] });
  });
});
