import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AggregateAuthenticationError,
  AuthenticationError,
  CredentialUnavailableError,
} from "@azure/identity";
import { loginProblem, missingForLogin } from "../../lib/cli/doctor/login";
import type { Examined } from "../../lib/cli/doctor/examined";
import { AppProject } from "../support/app-project";
import { runTool } from "../support/tool";

const unavailable = (message: string): Error => new CredentialUnavailableError(message);
const everyWay = (...reasons: readonly string[]): Error =>
  new AggregateAuthenticationError(reasons.map(unavailable), "ChainedTokenCredential authentication failed.");
const refused = (description: string): Error => {
  const error = new AuthenticationError(400, { error: "invalid_client", error_description: description });
  error.message = `EnvironmentCredential authentication failed. To troubleshoot, visit https://aka.ms/x. Status code: 400\nMore details:\n${description}`;
  return error;
};

describe("what is told of a login that fails", () => {
  const LOG_IN = expect.stringMatching(/^run az login, or set AZURE_TENANT_ID/) as string;
  const CORRECT = expect.stringMatching(/^correct AZURE_TENANT_ID, AZURE_CLIENT_ID/) as string;

  test.each<[string, unknown, string, string]>([
    [
      "nobody is logged in",
      everyWay("EnvironmentCredential is unavailable.", "network_error: See https://aka.ms/msal.js.errors"),
      "no Azure login found, with Azure CLI or otherwise",
      LOG_IN,
    ],
    [
      "a login of Azure CLI is too old",
      everyWay(
        "EnvironmentCredential is unavailable.",
        "ERROR: AADSTS700082: The refresh token has expired due to inactivity. Trace ID: 1 Correlation ID: 2",
      ),
      "AADSTS700082: The refresh token has expired due to inactivity.",
      LOG_IN,
    ],
    [
      "a secret is wrong",
      refused("invalid_client: 7000215 - [2026]: AADSTS7000215: Invalid client secret provided. Trace ID: 1"),
      "the service principal of AZURE_CLIENT_ID cannot log in: AADSTS7000215: Invalid client secret provided.",
      CORRECT,
    ],
    [
      "there is no way to the server",
      refused("network_error: See https://aka.ms/msal.js.errors#network_error for details"),
      "the service principal of AZURE_CLIENT_ID cannot log in: the login server is not reachable",
      CORRECT,
    ],
    [
      "it took too long",
      new Error("sign-in did not succeed in 15 s"),
      "sign-in did not succeed in 15 s",
      LOG_IN,
    ],
  ])("%s is one sentence", (_what, thrown, said, fix) => {
    expect(loginProblem(thrown)).toEqual({ what: "Login", state: "problem", found: said, fix });
  });
});

describe("the packages of a login", () => {
  const root = mkdtempSync(join(tmpdir(), "login-"));
  afterAll(() => {
    rmSync(root, { recursive: true });
  });
  const folderWith = (...names: readonly string[]): string => {
    const folder = mkdtempSync(join(root, "with-"));
    names.forEach((name) => {
      install(folder, name);
    });
    return folder;
  };
  const install = (folder: string, name: string): void => {
    mkdirSync(join(folder, "node_modules", name), { recursive: true });
    writeFileSync(
      join(folder, "node_modules", name, "package.json"),
      JSON.stringify({ name, version: "4.5.0" }),
    );
  };

  test("packages that are missing are a problem, with the line that installs them", () => {
    expect(missingForLogin([folderWith()])).toEqual({
      what: "Login",
      state: "problem",
      found: "@azure/identity and @azure/core-rest-pipeline are not installed",
      fix: 'npm install --save-dev "@azure/identity@^4.5.0" "@azure/core-rest-pipeline@^1.17.0"',
    });
    expect(missingForLogin([folderWith("@azure/core-rest-pipeline")])).toMatchObject({
      found: "@azure/identity is not installed",
      fix: 'npm install --save-dev "@azure/identity@^4.5.0"',
    });
    expect(missingForLogin([folderWith("@azure/core-rest-pipeline", "@azure/identity")])).toBeUndefined();
  });

  test("they are looked for where they are loaded", () => {
    expect(missingForLogin()).toBeUndefined();
  });
});

test("a managed identity that does not answer holds up nobody for minutes", async () => {
  // Takes connections, and never says a word.
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const project = new AppProject();
  try {
    project.recordApp();
    project.writeApp(["dev"]);
    const { stdout } = await runTool(["doctor", "--online", "--json", "--subscription", "a subscription"], {
      cwd: project.folder,
      environment: {
        AZURE_POD_IDENTITY_AUTHORITY_HOST: `http://127.0.0.1:${port}`,
        // No Azure CLI, and no other tool that is logged in.
        PATH: "/usr/bin:/bin",
        HOME: project.folder,
      },
    });
    const { examined } = JSON.parse(stdout) as { readonly examined: readonly Examined[] };
    expect(examined.find(({ what }) => what === "Login")).toMatchObject({
      state: "problem",
      found: "sign-in did not succeed in 15 s",
    });
  } finally {
    project.remove();
    silent.close();
  }
}, 90_000);
