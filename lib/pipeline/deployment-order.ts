import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";
import { type DataObject, isDataObject } from "../settings/data";
import { didYouMean } from "../settings/nearest";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";

/** What is wrong with the order in which a commit is deployed to one environment after the other. */
export function deploymentOrderFaults({ environments }: DataObject): readonly Problem[] {
  const before = predecessors(isDataObject(environments) ? environments : {});
  return [...before].flatMap(([name, after]) => {
    const path = `environments.${name}.after`;
    if (!before.has(after ?? name)) {
      const known = [...before.keys()].filter((each) => each !== name);
      const message = `unknown environment ${redacted(after)}${didYouMean(after ?? "", known)}`;
      return [{ path, message, from: [], fix: `use one of ${known.join(", ")}, or remove it` }];
    }
    const circle = circleFrom(name, before);
    if (circle === undefined) return [];
    const message = `waits for itself: ${circle.join(" after ")}`;
    return [{ path, message, from: [], fix: "remove after from the environment that is deployed first" }];
  });
}

/** The environment before each, where there is one. */
function predecessors(environments: DataObject): ReadonlyMap<string, string | undefined> {
  return new Map(
    Object.entries(environments)
      .filter(([name]) => name !== EVERY_PULL_REQUEST)
      .map(([name, each]) => {
        const after = isDataObject(each) ? each["after"] : undefined;
        return [name, typeof after === "string" ? after : undefined];
      }),
  );
}

/** The names from `name` back to itself; undefined where there is a first one, or the circle is one of others. */
function circleFrom(
  name: string,
  before: ReadonlyMap<string, string | undefined>,
): readonly string[] | undefined {
  const way = [name];
  for (let next = before.get(name); next !== undefined; next = before.get(next)) {
    if (next === name) return [...way, name];
    if (way.includes(next)) return undefined;
    way.push(next);
  }
  return undefined;
}
