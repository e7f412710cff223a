import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** What of a package's manifest decides what goes with it. */
interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

type Names = Readonly<Record<string, string>>;

/** A package as it is installed. */
export interface InstalledPackage {
  readonly name: string;
  /** Its real folder: package managers link. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The package that code in a folder gets by a name, as Node finds it; undefined where it is not installed. */
export function installedFrom(folder: string, name: string): InstalledPackage | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = join(at, "node_modules", name);
    const file = join(found, "package.json");
    if (existsSync(file)) {
      const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
      return { name, folder: realpathSync(found), manifest };
    }
    if (dirname(at) === at) return undefined;
  }
}

/** A dependency by name, whether it has to be there, and whether it depends on the machine. */
export interface Dependency {
  readonly name: string;
  readonly kind: "required" | "optional";
}

export function dependenciesOf({ manifest }: InstalledPackage): readonly Dependency[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifest;
  const optional = { ...peerDependencies, ...optionalDependencies };
  const all = new Map<string, Dependency>();
  for (const name of Object.keys(dependencies)) all.set(name, { name, kind: "required" });
  for (const name of Object.keys(optional)) all.set(name, { name, kind: "optional" });
  return [...all.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The files of a package itself, relative to its folder with slashes: what is nested in its node_modules is another package. */
export function filesOf({ folder }: Pick<InstalledPackage, "folder">, below = ""): readonly string[] {
  return readdirSync(join(folder, below))
    .filter((name) => name !== "node_modules")
    .sort()
    .flatMap((name) => {
      const path = below === "" ? name : `${below}/${name}`;
      const kind = statSync(join(folder, path), { throwIfNoEntry: false });
      if (kind?.isDirectory() === true) return filesOf({ folder }, path);
      return kind?.isFile() === true ? [path] : [];
    });
}
