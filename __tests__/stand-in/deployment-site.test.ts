import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HttpRequest, HttpResponse } from "../../lib/release";
import { StandIn } from "../../lib/stand-in/stand-in";
import { Deployed, packageOf, targetOf } from "../support/released";
import { connectionTo } from "../support/stand-in-connection";

let folder = "";
let standIn: StandIn;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "deployment-site-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  standIn = await StandIn.start();
});
afterEach(() => standIn.stop());

const ZIP = { Authorization: "Bearer token", "Content-Type": "application/zip" };

function publish(app: string, headers: HttpRequest["headers"] = ZIP): Promise<HttpResponse> {
  const url = `https://${app}.scm.azurewebsites.net/api/publish`;
  const body = readFileSync(packageOf(folder, "process-upload").file);
  return connectionTo(standIn).send({ method: "POST", url, headers, body });
}

describe("what the deployment site of an app refuses", () => {
  const flex = targetOf({ environment: "prod", functionApp: { plan: "FC1" } });

  test.each<[string, Readonly<Record<string, string>>, number]>([
    ["a package without a token", { "Content-Type": "application/zip" }, 401],
    ["a package as something else", { ...ZIP, "Content-Type": "application/octet-stream" }, 415],
    ["nothing else", ZIP, 202],
  ])("a deployment site of Flex Consumption refuses %s", async (_name, headers, status) => {
    new Deployed(standIn, flex);
    expect((await publish(flex.functionApp, headers)).status).toBe(status);
  });

  test("a second package is refused while a deployment is running", async () => {
    new Deployed(standIn, flex);
    await publish(flex.functionApp);
    expect((await publish(flex.functionApp)).status).toBe(409);
  });

  test("a package is refused by an app that runs one at a URL", async () => {
    const { functionApp } = new Deployed(standIn, targetOf({ environment: "prod" })).target;
    expect((await publish(functionApp)).status).toBe(409);
  });

  test("everything is refused where the site is closed to the internet", async () => {
    const on = new Deployed(standIn, flex);
    const { body } = standIn.resource("Microsoft.Web/sites");
    const siteConfig = { scmIpSecurityRestrictionsDefaultAction: "Deny" };
    standIn.make(on.app, { ...body, properties: { ...(body["properties"] as object), siteConfig } });
    expect((await publish(flex.functionApp)).status).toBe(403);
  });

  test("Flex Consumption refuses the settings of other plans", () => {
    const on = new Deployed(standIn, flex);
    const { body } = standIn.resource("Microsoft.Web/sites");
    const appSettings = [{ name: "WEBSITE_RUN_FROM_PACKAGE", value: "https://packages.example.com/f.zip" }];
    expect(() =>
      standIn.make(on.app, {
        ...body,
        properties: { ...(body["properties"] as object), siteConfig: { appSettings } },
      }),
    ).toThrow(/WEBSITE_RUN_FROM_PACKAGE\) for Flex Consumption sites is invalid/);
  });
});

describe("what a registry refuses to import", () => {
  const target = targetOf({
    environment: "prod",
    functionApp: { container: true },
    optional: { containerRegistry: true },
  });
  const source = { registryUri: "ghcr.io", sourceImage: "acme/feedback:1" };

  async function imported(body: object): Promise<HttpResponse> {
    const { id } = standIn.resource("Microsoft.ContainerRegistry/registries");
    return connectionTo(standIn).send({
      method: "POST",
      url: `https://management.azure.com${id}/importImage?api-version=2023-07-01`,
      headers: { Authorization: "Bearer token", "Content-Type": "application/json" },
      body: JSON.stringify({ source, targetTags: ["acme/feedback:1"], mode: "NoForce", ...body }),
    });
  }

  test("a closed registry imports an image once, and none that does not exist", async () => {
    new Deployed(standIn, target);
    expect((await imported({})).status).toBe(400);
    standIn.pushImage("ghcr.io/acme/feedback:1", new Uint8Array());
    expect((await imported({})).status).toBe(202);
    expect((await imported({})).status).toBe(409);
    expect((await imported({ mode: "Force" })).status).toBe(202);
  });

  test("a registry that lets no trusted services in imports nothing", async () => {
    const on = new Deployed(standIn, target);
    standIn.pushImage("ghcr.io/acme/feedback:1", new Uint8Array());
    const { body } = standIn.resource("Microsoft.ContainerRegistry/registries");
    const properties = { ...(body["properties"] as object), networkRuleBypassOptions: "None" };
    standIn.make(on.registry ?? "", { ...body, properties });
    expect((await imported({})).status).toBe(403);
  });
});
