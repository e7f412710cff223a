import { existsSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { resolve, sep } from "node:path";
import { type Data, isDataObject } from "../settings/data";
import type { Invariant } from "./invariant";

export const noMachinePath: Invariant = {
  holds: "No stack holds an absolute path of the machine that wrote it",
  check: ({ own, backend }) => {
    const folders = [backend.app.outdir, process.cwd(), homedir(), tmpdir()].map((each) => resolve(each));
    return Object.values(own).flatMap(({ id, json }) =>
      stringsIn(json, []).flatMap(([path, value]) => {
        const folder = folders.find((each) => isBelow(value, each));
        return folder === undefined
          ? []
          : [
              {
                stack: id,
                address: addressOf(path),
                what: `${path.join(".")} is an absolute path of this machine`,
                fix: "use a path that is relative to the stack's folder, or TerraformAsset for a file",
              },
            ];
      }),
    );
  },
};

export const sameBytes: Invariant = {
  holds: "The same options give the same bytes",
  check: ({ own, again }) =>
    Object.values(own)
      .filter(({ id, text }) => again[id] !== text)
      .map(({ id, text }) => ({
        stack: id,
        address: id,
        what:
          again[id] === undefined
            ? "is not there when the backend is written again"
            : `differs when it is written again, at line ${firstDifference(text, again[id])}`,
        fix: "take the time, random values and everything else that changes from run to run out of your constructs",
      })),
};

/** `/app` may be a route as well: a folder at the root is believed only where the file is there. */
function isBelow(value: string, folder: string): boolean {
  if (value !== folder && !value.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return false;
  const segments = folder.split(/[\\/]/).filter((each) => each !== "");
  return segments.length > 1 || (segments.length === 1 && value !== folder && existsSync(value));
}

function stringsIn(value: Data, path: readonly string[]): readonly (readonly [readonly string[], string])[] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each: Data) => stringsIn(each, path));
  return isDataObject(value)
    ? Object.entries(value).flatMap(([key, each]) => stringsIn(each, [...path, key]))
    : [];
}

/** `resource.azurerm_key_vault.key_vault.name` is in `azurerm_key_vault.key_vault`. */
function addressOf([section = "", type = "", name = ""]: readonly string[]): string {
  if (section === "resource") return `${type}.${name}`;
  return section === "data" ? `data.${type}.${name}` : `${section}.${type}`;
}

function firstDifference(one: string, other: string): number {
  const lines = other.split("\n");
  return one.split("\n").findIndex((line, index) => line !== lines[index]) + 1;
}
