import { requirementOf } from "../decide/options/option-faults";
import { type Violation, violationsBy } from "../decide/options/violations";
import type { DataObject } from "../settings/data";
import { didYouMean } from "../settings/nearest";
import { pathOf } from "../settings/option-path";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { howToFind } from "./how-to-find";
import { pipelineSchema } from "./settings-schema";

const violationsIn = violationsBy(pipelineSchema);

/** What of the file the schema does not allow, and what it lacks. */
export function schemaFaults(value: DataObject): {
  readonly wrong: readonly Problem[];
  readonly missing: readonly Problem[];
} {
  const violations = violationsIn(value);
  const isMissing = ({ keyword }: Violation): boolean => keyword === "required";
  return {
    wrong: violations.filter((each) => !isMissing(each)).map(faultOf),
    missing: violations
      .filter(isMissing)
      .map(({ keys, says }) => missingValue([...keys, String(says)], value["system"])),
  };
}

/** One value that has to be added. */
export function missingValue(keys: readonly string[], system: unknown): Problem {
  return { path: pathOf(keys), message: "is missing", from: [], fix: howToFind(keys, system) };
}

function faultOf(violation: Violation): Problem {
  const { keyword, keys, parent, data, says } = violation;
  const path = pathOf(keys);
  const from: readonly string[] = [];
  if (keyword === "additionalProperties") {
    const known = Object.keys(parent.properties ?? {}).filter((name) => name !== "$schema");
    const message = `unknown key${didYouMean(keys.at(-1) ?? "", known)}`;
    return { path, message, from, fix: `use one of ${known.join(", ")}` };
  }
  if (keyword === "minProperties")
    return { path, message: "has no environment", from, fix: "add one environment of the app" };
  if (keyword === "maxLength")
    return {
      path,
      message: `has more than ${String(says)} characters`,
      from,
      fix: "copy the value that the pipeline system states",
    };
  const { must, fix } = requirementOf(violation);
  const hint = keyword === "enum" && typeof data === "string" ? didYouMean(data, says as string[]) : "";
  return { path, message: `must be ${must}, got ${redacted(data)}${hint}`, from, fix };
}
