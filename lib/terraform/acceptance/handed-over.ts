import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReleaseFile, ReleaseTarget } from "../../release";
import type { HANDED_OVER } from "./bootstrap";
import { bundleRunner } from "./bundle-runner";
import type { Deployed } from "./deployed";
import type { Probe, RunnerFile } from "./runner";

/** Everything that a release is made of, by file name. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** What `packageRelease` has written, and what is in it for one environment. */
export interface Packaged {
  readonly folder: string;
  readonly target: ReleaseTarget;
  /** `<hash>.zip` */
  readonly packageFile: string;
}

/**
 * Reads the folder that `packageRelease` has written.
 *
 * @throws Error when there is none, or when it was packaged without this environment
 */
export function packagedAt(folder: string, environment: string): Packaged {
  const file = readRelease(folder);
  const target = file.targets.find((each) => each.environment === environment);
  if (target === undefined)
    throw new Error(
      `${folder} was packaged for ${file.targets.map((each) => each.environment).join(", ")}, not for "${environment}"`,
    );
  return { folder, target, packageFile: file.package.file };
}

function readRelease(folder: string): ReleaseFile {
  try {
    return JSON.parse(readFileSync(join(folder, "release.json"), "utf8")) as ReleaseFile;
  } catch {
    throw new Error(
      `${folder} has no release.json: package your components with packageRelease first, or set its output folder`,
    );
  }
}

/** The files for the runner; every one of {@link HANDED_OVER} and the package. */
export async function filesFor(
  { folder, target, packageFile }: Packaged,
  { functionAppId, hostName }: Deployed,
  probes: readonly Probe[],
): Promise<Files> {
  const runner: RunnerFile = { environment: target.environment, functionAppId, hostName, probes };
  const made: Readonly<Record<(typeof HANDED_OVER)[number], Uint8Array>> = {
    "release.json": readFileSync(join(folder, "release.json")),
    "release.cjs": readFileSync(join(folder, "release.cjs")),
    "runner.json": Buffer.from(JSON.stringify(runner)),
    "runner.cjs": await bundleRunner(),
  };
  return { [packageFile]: readFileSync(join(folder, packageFile)), ...made };
}

/**
 * Reads probes as they are given, `GET /api/feedback`.
 *
 * @throws Error that names the one that is not of that form
 */
export function probesOf(texts: readonly string[]): readonly Probe[] {
  return texts.map((text) => {
    const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(text) ?? [];
    if (method === undefined || path === undefined)
      throw new Error(`--probe must be a method and a path, such as "GET /api/feedback"; got "${text}"`);
    return { method, path };
  });
}
