import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReleaseOptions, ReleaseError, release } from "../../lib/release";
import { Deadline } from "../../lib/release/deadline";
import { ReleaseLock } from "../../lib/release/lock";
import { Requests } from "../../lib/release/requests";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { Deployed, failure, packageOf, targetOf } from "../support/released";
import { HurriedClock, connectionTo } from "../support/stand-in-connection";

const prod = targetOf({ environment: "prod" });
const OTHER = "11111111-2222-4333-8444-555555555555";

let folder = "";
let standIn: StandIn;
let clock: HurriedClock;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  standIn = await StandIn.start();
  clock = new HurriedClock();
});
afterEach(() => standIn.stop());

function options(on: Deployed, connection = connectionTo(standIn, clock)): Omit<ReleaseOptions, "package"> {
  const { subscriptionId } = identity;
  return { target: on.target, subscriptionId, connection, timeout: 30_000 };
}

/** Another one's lease. */
function lease(on: Deployed, action: string, duration = 60): number {
  return standIn.leases.answer(`${on.folder}release.lock`, {
    "x-ms-lease-action": action,
    "x-ms-lease-duration": String(duration),
    "x-ms-proposed-lease-id": OTHER,
    "x-ms-lease-id": OTHER,
  }).status;
}

describe("two releases at once", () => {
  test("the second of two releases is stopped, with an error that names the first", async () => {
    const on = new Deployed(standIn, prod).grant();
    const [x, y] = ["x", "y"].map((name) => packageOf(folder, "process-upload", name));
    if (x === undefined || y === undefined) throw new Error("there are two packages");
    const outcomes = await Promise.allSettled(
      [x, y].map((code) => release({ ...options(on, connectionTo(standIn)), package: code })),
    );
    const released = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value.package] : []));
    const [stopped] = outcomes.flatMap((each) =>
      each.status === "rejected" ? [each.reason as unknown] : [],
    );
    expect(released).toEqual([`${on.runs(on.app)}.zip`]);
    expect(stopped).toBeInstanceOf(ReleaseError);
    expect((stopped as ReleaseError).step).toBe("lock other releases");
    expect((stopped as ReleaseError).message).toMatch(
      /another release is running: release of feedback \(prod\) by .+ on .+, since \d{4}-.+Z; its lease is renewed/,
    );
    expect(on.changes.filter((each) => each.includes("slotsswap"))).toHaveLength(1);
  });

  test("two releases follow each other where the first one ends soon", async () => {
    const on = new Deployed(standIn, prod).grant();
    const both = ["x", "y"].map((name) => packageOf(folder, "process-upload", name));
    const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
    const patient = connectionTo(standIn, { now: () => 0, wait });
    const done = await Promise.all(both.map((code) => release({ ...options(on, patient), package: code })));
    // Whichever came second went away from the first one's.
    const second = done.find(({ previous }) => previous !== undefined);
    expect(`${on.runs(on.app)}.zip`).toBe(second?.package);
    expect(`${on.runs(on.slot)}.zip`).toBe(second?.previous);
  });
});

