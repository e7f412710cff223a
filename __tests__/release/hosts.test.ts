import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BackendConfigError, planBackend } from "../../lib";
import {
  type AzureCloud,
  type HttpRequest,
  type HttpResponse,
  type ReleaseOptions,
  release,
  releaseTarget,
} from "../../lib/release";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { answering, requestNamed } from "../support/answers";
import { Deployed, failure, packageOf, targetOf } from "../support/released";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { HurriedClock, connectionTo } from "../support/stand-in-connection";

const prod = targetOf({ environment: "prod" });
const { subscriptionId } = identity;
const EVIL = "https://evil.example/operation";

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

/** Everything that was sent, by host. */
function watched(connection = connectionTo(standIn, clock)) {
  const hosts = new Set<string>();
  const send = (request: HttpRequest): Promise<HttpResponse> => {
    const { host } = new URL(request.url);
    hosts.add(host);
    return host === "evil.example"
      ? Promise.resolve({ status: 200, headers: {}, body: '{"status":"Succeeded","value":[]}' })
      : connection.send(request);
  };
  return { connection: { ...connection, send }, hosts };
}

function options(on: Deployed, connection = connectionTo(standIn, clock)): Omit<ReleaseOptions, "package"> {
  return { target: on.target, subscriptionId, connection, timeout: 30_000 };
}

describe("an answer that leads to another host", () => {
  test.each<[string, string, (right: HttpResponse) => HttpResponse]>([
    [
      "Azure-AsyncOperation of a swap",
      "the swap",
      ({ headers }) => ({ status: 202, headers: { ...headers, "azure-asyncoperation": EVIL }, body: "" }),
    ],
    ["Location of a swap", "the swap", () => ({ status: 202, headers: { location: EVIL }, body: "" })],
    [
      "nextLink of functions",
      "the functions of the slot",
      () => ({ status: 200, headers: {}, body: JSON.stringify({ value: [], nextLink: EVIL }) }),
    ],
    [
      "a host that begins alike",
      "the functions of the slot",
      () => ({
        status: 200,
        headers: {},
        body: JSON.stringify({ value: [], nextLink: "https://management.azure.com.evil.example/" }),
      }),
    ],
    [
      "the same host without TLS",
      "the functions of the slot",
      () => ({
        status: 200,
        headers: {},
        body: JSON.stringify({ value: [], nextLink: "http://management.azure.com/x" }),
      }),
    ],
  ])("a link by %s gets no token, and ends the release", async (_name, request, answer) => {
    const on = new Deployed(standIn, prod).grant();
    const { connection, hosts } = watched();
    const led = answering(connection, requestNamed(request), (right) => answer(right ?? EMPTY), true);
    const { message } = await failure(
      release({ ...options(on, led), package: packageOf(folder, "process-upload") }),
    );
    expect(message).toMatch(
      /leads to https?:\/\/\S+, which is not https:\/\/management\.azure\.com: no token/,
    );
    expect([...hosts].sort()).toEqual(["management.azure.com", new URL(on.folder).host]);
  });

  test.each(["the lease", "the settings of production", "the swap", "the state of production's host"])(
    "a redirect of %s is not followed",
    async (request) => {
      const on = new Deployed(standIn, prod).grant();
      const { connection, hosts } = watched();
      const redirect = { status: 307, headers: { location: EVIL }, body: "" };
      const led = answering(connection, requestNamed(request), () => redirect);
      const { message } = await failure(
        release({ ...options(on, led), package: packageOf(folder, "process-upload") }),
      );
      expect(message).toContain("but a redirect to https://evil.example: status 307");
      expect([...hosts]).not.toContain("evil.example");
    },
  );
});

const EMPTY: HttpResponse = { status: 200, headers: {}, body: "" };

