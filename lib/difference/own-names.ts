import type { BackendPlan } from "../decide/backend-plan";
import { type Data, isDataObject } from "../settings/data";

/** Names of one environment that say nothing of what it is: the same in another environment, they would be another name. */
export type WithoutNames = (value: Data) => Data;

const HASH = /-?([0-9a-f]{6})$/;

/**
 * Replaces what is an environment's own in names: composed names, ids of stacks, the environment's name after the project's, and the
 * hash at the end of globally unique names.
 */
export function withoutNamesOf(plan: BackendPlan): WithoutNames {
  const { project, environment } = plan;
  const named: readonly (readonly [string, string])[] = [
    ...Object.entries(plan.names),
    ...Object.entries(plan.resourceGroups).map(([role, name]) => [`${role} group`, name] as const),
    ...Object.entries(plan.stackIds).map(([role, id]) => [`${role} stack`, id] as const),
  ];
  const hashes = new Set(named.flatMap(([, name]) => HASH.exec(name)?.[1] ?? []));
  const replaced: readonly (readonly [string, string])[] = [
    ...named.map(([kind, name]) => [name, `<${kind}>`] as const),
    [`${project}-${environment}`, "<project>-<environment>"],
    [`${project.replaceAll("-", "")}${environment.replaceAll("-", "")}`, "<project><environment>"],
    ...[...hashes].map((hash) => [hash, "<hash>"] as const),
  ];
  // The longest first: a name may be part of another one.
  const ordered = [...replaced].sort(([one], [other]) => other.length - one.length);
  const inText = (text: string): string =>
    ordered.reduce((left, [name, kind]) => left.replaceAll(name, kind), text);
  const inData = (value: Data, key = ""): Data => {
    // As a value of its own the environment's name may be another word: one can be called after a region.
    if (value === environment && key === "environment") return "<environment>";
    if (typeof value === "string") return inText(value);
    if (Array.isArray(value)) return value.map((each) => inData(each as Data));
    if (!isDataObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [inText(name), inData(each, name)]),
    );
  };
  return (value) => inData(value);
}

/** How names are left out of what is compared. */
export interface NamesLeftOut {
  readonly first: WithoutNames;
  readonly second: WithoutNames;
  /** Whether an argument of a resource is its name: some are derived from those of others. */
  readonly isName: (argument: string) => boolean;
}

/** Of one environment at two commits. */
export function isSameEnvironment(first: BackendPlan, second: BackendPlan): boolean {
  return first.project === second.project && first.environment === second.environment;
}

/** Names of the same environment are compared: another one is another resource. */
export function namesLeftOut(first: BackendPlan, second: BackendPlan): NamesLeftOut {
  if (isSameEnvironment(first, second)) {
    const asTheyAre: WithoutNames = (value) => value;
    return { first: asTheyAre, second: asTheyAre, isName: () => false };
  }
  return {
    first: withoutNamesOf(first),
    second: withoutNamesOf(second),
    isName: (argument) => argument === "name",
  };
}