describe("the lock", () => {
  test("the lock is given back by a release that ends, and by one that stops", async () => {
    const on = new Deployed(standIn, prod).grant();
    const code = packageOf(folder, "process-upload");
    await release({ ...options(on), package: code });
    await failure(release({ ...options(on), package: { ...packageOf(folder, "b"), functions: ["absent"] } }));
    expect(lease(on, "acquire")).toBe(201);
  });

  test("the lock of a release that was killed ends within a minute", async () => {
    const on = new Deployed(standIn, prod).grant();
    standIn.leases.now = clock.now;
    await release({ ...options(on), package: packageOf(folder, "process-upload", "first") });
    const begun = clock.now();
    expect(lease(on, "acquire")).toBe(201);
    const code = packageOf(folder, "process-upload");
    await release({ ...options(on), package: code });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(60_000);
    expect(on.runs(on.app)).toBe(code.sha256);
  });

  test("the error about an infinite lock says how to break it", async () => {
    const on = new Deployed(standIn, prod).grant();
    const code = packageOf(folder, "process-upload");
    await release({ ...options(on), package: code });
    lease(on, "acquire", -1);
    const stopped = await failure(release({ ...options(on), package: packageOf(folder, "b") }));
    expect(stopped.message).toContain("its lease has no end");
    expect(stopped.next).toMatch(/^break the lease on https:.*release\.lock \(az storage blob lease break/);
  });

  test.each([
    ["before the settings are written", "comp=metadata", "point slot staging"],
    ["before the swap", "/syncfunctiontriggers", "swap slot staging"],
  ])("a lock that is lost %s stops the release there", async (_name, at, step) => {
    const on = new Deployed(standIn, prod).grant();
    const right = connectionTo(standIn, clock);
    const connection: typeof right = {
      ...right,
      async send(request) {
        const answer = await right.send(request);
        if (request.url.includes(at) && !request.url.includes("release.lock")) {
          lease(on, "break");
          lease(on, "acquire");
        }
        return answer;
      },
    };
    const before = on.settings(on.app);
    const stopped = await failure(
      release({ ...options(on, connection), package: packageOf(folder, "process-upload") }),
    );
    expect(stopped.step).toContain(step);
    expect(stopped.message).toContain("was lost (LeaseIdMismatchWithLeaseOperation)");
    expect(on.settings(on.app)).toEqual(before);
  });

  test("the lock is renewed while it is held, and no longer", async () => {
    const on = new Deployed(standIn, prod).grant();
    const service = { kind: "storage", host: new URL(on.folder).host, scope: "s" } as const;
    const requests = new Requests(connectionTo(standIn, clock), service, new Deadline(clock, 1_000_000));
    let beat: (() => void) | undefined;
    const repeat = (work: () => void, every: number): (() => void) => {
      expect(every).toBe(20_000);
      beat = work;
      return () => (beat = undefined);
    };
    const lock = new ReleaseLock(requests, `${on.folder}release.lock`, "a test", clock.now, repeat);
    standIn.leases.now = clock.now;
    await lock.take();
    for (let beats = 0; beats < 6; beats += 1) {
      await clock.wait(20_000);
      beat?.();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(lease(on, "acquire")).toBe(409);
    }
    await lock.giveBack();
    expect(beat).toBeUndefined();
    expect(lease(on, "acquire")).toBe(201);
  });
});

test("a slot that was changed by another release is not swapped", async () => {
  const on = new Deployed(standIn, prod).grant();
  const other = `${on.folder}${"0".repeat(64)}.zip`;
  const right = connectionTo(standIn, clock);
  const connection: typeof right = {
    ...right,
    async send(request) {
      const answer = await right.send(request);
      if (request.url.includes("/slots/staging/functions")) {
        const properties = { ...on.settings(on.slot), WEBSITE_RUN_FROM_PACKAGE: other };
        standIn.make(`${on.slot}/config/appsettings`, { properties });
      }
      return answer;
    },
  };
  const code = packageOf(folder, "process-upload");
  const stopped = await failure(release({ ...options(on, connection), package: code }));
  expect(stopped.step).toBe("swap slot staging with production");
  expect(stopped.message).toMatch(/slot staging is set to run 0{64}\.zip, not [0-9a-f]{64}\.zip/);
  expect(stopped.state).toContain(`slot staging is set to run ${"0".repeat(64)}.zip`);
  expect(on.changes.join()).not.toContain("slotsswap");
});

test("settings that were changed meanwhile are named in the error", async () => {
  const on = new Deployed(standIn, prod, { KEPT: "kept", GONE: "hunter2" }).grant();
  const right = connectionTo(standIn, clock);
  const connection: typeof right = {
    ...right,
    async send(request) {
      const answer = await right.send(request);
      if (request.method === "PUT" && request.url.includes("/config/appsettings")) {
        const settings: Readonly<Record<string, string>> = { ...on.settings(on.slot), KEPT: "another" };
        const { GONE: _gone, ...properties } = settings;
        standIn.make(`${on.slot}/config/appsettings`, { properties });
      }
      return answer;
    },
  };
  const stopped = await failure(
    release({ ...options(on, connection), package: packageOf(folder, "process-upload") }),
  );
  expect(stopped.message).toContain(
    "the app settings of slot staging are not as written: missing: GONE; changed: KEPT",
  );
  expect(stopped.message).not.toMatch(/hunter2|another\b.*KEPT/);
});
