import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cdktf from "cdktf";
import type { BackendOptions, Components } from "../../lib";
import * as library from "../../lib";
import { differences } from "../../lib/provider/differences";
import { ownResources, resourceAbilities } from "../../lib/provider/resource-form";
import { type ProviderAbility, providerCan } from "../../lib/provider/since";
import { PROVIDER_VERSION } from "../../lib/provider/version";
import type { Json, JsonObject } from "../support/synth";

const root = join(__dirname, "../..");
const cwd = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "golden-"));

/** Those whose bindings have to be generated first are left out. */
const examples = readdirSync(join(root, "examples")).filter(
  (name) => name !== "terraform-module" && existsSync(join(root, "examples", name, "main.ts")),
);
/** The other rungs of docs/guides/provider-version.md. */
const OTHER_RUNGS = ["4.55.0", "4.73.0", "4.77.0", "5.1.0"];

type Stacks = Readonly<Record<string, JsonObject>>;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What an example writes in prod for this version of the provider, without what the engine writes for itself. */
function stacksOf(example: string, version: string): Stacks {
  const outdir = join(folder, example, version);
  mkdirSync(outdir, { recursive: true });
  // The files of the example are loaded again each time; the library and the engine, which take seconds, once.
  jest.resetModules();
  jest.doMock("cdktf", () => cdktf);
  jest.doMock("cdktf-azure-backend", () => ({
    ...library,
    defineBackend: (components: Components, options: BackendOptions = {}) =>
      library.defineBackend(components, {
        ...options,
        // The runtime that all of them know.
        functionApp: { ...options.functionApp, runtime: "node:22" },
        provider: { version },
      }),
  }));
  const environment = process.env;
  process.env = { ...environment, CDKTF_OUTDIR: outdir, BACKEND_ENVIRONMENT: "prod" };
  process.chdir(join(root, "examples", example));
  try {
    jest.requireActual(join(root, "examples", example, "main.ts"));
  } finally {
    process.chdir(cwd);
    process.env = environment;
  }
  return Object.fromEntries(
    readdirSync(join(outdir, "stacks"))
      .sort()
      .map((name) => [name, stackIn(join(outdir, "stacks", name))]),
  );
}

function stackIn(path: string): JsonObject {
  const text = readFileSync(join(path, "cdk.tf.json"), "utf8");
  return JSON.parse(text, (key, value: unknown) => (key === "//" ? undefined : value)) as JsonObject;
}

/** One value that two versions write otherwise. */
interface Change {
  readonly path: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

function changesBetween(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): readonly Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (path.at(-1) === "depends_on") return changesBetween(asSet(before), asSet(after), path);
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changesBetween(before[key], after[key], [...path, key]),
  );
}

function asSet(list: Json | undefined): JsonObject {
  return Object.fromEntries((Array.isArray(list) ? list : []).map((each) => [String(each), true]));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const TEMPLATE = "azurerm_resource_group_template_deployment";

/** Whether one of the tables says that these two versions differ there. */
function isExplained({ path }: Change, one: string, other: string): boolean {
  const differ = (ability: ProviderAbility): boolean =>
    providerCan(ability, one) !== providerCan(ability, other);
  const [, block = "", type = "", name = "", argument = ""] = path;
  const own = resourceAbilities.filter(differ).map((ability) => ownResources[ability].type);
  switch (block) {
    case "terraform":
      return path.slice(2).join(".") === "required_providers.azurerm.version";
    // Both forms of a resource are named there.
    case "removed":
      return own.length > 0;
    case "provider":
      return type === "azurerm" && differ("serviceBusDefaultRule");
    case "output":
      return type === "apim_principal_id" && differ("apimLoggerIdentity");
    case "data":
      return path.at(-1) === "apim_principal_id" && differ("apimLoggerIdentity");
    case "resource":
      return argument === "depends_on"
        ? isExplainedResource(path.at(-1)?.split(".")[0] ?? "", path.at(-1)?.split(".")[1] ?? "", "")
        : isExplainedResource(type, name, argument);
    default:
      return false;
  }

  function isExplainedResource(resource: string, called: string, changed: string): boolean {
    if ([TEMPLATE, ...own].includes(resource) && own.length > 0) return true;
    if (differ("apimLoggerIdentity")) {
      if (resource === "azurerm_api_management_logger") return changed === "application_insights";
      if (resource === "azurerm_role_assignment") return called === "apim_monitoring_metrics_publisher";
      if (resource === "azurerm_application_insights" && changed.startsWith("local_authentication_"))
        return true;
    }
    const { replaced = [], zone } = differences[resource] ?? {};
    const inZone = [zone?.name, "resource_group_name", "private_dns_zone_id"];
    return (
      (zone !== undefined && differ(zone.since) && inZone.includes(changed)) ||
      replaced.some(
        ({ in: [outer] = [], from, to, since }) =>
          differ(since) && (outer === undefined ? [from, to] : [outer]).includes(changed),
      )
    );
  }
}

const shown = ({ path, before, after }: Change): string =>
  `${path.join(".")}: ${shownValue(before)} -> ${shownValue(after)}`;
const shownValue = (value: Json | undefined): string =>
  value === undefined ? "nothing" : JSON.stringify(value);

describe.each(examples)("the stacks of the example %s in prod", (example) => {
  const current = stacksOf(example, PROVIDER_VERSION);

  test(`are written for azurerm ${PROVIDER_VERSION}, byte by byte`, () => {
    expect(current).toMatchSnapshot();
  });

  test.each(OTHER_RUNGS)("differ for azurerm %s by what the tables say alone", (version) => {
    const changes = changesBetween(current, stacksOf(example, version));
    expect(changes.filter((each) => !isExplained(each, PROVIDER_VERSION, version)).map(shown)).toEqual([]);
    expect(changes.map(shown)).toMatchSnapshot();
  });
});
