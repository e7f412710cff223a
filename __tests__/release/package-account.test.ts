import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackendOptions, planBackend } from "../../lib";
import { type ReleaseOptions, release, releaseTarget, rollback } from "../../lib/release";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { assign } from "../support/given-roles";
import { Deployed, failure, packageOf, targetOf } from "../support/released";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { connectionTo } from "../support/stand-in-connection";

const READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const { subscriptionId } = identity;
const SHARED: BackendOptions = { environment: "prod", storage: { packageAccount: "shared" } };
const APART: BackendOptions = { environment: "prod", storage: { packageAccount: "internet" } };
const shared = targetOf(SHARED);
const apart = targetOf(APART);

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

function options(on: Deployed): Omit<ReleaseOptions, "package"> {
  return { target: on.target, subscriptionId, connection: connectionTo(standIn), timeout: 30_000 };
}

/** Closes the account that another target has its packages in. */
function close(account: string): void {
  const sku = { name: "Standard_LRS" };
  const properties = { publicNetworkAccess: "Disabled" };
  standIn.make(account, { location: "eastus2", sku, kind: "StorageV2", properties });
}

/** An environment that has released into its data account, and then got an account of packages. */
async function changedOver(...released: readonly ReturnType<typeof packageOf>[]) {
  const before = new Deployed(standIn, shared).grant();
  for (const each of released) await release({ ...options(before), package: each });
  close(before.account);
  const settings = [before.settings(before.app), before.settings(before.slot)];
  const after = new Deployed(standIn, apart).grant();
  // Terraform leaves the package alone that app and slot run, and the roles on where it is.
  [after.app, after.slot].forEach((id, index) => {
    const { body } = standIn.resource(index === 0 ? "Microsoft.Web/sites" : "Microsoft.Web/sites/slots");
    const appSettings = Object.entries(settings[index] ?? {}).map(([name, value]) => ({ name, value }));
    const properties = { ...(body["properties"] as object), siteConfig: { appSettings } };
    standIn.make(id, { ...body, properties });
    const { principalId } = body["identity"] as { readonly principalId: string };
    assign(
      standIn,
      `${before.account}/blobServices/default/containers/function-packages`,
      principalId,
      READER,
    );
  });
  return { before, after };
}

describe("the account of packages", () => {
  test.each<[string, BackendOptions, RegExp]>([
    ["EP1", APART, /^https:\/\/stpkgfeedbackprod/],
    ["FC1", { ...APART, functionApp: { plan: "FC1" } }, /^https:\/\/stpkgfeedbackprod/],
    ["images", { ...APART, functionApp: { container: true } }, /^https:\/\/stpkgfeedbackprod/],
    ["EP1 without it", SHARED, /^https:\/\/stfeedbackprod/],
    ["FC1 without it", { ...SHARED, functionApp: { plan: "FC1" } }, /^https:\/\/sthostfeedbackprod/],
    ["images without it", { ...SHARED, functionApp: { container: true } }, /^https:\/\/stfeedbackprod/],
  ])("releases of %s are kept where the plan says", (_name, given, endpoint) => {
    expect(targetOf(given).source).toMatchObject({
      container: "function-packages",
      blobEndpoint: expect.stringMatching(endpoint) as string,
    });
  });

  test("a release reaches an app whose data account is closed to the internet", async () => {
    const on = new Deployed(standIn, apart).grant();
    const code = packageOf(folder, "process-upload");
    await release({ ...options(on), package: code });
    expect(on.runs(on.app)).toBe(code.sha256);
  });

  test("Y1 needs no account of packages: nothing of it is closed", async () => {
    const target = targetOf({ functionApp: { plan: "Y1", slots: ["staging"] } });
    const on = new Deployed(standIn, target).grant();
    const code = packageOf(folder, "process-upload");
    await release({ ...options(on), package: code });
    expect(on.runs(on.app)).toBe(code.sha256);
  });
});

describe("an environment that gets an account of packages", () => {
  test("the next release moves the code over, and the one after that forgets the data account", async () => {
    const [one, two, three] = ["one", "two", "three"].map((name) =>
      packageOf(folder, "process-upload", name),
    );
    if (one === undefined || two === undefined || three === undefined) throw new Error("there are three");
    const { after } = await changedOver(one);
    const moved = await release({ ...options(after), package: two });
    expect(moved).toEqual({ package: `${two.sha256}.zip`, previous: `${one.sha256}.zip`, changed: true });
    expect(after.settings(after.app)["WEBSITE_RUN_FROM_PACKAGE"]).toBe(`${after.folder}${two.sha256}.zip`);
    expect((await release({ ...options(after), package: three })).previous).toBe(`${two.sha256}.zip`);
  });

  test("the way back leads into the data account as long as its package is in the slot", async () => {
    const [one, two] = ["one", "two"].map((name) => packageOf(folder, "process-upload", name));
    if (one === undefined || two === undefined) throw new Error("there are two");
    const { before, after } = await changedOver(one);
    await release({ ...options(after), package: two });
    await rollback(options(after));
    expect(after.settings(after.app)["WEBSITE_RUN_FROM_PACKAGE"]).toBe(`${before.folder}${one.sha256}.zip`);
    // What ran before that is recorded where this machine does not come.
    const stopped = await failure(rollback(options(after)));
    expect(stopped.message).toContain("where what ran before it is recorded");
    await release({ ...options(after), package: two });
    expect(after.runs(after.app)).toBe(two.sha256);
  });

  test("the same package is released into the new account, and is none to go back to", async () => {
    const one = packageOf(folder, "process-upload");
    const { after } = await changedOver(one);
    expect(await release({ ...options(after), package: one })).toEqual({
      package: `${one.sha256}.zip`,
      changed: true,
    });
    expect(after.runs(after.app)).toBe(one.sha256);
  });

  test("an existing account keeps no packages of before where the backend has its own", () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stshared";
    const options = { project: "feedback", location: "eastus2", external: { storage: { id } }, ...APART };
    const { source } = releaseTarget(planBackend({ feedbackApi, processUploadFunction }, options));
    expect(source).toMatchObject({
      blobEndpoint: expect.stringMatching(/^https:\/\/stpkg/) as string,
      formerBlobEndpoint: "https://stshared.blob.core.windows.net/",
    });
  });
});
