import { identity } from "../../lib/stand-in/login";
import { at, listAt, objectAt, textAt } from "../../lib/stand-in/json";
import { StandIn } from "../../lib/stand-in/stand-in";
import type { Outcome } from "../../lib/terraform/command";
import { AppProject } from "../support/app-project";
import { runTool } from "../support/tool";
import { providers, stage } from "./support/stage";

const ACCOUNT = "sttfstateacme";
const STACKS = ["network", "platform", "workloads"].map((role) => `shop-prod-${role}`);
const ISSUER = "https://token.actions.githubusercontent.com";
const SUBJECTS = {
  plan: "repo:acme@123/notes@456:environment:prod-plan",
  apply: "repo:acme@123/notes@456:environment:prod",
};

const PIPELINE = {
  system: "github",
  environments: {
    prod: {
      login: { issuer: ISSUER, plan: { subject: SUBJECTS.plan }, apply: { subject: SUBJECTS.apply } },
      tenantId: identity.tenantId,
    },
    dev: {
      login: {
        issuer: ISSUER,
        plan: { subject: "repo:acme@123/notes@456:environment:dev-plan" },
        apply: { subject: "repo:acme@123/notes@456:environment:dev" },
      },
      tenantId: identity.tenantId,
    },
  },
};

stage("a pipeline of a new environment", () => {
  let standIn: StandIn;
  let project: AppProject;

  beforeAll(async () => {
    standIn = await StandIn.start();
    project = new AppProject({ "pipeline.json": JSON.stringify(PIPELINE) });
    project.writeApp(
      ["dev", "prod"],
      `{ state: { type: "azurerm", storageAccountName: "${ACCOUNT}", containerName: \`tfstate-\${environment}\` } }`,
    );
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

  function bootstrap(environment: string): Promise<Outcome> {
    return tool(["bootstrap", "--environment", environment]);
  }

  /** What Azure was asked to write since a moment; listing keys is a POST that reads. */
  function writesSince(before: number): readonly string[] {
    return standIn.exchanges
      .slice(before)
      .filter(({ method, host }) => host === MANAGEMENT && ["PUT", "PATCH", "DELETE"].includes(method))
      .map(({ method, path }) => `${method} ${path}`);
  }

  function setNetwork(publicNetworkAccess: "Disabled" | "Enabled"): void {
    const { id, body } = standIn.resource(ACCOUNTS, ACCOUNT);
    standIn.make(id, { ...body, properties: { ...objectAt(body, "properties"), publicNetworkAccess } });
  }

  /** Logs in as a job of the pipeline does: with a token of GitHub's. */
  function asJob(job: "plan" | "apply", subject: string): Readonly<Record<string, string>> {
    const { body } = standIn.resource(IDENTITIES, `id-shop-prod-${job}`);
    const claims = { iss: ISSUER, sub: subject, aud: "api://AzureADTokenExchange" };
    return {
      ARM_CLIENT_ID: textAt(body, "properties.clientId"),
      ARM_CLIENT_SECRET: "",
      ARM_USE_OIDC: "true",
      ARM_OIDC_TOKEN: `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`,
    };
  }

  test("the first run creates everything, and says what a login without data rights could not write", async () => {
    const { status, stdout, stderr } = await bootstrap("prod");
    expect(stderr).not.toContain("Error");
    expect(stdout).toContain("initial state of shop-prod-network: missing");
    expect(stdout).toContain('--role "Storage Blob Data Contributor"');
    expect(status).toBe(1);
    const account = standIn.resource(ACCOUNTS, ACCOUNT);
    expect(account.body).toMatchObject({
      sku: { name: "Standard_ZRS" },
      tags: { bootstrap: "cdktf-azure-backend" },
      properties: {
        allowSharedKeyAccess: false,
        allowBlobPublicAccess: false,
        minimumTlsVersion: "TLS1_2",
        supportsHttpsTrafficOnly: true,
      },
    });
    const blobs = standIn.asked(`${ACCOUNTS}/blobServices`);
    expect(blobs).toMatchObject({
      properties: {
        isVersioningEnabled: true,
        deleteRetentionPolicy: { enabled: true, days: 30 },
        containerDeleteRetentionPolicy: { enabled: true, days: 30 },
      },
    });
    for (const job of ["plan", "apply"] as const) {
      const { id, body } = standIn.resource(IDENTITIES, `id-shop-prod-${job}`);
      expect(stdout).toContain(
        `environments.prod.login.${job}.clientId = "${textAt(body, "properties.clientId")}"`,
      );
      const login = standIn.resource(
        `${IDENTITIES}/federatedIdentityCredentials`,
        `${id}/federatedIdentityCredentials/github`,
      );
      expect(login.body["properties"]).toMatchObject({
        issuer: ISSUER,
        subject: SUBJECTS[job],
        audiences: ["api://AzureADTokenExchange"],
      });
    }
    expect(standIn.resource("Microsoft.Authorization/locks").body).toMatchObject({
      properties: { level: "CanNotDelete" },
    });
    expect(standIn.againstPublished.findings).toEqual([]);
  });

  test("a second run changes nothing, and writes the initial states once it may", async () => {
    standIn.make(`${GROUP}/providers/Microsoft.Authorization/roleAssignments/${ASSIGNMENT}`, {
      properties: { principalId: identity.objectId, roleDefinitionId: BLOB_CONTRIBUTOR },
    });
    const before = standIn.exchanges.length;
    const { status, stdout, stderr } = await bootstrap("prod");
    expect(stderr).not.toContain("Error");
    expect(stdout).toContain("No changes.");
    for (const stack of STACKS)
      expect(stdout).toMatch(new RegExp(`^initial state of ${stack}: present$`, "m"));
    expect(status).toBe(0);
    expect(writesSince(before)).toEqual([]);
  });

  test("a job that may only plan plans all stacks before anything is deployed, and nobody else does", async () => {
    for (const job of ["plan", "apply"] as const)
      standIn.limit(
        textAt(standIn.resource(IDENTITIES, `id-shop-prod-${job}`).body, "properties.principalId"),
      );
    const before = standIn.exchanges.length;
    const plan = ["plan", "--environment", "prod", "--read-only"];
    const { status, stdout, stderr } = await tool(plan, asJob("plan", SUBJECTS.plan));
    expect(stderr).not.toContain("Error");
    for (const stack of STACKS) expect(stdout).toContain(stack);
    expect(stdout.match(/^Plan: [1-9]\d* to add, 0 to change, 0 to destroy/gm)).toHaveLength(3);
    expect(status).toBe(2);
    expect(writesSince(before)).toEqual([]);
    const other = await tool(plan, asJob("plan", "repo:acme/notes:environment:prod-plan"));
    expect(other.stderr).toContain("AADSTS700213");
    expect(other.status).toBe(1);
  });

  test("a run on an account that is closed changes nothing, and says that it could not look for states", async () => {
    setNetwork("Disabled");
    const before = standIn.exchanges.length;
    const { status, stdout, stderr } = await bootstrap("prod");
    expect(stderr).not.toContain("Error");
    expect(stdout).toContain("No changes.");
    expect(stdout).toContain("initial state of shop-prod-network: unknown");
    expect(stdout).toContain("az storage account network-rule add");
    expect(status).toBe(0);
    expect(writesSince(before)).toEqual([]);
    expect(at(standIn.resource(ACCOUNTS, ACCOUNT).body, "properties.publicNetworkAccess")).toBe("Disabled");
  });

  test("another environment gets its own containers and logins in the closed account, and keeps what others have", async () => {
    const { status, stdout, stderr } = await bootstrap("dev");
    expect(stderr).not.toContain("Error");
    expect(stdout).toContain("initial state of shop-dev-network: missing");
    expect(status).toBe(1);
    expect(stdout).not.toContain("azurerm_storage_account.storage");
    const rules = listAt(
      standIn.resource(`${ACCOUNTS}/managementPolicies`).body,
      "properties.policy.rules",
    ).map((rule) => textAt(rule, "name"));
    expect(rules).toEqual(["delete-tfstate-prod-plans", "delete-tfstate-dev-plans"]);
    expect(standIn.resource(ACCOUNTS, ACCOUNT).body["tags"]).not.toHaveProperty("environment");
    expect(standIn.againstPublished.findings).toEqual([]);
  });
});

const MANAGEMENT = "management.azure.com";
const ACCOUNTS = "Microsoft.Storage/storageAccounts";
const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";
const GROUP = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg-${ACCOUNT}`;
const ASSIGNMENT = "7c1b0f0e-0000-4000-8000-00000000000a";
const BLOB_CONTRIBUTOR = `/subscriptions/${identity.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe`;
