import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { BackendOptions } from "../../lib";
import { RELEASE_FILE, type ReleaseOptions, release, releaseCommand, rollback } from "../../lib/release";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { Deployed, FIRST_IMAGE, failure, killedAfter, packageOf, targetOf } from "../support/released";
import { HurriedClock, connectionTo, directConnectionTo } from "../support/stand-in-connection";

const { subscriptionId } = identity;
const IMAGES: BackendOptions = { functionApp: { container: true }, optional: { containerRegistry: true } };
const prod = targetOf({ environment: "prod", ...IMAGES });
const dev = targetOf({ environment: "dev", ...IMAGES });
const REGISTRY = prod.source.type === "image" ? (prod.source.registry ?? "") : "";
const DIGEST = "a".repeat(64);

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

function options(
  on: Deployed,
  connection = connectionTo(standIn),
): Omit<ReleaseOptions, "package" | "image"> {
  return { target: on.target, subscriptionId, connection, timeout: 30_000, log: (line) => lines.push(line) };
}

/** An image of each version in a registry that anybody may pull from. */
function pushed(into: StandIn, registry: string, ...versions: readonly string[]) {
  const code = packageOf(folder, "process-upload");
  return versions.map((version) => {
    const image = `${registry}/feedback${version}`;
    into.pushImage(image, readFileSync(code.file));
    return { package: code, image };
  });
}

describe("a release of an image", () => {
  test("a release imports the image into the closed registry, warms it up in the slot, and swaps", async () => {
    const on = new Deployed(standIn, prod).grant();
    const [one, two] = pushed(standIn, "ghcr.io/acme", ":1", ":2");
    if (one === undefined || two === undefined) throw new Error("there are two");
    const own = (version: string): string => `${REGISTRY}/acme/feedback:${version}`;
    // Nobody wants to go back to the image that an app is born with.
    expect(await release({ ...options(on), ...one })).toEqual({ package: own("1"), changed: true });
    expect([on.image(on.app), on.image(on.slot)]).toEqual([own("1"), FIRST_IMAGE]);
    expect(on.changes).toEqual([
      expect.stringMatching(/\/importImage 202$/),
      expect.stringMatching(/^PUT \/[0-9a-f]{64}\.image 201$/),
      "PUT /slots/staging/config/appsettings 200",
      "PATCH /slots/staging/config/web 200",
      "POST /slots/staging/restart 200",
      "POST /slots/staging/syncfunctiontriggers 204",
      "POST /slots/staging/syncfunctiontriggers 204",
      "POST /slots/staging/slotsswap 202",
      "POST /syncfunctiontriggers 204",
    ]);

    const again = await release({ ...options(on), ...two });
    expect(again).toEqual({ package: own("2"), previous: own("1"), changed: true });
    expect([on.image(on.app), on.image(on.slot)]).toEqual([own("2"), own("1")]);
    expect(on.settings(on.app)).toEqual({
      KEPT: "kept",
      FUNCTIONS_EXTENSION_VERSION: "~4",
      DOCKER_REGISTRY_SERVER_URL: REGISTRY,
    });
    const reached = standIn.exchanges.filter(({ host }) => host.endsWith(".azurecr.io"));
    expect(reached).toEqual([]);
  });

  test("a release of the image that runs already changes nothing", async () => {
    const on = new Deployed(standIn, prod).grant();
    const [one] = pushed(standIn, REGISTRY, ":1");
    if (one === undefined) throw new Error("there is one");
    await release({ ...options(on), ...one });
    const { length } = on.changes;
    expect(await release({ ...options(on), ...one })).toEqual({ package: one.image, changed: false });
    expect(on.changes.slice(length)).toEqual(["POST /syncfunctiontriggers 204"]);
  });

  test("an image of the backend's own registry, by tag or digest, is not imported", async () => {
    const on = new Deployed(standIn, prod).grant();
    for (const each of pushed(standIn, REGISTRY, ":1", `@sha256:${DIGEST}`)) {
      await release({ ...options(on), ...each });
      expect(on.image(on.app)).toBe(each.image);
    }
    expect(on.changes.join()).not.toContain("importImage");
  });

  test("an image by digest is imported without a tag", async () => {
    const on = new Deployed(standIn, prod).grant();
    const [one] = pushed(standIn, "ghcr.io/acme", `@sha256:${DIGEST}`);
    if (one === undefined) throw new Error("there is one");
    await release({ ...options(on), ...one });
    expect(on.image(on.app)).toBe(`${REGISTRY}/acme/feedback@sha256:${DIGEST}`);
  });

  test("an image of a registry with a sign-in needs its credentials, which nothing shows", async () => {
    const on = new Deployed(standIn, prod).grant();
    const code = packageOf(folder, "process-upload");
    standIn.pushImage("ghcr.io/acme/feedback:1", readFileSync(code.file), "hidden-token");
    const given = { ...options(on), package: code, image: "ghcr.io/acme/feedback:1" };
    const stopped = await failure(release(given));
    expect(stopped.step).toBe(`import ghcr.io/acme/feedback:1 into ${REGISTRY}`);
    expect(stopped.message).toContain("IMAGE_SOURCE_USERNAME and IMAGE_SOURCE_PASSWORD");
    const done = await release({
      ...given,
      imageCredentials: { username: "acme", password: "hidden-token" },
    });
    expect(done.package).toBe(`${REGISTRY}/acme/feedback:1`);
    expect(lines.join("\n") + stopped.message).not.toContain("hidden-token");
  });

  test("an image that does not start stays in the slot", async () => {
    const on = new Deployed(standIn, prod).grant();
    const [one] = pushed(standIn, REGISTRY, ":1");
    if (one === undefined) throw new Error("there is one");
    await release({ ...options(on), ...one });
    const stopped = await failure(release({ ...options(on), ...one, image: `${REGISTRY}/feedback:absent` }));
    expect(stopped.message).toContain("ImagePullFailure");
    expect(stopped.state).toBe(
      `production is set to run ${one.image}, slot staging is set to run ${REGISTRY}/feedback:absent`,
    );
    // And the way back is not to what never ran.
    expect((await failure(rollback(options(on)))).message).toContain("no package before");
  });

  test("a release without a slot points the app at the image", async () => {
    const on = new Deployed(standIn, dev).grant();
    const registry = dev.source.type === "image" ? (dev.source.registry ?? "") : "";
    const [one, two] = pushed(standIn, registry, ":1", ":2");
    if (one === undefined || two === undefined) throw new Error("there are two");
    for (const each of [one, two]) await release({ ...options(on), ...each });
    expect(on.image(on.app)).toBe(two.image);
    await rollback(options(on));
    expect(on.image(on.app)).toBe(one.image);
  });
});

