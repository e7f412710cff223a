import { Validator } from "@cfworker/json-schema";
import { type Data, type DataObject, isDataObject } from "../settings/merge";
import { didYouMean, nearest } from "../settings/nearest";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import published from "./host-json-schema.json";

/** What of JSON Schema the published schema uses, once it is reduced: see scripts/generate-host-schema.ts. */
interface HostSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, HostSchema>>;
  readonly additionalProperties?: HostSchema;
  readonly items?: HostSchema;
}

/** What the host reads and the published schema does not have. */
const FURTHER: readonly string[] = [
  // github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Config/HostJsonFileConfigurationSource.cs
  ...["metadataProviderTimeout", "httpWorker", "logging.console"],
  // learn.microsoft.com/azure/azure-functions/functions-bindings-cosmosdb-v2#hostjson-settings
  "extensions.cosmosDB.userAgentSuffix",
];

interface Faults {
  readonly problems: readonly Problem[];
  /** Names that the schema does not have, which may be newer than it. */
  readonly warnings: readonly string[];
}

/** What of a host.json the published schema does not take. A name is refused where it is misspelt, else warned of. */
export function hostJsonFaults(given: DataObject): Faults {
  const problems: Problem[] = [];
  const warnings: string[] = [];
  check(given, published.schema, "");
  return { problems, warnings };

  function check(value: Data, schema: HostSchema, path: string): void {
    const { properties, additionalProperties, items, ...own } = schema;
    if (!new Validator(own as object, "7").validate(value).valid) {
      problems.push({
        path: `hostJson${path}`,
        message: `must be ${described(own)}, got ${redacted(value)}`,
        from: ["your options"],
        fix: "see learn.microsoft.com/azure/azure-functions/functions-host-json",
      });
      return;
    }
    if (Array.isArray(value) && items !== undefined)
      for (const [index, each] of (value as readonly Data[]).entries())
        check(each, items, `${path}[${index}]`);
    if (!isDataObject(value) || properties === undefined) return;
    for (const [name, each] of Object.entries(value)) {
      const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      if (each === undefined) continue;
      if (known === undefined) unknown(name, path, Object.keys(properties));
      else check(each, known, `${path}.${name}`);
    }
  }

  function unknown(name: string, path: string, names: readonly string[]): void {
    const at = `${path}.${name}`;
    if (FURTHER.includes(at.slice(1))) return;
    if (nearest(name, names) === undefined) {
      warnings.push(
        `hostJson${at}: it is not in the published schema of host.json, and the host may ignore it`,
      );
      return;
    }
    problems.push({
      path: `hostJson${at}`,
      message: `unknown field of host.json${didYouMean(name, names)}`,
      from: ["your options"],
      fix: `use one of ${names.join(", ")}`,
    });
  }
}

function described({ type, enum: choices, const: only, pattern, minimum, maximum }: HostSchema): string {
  if (only !== undefined) return redacted(only);
  if (choices !== undefined) return `one of ${choices.map(redacted).join(", ")}`;
  // Times are what is written by a pattern.
  const kind = pattern === undefined ? [type ?? "a value"].flat().join(" or ") : 'a time such as "00:05:00"';
  const least = minimum === undefined ? [] : [`at least ${minimum}`];
  const most = maximum === undefined ? [] : [`at most ${maximum}`];
  const limits = [...least, ...most].join(" and ");
  return limits === "" ? kind : `${kind}, ${limits}`;
}
