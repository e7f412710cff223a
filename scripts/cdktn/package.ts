import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { devDependencies } from "../../package.json";
import forkBindings from "@cdktn/provider-azurerm/package.json";
import bindings from "@cdktf/provider-azurerm/package.json";
import { type Manifest, manifestForFork } from "./manifest";
import { rewritten } from "./rewritten";

/** Of the bindings: the package's, and that of the provider which they were made from. */
const VERSIONS = [
  [devDependencies["@cdktf/provider-azurerm"], devDependencies["@cdktn/provider-azurerm"]],
  [bindings.cdktf.provider.version, forkBindings.cdktf.provider.version],
] as const;

/**
 * Writes the package on cdktn.
 *
 * @param packed - the package on cdktf, as it is published
 * @param into - a new folder
 */
export function writePackageForFork(packed: string, into: string): void {
  for (const path of readdirSync(packed, { recursive: true, encoding: "utf8" })) {
    if (!statSync(join(packed, path)).isFile()) continue;
    const file = path.replaceAll(sep, "/");
    const text = readFileSync(join(packed, path), "utf8");
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(
      join(into, path),
      file === "package.json" ? manifestText(text) : rewritten(file, text, VERSIONS),
    );
  }
}

function manifestText(text: string): string {
  return `${JSON.stringify(manifestForFork(JSON.parse(text) as Manifest), undefined, 2)}\n`;
}
