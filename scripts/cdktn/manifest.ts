import { devDependencies } from "../../package.json";
import fork from "cdktn/package.json";
import { sorted } from "../../lib/cli/templates/package-json";

/** What of a package.json is read and changed here. */
export interface Manifest {
  readonly name: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly keywords: readonly string[];
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts?: object;
  readonly overrides?: object;
}

const ENGINE = { from: "cdktf", to: "cdktn" } as const;
const BINDINGS = { from: "@cdktf/provider-azurerm", to: "@cdktn/provider-azurerm" } as const;

/**
 * Peers that differ: the engine that the tests run with, and what it asks for itself. Its bindings are no peer: they ask for an
 * earlier engine, so that npm refuses the whole package, also for `npx cdktn-azure-backend init`. A project installs them with
 * "overrides", which `init` writes.
 */
const PEERS: Readonly<Record<string, string>> = {
  [ENGINE.to]: `^${devDependencies[ENGINE.to]}`,
  constructs: fork.peerDependencies.constructs,
};

/**
 * The package.json of the package on cdktn. Scripts and overrides are those of the repository; so are author, homepage, repository and
 * publishConfig, since one repository publishes both packages.
 */
export function manifestForFork(manifest: Manifest): Manifest {
  const { scripts: _scripts, overrides: _overrides, ...published } = manifest;
  const name = "cdktn-azure-backend";
  const peers = without(manifest.peerDependencies, [BINDINGS.from, ENGINE.from]);
  return {
    ...published,
    name,
    bin: { [name]: manifest.bin[manifest.name] ?? "" },
    keywords: manifest.keywords.filter((word) => word !== ENGINE.from),
    peerDependencies: sorted({ ...peers, ...PEERS }),
    devDependencies: without(manifest.devDependencies, [BINDINGS.from, ENGINE.from, "cdktf-cli"]),
  };
}

function without(
  versions: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(versions).filter(([name]) => !names.includes(name)));
}
