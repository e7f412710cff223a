import { readFileSync } from "node:fs";
import { checkTarget } from "./check-target";
import { type AzureConnection, type Clock, azureConnection } from "./connection";
import { Deadline } from "./deadline";
import { Steps } from "./failure";
import { ReleaseLock } from "./lock";
import { PackageContainer } from "./package-container";
import { Requests } from "./requests";
import { Site } from "./site";
import { STATE_TAKES, packageAt, whatRuns } from "./state";
import type { ReleaseTarget } from "./target";
import { Unfinished } from "./unfinished";

/** Where a release goes, and how. */
export interface RollbackOptions {
  readonly target: ReleaseTarget;
  /**
   * Where the target names no subscription.
   * @default - none
   */
  readonly subscriptionId?: string;
  /**
   * How long a host may take to come up, in milliseconds.
   * @default 600000
   */
  readonly timeout?: number;
  /**
   * How long all of it may take, in milliseconds.
   * @default 3600000
   */
  readonly deadline?: number;
  /**
   * Receives each step as it begins.
   * @default - nobody
   */
  readonly log?: (line: string) => void;
  /**
   * How Azure is reached.
   * @default - `@azure/core-rest-pipeline` and `@azure/identity`
   */
  readonly connection?: AzureConnection;
}

/** The options of {@link release}. */
export interface ReleaseOptions extends RollbackOptions {
  /** What `packageCode` has made. */
  readonly package: {
    readonly file: string;
    readonly sha256: string;
    /** Names of the functions that have to be there once it runs. */
    readonly functions: readonly string[];
  };
}

/** How a release has ended. */
export interface Released {
  /** The package that production runs now, `<sha256>.zip`. */
  readonly package: string;
  /** The one that it ran before, and that {@link rollback} goes to; undefined where there was none. */
  readonly previous?: string;
  /** False where production ran it already. */
  readonly changed: boolean;
}

/**
 * Releases a package: uploads it, has the slot run it, waits until the slot's host has its functions, swaps. Without a slot
 * the app itself is pointed at it, and restarts. A package that production runs already is only waited for.
 *
 * @throws {@link BackendConfigError} before anything is done, where the target cannot be released to, or the
 *   package is not the one that it is said to be
 * @throws {@link ReleaseError} at the step that fails
 */
export async function release(options: ReleaseOptions): Promise<Released> {
  const { package: code } = options;
  const at = open(options, "release", code);
  return alone(at, async () => {
    const name = `${code.sha256}.zip`;
    const running = await at.steps.run("read what production runs", () => at.app.packageUrl());
    const previous = at.packages.nameOf(running);
    if (previous === name) {
      options.log?.(`production is already set to run ${name}`);
      await at.steps.run("wait for production", () => at.ready(at.app, code.functions));
      return { package: name, changed: false };
    }
    await at.steps.run(`upload ${name}`, async () => {
      await at.packages.upload(name, readFileSync(code.file));
      await at.packages.recordPrevious(name, previous);
    });
    await activate(at, name, code.functions);
    return { package: name, changed: true, ...(previous === undefined ? {} : { previous }) };
  });
}

/**
 * Goes back to the package that ran before the one that runs now; once more, to the one before that. With a slot, that package
 * is usually there since the last swap, and is swapped back.
 *
 * @throws {@link BackendConfigError} before anything is done, where the target cannot be released to
 * @throws {@link ReleaseError} at the step that fails, and where nothing ran before
 */
export async function rollback(options: RollbackOptions): Promise<Released> {
  const at = open(options, "rollback");
  return alone(at, async () => {
    const previous = await at.steps.run("find the previous package", () => whatRanBefore(at));
    await activate(at, previous, undefined);
    return { package: previous, changed: true };
  });
}

async function whatRanBefore({ app, packages }: Opened): Promise<string> {
  const running = packages.nameOf(await app.packageUrl());
  if (running === undefined)
    throw new Unfinished("production does not run a released package", "release a package");
  const name = (await packages.find(running))?.previous;
  if (name === undefined)
    throw new Unfinished(`no package before ${running} is known`, "release the package that you want");
  if ((await packages.find(name)) === undefined)
    throw new Unfinished(`the previous package ${name} was deleted`, "build and release it again");
  return name;
}

/** Works with the lock, and gives it back however that ends. */
async function alone<T>({ steps, lock }: Opened, work: () => Promise<T>): Promise<T> {
  try {
    await steps.run("lock other releases", () => lock.take());
    return await work();
  } finally {
    await lock.giveBack();
  }
}

