import { type CommonNameKind, nameRules } from "../names/azure-names";
import type { NameRule } from "../names/name-rule";
import { type ServiceName, type Services, type ShapeOf, serviceNamed, serviceNames } from "./index";

type OfServices = { [Name in ServiceName]: ShapeOf<Services[Name]>["names"] }[ServiceName];
type Composed = {
  [K in CommonNameKind]: (typeof nameRules)[K] extends { readonly prefix: string } ? K : never;
}[CommonNameKind];

type Single = {
  [K in Composed]: (typeof nameRules)[K] extends { readonly several: true } ? never : K;
}[Composed];

export type NameKind = CommonNameKind | OfServices;

/** The kinds that this library composes a name for: one of each in a backend. */
export type ComposedKind = Composed | OfServices;

/** Those of which a backend has one, so that the user can name it. */
export type SingleKind = Single | OfServices;

/** Azure's rules for every name, those that services bring included. */
export const allNameRules: Readonly<Record<NameKind, NameRule>> = Object.assign(
  {},
  nameRules,
  ...serviceNames.map((name) => serviceNamed(name).names),
) as Readonly<Record<NameKind, NameRule>>;
