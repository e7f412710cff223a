import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReleaseOptions, release, rollback } from "../../lib/release";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { Deployed, failure, killedAfter, packageOf, targetOf } from "../support/released";
import { HurriedClock, connectionTo, directConnectionTo } from "../support/stand-in-connection";

const { subscriptionId } = identity;
const flex = targetOf({ environment: "prod", functionApp: { plan: "FC1" } });

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
afterEach(() => standIn.stop());

function options(on: Deployed, connection = connectionTo(standIn)): Omit<ReleaseOptions, "package"> {
  return { target: on.target, subscriptionId, connection, timeout: 30_000, log: (line) => lines.push(line) };
}

/** Whether Flex Consumption starts this package. */
function runs(code: { readonly file: string }): boolean {
  return Buffer.from(standIn.flexPackage() ?? []).equals(readFileSync(code.file));
}

function packages() {
  const [one, two, three] = ["one", "two", "three"].map((name) => packageOf(folder, "process-upload", name));
  if (one === undefined || two === undefined || three === undefined) throw new Error("there are three");
  return { one, two, three };
}

describe("a release to Flex Consumption", () => {
  test("a release goes through the deployment site, although the account of the host is closed", async () => {
    const on = new Deployed(standIn, flex).grant();
    const { one, two } = packages();
    expect(await release({ ...options(on), package: one })).toEqual({
      package: `${one.sha256}.zip`,
      changed: true,
    });
    expect(runs(one)).toBe(true);
    const again = await release({ ...options(on), package: two });
    expect(again).toEqual({ package: `${two.sha256}.zip`, previous: `${one.sha256}.zip`, changed: true });
    expect(runs(two)).toBe(true);
    const hosts = new Set(standIn.exchanges.map(({ host }) => host));
    expect([...hosts].filter((host) => host.startsWith("sthost."))).toEqual([]);
    expect(lines).toContain(`deploy ${two.sha256}.zip`);
  });

  test("the deployment site gets a token for Azure Resource Manager, and the package as it is", async () => {
    const on = new Deployed(standIn, flex).grant();
    await release({ ...options(on), package: packages().one });
    const asked = standIn.exchanges.filter(({ host }) => host.endsWith(".scm.azurewebsites.net"));
    expect(asked.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      "POST /api/publish 202",
      "GET /api/deployments/deployment-1 202",
      "GET /api/deployments/deployment-1 200",
    ]);
    for (const { headers } of asked)
      expect(headers["authorization"]).toBe("Bearer token for https://management.azure.com/.default");
    expect(asked[0]?.headers["content-type"]).toBe("application/zip");
  });

  test("a release of the package that runs already changes nothing", async () => {
    const on = new Deployed(standIn, flex).grant();
    const { one } = packages();
    await release({ ...options(on), package: one });
    const { length } = standIn.exchanges;
    expect(await release({ ...options(on), package: one })).toEqual({
      package: `${one.sha256}.zip`,
      changed: false,
    });
    const posts = standIn.exchanges.slice(length).filter(({ path }) => path === "/api/publish");
    expect(posts).toEqual([]);
  });

  test("what another tool has deployed meanwhile is replaced by the same package, which keeps what ran before", async () => {
    const on = new Deployed(standIn, flex).grant();
    const { one, two, three } = packages();
    for (const each of [one, two]) await release({ ...options(on), package: each });
    await deployByHand(three);
    expect(runs(three)).toBe(true);
    expect((await release({ ...options(on), package: two })).changed).toBe(true);
    expect(runs(two)).toBe(true);
    await rollback(options(on));
    expect(runs(one)).toBe(true);
  });

  test("a release waits for a deployment that is running", async () => {
    const on = new Deployed(standIn, flex).grant();
    const { one, three } = packages();
    await beginByHand(three);
    await release({ ...options(on), package: one });
    expect(runs(one)).toBe(true);
    expect(
      standIn.exchanges.filter(({ status, path }) => status === 409 && path === "/api/publish"),
    ).toHaveLength(1);
  });

  test("a deployment site that restarts does not know the deployment for a while", async () => {
    const on = new Deployed(standIn, flex).grant();
    standIn.fault({ path: "/api/deployments/deployment-1", times: 3, response: { status: 404 } });
    const { one } = packages();
    await release({ ...options(on), package: one });
    expect(runs(one)).toBe(true);
  });

  async function beginByHand(code: { readonly file: string }): Promise<void> {
    await connectionTo(standIn).send({
      method: "POST",
      url: `https://${flex.functionApp}.scm.azurewebsites.net/api/publish`,
      headers: { Authorization: "Bearer by-hand", "Content-Type": "application/zip" },
      body: readFileSync(code.file),
    });
  }

  async function deployByHand(code: { readonly file: string }): Promise<void> {
    await beginByHand(code);
    const url = `https://${flex.functionApp}.scm.azurewebsites.net/api/deployments/latest`;
    const headers = { Authorization: "Bearer by-hand" };
    for (let times = 0; times < 2; times += 1)
      await connectionTo(standIn).send({ method: "GET", url, headers });
  }
});