interface Opened {
  readonly steps: Steps;
  readonly lock: ReleaseLock;
  readonly packages: PackageContainer;
  readonly app: Site;
  readonly slot: Site | undefined;
  /** Waits until an app runs these functions. */
  readonly ready: (site: Site, functions: readonly string[] | undefined) => Promise<void>;
}

function open(
  options: RollbackOptions,
  verb: "release" | "rollback",
  code?: ReleaseOptions["package"],
): Opened {
  const { target, timeout = 600_000, deadline: limit = 3_600_000, log = () => undefined } = options;
  const { subscriptionId, folder, management, storage, authority } = checkTarget(
    target,
    options.subscriptionId,
    code,
  );
  const connection = options.connection ?? azureConnection(target.tenantId, authority);
  const deadline = new Deadline(connection.clock, limit);
  const requests = new Requests(connection, management, deadline);
  const id =
    `/subscriptions/${subscriptionId}/resourceGroups/${target.resourceGroup}` +
    `/providers/Microsoft.Web/sites/${target.functionApp}`;
  const site = (path: string, label: string): Site => new Site(requests, id + path, label);
  const blobs = new Requests(connection, storage, deadline);
  const packages = new PackageContainer(blobs, folder);
  const slot = target.slot === undefined ? undefined : `slot ${target.slot}`;
  // A release that has no time left still says what it has left behind.
  const state = (): Promise<string> => {
    const reading = new Requests(connection, management, new Deadline(connection.clock, STATE_TAKES));
    const sites = [new Site(reading, id, "production")];
    if (slot !== undefined) sites.push(new Site(reading, `${id}/slots/${target.slot ?? ""}`, slot));
    return whatRuns(sites, packages);
  };
  const doing = `${verb} of ${target.project} (${target.environment})`;
  return {
    steps: new Steps(target, verb, log, state),
    lock: new ReleaseLock(blobs, `${folder}release.lock`, doing, connection.clock.now),
    packages,
    app: site("", "production"),
    slot: slot === undefined ? undefined : site(`/slots/${target.slot ?? ""}`, slot),
    ready: (each, functions) => ready(each, functions, connection.clock, deadline, timeout),
  };
}

/** From here on the package is there, and knows what ran before it. */
async function activate(at: Opened, name: string, functions: readonly string[] | undefined): Promise<void> {
  const { steps, lock, app, slot, packages } = at;
  const url = packages.urlOf(name);
  const first = slot ?? app;
  await steps.run(`point ${first.label} at ${name}`, async () => {
    await lock.keep();
    if ((await first.packageUrl()) !== url) await first.setPackageUrl(url);
  });
  await steps.run(`restart ${first.label}`, () => first.restart());
  await steps.run(`wait for ${first.label}`, () => at.ready(first, functions));
  if (slot === undefined) return;
  await steps.run(`swap ${slot.label} with production`, async () => {
    await lock.keep();
    await checkPackage(slot, url, packages);
    const why = await slot.whyNotReady(functions);
    if (why !== undefined)
      throw new Unfinished(`${slot.label} was ready, but is not ready any more: ${why}`, RUN_AGAIN);
    await slot.swapWithProduction();
  });
  await steps.run("verify production", async () => {
    await checkPackage(app, url, packages);
    await at.ready(app, functions);
  });
}

const RUN_AGAIN = "check whether another release runs at the same time, then run the same command again";

/** Names of functions are the same from release to release: the setting tells packages apart. */
async function checkPackage(site: Site, url: string, packages: PackageContainer): Promise<void> {
  const found = await site.packageUrl();
  if (found !== url)
    throw new Unfinished(
      `${site.label} is set to run ${packageAt(found, packages)}, not ${packageAt(url, packages)}`,
      RUN_AGAIN,
    );
}

/** Between two looks at a host that is coming up. */
const PAUSE = 5_000;

async function ready(
  site: Site,
  functions: readonly string[] | undefined,
  clock: Clock,
  deadline: Deadline,
  timeout: number,
): Promise<void> {
  const end = clock.now() + timeout;
  for (;;) {
    const why = await site.whyNotReady(functions);
    if (why === undefined) return;
    if (clock.now() + PAUSE > end)
      throw new Unfinished(
        `${site.label} was not ready in ${Math.round(timeout / 1000)} s: ${why}`,
        "read its log in Application Insights, correct the code or its settings, and release again",
      );
    await deadline.wait(PAUSE);
  }
}
