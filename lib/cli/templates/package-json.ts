import { devDependencies, engines as runsOn, name, version } from "../../../package.json";
import type { ProjectRequest, Template } from "./template";

type PackageName = keyof typeof devDependencies;

const ENGINE = "cdktf";
const BINDINGS = "@cdktf/provider-azurerm";

/** What every project has. */
const NEEDED: readonly PackageName[] = ["@azure/functions", BINDINGS, ENGINE, "constructs"];

/** For packaging, type check and tests. */
const NEEDED_TO_BUILD: readonly PackageName[] = [
  "@azure/core-rest-pipeline",
  "@azure/identity",
  "@swc/core",
  "@swc/jest",
  "@types/jest",
  "@types/node",
  "esbuild",
  "jest",
  "selfsigned",
  "tsx",
  "typescript",
];

/** The package.json of a new project. Versions are those that this release was tested with. */
export function packageJson({ project }: ProjectRequest, { packages }: Template): string {
  const toRun = [...NEEDED, ...packages];
  const manifest = {
    name: project,
    version: "0.0.0",
    private: true,
    engines: runsOn,
    scripts: {
      synth: `${name} synth`,
      check: `${name} check`,
      test: "jest",
      plan: `${name} plan --stand-in --environment dev`,
      cost: `${name} cost`,
      package: `${name} package`,
      typecheck: "tsc",
    },
    dependencies: sorted({ ...versionsOf(toRun), [name]: `^${version}` }),
    devDependencies: sorted(versionsOf(NEEDED_TO_BUILD.filter((each) => !toRun.includes(each)))),
    // One engine, whichever version of it the bindings ask for.
    overrides: { [BINDINGS]: { [ENGINE]: `$${ENGINE}` } },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function versionsOf(names: readonly PackageName[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((each) => [each, devDependencies[each]]));
}

/** As npm writes them. */
export function sorted(versions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(versions).sort(([one], [other]) => (one < other ? -1 : 1)));
}
