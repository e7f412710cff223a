import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReleaseOptions, release, rollback } from "../../lib/release";
import { StandIn } from "../../lib/stand-in/stand-in";
import { Deployed, failure, packageOf, targetOf } from "../support/released";
import { HurriedClock, connectionTo } from "../support/stand-in-connection";
import { identity } from "../../lib/stand-in/login";

const { subscriptionId } = identity;
const prod = targetOf({ environment: "prod" });
const dev = targetOf({ environment: "dev" });

let folder = "";
let standIn: StandIn;
let lines: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  standIn = await StandIn.start();
  lines = [];
});
afterEach(async () => {
  await standIn.stop();
  expect(standIn.againstPublished.findings).toEqual([]);
});

function options(on: Deployed, connection = connectionTo(standIn)): Omit<ReleaseOptions, "package"> {
  return { target: on.target, subscriptionId, connection, timeout: 30_000, log: (line) => lines.push(line) };
}

describe("a release through a slot", () => {
  test("a release uploads, has the slot run the package, swaps, and leaves every other setting as it is", async () => {
    const on = new Deployed(standIn, prod).grant();
    const [first, second] = [
      packageOf(folder, "process-upload"),
      packageOf(folder, "process-upload", "more"),
    ];
    const before = { app: on.settings(on.app), slot: on.settings(on.slot) };

    const done = await release({ ...options(on), package: first });
    expect(done).toEqual({ package: `${first.sha256}.zip`, changed: true });
    expect(on.runs(on.app)).toBe(first.sha256);
    expect(on.changes).toEqual([
      `PUT /${first.sha256}.zip 201`,
      `PUT /${first.sha256}.zip?metadata 200`,
      "PUT /slots/staging/config/appsettings 200",
      "POST /slots/staging/restart 200",
      "POST /slots/staging/syncfunctiontriggers 204",
      // Looked at once more, right before the swap.
      "POST /slots/staging/syncfunctiontriggers 204",
      "POST /slots/staging/slotsswap 202",
      "POST /syncfunctiontriggers 204",
    ]);

    const again = await release({ ...options(on), package: second });
    expect(again).toEqual({
      package: `${second.sha256}.zip`,
      previous: `${first.sha256}.zip`,
      changed: true,
    });
    expect([on.runs(on.app), on.runs(on.slot)]).toEqual([second.sha256, first.sha256]);
    const url = (sha: string): string => `${on.folder}${sha}.zip`;
    expect(on.settings(on.app)).toEqual({ ...before.app, WEBSITE_RUN_FROM_PACKAGE: url(second.sha256) });
    expect(on.settings(on.slot)).toEqual({ ...before.slot, WEBSITE_RUN_FROM_PACKAGE: url(first.sha256) });
  });

  test("a release asks for a token for each service, and shows no setting", async () => {
    const on = new Deployed(standIn, prod).grant();
    await release({ ...options(on), package: packageOf(folder, "process-upload") });
    for (const { host, headers } of standIn.exchanges)
      expect({ host, token: headers["authorization"] }).toEqual({
        host,
        token: `Bearer token for https://${host === "management.azure.com" ? host : "storage.azure.com"}/.default`,
      });
    expect(lines.join("\n")).not.toContain("KEPT");
    expect(lines).toContain("swap slot staging with production");
  });

  test("a release of the package that runs already changes nothing", async () => {
    const on = new Deployed(standIn, prod).grant();
    const code = packageOf(folder, "process-upload");
    await release({ ...options(on), package: code });
    const { length } = on.changes;
    expect(await release({ ...options(on), package: code })).toEqual({
      package: `${code.sha256}.zip`,
      changed: false,
    });
    expect(on.changes.slice(length)).toEqual(["POST /syncfunctiontriggers 204"]);
  });

  test("a release waits as long as the swap goes on", async () => {
    const on = new Deployed(standIn, prod).grant();
    standIn.fault({ method: "POST", path: "/slotsswap", pending: 3 });
    await release({ ...options(on), package: packageOf(folder, "process-upload") });
    expect(standIn.exchanges.filter(({ path }) => path.includes("/operations/"))).toHaveLength(4);
  });

  test("a release waits for a host that takes a while, and repeats after transient faults", async () => {
    const on = new Deployed(standIn, prod).grant();
    const clock = new HurriedClock();
    const busy = { status: 503, body: { error: { code: "ServiceUnavailable", message: "busy" } } };
    standIn.fault({ path: "/slots/staging/host/default/properties/status", times: 5, response: busy });
    standIn.fault({ method: "PUT", path: "/config/appsettings", times: 2, response: busy });
    await release({
      ...options(on, connectionTo(standIn, clock)),
      package: packageOf(folder, "process-upload"),
    });
    // Five looks at the host, and a second before the swap is looked at; attempts have pauses of their own.
    expect(clock.now()).toBe(5 * 5_000 + 1_000);
  });
});