describe("going back on Flex Consumption", () => {
  test("going back deploys the package before, and the next time the one before that", async () => {
    const on = new Deployed(standIn, flex).grant();
    const { one, two, three } = packages();
    for (const each of [one, two, three]) await release({ ...options(on), package: each });
    expect(await rollback(options(on))).toEqual({ package: `${two.sha256}.zip`, changed: true });
    expect(runs(two)).toBe(true);
    await rollback(options(on));
    expect(runs(one)).toBe(true);
    const stopped = await failure(rollback(options(on)));
    expect(stopped.message).toContain(`no package before ${one.sha256}.zip is known`);
    expect(stopped.state).toBe(`production runs ${one.sha256}.zip`);
  });

  test("going back is refused where no package was released, and where the earlier one is gone", async () => {
    const on = new Deployed(standIn, flex).grant();
    expect((await failure(rollback(options(on)))).message).toContain(
      "no released package is known to have run",
    );
    const { one, two } = packages();
    for (const each of [one, two]) await release({ ...options(on), package: each });
    standIn.loseBlob(`${on.folder}${one.sha256}.zip`);
    expect((await failure(rollback(options(on)))).message).toContain(".zip was deleted");
    expect(runs(two)).toBe(true);
  });
});

describe("a release to Flex Consumption that stops", () => {
  test.each<[string, (on: Deployed) => void, RegExp, RegExp]>([
    [
      "where the deployment site is closed to the internet",
      (on) => {
        closeSite(on);
      },
      /func-feedback-prod-\w+\.scm\.azurewebsites\.net returned 403 Forbidden/,
      /run from the network of the app, if functionApp\.publicNetworkAccess is false/,
    ],
    [
      "where the app may not write its container",
      () => {
        standIn.lose("Microsoft.Authorization/roleAssignments", ownerAssignment());
      },
      /the deployment deployment-1 failed: InaccessibleStorageException/,
      /check that the app reaches its deployment container with its identity/,
    ],
    [
      "where the token is refused",
      () => {
        standIn.fault({ path: "/api/publish", response: { status: 401 } });
      },
      /scm\.azurewebsites\.net returned 401/,
      /sign in to the tenant/,
    ],
    [
      "where something else answers",
      () => {
        standIn.fault({ path: "/api/publish", response: { status: 202, body: { ok: true } } });
      },
      /did not return the id of a deployment/,
      /check what answers for/,
    ],
  ])("a release stops, and production runs what it ran: %s", async (_name, prepare, why, next) => {
    const on = new Deployed(standIn, flex).grant();
    prepare(on);
    const { one } = packages();
    const stopped = await failure(release({ ...options(on), package: one }));
    expect(stopped.step).toBe(`deploy ${one.sha256}.zip`);
    expect(stopped.message).toMatch(why);
    expect(stopped.next).toMatch(next);
    expect(stopped.state).toBe(
      `production runs no package, or ${one.sha256}.zip, whose deployment has begun`,
    );
    expect(standIn.flexPackage()).toBeUndefined();
  });

  function closeSite(on: Deployed): void {
    const { id, body } = standIn.resource("Microsoft.Web/sites");
    expect(id).toBe(on.app);
    const properties = body["properties"] as object;
    standIn.make(id, { ...body, properties: { ...properties, publicNetworkAccess: "Disabled" } });
  }

  function ownerAssignment(): string {
    const found = standIn.resources.find(
      ({ type, id }) => type === "Microsoft.Authorization/roleAssignments" && id.includes("/sthost/"),
    );
    return found?.id ?? "";
  }
});

