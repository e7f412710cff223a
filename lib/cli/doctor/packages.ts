import { devDependencies, peerDependencies, peerDependenciesMeta } from "../../../package.json";
import { HCL_PARSER } from "../../eject/read-back";
import { LOCAL_PACKAGES } from "../../local/installed";
import { installedFrom } from "../../packaging/installed-packages";
import { RELEASE_PACKAGES } from "../../packaging/needed-packages";
import { STAND_IN_PACKAGES } from "../../stand-in/certificate";
import { type Examined, ok, problem, warning } from "./examined";
import { isInRange } from "./version-range";

const peers: Readonly<Record<string, string>> = peerDependencies;
const BINDINGS = "@cdktf/provider-azurerm";

/** The bindings are needed in every package of the library, and a peer in one of them: scripts/cdktn/manifest.ts. */
const ranges: Readonly<Record<string, string>> = {
  [BINDINGS]: `^${devDependencies[BINDINGS]}`,
  ...peers,
};

interface Purpose {
  readonly what: string;
  readonly packages: readonly string[];
  /** For npm: what runs on Azure is no dependency of development. */
  readonly development: boolean;
  /** Missing is no finding then: the command that needs it says so. */
  readonly neededOnce?: true;
}

/** What an optional package is for. Who does not use that does without it. */
export const purposes: readonly Purpose[] = [
  { what: "Handlers on Azure", packages: ["@azure/functions", "@azure/cosmos"], development: false },
  { what: "Packaging of code", packages: ["esbuild"], development: true },
  { what: "Local development", packages: LOCAL_PACKAGES, development: true },
  {
    what: "Releases, and doctor --online",
    packages: RELEASE_PACKAGES,
    development: true,
  },
  { what: "The stand-in of plan and rehearse", packages: STAND_IN_PACKAGES, development: true },
  { what: "eject", packages: [HCL_PARSER], development: true, neededOnce: true },
];

interface Installed {
  /** Of the package itself: an engine may be there by another name. */
  readonly name: string;
  readonly version: string;
}

/** The packages that every project needs, each with its version. */
export function examineRequired(folder: string): readonly Examined[] {
  return Object.keys(ranges)
    .filter((name) => !Object.hasOwn(peerDependenciesMeta, name))
    .map((name) => examineOne(folder, name));
}

function examineOne(folder: string, name: string): Examined {
  const range = ranges[name] ?? "";
  const installed = installedIn(folder, name);
  const fix = `npm install ${argumentOf(name)}`;
  if (installed === undefined) return problem(name, "not installed", fix);
  const found = installed.name === name ? installed.version : `${installed.name} ${installed.version}`;
  return isInRange(installed.version, range)
    ? ok(name, found)
    : problem(name, `${found}, which does not match ${range}`, fix);
}

/** Optional packages by what they are for. */
export function examineOptional(folder: string): readonly Examined[] {
  return purposesIn(folder).map(({ what, packages, development }) => {
    const wrong = packages.flatMap((name) => {
      const fault = faultOf(folder, name);
      return fault === undefined ? [] : [{ name, fault }];
    });
    if (wrong.length === 0) return ok(what, packages.join(", "));
    const names = wrong.map(({ name }) => name);
    return warning(what, wrong.map(({ fault }) => fault).join(", "), installLine(names, development));
  });
}

/** Without those that are needed once, and whose packages are not there. */
function purposesIn(folder: string): readonly Purpose[] {
  return purposes.filter(
    ({ neededOnce = false, packages }) =>
      !neededOnce || packages.some((name) => installedIn(folder, name) !== undefined),
  );
}

/** One line for everything that is missing or too old. */
export function installAll(folder: string): readonly string[] {
  return [false, true].flatMap((development) => {
    const names = [
      ...(development
        ? []
        : Object.keys(ranges).filter(
            (name) => !Object.hasOwn(peerDependenciesMeta, name) && faultOf(folder, name) !== undefined,
          )),
      ...purposesIn(folder)
        .filter((purpose) => purpose.development === development)
        .flatMap(({ packages }) => packages.filter((name) => faultOf(folder, name) !== undefined)),
    ];
    return names.length === 0 ? [] : [installLine(names, development)];
  });
}

/** What is wrong with a package as it is installed; undefined where nothing is. */
function faultOf(folder: string, name: string): string | undefined {
  const version = installedIn(folder, name)?.version;
  if (version === undefined) return `${name} is not installed`;
  const range = ranges[name];
  return range === undefined || isInRange(version, range)
    ? undefined
    : `${name} is ${version}, which does not match ${range}`;
}

/** What installs packages in the versions that this package takes. */
export function installLine(names: readonly string[], development: boolean): string {
  return ["npm install", ...(development ? ["--save-dev"] : []), ...names.map(argumentOf)].join(" ");
}

/** For a shell: ranges have signs in them. Of several ranges the first is that of the first engine. */
function argumentOf(name: string): string {
  const [range] = (ranges[name] ?? "").split(" || ");
  return range ? `"${name}@${range}"` : name;
}

export function installedIn(folder: string, name: string): Installed | undefined {
  const manifest = installedFrom(folder, name)?.manifest;
  if (manifest === undefined) return undefined;
  return { name: manifest.name ?? name, version: manifest.version ?? "0" };
}
