import { builtinModules } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../settings/problems";
import { type AppPlatform, binaryPlatform, installCommand, platformText } from "./app-platform";
import { type InstalledPackage, dependenciesOf, filesOf, installedFrom } from "./installed-packages";

/** What goes into a package beside the bundle, and what keeps it from working there. */
export interface ExternalPackages {
  /** By path within the package, below `node_modules`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly problems: readonly Problem[];
  /** False where a compiled module is for another platform than this process runs on. */
  readonly runsHere: boolean;
}

/** A package and where it goes. */
interface Placed {
  readonly installed: InstalledPackage;
  /** `node_modules/a`, `node_modules/a/node_modules/b` */
  readonly at: string;
}

/**
 * The packages that are left outside a bundle, as they are installed, with everything that they need in turn.
 *
 * @param platforms - what the functions run on: compiled modules have to be there for each
 */
export function externalPackages(
  names: readonly string[],
  root: string,
  platforms: readonly AppPlatform[],
): ExternalPackages {
  const problems: Problem[] = [];
  const problem = (message: string, fix: string): void => {
    problems.push({ path: "external", message, from: ["your options"], fix });
  };
  const roots = names.flatMap((name) => {
    if (builtinModules.includes(name) || name === "@azure/functions-core") {
      problem(`${name} is already available on Azure`, "remove it");
      return [];
    }
    const installed = installedFrom(root, name);
    if (installed === undefined) problem(`${name} is not installed`, `npm install ${name}`);
    return installed ?? [];
  });
  let runsHere = true;
  const placed = place(roots, (owner) => {
    const needed = dependencies(owner, platforms, problem);
    runsHere = needed.runsHere && runsHere;
    return needed.all;
  });
  const files: [string, Uint8Array][] = [];
  for (const { installed, at } of placed) {
    const own = filesOf(installed).map((file) => [file, readFileSync(join(installed.folder, file))] as const);
    runsHere = checkBinaries(installed, own, platforms, problem) && runsHere;
    for (const [file, bytes] of own) files.push([`${at}/${file}`, bytes]);
  }
  return { files: Object.fromEntries(files), problems, runsHere };
}

type Report = (message: string, fix: string) => void;

/** What a package needs, as it is installed for it. What is for another platform is left out, and refused if nothing is for this one. */
function dependencies(
  owner: InstalledPackage,
  platforms: readonly AppPlatform[],
  problem: Report,
): { readonly all: readonly InstalledPackage[]; readonly runsHere: boolean } {
  const found = dependenciesOf(owner).flatMap(({ name, kind }) => {
    const installed = installedFrom(owner.folder, name);
    if (installed === undefined && kind === "required")
      problem(`${owner.name} needs ${name}, which is not installed`, "npm install");
    return installed === undefined ? [] : [{ installed, kind }];
  });
  const bound = found.filter(({ installed }) => isBound(installed));
  for (const platform of platforms) {
    const missing = bound.length > 0 && !bound.some(({ installed }) => suits(installed, platform));
    if (!missing) continue;
    const has = bound.map(({ installed }) => installed.name).join(", ");
    problem(
      `${owner.name} is installed for another platform (${has}), but the app runs on ${platformText(platform)}`,
      installCommand(owner.name, platform),
    );
  }
  const taken = found.filter(
    (each) => !bound.includes(each) || platforms.some((platform) => suits(each.installed, platform)),
  );
  const here = { os: process.platform, cpu: process.arch, libc: "glibc" };
  const runsHere =
    bound.length === 0 || taken.some(({ installed }) => isBound(installed) && suits(installed, here));
  return { all: taken.map(({ installed }) => installed), runsHere };
}

/** True for a package that is for one platform, as its manifest says. */
function isBound({ manifest: { os, cpu } }: InstalledPackage): boolean {
  return (os ?? cpu) !== undefined;
}

type Platform = Readonly<Record<keyof AppPlatform, string>>;

/** docs.npmjs.com/cli/configuring-npm/package-json#os: a name, or a name that it is not. */
function suits({ manifest: { os, cpu, libc } }: InstalledPackage, platform: Platform): boolean {
  const takes = (given: readonly string[] | undefined, value: string): boolean => {
    if (given === undefined) return true;
    const only = given.filter((each) => !each.startsWith("!"));
    return (
      !given.includes(`!${value}`) && (only.length === 0 || only.includes(value) || only.includes("any"))
    );
  };
  const isLinux = platform.os === "linux";
  return takes(os, platform.os) && takes(cpu, platform.cpu) && (!isLinux || takes(libc, platform.libc));
}

/** @returns whether this process can load the package */
function checkBinaries(
  installed: InstalledPackage,
  files: readonly (readonly [string, Uint8Array])[],
  platforms: readonly AppPlatform[],
  problem: Report,
): boolean {
  const compiled = new Set(
    files.flatMap(([file, bytes]) => (file.endsWith(".node") ? (binaryPlatform(bytes) ?? []) : [])),
  );
  if (compiled.size === 0) return true;
  const { name } = installed;
  // One that is for a single platform by its manifest was chosen for that one.
  const asked = platforms.filter((platform) => suits(installed, platform));
  for (const platform of asked.filter((each) => !compiled.has(platformText(each))))
    problem(
      `${name} is compiled for ${[...compiled].sort().join(", ")}, but the app runs on ${platformText(platform)}`,
      `package on that platform, or ${installCommand(name, platform)}`,
    );
  const here = process.platform === "darwin" ? "darwin" : `${process.platform}-${process.arch}`;
  return isBound(installed) || compiled.has(here);
}

/**
 * Each at the top where nothing else of its name is, else within the package that needs it: its owner finds it, as Node
 * looks for it.
 */
function place(
  roots: readonly InstalledPackage[],
  needs: (owner: InstalledPackage) => readonly InstalledPackage[],
): readonly Placed[] {
  const placed = new Map<string, InstalledPackage>();
  const waiting: { readonly installed: InstalledPackage; readonly owner: string }[] = roots.map(
    (installed) => ({
      installed,
      owner: "",
    }),
  );
  const known = new Map<string, readonly InstalledPackage[]>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { installed, owner } = next;
    const seen = found(installed.name, owner);
    if (seen?.folder === installed.folder) continue;
    const at = `${seen === undefined ? "" : `${owner}/`}node_modules/${installed.name}`;
    placed.set(at, installed);
    const needed = known.get(installed.folder) ?? needs(installed);
    known.set(installed.folder, needed);
    waiting.push(...needed.map((each) => ({ installed: each, owner: at })));
  }
  return [...placed]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([at, installed]) => ({ installed, at }));

  /** What code of a package gets by a name. */
  function found(name: string, owner: string): InstalledPackage | undefined {
    for (let at = owner; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
      const each = placed.get(`${at === "" ? "" : `${at}/`}node_modules/${name}`);
      if (each !== undefined || at === "") return each;
    }
  }
}
