import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReleaseOptions, release, rollback } from "../../lib/release";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { Deployed, killedAfter, packageOf, targetOf } from "../support/released";
import { HurriedClock, directConnectionTo } from "../support/stand-in-connection";

const SETTING = "WEBSITE_RUN_FROM_PACKAGE";
const OTHERS = { FUNCTIONS_EXTENSION_VERSION: "~4", KEPT: "kept", REFERENCE: "@Microsoft.KeyVault(x)" };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A way of going on after a kill, and what production then runs, by what it ran after the kill. */
type Mend = "release" | "rollback";

async function tryKill(environment: string, requests: number, mend: Mend): Promise<boolean> {
  const standIn = await StandIn.start();
  try {
    const clock = new HurriedClock();
    standIn.leases.now = clock.now;
    const on = new Deployed(standIn, targetOf({ environment }), OTHERS).grant();
    const [zero, old, code] = ["zero", "old", "new"].map((name) => packageOf(folder, "process-upload", name));
    if (zero === undefined || old === undefined || code === undefined) throw new Error("there are three");
    const options = (connection = directConnectionTo(standIn, clock)): Omit<ReleaseOptions, "package"> => {
      const { subscriptionId } = identity;
      return { target: on.target, subscriptionId, connection, timeout: 30_000 };
    };
    for (const each of [zero, old]) await release({ ...options(), package: each });
    const { [SETTING]: _package, ...kept } = on.settings(on.app);
    const isWhole = (sha: string): void => {
      expect(on.settings(on.app)).toEqual({ ...kept, [SETTING]: `${on.folder}${sha}.zip` });
    };

    const { connection, death } = killedAfter(requests, directConnectionTo(standIn, clock));
    const end = await Promise.race([release({ ...options(connection), package: code }), death]);

    const runs = on.runs(on.app);
    expect([old.sha256, code.sha256]).toContain(runs);
    isWhole(runs);
    if (mend === "release") {
      await release({ ...options(), package: code });
      isWhole(code.sha256);
    } else {
      await rollback(options());
      isWhole(runs === code.sha256 ? old.sha256 : zero.sha256);
      // And forward again.
      await release({ ...options(), package: code });
      isWhole(code.sha256);
    }
    return end === "killed";
  } finally {
    await standIn.stop();
  }
}

describe.each(["prod", "dev"])("a release into %s that is killed after any request", (environment) => {
  test.each<Mend>(["release", "rollback"])(
    "a killed release leaves production whole, and a %s goes on",
    async (mend) => {
      let requests = 1;
      while (await tryKill(environment, requests, mend)) requests += 1;
      // A release makes that many at least: otherwise it was not killed at each.
      expect(requests).toBeGreaterThan(environment === "prod" ? 25 : 12);
    },
    600_000,
  );
});