describe("a swap that fails", () => {
  const busy = { status: 409, body: { error: { code: "Conflict", message: "another swap is in progress" } } };

  test("a swap that fails is not requested twice, and the error says how to check it", async () => {
    const on = new Deployed(standIn, prod).grant();
    standIn.fault({ method: "POST", path: "/slotsswap", response: { ...busy, status: 503 } });
    const stopped = await failure(release({ ...options(on), package: packageOf(folder, "process-upload") }));
    expect(stopped.step).toBe("swap slot staging with production");
    expect(stopped.state).toMatch(
      /^production is set to run https:\S+\.zip, slot staging is set to run [0-9a-f]{64}\.zip$/,
    );
    expect(on.changes.filter((each) => each.includes("slotsswap"))).toHaveLength(1);
  });

  test("a swap that fails on the way is reported with Azure's reason", async () => {
    const on = new Deployed(standIn, prod).grant();
    const body = { status: "Failed", error: { code: "SwapFailed", message: "the slot did not warm up" } };
    standIn.fault({ path: "/operations/", response: { status: 200, body } });
    const { message } = await failure(
      release({ ...options(on), package: packageOf(folder, "process-upload") }),
    );
    expect(message).toContain("management.azure.com returned 200 SwapFailed: the slot did not warm up");
  });

  test("a swap by another release is noticed afterwards", async () => {
    const on = new Deployed(standIn, prod).grant();
    standIn.fault({ method: "POST", path: "/slotsswap", response: { status: 200 } });
    const stopped = await failure(release({ ...options(on), package: packageOf(folder, "process-upload") }));
    expect(stopped.step).toBe("verify production");
    expect(stopped.message).toMatch(/production is set to run https:\S+\.zip, not [0-9a-f]{64}\.zip/);
  });
});

describe("a release without a slot", () => {
  test("a release without a slot points the app at the package, and can go back", async () => {
    const on = new Deployed(standIn, dev).grant();
    const [first, second] = [
      packageOf(folder, "process-upload"),
      packageOf(folder, "process-upload", "more"),
    ];
    await release({ ...options(on), package: first });
    await release({ ...options(on), package: second });
    expect(on.runs(on.app)).toBe(second.sha256);
    expect(await rollback(options(on))).toEqual({ package: `${first.sha256}.zip`, changed: true });
    expect(on.runs(on.app)).toBe(first.sha256);
    expect(on.changes.join()).not.toContain("slot");
  });

  test("a release without a slot that does not start reports that production has changed", async () => {
    const on = new Deployed(standIn, dev).grant();
    const code = { ...packageOf(folder, "process-upload"), functions: ["absent"] };
    const stopped = await failure(release({ ...options(on), package: code }));
    expect(stopped.state).toBe(`production is set to run ${code.sha256}.zip`);
    // Nor is it taken for done the second time.
    expect((await failure(release({ ...options(on), package: code }))).step).toBe("wait for production");
  });
});

describe("going back", () => {
  const packages = () => ["one", "two", "three"].map((name) => packageOf(folder, "process-upload", name));

  test("going back swaps back, and the next time goes to the package before that", async () => {
    const on = new Deployed(standIn, prod).grant();
    const [one, two, three] = packages();
    for (const code of [one, two, three]) if (code) await release({ ...options(on), package: code });
    const { length } = on.changes;
    await rollback(options(on));
    expect(on.runs(on.app)).toBe(two?.sha256);
    // It was in the slot.
    expect(on.changes.slice(length).join()).not.toContain("config/appsettings");
    await rollback(options(on));
    expect(on.runs(on.app)).toBe(one?.sha256);
    const stopped = await failure(rollback(options(on)));
    expect(stopped.message).toContain(`no package before ${one?.sha256 ?? ""}.zip is known`);
    expect(stopped.state).toContain(`production is set to run ${one?.sha256 ?? ""}.zip, slot staging`);
  });

  test("going back never swaps in the package that a failed release has left in the slot", async () => {
    const on = new Deployed(standIn, prod).grant();
    const [one, two] = packages();
    for (const code of [one, two]) if (code) await release({ ...options(on), package: code });
    const broken = { ...packageOf(folder, "process-upload", "broken"), functions: ["absent"] };
    await failure(release({ ...options(on), package: broken }));
    expect(on.runs(on.slot)).toBe(broken.sha256);
    await rollback(options(on));
    expect([on.runs(on.app), on.runs(on.slot)]).toEqual([one?.sha256, two?.sha256]);
  });

  test("going back is refused where no package was released, and where the earlier one is gone", async () => {
    const on = new Deployed(standIn, prod).grant();
    expect((await failure(rollback(options(on)))).message).toContain("does not run a released package");
    const [one, two] = packages();
    for (const code of [one, two]) if (code) await release({ ...options(on), package: code });
    standIn.loseBlob(`${on.folder}${one?.sha256 ?? ""}.zip`);
    expect((await failure(rollback(options(on)))).message).toContain(".zip was deleted");
    expect(on.runs(on.app)).toBe(two?.sha256);
  });
});
