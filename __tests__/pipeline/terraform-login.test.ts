import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type TerraformLogin,
  assertionOf,
  terraformCloud,
  terraformConnection,
  terraformLogin,
} from "../../lib/pipeline/terraform-login";
import { HURRIED_PACE } from "../support/stand-in-connection";

const asked: unknown[] = [];
/** Each way to sign in says what it was made with. */
jest.mock("@azure/identity", () => {
  const named = (name: string) =>
    class {
      private readonly given: readonly unknown[];
      constructor(...given: readonly unknown[]) {
        this.given = given;
      }
      async getToken(scope: string): Promise<{ token: string }> {
        const given = await Promise.all(
          this.given.map((each) => (typeof each === "function" ? (each as () => Promise<string>)() : each)),
        );
        asked.push({ name, given, scope });
        return { token: "a token" };
      }
    };
  return Object.fromEntries(
    [
      "AzurePipelinesCredential",
      "ClientAssertionCredential",
      "ClientSecretCredential",
      "DefaultAzureCredential",
      "ManagedIdentityCredential",
    ].map((name) => [name, named(name)]),
  );
});

const CLIENT = { ARM_TENANT_ID: "tenant", ARM_CLIENT_ID: "client" };
const client = { tenantId: "tenant", clientId: "client" };
const OIDC = { ...CLIENT, ARM_USE_OIDC: "true" };
const GITHUB = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t" };
const DEVOPS = { SYSTEM_OIDCREQUESTURI: "https://devops.example", SYSTEM_ACCESSTOKEN: "t" };

describe("the login of Terraform", () => {
  test.each<readonly [string, Readonly<Record<string, string>>, TerraformLogin]>([
    [
      "GitHub",
      { ...OIDC, ...GITHUB },
      { ...client, type: "token-request", url: "https://token.example", token: "t" },
    ],
    [
      "Azure DevOps",
      { ...OIDC, ...DEVOPS, ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "connection" },
      { ...client, type: "azure-pipelines", serviceConnectionId: "connection", accessToken: "t" },
    ],
    [
      "Azure DevOps by its older variable",
      { ...OIDC, ...DEVOPS, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "connection" },
      { ...client, type: "azure-pipelines", serviceConnectionId: "connection", accessToken: "t" },
    ],
    ["a token", { ...OIDC, ...GITHUB, ARM_OIDC_TOKEN: "jwt" }, { ...client, type: "token", token: "jwt" }],
    ["a file", { ...OIDC, ARM_OIDC_TOKEN_FILE_PATH: "/t" }, { ...client, type: "token-file", file: "/t" }],
    ["a secret", { ...OIDC, ...GITHUB, ARM_CLIENT_SECRET: "s" }, { ...client, type: "secret", secret: "s" }],
    ["a managed identity", { ...CLIENT, ARM_USE_MSI: "1" }, { type: "managed-identity", clientId: "client" }],
    ["the machine's identity", { ARM_USE_MSI: "true" }, { type: "managed-identity", clientId: undefined }],
    ["az login", {}, { type: "default" }],
    [
      "az login, with variables that are set to nothing",
      { ...CLIENT, ARM_CLIENT_SECRET: "" },
      { type: "default" },
    ],
    ["az login, without the switch", { ...CLIENT, ...GITHUB }, { type: "default" }],
    ["az login, without a token of GitHub's", OIDC, { type: "default" }],
  ])("%s", (_, variables, login) => {
    expect(terraformLogin(variables)).toEqual(login);
  });

  test.each([
    [{}, "AzureCloud"],
    [{ ARM_ENVIRONMENT: "public" }, "AzureCloud"],
    [{ ARM_ENVIRONMENT: "usgovernment" }, "AzureUSGovernment"],
    [{ ARM_ENVIRONMENT: "China" }, "AzureChinaCloud"],
  ])("with %j the cloud is %s", (variables, cloud) => {
    expect(terraformCloud(variables)).toBe(cloud);
  });

  test.each([
    [
      { ...OIDC, ARM_OIDC_TOKEN: "jwt" },
      undefined,
      "ClientAssertionCredential",
      ["tenant", "client", "jwt", {}],
    ],
    [
      { ...OIDC, ARM_OIDC_TOKEN: "jwt" },
      "another",
      "ClientAssertionCredential",
      ["another", "client", "jwt", {}],
    ],
    [
      { ...CLIENT, ARM_CLIENT_SECRET: "s", ARM_ENVIRONMENT: "usgovernment" },
      undefined,
      "ClientSecretCredential",
      ["tenant", "client", "s", { authorityHost: "https://login.microsoftonline.us" }],
    ],
    [
      { ...OIDC, ...DEVOPS, ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "connection" },
      undefined,
      "AzurePipelinesCredential",
      ["tenant", "client", "connection", "t", {}],
    ],
    [{ ...CLIENT, ARM_USE_MSI: "1" }, undefined, "ManagedIdentityCredential", [{ clientId: "client" }]],
    [{ ARM_USE_MSI: "1" }, undefined, "ManagedIdentityCredential", []],
    [{}, "another", "DefaultAzureCredential", [{ tenantId: "another", processTimeoutInMs: 120_000 }]],
  ])("%j and the tenant %s are a %s", async (variables, tenantId, name, given) => {
    asked.length = 0;
    expect(await terraformConnection(variables, tenantId).token("scope")).toBe("a token");
    expect(asked).toEqual([{ name, given, scope: "scope" }]);
  });
});

describe("the token of a job", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(status: number, body: string): Promise<{ url: string; seen: string[] }> {
    const seen: string[] = [];
    server = createServer((message, reply) => {
      seen.push(`${message.url ?? ""} ${message.headers.authorization ?? ""}`);
      reply.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?api-version=2.0`, seen };
  }

  const request = (url: string) => ({ ...client, type: "token-request" as const, url, token: "of the job" });

  test("is asked for with the audience that the federated credential names", async () => {
    const { url, seen } = await serve(200, JSON.stringify({ value: "jwt" }));
    expect(await assertionOf(request(url))).toBe("jwt");
    expect(seen).toEqual([
      "/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange Bearer of the job",
    ]);
  });

  test.each([
    [403, "{}"],
    [200, "{}"],
    [200, "<html>"],
  ])("status %d with %s is none", async (status, body) => {
    const { url } = await serve(status, body);
    await expect(assertionOf(request(url), { pace: HURRIED_PACE })).rejects.toThrow(
      `gave no token for this job (status ${status}): allow it (on GitHub "permissions: id-token: write")`,
    );
  });

  test("is read from a file each time, since the file is renewed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "token-"));
    try {
      const file = join(folder, "token");
      for (const token of ["one", "two"]) {
        writeFileSync(file, `${token}\n`);
        expect(await assertionOf({ ...client, type: "token-file", file })).toBe(token);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