describe("going back to an image", () => {
  test("going back swaps back, and the next time goes to the image before that", async () => {
    const on = new Deployed(standIn, prod).grant();
    const images = pushed(standIn, REGISTRY, ":1", ":2", ":3");
    for (const each of images) await release({ ...options(on), ...each });
    const { length } = on.changes;
    await rollback(options(on));
    expect(on.image(on.app)).toBe(images[1]?.image);
    expect(on.changes.slice(length).join()).not.toContain("config/web");
    await rollback(options(on));
    expect(on.image(on.app)).toBe(images[0]?.image);
  });
});

describe("an image that is refused before a request", () => {
  const code = { file: __filename, sha256: "", functions: [] };

  test.each<[string, Partial<ReleaseOptions>, RegExp]>([
    [
      "none is given",
      {},
      /image: the app runs an image, and none is given[^]*add --image cr\S+\/<repository>:<tag>/,
    ],
    ["one without a registry", { image: "feedback:1" }, /must be an image with the host of its registry/],
    [
      "one without a tag",
      { image: "ghcr.io/acme/feedback" },
      /a tag or a digest, got "ghcr\.io\/acme\/feedback"/,
    ],
    [
      "an image for an app that runs packages",
      { target: targetOf({ environment: "prod" }), image: "ghcr.io/acme/feedback:1" },
      /the app runs a package, not an image/,
    ],
  ])("a release is refused where %s", async (_name, given, message) => {
    const refused = release({ target: prod, subscriptionId, package: code, ...given });
    await expect(refused).rejects.toThrow(message);
  });
});

describe("the command that releases an image", () => {
  test("the command takes the image and who may pull it, and no image where it goes back", async () => {
    const on = new Deployed(standIn, prod).grant();
    const code = packageOf(folder, "process-upload");
    standIn.pushImage("ghcr.io/acme/feedback:1", readFileSync(code.file), "hidden-token");
    writeFileSync(
      join(folder, RELEASE_FILE),
      JSON.stringify({ package: { ...code, file: basename(code.file) }, targets: [prod] }),
    );
    const run = (...args: readonly string[]): Promise<number> =>
      releaseCommand({
        folder,
        args,
        variables: {
          AZURE_SUBSCRIPTION_ID: subscriptionId,
          IMAGE_SOURCE_USERNAME: "acme",
          IMAGE_SOURCE_PASSWORD: "hidden-token",
        },
        print: (line) => lines.push(line),
        connection: connectionTo(standIn),
      });
    expect(await run("prod", "--image", "ghcr.io/acme/feedback:1")).toBe(0);
    expect(on.image(on.app)).toBe(`${REGISTRY}/acme/feedback:1`);
    expect(lines.at(-1)).toBe(`feedback (prod) runs ${REGISTRY}/acme/feedback:1`);
    expect(await run("prod", "--back", "--image", "ghcr.io/acme/feedback:1")).toBe(2);
    expect(lines.at(-1)).toContain("remove --image");
    expect(await run("prod")).toBe(1);
    expect(lines.at(-1)).toContain("none is given");
    expect(lines.join()).not.toContain("hidden-token");
  });
});

describe("a release of an image that is killed after any request", () => {
  test.each(["release", "rollback"] as const)(
    "production always has a whole image, and a %s goes on",
    async (mend) => {
      let requests = 1;
      while (await tryKill(requests, mend)) requests += 1;
      expect(requests).toBeGreaterThan(20);
    },
    600_000,
  );

  async function tryKill(requests: number, mend: "release" | "rollback"): Promise<boolean> {
    const own = await StandIn.start();
    try {
      const clock = new HurriedClock();
      own.leases.now = clock.now;
      const on = new Deployed(own, prod).grant();
      const [zero, old, code] = pushed(own, "ghcr.io/acme", ":0", ":1", ":2");
      if (zero === undefined || old === undefined || code === undefined) throw new Error("there are three");
      const imported = ({ image }: { readonly image: string }): string => image.replace("ghcr.io", REGISTRY);
      const given = (connection = directConnectionTo(own, clock)) => options(on, connection);
      for (const each of [zero, old]) await release({ ...given(), ...each });
      const { connection, death } = killedAfter(requests, directConnectionTo(own, clock));
      const end = await Promise.race([release({ ...given(connection), ...code }), death]);
      const ran = on.image(on.app);
      expect([imported(old), imported(code)]).toContain(ran);
      if (mend === "rollback") {
        await rollback(given());
        expect(on.image(on.app)).toBe(ran === imported(code) ? imported(old) : imported(zero));
      }
      await release({ ...given(), ...code });
      expect(on.image(on.app)).toBe(imported(code));
      return end === "killed";
    } finally {
      await own.stop();
    }
  }
});
