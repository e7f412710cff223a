import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import * as components from "../examples/feedback/components";
import { type Backend, type BackendOptions, defineBackend, estimateCost } from "../lib";
import { rangeText } from "../lib/cost/format";
import { groupOf, serviceNamed, serviceNames } from "../lib/services";
import { sumOf } from "../lib/services/contract/service-cost";
import { type ResourceRecord, typesOf } from "../lib/services/contract/resource-record";
import type { ServiceName } from "../lib/services/words";
import { optionRows } from "./option-rows";
import { code, tableOf } from "./markdown";

const folder = "docs/services";
const BLOCK = /(<!-- facts: ([\w-]+) -->\n)[\s\S]*?(<!-- end of facts -->)/g;

/** Every page of `docs/services`, with its blocks of facts written anew. */
export function servicePages(schemaText: string): Readonly<Record<string, string>> {
  const root = join(__dirname, "..");
  const sample = sampleBackends();
  const pages = readdirSync(join(root, folder)).map((file) => {
    const page = readFileSync(join(root, folder, file), "utf8");
    const written = page.replace(BLOCK, (_block, begin: string, name: string, end: string) => {
      if (!isService(name)) throw new Error(`${folder}/${file}: there is no service "${name}"`);
      return [begin, ...factsOf(name, sample, schemaText), "\n", end].join("");
    });
    return [`${folder}/${file}`, written] as const;
  });
  return Object.fromEntries(pages);
}

function isService(name: string): name is ServiceName {
  return (serviceNames as readonly string[]).includes(name);
}

/** The sample in each environment, with everything that is optional. */
interface Sample {
  readonly dev: Backend;
  readonly prod: Backend;
}

function sampleBackends(): Sample {
  const backend = (environment: string): Backend => {
    const options: BackendOptions = {
      app: Testing.app(),
      project: "feedback",
      location: "eastus2",
      environment,
      root: join(__dirname, "../examples/feedback"),
      notes: "silent",
      optional: {
        apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" },
        b2c: { tenantName: "contoso", clientIds: ["11112222-bbbb-3333-cccc-4444dddd5555"] },
        cdn: true,
        containerRegistry: true,
        redis: true,
        serviceBus: true,
      },
    };
    return defineBackend(components, options);
  };
  return { dev: backend("dev"), prod: backend("prod") };
}

function factsOf(name: ServiceName, sample: Sample, schemaText: string): readonly string[] {
  const lines = [
    "<!-- prettier-ignore-start -->",
    "",
    ...section("Options", optionsOf(name, schemaText)),
    ...section("Resources", resourcesOf(name, sample)),
    ...section("Outputs", outputsOf(name, sample)),
    ...section("Cost", costOf(name, sample)),
    "<!-- prettier-ignore-end -->",
  ];
  return [lines.join("\n")];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];
}

function optionsOf(name: ServiceName, schemaText: string): readonly string[] {
  const rows = optionRows(groupOf(name), schemaText);
  if (rows.length === 0) return [];
  return tableOf(
    ["Option", "Values", "dev", "prod", "Description"],
    rows.map(({ path, values, default: usual, dev, prod, description }) => [
      code(path),
      values,
      dev === "" ? usual : dev,
      prod === "" ? usual : prod,
      description,
    ]),
  );
}

function resourcesOf(name: ServiceName, { dev, prod }: Sample): readonly string[] {
  const rows = Object.entries<ResourceRecord>(serviceNamed(name).resources).map(([key, record]) => [
    typesOf(record)
      .map(({ type }) => code(type))
      .join(" or "),
    countIn(dev, key),
    countIn(prod, key),
    code(`transform.${key}`),
    record.keepsData === undefined ? "" : "yes",
  ]);
  if (rows.length === 0) return [];
  return [
    "How many the sample backend has with every optional service. `backend.resources` has each under the name that `transform` uses.",
    "",
    ...tableOf(["Terraform resource", "dev", "prod", "Change it with", "Keeps data"], rows),
  ];
}

/** How many resources a backend has under one name. */
function countIn({ resources }: Backend, key: string): string {
  const found = (resources as unknown as Readonly<Record<string, unknown>>)[key];
  if (found === undefined) return "–";
  const isOne = typeof found === "object" && found !== null && "fqn" in found;
  const count = isOne ? 1 : Object.keys(found as object).length;
  return count === 0 ? "–" : String(count);
}

function outputsOf(name: ServiceName, { prod }: Sample): readonly string[] {
  const published = Object.keys(prod.published[name]);
  if (published.length === 0) return [];
  const names = published.map((output) => code(`backend.published.${name}.${output}`)).join(", ");
  return [`For constructs of your own in the workloads stack: ${names}.`];
}

function costOf(name: ServiceName, { dev, prod }: Sample): readonly string[] {
  const [inDev, inProd] = [dev, prod].map((backend) => {
    const lines = estimateCost(backend.plan).lines.filter(({ service }) => service === name);
    return rangeText(sumOf(lines.flatMap(({ cost }) => (cost === undefined ? [] : [cost]))));
  });
  if (inDev === inProd && inProd === "$0.00") return ["Azure takes nothing for it."];
  return [
    `A month of the sample in East US 2, at the [assumed usage](../reference/cost-assumptions.md): ${inDev ?? ""} in dev, ${inProd ?? ""} in prod.`,
    "`npx cdktf-azure-backend cost` estimates yours.",
  ];
}
