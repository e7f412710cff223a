import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReleaseFile, releaseCommand } from "../../lib/release";
import { jobConnection } from "../../lib/release/job-login";

const CLIENT = {
  ARM_CLIENT_ID: "11111111-1111-1111-1111-111111111111",
  ARM_TENANT_ID: "22222222-2222-2222-2222-222222222222",
};
const GITHUB = {
  ...CLIENT,
  ARM_USE_OIDC: "true",
  ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example/request",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "a token",
};
const AZURE_PIPELINES = {
  ...CLIENT,
  ARM_USE_OIDC: "true",
  ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "33333333-3333-3333-3333-333333333333",
  SYSTEM_ACCESSTOKEN: "a token",
};

test.each([
  ["a job of GitHub", GITHUB, true],
  ["a job of Azure Pipelines", AZURE_PIPELINES, true],
  ["a job that does not switch it on", { ...GITHUB, ARM_USE_OIDC: "false" }, false],
  ["a service principal of Terraform", { ...CLIENT, ARM_CLIENT_SECRET: "a secret" }, false],
  ["a person with az login", {}, false],
])("%s: %j is a login of a job: %s", (_who, variables, is) => {
  expect(jobConnection(variables) !== undefined).toBe(is);
});

describe("the release command in a job of GitHub", () => {
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  const requests: (string | undefined)[] = [];
  let server: Server;

  beforeAll(async () => {
    // It refuses, so that nothing is sent to Azure.
    server = createServer((request, response) => {
      requests.push(request.url, request.headers.authorization);
      response.writeHead(403).end("{}");
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => server.close(resolve));
  });

  test("asks GitHub for a token, and says how to allow it", async () => {
    const file: ReleaseFile = {
      package: { file: "package.zip", sha256: "0".repeat(64), functions: [] },
      targets: [
        {
          project: "shop",
          environment: "dev",
          resourceGroup: "rg",
          functionApp: "func",
          sku: "Y1",
          source: {
            type: "container",
            container: "function-packages",
            blobEndpoint: "https://st.blob.core.windows.net/",
          },
        },
      ],
    };
    writeFileSync(join(folder, "release.json"), JSON.stringify(file));
    writeFileSync(join(folder, "package.zip"), "");
    const lines: string[] = [];
    const status = await releaseCommand({
      folder,
      // Going back needs no package.
      args: ["dev", "--back"],
      variables: {
        ...GITHUB,
        ARM_SUBSCRIPTION_ID: "44444444-4444-4444-4444-444444444444",
        ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?api=1`,
      },
      print: (line) => {
        lines.push(line);
      },
    });
    expect(status).toBe(1);
    expect(lines.join("\n")).toContain(
      'gave no token for this job (status 403): allow it (on GitHub "permissions: id-token: write")',
    );
    expect(requests.slice(0, 2)).toEqual([
      "/token?api=1&audience=api%3A%2F%2FAzureADTokenExchange",
      "Bearer a token",
    ]);
  });
});
