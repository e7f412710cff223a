import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as components from "../../../examples/feedback/components";
import { type BackendOptions, planBackend } from "../../../lib";
import { packageCode, packageRelease } from "../../../lib/packaging";
import { type Released, release, releaseTarget, rollback } from "../../../lib/release";
import { listAt, textAt } from "../../../lib/stand-in/json";
import { identity } from "../../../lib/stand-in/login";
import { bootstrapWith } from "../../pipeline/bootstrap/example-plan";
import { givenByBootstrap } from "../../support/given-roles";
import { connectionTo } from "../../support/stand-in-connection";
import type { Deployment } from "./stage";

const root = join(__dirname, "../../..");

/** Releases of the sample into what Terraform has deployed. */
export interface SampleReleases {
  /** Of two packages of the same code: the second is another file. */
  readonly release: (which?: "first" | "second") => Promise<Released>;
  readonly back: () => Promise<Released>;
}

/**
 * Packages the sample's code, and releases it into what Terraform has deployed: the stand-in starts the code with the settings that
 * Terraform has given the app. Whoever releases has what bootstrap gives the identity that applies, and nothing else.
 *
 * @param without - actions that are taken out of its roles
 */
export async function withReleases<T>(
  { standIn }: Deployment,
  options: BackendOptions,
  work: (releases: SampleReleases) => Promise<T>,
  without: readonly string[] = [],
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "released-sample-"));
  try {
    makeProject(root);
    const target = releaseTarget(planBackend(components, options));
    const { subscriptionId } = identity;
    const to = { target, subscriptionId, connection: connectionTo(standIn) };
    standIn.limit(identity.objectId, givenByBootstrap(bootstrapWith(), "apply", without));
    return await work({
      async release(which = "first") {
        return release({
          ...to,
          package: await packageCode(components, { root, sourceMap: which === "first" }),
        });
      },
      back: () => rollback(to),
    });
  } finally {
    standIn.free(identity.objectId);
    rmSync(root, { recursive: true });
  }
}

/** One release of the sample. */
export function releaseSample(on: Deployment, options: BackendOptions): Promise<Released> {
  return withReleases(on, options, (releases) => releases.release());
}

/**
 * Packages the sample for one environment as its own script does, with the release command beside it.
 *
 * @returns the output folder; `remove` it afterwards
 */
export async function packagedSample(
  environment: string,
): Promise<{ readonly folder: string; remove(): void }> {
  const root = mkdtempSync(join(tmpdir(), "packaged-sample-"));
  makeProject(root);
  const plans = [planBackend(components, { environment })];
  const { releaseFile } = await packageRelease(components, plans, { root });
  return {
    folder: dirname(releaseFile),
    remove() {
      rmSync(root, { recursive: true });
    },
  };
}

/** Where the package of an app or a slot is, as Azure has it. */
export function packageOf({ standIn }: Deployment, type: string): string {
  const settings = listAt(standIn.resource(type).body, "properties.siteConfig.appSettings");
  const found = settings.find((each) => textAt(each, "name") === "WEBSITE_RUN_FROM_PACKAGE");
  return textAt(found, "value");
}

/** The sample's code in a project that has the library installed, as it is. */
function makeProject(folder: string): void {
  for (const each of ["components.ts", "src"])
    cpSync(join(root, "examples/feedback", each), join(folder, each), { recursive: true });
  const installed = join(folder, "node_modules/cdktf-azure-backend");
  mkdirSync(installed, { recursive: true });
  symlinkSync(join(root, "lib"), join(installed, "lib"), "junction");
  const manifest = {
    name: "cdktf-azure-backend",
    exports: {
      "./release": "./lib/release/index.ts",
      "./runtime": "./lib/runtime/index.ts",
    },
  };
  writeFileSync(join(installed, "package.json"), JSON.stringify(manifest));
  symlinkSync(join(root, "node_modules/@azure"), join(folder, "node_modules/@azure"), "junction");
}
