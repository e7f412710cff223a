import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { type HttpResponse, ReleaseError, type ReleaseOptions, release } from "../../lib/release";
import { beginningOf } from "../../lib/release/answer";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { REQUESTS, answering, requestNamed } from "../support/answers";
import { Deployed, packageOf, targetOf } from "../support/released";
import { HurriedClock, directConnectionTo } from "../support/stand-in-connection";

const prod = targetOf({ environment: "prod" });
const dev = targetOf({ environment: "dev" });
const SETTING = "WEBSITE_RUN_FROM_PACKAGE";
const OTHERS = { FUNCTIONS_EXTENSION_VERSION: "~4", KEPT: "kept", SECRET: "hunter2-hunter2" };
const PAGE = "<html><title>Sign in</title><body>Your session has ended. Bearer abcdef</body></html>";

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
  standIn.leases.now = clock.now;
});
afterEach(() => standIn.stop());

function options(
  on: Deployed,
  connection = directConnectionTo(standIn, clock),
): Omit<ReleaseOptions, "package"> {
  const { subscriptionId } = identity;
  return { target: on.target, subscriptionId, connection, timeout: 30_000 };
}

function page(status = 200): HttpResponse {
  return { status, headers: { "content-type": "text/html" }, body: PAGE };
}

function json(body: string): HttpResponse {
  return { status: 200, headers: { "content-type": "application/json" }, body };
}

/** Half of what was answered; half an object where nothing was. */
function half(right: HttpResponse | undefined): HttpResponse {
  const { body, headers } = right ?? json("");
  const whole = body.length > 4 ? body : '{"properties":{"KEPT":"kept","SECRET":"hunter2-hunter2"';
  return { status: 200, headers, body: whole.slice(0, whole.length / 2) };
}

const ANSWERS: Readonly<Record<string, (right: HttpResponse | undefined) => HttpResponse>> = {
  "a proxy's page": () => page(),
  "an empty object": () => json("{}"),
  "a half answer": half,
};

/** A request that only reads is the same whether Azure gets it or not. */
const cases = Object.entries(REQUESTS).flatMap(([request, [method, url]]) =>
  Object.keys(ANSWERS).flatMap((answer) =>
    (method === "PUT" || (method === "POST" && !url.source.includes("list")) ? [true, false] : [false]).map(
      (reaches) => [answer, request, reaches] as const,
    ),
  ),
);

describe("an answer of another server", () => {
  // A swap that Azure has begun is over, whatever was answered: production is looked at afterwards.
  test.each(cases)(
    "the answer %s to %s ends the release (reached Azure: %s)",
    async (answer, request, reaches) => {
      const on = new Deployed(standIn, prod, OTHERS).grant();
      const [old, code] = ["old", "new"].map((name) => packageOf(folder, "process-upload", name));
      if (old === undefined || code === undefined) throw new Error("there are two packages");
      await release({ ...options(on), package: old });
      const before = { app: on.settings(on.app), slot: on.settings(on.slot) };
      // So that it is made, too.
      standIn.loseBlob(`${on.folder}release.lock`);
      const connection = answering(
        directConnectionTo(standIn, clock),
        requestNamed(request),
        (right) => ANSWERS[answer]?.(right) ?? page(),
        reaches,
      );

      const stopped: unknown = await release({ ...options(on, connection), package: code }).catch(
        (error: unknown) => error,
      );

      expect(stopped).toBeInstanceOf(ReleaseError);
      const { message } = stopped as ReleaseError;
      expect(message).toMatch(/did not return .*: status \d+, content type /);
      expect(message).not.toMatch(/hunter2|abcdef/);
      // Production runs the old package or the new one, with everything else that it had; the slot has lost nothing.
      expect([old.sha256, code.sha256]).toContain(on.runs(on.app));
      const { [SETTING]: _old, ...kept } = before.app;
      expect(on.settings(on.app)).toEqual({ ...kept, [SETTING]: `${on.folder}${on.runs(on.app)}.zip` });
      expect(Object.keys(on.settings(on.slot)).sort()).toEqual(Object.keys(before.slot).sort());
      // And the same command goes on.
      await release({ ...options(on), package: code });
      expect(on.runs(on.app)).toBe(code.sha256);
      expect(on.settings(on.app)).toEqual({ ...kept, [SETTING]: `${on.folder}${code.sha256}.zip` });
    },
  );

  test.each([
    ["a page", page()],
    ["nothing", json("{}")],
    ["no settings", json('{"properties":{}}')],
    ["a list", json('{"properties":[]}')],
    ["a number", json('{"properties":{"FUNCTIONS_EXTENSION_VERSION":4}}')],
    ["other settings", json('{"properties":{"KEPT":"kept"}}')],
  ])("the answer of %s in place of the settings erases no setting, without a slot", async (_name, answer) => {
    const on = new Deployed(standIn, dev, OTHERS).grant();
    const before = on.settings(on.app);
    const connection = answering(
      directConnectionTo(standIn, clock),
      requestNamed("the settings of production"),
      () => answer,
    );
    const code = packageOf(folder, "process-upload");
    const { message } = await release({ ...options(on, connection), package: code }).then(
      () => new Error("it was released"),
      (error: unknown) => error as Error,
    );
    expect(message).toMatch(
      /did not return (a JSON object|an object "properties" with the app's settings): status 200/,
    );
    expect(on.settings(on.app)).toEqual(before);
  });
});

describe("the beginning of an answer", () => {
  test("the beginning of an answer names its keys, and shows no value", () => {
    expect(beginningOf('{"properties":{"A":"secret","B":"se')).toBe('{"properties":{"A":…,"B":…');
    expect(beginningOf(PAGE)).toBe("<html><title>Sign in</title><body>Your session has ended. Bearer …");
    expect(beginningOf("upstream timed out")).toBe("upstream timed out");
    expect(beginningOf("")).toBe("");
  });

  test("the beginning of an answer shows no setting's value, wherever it is cut off", () => {
    const name = fc.stringMatching(/^[A-Z][A-Z_]{0,8}$/);
    const secret = fc.string({ maxLength: 12 }).map((text) => `§${text}§`);
    fc.assert(
      fc.property(fc.dictionary(name, secret), fc.nat(400), (properties, cut) => {
        const body = JSON.stringify({ id: "§id§", properties });
        expect(beginningOf(body.slice(0, cut))).not.toContain("§");
      }),
    );
  });
});
