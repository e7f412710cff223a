import { nameRules } from "../names/azure-names";
import type { NameRule } from "../names/name-rule";
import { serviceNamed, serviceNames } from "./index";
import type { NameKind } from "./words";

/** Azure's rules for every name, those that services bring included. */
export const allNameRules: Readonly<Record<NameKind, NameRule>> = Object.assign(
  {},
  nameRules,
  ...serviceNames.map((name) => serviceNamed(name).names),
) as Readonly<Record<NameKind, NameRule>>;
