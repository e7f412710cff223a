import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { type Backend, type BackendOptions, type CostLine, defineBackend, estimateCost } from "../lib";
import { rangeText } from "../lib/cost/format";
import { groupOf, serviceNamed, transformNames } from "../lib/services";
import { sumOf } from "../lib/services/contract/service-cost";
import { type ResourceRecord, typesOf } from "../lib/services/contract/resource-record";
import type { ServiceName } from "../lib/services/words";
import { FACTS, SERVICES, isService } from "./option-pages";
import { optionRows } from "./option-rows";
import { code, tableOf } from "./markdown";
import { components, place } from "./sample";

const BLOCK = new RegExp(`(${FACTS}\\n)[\\s\\S]*?(<!-- end of facts -->)`, "g");

/** Every page of `docs/services`, with its blocks of facts. */
export function servicePages(schemaText: string): Readonly<Record<string, string>> {
  const root = join(__dirname, "..");
  const sample = sampleBackends();
  const pages = readdirSync(join(root, SERVICES)).map((file) => {
    const page = readFileSync(join(root, SERVICES, file), "utf8");
    const written = page.replace(BLOCK, (_block, begin: string, name: string, end: string) => {
      if (!isService(name)) throw new Error(`${SERVICES}/${file}: there is no service "${name}"`);
      return `${begin}${factsOf(name, sample, schemaText)}\n${end}`;
    });
    return [`${SERVICES}/${file}`, written] as const;
  });
  return Object.fromEntries(pages);
}

/** The sample in one environment, with everything that is optional. */
interface Sample {
  readonly backend: Backend;
  /** How many resources it has, by the names that `transform` knows. */
  readonly counts: ReadonlyMap<string, number>;
}

interface Samples {
  readonly dev: Sample;
  readonly prod: Sample;
}

function sampleBackends(): Samples {
  const sample = (environment: string): Sample => {
    const counts = new Map<string, number>();
    const count = (name: string) => (config: object) => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return config;
    };
    const options: BackendOptions = {
      ...place,
      app: Testing.app(),
      environment,
      notes: "silent",
      optional: {
        apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" },
        b2c: { tenantName: "contoso", clientIds: ["11112222-bbbb-3333-cccc-4444dddd5555"] },
        cdn: true,
        containerRegistry: true,
        redis: true,
        serviceBus: true,
        eventHubs: true,
      },
      transform: Object.fromEntries(Object.keys(transformNames).map((name) => [name, count(name)])),
    };
    return { backend: defineBackend(components, options), counts };
  };
  return { dev: sample("dev"), prod: sample("prod") };
}

function factsOf(name: ServiceName, sample: Samples, schemaText: string): string {
  return [
    "<!-- prettier-ignore-start -->",
    "",
    ...section("Options", optionsOf(name, schemaText)),
    ...section("Resources", resourcesOf(name, sample)),
    ...section("Outputs", outputsOf(name, sample)),
    ...section("Cost", costOf(name, sample)),
    "<!-- prettier-ignore-end -->",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];
}

function optionsOf(name: ServiceName, schemaText: string): readonly string[] {
  const group = groupOf(name);
  const rows = optionRows(group, schemaText);
  if (rows.length === 0) return [];
  const [anchor = group] = group.split(".");
  return [
    "The columns `dev` and `prod` have the defaults of these environments, in region `eastus2`. Every value of each option:",
    `[configuration reference](../reference/configuration.md#${anchor.toLowerCase()}).`,
    "",
    ...tableOf(
      ["Option", "Values", "dev", "prod", "Description"],
      rows.map(({ path, values, dev, prod, description }) => [code(path), values, dev, prod, description]),
    ),
  ];
}

function resourcesOf(name: ServiceName, { dev, prod }: Samples): readonly string[] {
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
    "The numbers are those of the sample backend with every optional service. `transform.<name>` changes the arguments of these",
    "resources.",
    "",
    ...tableOf(["Terraform resource", "dev", "prod", "Change it with", "Keeps data"], rows),
  ];
}

function countIn({ counts }: Sample, name: string): string {
  return String(counts.get(name) ?? "–");
}

function outputsOf(name: ServiceName, { prod }: Samples): readonly string[] {
  const published = Object.keys(prod.backend.published[name]);
  if (published.length === 0) return [];
  return [
    "Your own constructs in the workloads stack can read:",
    "",
    ...published.map((output) => `- ${code(`backend.published.${name}.${output}`)}`),
  ];
}

function costOf(name: ServiceName, { dev, prod }: Samples): readonly string[] {
  const [inDev = [], inProd = []] = [dev, prod].map(({ backend }) =>
    estimateCost(backend.plan).lines.filter(({ service }) => service === name),
  );
  if (inDev.length + inProd.length === 0)
    return ["The estimate for the sample backend has no cost for this service."];
  const items = [...new Set([...inDev, ...inProd].map(({ item, part }) => JSON.stringify([item, part])))].map(
    (key) => JSON.parse(key) as readonly [item: string, part: CostLine["part"]],
  );
  return [
    "Estimate for one month of the sample backend in East US 2, in US dollars, at the",
    "[assumed usage](../reference/cost-assumptions.md). `npx cdktf-azure-backend cost` prints the estimate for your app.",
    "",
    ...tableOf(
      ["Item", "Charged", "dev", "prod"],
      [
        ...items.map(([item, part]) => [
          item,
          part === "fixed" ? "always" : "by use",
          ...[inDev, inProd].map((lines) =>
            costIn(lines.filter((line) => line.item === item && line.part === part)),
          ),
        ]),
        ["**Total**", "", costIn(inDev), costIn(inProd)],
      ],
    ),
  ];
}

function costIn(lines: readonly CostLine[]): string {
  if (lines.length === 0) return "–";
  const known = lines.flatMap(({ cost }) => (cost === undefined ? [] : [cost]));
  return rangeText(sumOf(known), known.length < lines.length);
}
