import type { DiagnosticSource } from "../../azure/diagnostic-categories";
import type { GivenNameRule, NameRule, SeveralNameRule, SingleNameRule } from "../../azure/names/name-rule";

interface OfType {
  /** Its name in Terraform, `azurerm_key_vault`. */
  readonly type: string;
  /** What it can send to the workspace; left out where that is nothing. */
  readonly diagnostics?: readonly DiagnosticSource[];
}

interface Imported extends OfType {
  /**
   * What the provider imports it by, in the case that it insists on: `{attribute}` is what the resource itself says.
   * Source: the chapter "Import" of each resource's page, azurerm, and its parsers.
   */
  readonly importId: string;
}

interface NotImported extends OfType {
  /** Why it cannot be imported in any sense. */
  readonly notImported: { readonly why: string; readonly fix: string };
}

/** What is known of one resource type of Terraform. */
export type TerraformType = Imported | NotImported;

/**
 * How a resource keeps data. An `account` can be locked, with all that is below it: the platform stack shows it under
 * the name that `transform` knows. A `part` is below one.
 */
export type DataKeeper = "account" | "part";

/** What is known of one resource by the name that `transform` has for it. */
export type ResourceRecord = TerraformType & {
  /** The other types that it can be of. */
  readonly or?: readonly TerraformType[];
  /** How it keeps data, for `safeguards`; left out where it keeps none. */
  readonly keepsData?: DataKeeper;
  /** The option that says its name, with `{name}` where that is a key of it; left out where `names.<kind>` does. */
  readonly namedBy?: string;
  /** Azure's rules for its names, by kind. */
  readonly names?: Readonly<Record<string, NameRule>>;
};

/** What a service's words say of its resources. */
export interface ResourceWords {
  /** The provider's configuration of each resource, by the names that `transform` knows. */
  readonly configs: object;
  /** The kinds of names that a backend has one of, by the resource that has such a name. */
  readonly names?: object;
  /** The kinds that a backend has several of: each name has a detail, and is the library's own. */
  readonly severalNames?: object;
  /** The kinds that are never composed: the user gives the name. */
  readonly givenNames?: object;
}

type KindsOf<Kinds, Name> = Name extends keyof Kinds ? Kinds[Name] & string : never;

type NamesOf<Words extends ResourceWords, Name> = Readonly<
  Record<KindsOf<Words["names"], Name>, SingleNameRule> &
    Record<KindsOf<Words["severalNames"], Name>, SeveralNameRule> &
    Record<KindsOf<Words["givenNames"], Name>, GivenNameRule>
>;

type Named<Names> = keyof Names extends never ? { readonly names?: never } : { readonly names: Names };

/** A record for each resource of a service, with a rule for each kind of name that its words say. */
export type ResourceRecords<Words extends ResourceWords> = {
  readonly [
    Name in string &
      (
        | keyof Words["configs"]
        | keyof Words["names"]
        | keyof Words["severalNames"]
        | keyof Words["givenNames"]
      )
  ]: ResourceRecord & Named<NamesOf<Words, Name>>;
};

/** Every type that a resource can be of. */
export function typesOf(record: ResourceRecord): readonly TerraformType[] {
  return [record, ...(record.or ?? [])];
}
