import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { overrides } from "../../package.json";
import { root } from "../support/packed";

/** What npm writes of an installed package. */
interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
}

interface LockFile {
  readonly packages: Readonly<Record<string, Entry>>;
}

/** Lock files below a folder, relative to it; installed packages are left out. */
function lockFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "package-lock.json" || entry.name === "npm-shrinkwrap.json") return [entry.name];
    if (!entry.isDirectory() || /^(node_modules|\.git|dist.*|cdktf\.out)$/.test(entry.name)) return [];
    return lockFilesIn(join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
  });
}

/** Entries that npm installs without comparing a hash: neither a link, nor in the archive of a package that has one. */
function unverified({ packages }: LockFile): readonly string[] {
  return Object.entries(packages).flatMap(([path, { link, inBundle, integrity }]) => {
    if (path === "" || link === true) return [];
    if (inBundle === true) return hasVerifiedParent(packages, path) ? [] : [path];
    return /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "") ? [] : [path];
  });
}

function hasVerifiedParent(packages: LockFile["packages"], path: string): boolean {
  const parents = path
    .split("/node_modules/")
    .map((_part, index, parts) => parts.slice(0, index).join("/node_modules/"));
  return parents.some((parent) => parent !== "" && packages[parent]?.integrity !== undefined);
}

const lockFiles = lockFilesIn(root);

test("the repository has the lock files of the library and of the site", () => {
  expect([...lockFiles].sort()).toEqual(["package-lock.json", "site/package-lock.json"]);
});

describe.each(lockFiles)("%s", (file) => {
  const lock = JSON.parse(readFileSync(join(root, file), "utf8")) as LockFile;

  test("npm compares every package with a SHA-512 hash, also those of other operating systems", () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
    expect(unverified(lock)).toEqual([]);
  });

  test("it names no registry: npm uses the one that is configured", () => {
    const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
    expect(named).toEqual([]);
  });
});

test("the check finds an entry without a hash, one with a weak hash, and a bundle of nobody", () => {
  const integrity = `sha512-${"A".repeat(86)}==`;
  const packages = {
    "": { version: "1.0.0" },
    "node_modules/good": { version: "1.0.0", integrity },
    "node_modules/good/node_modules/inside": { version: "1.0.0", inBundle: true },
    "node_modules/linked": { link: true },
    "node_modules/none": { version: "1.0.0" },
    "node_modules/weak": { version: "1.0.0", integrity: "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
    "node_modules/lost/node_modules/inside": { version: "1.0.0", inBundle: true },
  };
  expect(unverified({ packages })).toEqual([
    "node_modules/none",
    "node_modules/weak",
    "node_modules/lost/node_modules/inside",
  ]);
});

test("CONTRIBUTING.md has the reason of every override of a version", () => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const [, section = ""] = /^## Dependencies\n([^]*?)^## /m.exec(text) ?? [];
  for (const name of Object.keys(overrides)) expect(section).toContain(`\`${name}\``);
});
