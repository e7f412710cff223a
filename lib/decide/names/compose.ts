import { createHash } from "node:crypto";
import { allNameRules } from "./name-rules";
import type { ComposedKind } from "../../services/words";
import type { ComposedNameRule } from "../../azure/names/name-rule";

/** What names are made of. */
export interface NameParts {
  readonly project: string;
  readonly environment: string;
  /** Makes globally unique names unique; the same for the backend's whole life. */
  readonly suffix: string;
  /** The code of the region: names have the order of the Cloud Adoption Framework then. */
  readonly region?: string;
  /** Told apart within one kind: the stack of a resource group, the tier of a plan. */
  readonly detail?: string;
}

/** Six characters that follow from project, environment and region alone: the same on every machine and day. */
export function defaultSuffix(project: string, environment: string, location: string): string {
  return createHash("sha256").update(`${project}/${environment}/${location}`).digest("hex").slice(0, 6);
}

/** The fewest characters of a project that still say something. */
const RECOGNISABLE = 2;

/** The instance of what there is one of, as the Cloud Adoption Framework numbers them. */
const INSTANCE = "001";

/**
 * `<prefix>-<project>-<environment>[-<detail>][-<suffix>]`, without hyphens where Azure allows none. The suffix
 * is there when the name must be globally unique, or when the project had to be cut. With a region it is
 * `<prefix>-<project>[-<detail>]-<environment>-<region>-<instance>`, the suffix being the instance where it is there; the region is left
 * out where it leaves no room.
 *
 * @returns undefined when not even two characters of the project fit
 */
export function composeName(kind: ComposedKind, parts: NameParts): string | undefined {
  const { region, ...others } = parts;
  return (region === undefined ? undefined : composed(kind, parts)) ?? composed(kind, others);
}

function composed(kind: ComposedKind, parts: NameParts): string | undefined {
  const rule = allNameRules[kind] as ComposedNameRule;
  const separator = rule.pattern.test("a-a") ? "-" : "";
  const max = rule.composedMax ?? rule.max;
  const plain = (text: string): string => (separator === "" ? text.replaceAll("-", "") : text);
  const detail = parts.detail ? [parts.detail] : [];
  const environment = plain(parts.environment);
  const join = (project: string, last: readonly string[]): string =>
    (parts.region === undefined
      ? [rule.prefix, project, environment, ...detail, ...last]
      : [rule.prefix, project, ...detail, environment, parts.region, ...last]
    ).join(separator);

  const project = plain(parts.project);
  const instance = parts.region === undefined ? [] : [INSTANCE];
  const whole = join(project, rule.scope === "global" ? [parts.suffix] : instance);
  if (whole.length <= max) return whole;

  const room = max - join("", [parts.suffix]).length;
  const cut = project.slice(0, Math.max(0, room)).replace(/-+$/, "");
  return cut.length < Math.min(RECOGNISABLE, project.length) ? undefined : join(cut, [parts.suffix]);
}
