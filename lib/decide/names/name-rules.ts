import { type NameRule, ruleFault } from "../../azure/names/name-rule";
import { resourceRecords } from "../../services";
import type { NameKind } from "../../services/words";

/** Azure's rules for every name, out of the records of the resources that have them. */
export const allNameRules: Readonly<Record<NameKind, NameRule>> = Object.assign(
  {},
  ...Object.values(resourceRecords).map(({ names }) => names),
) as Readonly<Record<NameKind, NameRule>>;

/** Why Azure would refuse `name`; undefined when it would not. */
export function nameFault(kind: NameKind, name: string): string | undefined {
  return ruleFault(allNameRules[kind], name);
}
