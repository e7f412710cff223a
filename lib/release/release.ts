import { readFileSync } from "node:fs";
import { activate, whatRanBefore } from "./by-address";
import { publish, whatFlexRanBefore, whatFlexRuns } from "./by-deployment-site";
import type { AzureConnection } from "./connection";
import { parseImageReference } from "./image-reference";
import { type ImageCredentials, importImage, importedTo } from "./import-image";
import { type FlexParts, type Opened, open } from "./opened";
import type { NamedCode } from "./stored-releases";
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
  /**
   * The image with the package's code, where the app runs images: `registry.example.com/feedback:1.4.2`. If it is in another
   * registry than the backend's own, it is imported first.
   * @default - none
   */
  readonly image?: string;
  /**
   * Who may pull the image from another registry.
   * @default - nobody has to sign in there
   */
  readonly imageCredentials?: ImageCredentials;
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
 * the app itself is pointed at it, and restarts. An app on Flex Consumption is handed the package by its deployment site, and an app
 * that runs images is pointed at an image. What production runs already is only waited for.
 *
 * @throws {@link BackendConfigError} before anything is done, where the target cannot be released to, or the
 *   package is not the one that it is said to be
 * @throws {@link ReleaseError} at the step that fails
 */
export async function release(options: ReleaseOptions): Promise<Released> {
  const { package: code, image, target } = options;
  const at = open(options, "release", { package: code, ...(image === undefined ? {} : { image }) });
  const { flex } = at;
  return alone(at, () => {
    if (flex !== undefined) return releaseToFlex(at, flex, code);
    return target.source.type === "image" ? releaseImage(at, options, image ?? "") : releasePackage(at, code);
  });
}

async function releasePackage(at: Opened, code: ReleaseOptions["package"]): Promise<Released> {
  const { packages } = at;
  const target = packages.codeNamed(`${code.sha256}.zip`);
  const found = packages.codeAt(await at.steps.run("read what production runs", () => at.app.codeAddress()));
  if (found?.address === target.address) return runsAlready(at, target, code.functions);
  // The same package in the account where packages were before is none to go back to.
  const previous = found?.name === target.name ? undefined : found;
  await at.steps.run(`upload ${target.name}`, async () => {
    await packages.upload(target.name, readFileSync(code.file));
    await packages.recordPrevious(target, previous);
  });
  await activate(at, target, code.functions);
  return released(target, previous);
}

async function releaseImage(
  at: Opened,
  { target, package: { functions }, imageCredentials }: ReleaseOptions,
  given: string,
): Promise<Released> {
  const { releases, steps } = at;
  const image = releases.codeNamed(await imported(at, target, given, imageCredentials));
  const found = releases.codeAt(await steps.run("read what production runs", () => at.app.codeAddress()));
  if (found?.address === image.address) return runsAlready(at, image, functions);
  const previous = found !== undefined && isBaseImage(found) ? undefined : found;
  await steps.run(`record ${image.name}`, () => releases.recordPrevious(image, previous));
  await activate(at, image, functions);
  return released(image, previous);
}

/** The name of the image where the app pulls it from. */
async function imported(
  { management, steps, subscriptionId }: Opened,
  { source }: ReleaseTarget,
  given: string,
  credentials: ImageCredentials | undefined,
): Promise<string> {
  const image = parseImageReference(given);
  if (source.type !== "image" || image === undefined) throw new Error(`internal error: ${given} is no image`);
  const { registry, registryResourceGroup: group } = source;
  if (registry === undefined || group === undefined || image.registry === registry) return given;
  const [name = ""] = registry.split(".");
  const id =
    `/subscriptions/${subscriptionId}/resourceGroups/${group}` +
    `/providers/Microsoft.ContainerRegistry/registries/${name}`;
  await steps.run(`import ${given} into ${registry}`, () => importImage(management, id, image, credentials));
  return importedTo(registry, image);
}

/** What an app is born with has no functions: nobody wants to go back to it. */
function isBaseImage({ name }: NamedCode): boolean {
  return name.startsWith("mcr.microsoft.com/azure-functions/");
}

async function releaseToFlex(
  at: Opened,
  flex: FlexParts,
  code: ReleaseOptions["package"],
): Promise<Released> {
  const { packages, steps } = at;
  const target = packages.codeNamed(`${code.sha256}.zip`);
  const { running, isSure } = await steps.run("read what production runs", () => whatFlexRuns(at, flex));
  if (isSure && running?.name === target.name) return runsAlready(at, target, code.functions);
  const bytes = readFileSync(code.file);
  const previous = running?.name === target.name ? undefined : running;
  await steps.run(`upload ${target.name}`, async () => {
    await packages.upload(target.name, bytes);
    // After a deployment by another tool the same package is released again: what ran before it stays.
    if (running?.name !== target.name) await packages.recordPrevious(target, previous);
  });
  await publish(at, flex, target, bytes, code.functions);
  return released(target, previous);
}

async function runsAlready(
  { steps, app, log, ready }: Opened,
  { name }: NamedCode,
  functions: readonly string[],
): Promise<Released> {
  log(`production is already set to run ${name}`);
  await steps.run("wait for production", () => ready(app, functions));
  return { package: name, changed: false };
}

function released({ name }: NamedCode, previous: NamedCode | undefined): Released {
  return { package: name, changed: true, ...(previous === undefined ? {} : { previous: previous.name }) };
}

/**
 * Goes back to the package or the image that ran before the one that runs now; once more, to the one before that. With a slot, it
 * is usually there since the last swap, and is swapped back. On Flex Consumption it is handed to the deployment site again.
 *
 * @throws {@link BackendConfigError} before anything is done, where the target cannot be released to
 * @throws {@link ReleaseError} at the step that fails, and where nothing ran before
 */
export async function rollback(options: RollbackOptions): Promise<Released> {
  const at = open(options, "rollback", {});
  const { flex, packages, steps } = at;
  return alone(at, async () => {
    const previous = await steps.run("find the previous package", async () => {
      const found = await (flex === undefined ? whatRanBefore(at) : whatFlexRanBefore(at, flex));
      await checkStored(at, found);
      return found;
    });
    if (flex === undefined) await activate(at, previous, undefined);
    else {
      const bytes = await steps.run(`download ${previous.name}`, () => packages.read(previous));
      await publish(at, flex, previous, bytes, undefined);
    }
    return { package: previous.name, changed: true };
  });
}

/** Images are in a registry, and packages of before in an account that may be closed: the slot shows whether they run. */
async function checkStored({ packages, releases }: Opened, code: NamedCode): Promise<void> {
  if (releases !== packages || !packages.has(code)) return;
  if ((await packages.find(code)) === undefined)
    throw new Unfinished(`the previous package ${code.name} was deleted`, "build and release it again");
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
