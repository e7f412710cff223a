import { readFileSync } from "node:fs";
import { join } from "node:path";
import { identity } from "../../lib/stand-in/login";
import { textAt } from "../../lib/stand-in/json";
import { StandIn } from "../../lib/stand-in/stand-in";
import type { Outcome } from "../../lib/terraform/command";
import { AppProject } from "../support/app-project";
import { runTool } from "../support/tool";
import { providers, stage } from "./support/stage";

const ISSUER = "https://token.actions.githubusercontent.com";
const SUBJECT = "repo:acme@123/notes@456:environment:pr";
const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";

const PIPELINE = {
  system: "github",
  environments: {
    "pr-*": {
      login: { issuer: ISSUER, apply: { subject: SUBJECT } },
      tenantId: identity.tenantId,
    },
  },
};

stage("the environments of pull requests, with the rights that bootstrap gives", () => {
  let standIn: StandIn;
  let project: AppProject;

  beforeAll(async () => {
    standIn = await StandIn.start();
    project = new AppProject({ "pipeline.json": JSON.stringify(PIPELINE) });
    project.writeApp(
      ["dev"],
      '{ state: { type: "azurerm", storageAccountName: "sttfstateacme", containerName: `tfstate-${environment.replace(/-.*/, "")}` } }',
    );
    const app = readFileSync(join(project.folder, "main.ts"), "utf8");
    project.write("main.ts", app.replace('["dev"]', '[process.env["BACKEND_ENVIRONMENT"] ?? "dev"]'));
  });
  afterAll(async () => {
    project.remove();
    await standIn.stop();
  });

  function tool(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const { environment } = standIn;
    return runTool(args, {
      cwd: project.folder,
      environment: {
        ...environment,
        TF_CLI_CONFIG_FILE: providers.current,
        NODE_EXTRA_CA_CERTS: environment["SSL_CERT_FILE"] ?? "",
        AZURE_TENANT_ID: identity.tenantId,
        AZURE_CLIENT_ID: identity.clientId,
        AZURE_CLIENT_SECRET: identity.clientSecret,
        AZURE_SUBSCRIPTION_ID: identity.subscriptionId,
        CI: "",
        ...more,
      },
    });
  }

  const bootstrap = (): Promise<Outcome> => tool(["bootstrap", "--environment", "pr-*"]);

  /** Logs in as a job in the environment `pr` does. */
  function asJob(): Readonly<Record<string, string>> {
    const { body } = standIn.resource(IDENTITIES, "id-shop-pr-apply");
    const claims = { iss: ISSUER, sub: SUBJECT, aud: "api://AzureADTokenExchange" };
    return {
      ARM_CLIENT_ID: textAt(body, "properties.clientId"),
      ARM_CLIENT_SECRET: "",
      ARM_USE_OIDC: "true",
      ARM_OIDC_TOKEN: `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`,
    };
  }

  const idsOf = (pattern: RegExp): readonly string[] =>
    standIn.resources.map(({ id }) => id).filter((id) => pattern.test(id));

  test("one container and one identity are created, and a second run changes nothing", async () => {
    const first = await bootstrap();
    expect(first.stderr).not.toContain("Error");
    expect(first).toMatchObject({ status: 0 });
    expect(first.stdout).toContain("environments.pr-*.login.apply.clientId = ");
    expect(first.stdout).not.toContain("initial state");
    expect(idsOf(/blobServices\/default\/containers\/[^/]+$/).map((id) => id.split("/").at(-1))).toEqual([
      "tfstate-pr",
    ]);
    expect(standIn.resources.filter(({ type }) => type === IDENTITIES)).toHaveLength(1);
    const second = await bootstrap();
    expect(second).toMatchObject({ status: 0 });
    expect(second.stdout).toContain("No changes.");
    expect(standIn.againstPublished.findings).toEqual([]);
  });

  test("with nothing but that, an environment is deployed and destroyed, and nothing of it stays", async () => {
    standIn.limit(textAt(standIn.resource(IDENTITIES, "id-shop-pr-apply").body, "properties.principalId"));
    const deployed = await tool(["deploy", "--environment", "pr-12", "--expires", "7d", "--json"], asJob());
    expect(deployed.stderr).not.toContain("Error");
    expect(deployed.status).toBe(0);
    expect(deployed.stdout).toContain('"function_app_hostname"');
    expect(idsOf(/rg-shop-pr-12-/i).length).toBeGreaterThan(3);
    const subscription = ["--subscription", identity.subscriptionId];
    const listed = await tool(["expired", "--json", ...subscription], asJob());
    expect(JSON.parse(listed.stdout)).toMatchObject({ environments: [], current: ["pr-12"] });
    const destroyed = await tool(["destroy", "--environment", "pr-12", "--json"], asJob());
    expect(destroyed.stderr).not.toContain("Error");
    expect({ status: destroyed.status, ...(JSON.parse(destroyed.stdout) as object) }).toMatchObject({
      status: 0,
      problems: [],
      names: [{ result: "free" }],
    });
    expect(idsOf(/rg-shop-pr-12-/i)).toEqual([]);
  });
});
