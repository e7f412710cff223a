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
  /** Told apart within one kind: the stack of a resource group, the tier of a plan. */
  readonly detail?: string;
}

/** Six characters that follow from project, environment and region alone: the same on every machine and day. */
export function defaultSuffix(project: string, environment: string, location: string): string {
  return createHash("sha256").update(`${project}/${environment}/${location}`).digest("hex").slice(0, 6);
}

/** The fewest characters of a project that still say something. */
const RECOGNISABLE = 2;

/**
 * `<prefix>-<project>-<environment>[-<detail>][-<suffix>]`, without hyphens where Azure allows none. The suffix
 * is there when the name must be globally unique, or when the project had to be cut.
 *
 * @returns undefined when not even two characters of the project fit
 */
export function composeName(kind: ComposedKind, parts: NameParts): string | undefined {
  const rule = allNameRules[kind] as ComposedNameRule;
  const separator = rule.pattern.test("a-a") ? "-" : "";
  const max = rule.composedMax ?? rule.max;
  const plain = (text: string): string => (separator === "" ? text.replaceAll("-", "") : text);
  const join = (project: string, suffix: readonly string[]): string =>
    [rule.prefix, project, plain(parts.environment), ...(parts.detail ? [parts.detail] : []), ...suffix].join(
      separator,
    );

  const project = plain(parts.project);
  const whole = join(project, rule.scope === "global" ? [parts.suffix] : []);
  if (whole.length <= max) return whole;

  const room = max - join("", [parts.suffix]).length;
  const cut = project.slice(0, Math.max(0, room)).replace(/-+$/, "");
  return cut.length < Math.min(RECOGNISABLE, project.length) ? undefined : join(cut, [parts.suffix]);
}