describe("a release to Flex Consumption that is killed after any request", () => {
  test.each(["release", "rollback"] as const)(
    "production always has a whole package, and a %s goes on",
    async (mend) => {
      let requests = 1;
      while (await tryKill(requests, mend)) requests += 1;
      expect(requests).toBeGreaterThan(15);
    },
    600_000,
  );

  test("a way back that is killed after any request is gone to its end by the same command", async () => {
    let requests = 1;
    while (await tryKillBack(requests)) requests += 1;
    expect(requests).toBeGreaterThan(15);
  }, 600_000);

  async function tryKillBack(requests: number): Promise<boolean> {
    const own = await StandIn.start();
    try {
      const clock = new HurriedClock();
      own.leases.now = clock.now;
      const on = new Deployed(own, flex).grant();
      const { one, two, three } = packages();
      const runsNow = (code: { readonly file: string }): boolean =>
        Buffer.from(own.flexPackage() ?? []).equals(readFileSync(code.file));
      for (const each of [one, two, three])
        await release({ ...options(on, directConnectionTo(own, clock)), package: each });
      const { connection, death } = killedAfter(requests, directConnectionTo(own, clock));
      const end = await Promise.race([rollback(options(on, connection)), death]);
      expect([two, three].some(runsNow)).toBe(true);
      if (end !== "killed") return false;
      const { package: went } = await rollback(options(on, directConnectionTo(own, clock)));
      // Where the first one was all but over, the second one goes one further.
      expect([`${two.sha256}.zip`, `${one.sha256}.zip`]).toContain(went);
      expect([two, one].some(runsNow)).toBe(true);
      return true;
    } finally {
      await own.stop();
    }
  }

  async function tryKill(requests: number, mend: "release" | "rollback"): Promise<boolean> {
    const own = await StandIn.start();
    try {
      const clock = new HurriedClock();
      own.leases.now = clock.now;
      const on = new Deployed(own, flex).grant();
      const { one, two, three } = packages();
      const given = (connection = directConnectionTo(own, clock)): Omit<ReleaseOptions, "package"> => ({
        ...options(on, connection),
      });
      const runsNow = (): string | undefined =>
        [one, two, three].find(({ file }) => Buffer.from(own.flexPackage() ?? []).equals(readFileSync(file)))
          ?.sha256;
      for (const each of [one, two]) await release({ ...given(), package: each });
      const { connection, death } = killedAfter(requests, directConnectionTo(own, clock));
      const end = await Promise.race([release({ ...given(connection), package: three }), death]);
      const ran = runsNow();
      expect([two.sha256, three.sha256]).toContain(ran);
      if (mend === "rollback") {
        const { package: went } = await rollback(given());
        // Where nobody knows whether the deployment has ended, the way back is to what surely ran.
        expect([`${one.sha256}.zip`, `${two.sha256}.zip`]).toContain(went);
        expect(`${runsNow() ?? ""}.zip`).toBe(went);
        if (ran === three.sha256) expect(went).toBe(`${two.sha256}.zip`);
      }
      await release({ ...given(), package: three });
      expect(runsNow()).toBe(three.sha256);
      return end === "killed";
    } finally {
      await own.stop();
    }
  }
});
