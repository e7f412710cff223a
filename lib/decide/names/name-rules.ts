import { nameRules } from "../../azure/names/azure-names";
import type { NameRule } from "../../azure/names/name-rule";
import { serviceNamed, serviceNames } from "../../services";
import type { NameKind } from "../../services/words";

/** Azure's rules for every name, those that services bring included. */
export const allNameRules: Readonly<Record<NameKind, NameRule>> = Object.assign(
  {},
  nameRules,
  ...serviceNames.map((name) => serviceNamed(name).names),
) as Readonly<Record<NameKind, NameRule>>;
