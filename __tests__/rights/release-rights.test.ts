import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BackendOptions } from "../../lib";
import { type Released, type ReleaseOptions, release, rollback } from "../../lib/release";
import { isAllowed } from "../../lib/rights/permission";
import { pipelineRoles } from "../../lib/rights/pipeline-roles";
import { releaseActions, releaseTakenBack } from "../../lib/rights/release-actions";
import { requestActions } from "../../lib/rights/request-actions";
import type { GivenRole } from "../../lib/stand-in/caller-rights";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { bootstrapWith } from "../pipeline/bootstrap/example-plan";
import { givenByBootstrap } from "../support/given-roles";
import { Deployed, failure, packageOf, targetOf } from "../support/released";
import { connectionTo } from "../support/stand-in-connection";

const { subscriptionId } = identity;
const { applier } = pipelineRoles();

/** Every way by which code gets to Azure. */
const KINDS: Readonly<Record<string, BackendOptions>> = {
  "a package through a slot": { environment: "prod" },
  "a package without a slot": { environment: "dev" },
  "a package for Flex Consumption": { environment: "prod", functionApp: { plan: "FC1" } },
  "an image": {
    environment: "prod",
    functionApp: { container: true },
    optional: { containerRegistry: true },
  },
};

let folder = "";
const started: StandIn[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-rights-"));
});
afterEach(async () => {
  for (const each of started.splice(0)) await each.stop();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What Terraform would have made, for somebody who has what is given and nothing else. */
async function deployedFor(kind: string, given: readonly GivenRole[]) {
  const standIn = await StandIn.start();
  started.push(standIn);
  const on = new Deployed(standIn, targetOf(KINDS[kind] ?? {}));
  standIn.limit(identity.objectId, given);
  const options = { target: on.target, subscriptionId, connection: connectionTo(standIn), timeout: 30_000 };
  const releaseCode = (name: string): Promise<Released> => release({ ...options, ...code(on, name) });
  return { on, standIn, releaseCode, back: () => rollback(options) };
}

function code(on: Deployed, name: string): Pick<ReleaseOptions, "image" | "package"> {
  const built = packageOf(folder, "process-upload", name);
  if (on.target.source.type !== "image") return { package: built };
  const image = `ghcr.io/acme/feedback:${name}`;
  on.standIn.pushImage(image, readFileSync(built.file));
  return { package: built, image };
}

const applies = (without: readonly string[] = [], builtIn = false): readonly GivenRole[] =>
  givenByBootstrap(bootstrapWith({}, { builtIn }), "apply", without);

/** The actions that releases of every kind have asked Azure Resource Manager for. */
const asked = new Set<string>();

test.each(Object.keys(KINDS))("the identity that applies releases %s, again and back", async (kind) => {
  const { standIn, releaseCode, back } = await deployedFor(kind, applies());
  // A swap that goes on is asked for where it is.
  standIn.fault({ method: "POST", path: "/slotsswap", pending: 1 });
  for (const name of ["one", "two"]) expect((await releaseCode(name)).changed).toBe(true);
  expect((await back()).changed).toBe(true);
  const requests = standIn.exchanges.filter(
    ({ host, path }) => host === "management.azure.com" && !path.includes("/Microsoft.StandIn/"),
  );
  for (const request of requests) {
    const needed = requestActions(request);
    if (needed === undefined) throw new Error(`${request.path} takes no right`);
    for (const { action } of [needed.own, ...needed.linked]) {
      asked.add(action);
      expect([action, isAllowed([applier], action)]).toEqual([action, true]);
    }
  }
});

test("with built-in roles it releases, too", async () => {
  const { releaseCode, back } = await deployedFor("a package through a slot", applies([], true));
  for (const name of ["one", "two"]) await releaseCode(name);
  expect((await back()).changed).toBe(true);
});

test("each action that is for releases is asked for by one, or is Azure's for something that no request shows", () => {
  expect(asked.size).toBeGreaterThan(10);
  const unasked = releaseActions.filter((pattern) => ![...asked].some((action) => allows(pattern, action)));
  expect(unasked).toEqual([
    // Of the deployment site, which is tried below.
    "Microsoft.Web/sites/publish/action",
    // In the role that Microsoft names for imports.
    "Microsoft.ContainerRegistry/registries/pull/read",
  ]);
});

test("each action that is asked for stops a release where it is taken out of the role", () => {
  const unnoticed = [...asked].filter((action) => {
    const actions = applier.actions.filter((pattern) => !allows(pattern, action));
    return isAllowed([{ ...applier, actions }], action);
  });
  expect(unnoticed).toEqual([]);
});

function allows(pattern: string, action: string): boolean {
  return isAllowed([{ actions: [pattern] }], action);
}

test.each<[string, string, string, RegExp]>([
  [
    "the swap",
    "a package through a slot",
    "Microsoft.Web/sites/slots/slotsswap/action",
    /perform action 'Microsoft\.Web\/sites\/slots\/slotsswap\/action'/,
  ],
  [
    "the state of the host",
    "a package without a slot",
    "Microsoft.Web/sites/host/*",
    /perform action 'Microsoft\.Web\/sites\/host\/properties\/read'/,
  ],
  [
    "One Deploy",
    "a package for Flex Consumption",
    "Microsoft.Web/sites/publish/action",
    /\.scm\.azurewebsites\.net returned 403 Forbidden/,
  ],
  [
    "the import",
    "an image",
    "Microsoft.ContainerRegistry/registries/importImage/action",
    /perform action 'Microsoft\.ContainerRegistry\/registries\/importImage\/action'/,
  ],
  [
    "writing blobs",
    "a package through a slot",
    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
    /returned 403 AuthorizationPermissionMismatch/,
  ],
  [
    "reading blobs",
    "a package through a slot",
    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
    /returned 403 AuthorizationPermissionMismatch/,
  ],
])("without the right to %s a release stops, and says why", async (_what, kind, action, message) => {
  const { releaseCode } = await deployedFor(kind, applies([action]));
  expect((await failure(releaseCode("one"))).message).toMatch(message);
});

test("of blobs it reaches packages alone, whatever container is in an account of the subscription", async () => {
  const { on, standIn } = await deployedFor("a package through a slot", applies());
  standIn.make(`${on.account}/blobServices/default/containers/tfstate-dev`, { properties: {} });
  const [account = ""] = on.account.split("/").slice(-1);
  const statusOf = async (container: string, method: "GET" | "PUT"): Promise<number> => {
    const url = `https://${account}.blob.core.windows.net/${container}/one`;
    const headers = { Authorization: "Bearer token", "x-ms-blob-type": "BlockBlob" };
    return (await connectionTo(standIn).send({ method, url, headers })).status;
  };
  expect([await statusOf("function-packages", "PUT"), await statusOf("function-packages", "GET")]).toEqual([
    201, 200,
  ]);
  expect([await statusOf("tfstate-dev", "PUT"), await statusOf("tfstate-dev", "GET")]).toEqual([403, 403]);
});

test("what a wildcard gives of a host beside reading is taken back", () => {
  for (const type of ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"]) {
    expect(isAllowed([applier], `${type}/host/properties/read`)).toBe(true);
    for (const action of ["listkeys/action", "sync/action", "functionkeys/write", "systemkeys/delete"])
      expect([action, isAllowed([applier], `${type}/host/${action}`)]).toEqual([action, false]);
  }
  expect(applier.notActions).toEqual(releaseTakenBack);
  expect(pipelineRoles().planner.notActions).toEqual([]);
});
