import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReleaseOptions, release } from "../../lib/release";
import { StandIn } from "../../lib/stand-in/stand-in";
import { Deployed, failure, packageOf, targetOf, unreachable } from "../support/released";
import { connectionTo } from "../support/stand-in-connection";
import { identity } from "../../lib/stand-in/login";

const { subscriptionId } = identity;
const prod = targetOf({ environment: "prod" });

let folder = "";
let standIn: StandIn;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  standIn = await StandIn.start();
});
afterEach(() => standIn.stop());

function options(on: Deployed, connection = connectionTo(standIn)): Omit<ReleaseOptions, "package"> {
  return { target: on.target, subscriptionId, connection, timeout: 30_000 };
}

describe("a release that stops before the swap", () => {
  const initial = `https://${new URL(prod.source.type === "container" ? (prod.source.blobEndpoint ?? "") : "").host}`;

  test.each<[string, (on: Deployed) => void, string, RegExp, RegExp]>([
    [
      "without the right to upload",
      () => undefined,
      "lock other releases",
      /403 AuthorizationPermissionMismatch/,
      /Storage Blob Data Contributor on the container/,
    ],
    [
      "outside of the network of a closed account",
      (on) => {
        on.grant();
        standIn.make(on.account, {
          location: "eastus2",
          sku: { name: "Standard_LRS" },
          kind: "StorageV2",
          properties: { publicNetworkAccess: "Disabled" },
        });
      },
      "lock other releases",
      /core\.windows\.net returned 403 AuthorizationFailure$/m,
      /from the network that the storage account allows, or set storage\.packageAccount to "internet"/,
    ],
    [
      "without the right to the app",
      (on) => {
        on.grant();
        const response = {
          status: 403,
          body: { error: { code: "AuthorizationFailed", message: "no role" } },
        };
        standIn.fault({ path: "/slots/staging/config/appsettings", times: 9, response });
      },
      "point slot staging at",
      /management\.azure\.com returned 403 AuthorizationFailed: no role/,
      /Website Contributor on rg-feedback-prod-workloads/,
    ],
    [
      "with code that does not start",
      (on) => {
        on.grant();
        const response = {
          status: 200,
          body: { properties: { state: "Error", errors: ["no such module"] } },
        };
        standIn.fault({ path: "/host/default/properties/status", times: 999, response });
      },
      "wait for slot staging",
      /not ready in 30 s: its host reports Error: no such module/,
      /correct the code or its settings/,
    ],
  ])("production is left alone by a release that stops: %s", async (_name, prepare, step, why, next) => {
    const on = new Deployed(standIn, prod);
    prepare(on);
    const stopped = await failure(release({ ...options(on), package: packageOf(folder, "process-upload") }));
    expect(stopped.step).toContain(step);
    expect(stopped.message).toMatch(why);
    expect(stopped.next).toMatch(next);
    const runs = `production is set to run ${initial}/function-packages/${prod.functionApp}.zip`;
    expect(stopped.state).toContain(runs);
    expect(on.settings(on.app)["WEBSITE_RUN_FROM_PACKAGE"]).toBe(
      `${initial}/function-packages/${prod.functionApp}.zip`,
    );
    expect(on.changes.join()).not.toContain("slotsswap");
  });

  test("a release stops where functions are missing, whatever others there are", async () => {
    const on = new Deployed(standIn, prod).grant();
    const code = { ...packageOf(folder, "process-upload"), functions: ["Process-Upload", "absent"] };
    const { message } = await failure(release({ ...options(on), package: code }));
    expect(message).toContain("slot staging was not ready in 30 s: it does not list absent\n");
  });

  test("a release stops before the swap where the slot may not read its package", async () => {
    const on = new Deployed(standIn, prod, {}, false).grant();
    const { message } = await failure(
      release({ ...options(on), package: packageOf(folder, "process-upload") }),
    );
    expect(message).toContain("the identity of staging has no role to read https://");
    expect(on.changes.join()).not.toContain("slotsswap");
  });

  test("a release stops where a slot does not answer", async () => {
    const on = new Deployed(standIn, prod).grant();
    const connection = unreachable(connectionTo(standIn), ".blob.core.windows.net");
    const { message } = await failure(
      release({ ...options(on, connection), package: packageOf(folder, "process-upload") }),
    );
    expect(message).toMatch(
      /returned nothing: getaddrinfo ENOTFOUND\n.*\n {2}next: check that this machine can reach/s,
    );
  });

  test("a release stops where no user is signed in", async () => {
    const on = new Deployed(standIn, prod).grant();
    const token = (): Promise<string> => Promise.reject(new Error("no credential is available"));
    const connection = { ...connectionTo(standIn), token };
    const stopped = await failure(
      release({ ...options(on, connection), package: packageOf(folder, "process-upload") }),
    );
    expect(stopped.message).toContain("lock other releases\n  no credential is available\n");
    expect(stopped.next).toMatch(/^sign in to the tenant/);
    expect(standIn.exchanges).toEqual([]);
  });

  test("a release goes on where an earlier one stopped", async () => {
    const on = new Deployed(standIn, prod).grant();
    const code = packageOf(folder, "process-upload");
    standIn.fault({
      method: "POST",
      path: "/restart",
      response: {
        status: 409,
        body: { error: { code: "Conflict", message: "an operation is in progress" } },
      },
    });
    expect((await failure(release({ ...options(on), package: code }))).step).toBe("restart slot staging");
    const { length } = on.changes;
    await release({ ...options(on), package: code });
    expect(on.runs(on.app)).toBe(code.sha256);
    const [uploaded, first] = on.changes.slice(length);
    expect([uploaded, first]).toEqual([
      `PUT /${code.sha256}.zip?metadata 200`,
      "POST /slots/staging/restart 200",
    ]);
  });
});

describe("a release that is refused before a request", () => {
  const refused = async (given: Partial<ReleaseOptions>): Promise<string> => {
    const all = { target: prod, subscriptionId, connection: connectionTo(standIn), ...given };
    const error: unknown = await release({ package: packageOf(folder, "a"), ...all }).catch(
      (e: unknown) => e,
    );
    expect(standIn.exchanges).toEqual([]);
    return error instanceof Error ? error.message : "";
  };

  test("a release is refused with every problem at once", async () => {
    const file = join(folder, "other.zip");
    writeFileSync(file, "other");
    const error: unknown = await release({
      target: prod,
      connection: connectionTo(standIn),
      package: { file, sha256: "0".repeat(64), functions: [] },
    }).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(
      /2 problems[^]*subscriptionId: the subscription of the function app is unknown[^]*package: .*has changed since/,
    );
  });

  test("a release is refused where there is no package", async () => {
    const absent = { file: join(folder, "absent.zip"), sha256: "", functions: [] };
    expect(await refused({ package: absent })).toContain(`package: the file ${absent.file} does not exist`);
  });

  test.each([
    [
      "a content share",
      { environment: "prod", functionApp: { package: "content-share" } },
      /config-zip --resource-group rg-feedback-prod-workloads --name func-feedback-prod-\w+ --slot staging --src <package>, then az functionapp deployment slot swap/,
    ],
    [
      "a package elsewhere",
      { functionApp: { package: { url: "https://packages.example.org/feedback.zip" } } },
      /upload the package to it, then run az functionapp restart/,
    ],
  ] as const)("a release is refused for %s", async (_name, said, fix) => {
    expect(await refused({ target: targetOf(said) })).toMatch(fix);
  });
});