describe("a release is over in time", () => {
  test.each(["the settings of production", "the write of the slot's settings", "the swap"])(
    "a release ends in time where there is no answer to %s",
    async (name) => {
      const on = new Deployed(standIn, prod).grant();
      const right = connectionTo(standIn, clock);
      const isNamed = requestNamed(name);
      const asked: (number | undefined)[] = [];
      // As the pipeline ends it, whose test is another: connection.test.ts.
      const send = async (request: HttpRequest): Promise<HttpResponse> => {
        if (!isNamed(request)) return right.send(request);
        asked.push(request.timeout);
        await clock.wait(request.timeout ?? Infinity);
        throw new Error(`no answer within ${request.timeout ?? 0} ms`);
      };
      const stopped = await failure(
        release({ ...options(on, { ...right, send }), package: packageOf(folder, "process-upload") }),
      );
      expect(stopped.message).toContain("management.azure.com returned nothing: no answer within");
      expect(Math.max(...asked.map((each) => each ?? Infinity))).toBeLessThanOrEqual(240_000);
    },
  );

  test("a release ends in time where a swap never ends, with an error that says so", async () => {
    const on = new Deployed(standIn, prod).grant();
    standIn.fault({ method: "POST", path: "/slotsswap", pending: 100_000 });
    const stopped = await failure(
      release({ ...options(on), deadline: 1_800_000, package: packageOf(folder, "process-upload") }),
    );
    expect(stopped.message).toContain("it did not finish in 30 min");
    // The state is read all the same.
    expect(stopped.state).toMatch(/^production is set to run \S+, slot staging is set to run \S+$/);
    expect(clock.now()).toBeLessThan(1_800_000 + 60_000);
  });

  test.each([
    ["86400", 60_000],
    ["0", 1_000],
    [new Date(Date.now() + 20_000).toUTCString(), 20_000],
  ])("a release ends in time for any Retry-After of a poll: %s", async (header, longest) => {
    const on = new Deployed(standIn, prod).grant();
    const swap = requestNamed("the swap");
    const said = answering(
      connectionTo(standIn, clock),
      swap,
      (right) => ({ ...(right ?? EMPTY), headers: { ...right?.headers, "retry-after": header } }),
      true,
    );
    await release({ ...options(on, said), package: packageOf(folder, "process-upload") });
    expect(clock.now()).toBeLessThanOrEqual(longest);
    expect(clock.now()).toBeGreaterThanOrEqual(Math.min(longest, 1_000));
  });
});

describe("another cloud", () => {
  const plan = planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", environment: "prod" },
  );

  test.each<[AzureCloud, string, string]>([
    ["AzureCloud", "management.azure.com", ".blob.core.windows.net"],
    ["AzureUSGovernment", "management.usgovcloudapi.net", ".blob.core.usgovcloudapi.net"],
    ["AzureChinaCloud", "management.chinacloudapi.cn", ".blob.core.chinacloudapi.cn"],
  ])("the cloud %s is called at hosts of its own", async (cloud, management, suffix) => {
    const asked: string[] = [];
    const scopes: string[] = [];
    const connection = {
      clock,
      token: (scope: string) => Promise.resolve(scopes.push(scope)).then(() => "token"),
      send: ({ url }: HttpRequest): Promise<HttpResponse> => {
        asked.push(new URL(url).host);
        return Promise.resolve({ status: 500, headers: {}, body: "" });
      },
    };
    const target = releaseTarget(plan, { cloud });
    await failure(
      release({ target, subscriptionId, connection, package: packageOf(folder, "process-upload") }),
    );
    expect([...new Set(asked)].map((host) => host.replace(/^st\w+/, ""))).toEqual([suffix, management]);
    expect(scopes).toContain(`https://${management}/.default`);
  });

  test.each([
    [
      { cloud: "AzureGermanCloud" },
      /cloud: unknown Azure cloud "AzureGermanCloud"[^]*must be one of AzureCloud, /,
    ],
    [
      { cloud: "AzureUSGovernment" },
      /windows\.net\S+ is not a blob endpoint of AzureUSGovernment, and no token is sent to it/,
    ],
    [
      { source: { type: "container", container: "c", blobEndpoint: "https://packages.example/" } },
      /https:\/\/packages\.example\S+ is not a blob endpoint of AzureCloud/,
    ],
    [
      { source: { type: "container", container: "c", blobEndpoint: "http://st.blob.core.windows.net/" } },
      /is not a blob endpoint of AzureCloud/,
    ],
  ])("a host of another cloud is refused before a request is sent: %j", async (said, message) => {
    const target = { ...prod, ...said } as typeof prod;
    const refused = release({
      target,
      subscriptionId,
      connection: connectionTo(standIn, clock),
      package: packageOf(folder, "process-upload"),
    });
    await expect(refused).rejects.toThrow(BackendConfigError);
    await expect(refused).rejects.toThrow(message);
    expect(standIn.exchanges).toEqual([]);
  });
});
