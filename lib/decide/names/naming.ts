import { regions, type RegionName } from "../../azure/regions";
import { redacted } from "../../settings/redacted";
import type { ComposedKind } from "../../services/words";

/** What a naming function knows of the resource that it names. */
export interface NamingContext {
  readonly project: string;
  readonly environment: string;
  /** Azure's name of the region, `eastus2`. */
  readonly location: string;
  /** A short code of the region, `eus2`: that of Azure Backup. */
  readonly regionCode: string;
  /** How names of the kind begin in the Cloud Adoption Framework, `func`. */
  readonly abbreviation: string;
  /** What tells several of a kind apart: the stack of a resource group, the name of a subnet. Undefined where there is one. */
  readonly detail?: string;
  /** `nameSuffix`, else six characters that follow from project, environment and location. */
  readonly suffix: string;
  /** True where no other customer of Azure may have the name: make `suffix` part of it. */
  readonly globallyUnique: boolean;
  readonly maxLength: number;
  /** Whether Azure takes hyphens in it. */
  readonly hyphens: boolean;
  /** The name that the resource has without the function. */
  readonly defaultName: string;
}

/**
 * Gives a resource its name. It is called more than once, and has to return the same each time.
 *
 * @param kind - as `names` calls it, `storageAccount`, and kinds of which there are several, `resourceGroup`
 * @returns undefined for the name that the resource has without the function
 */
export type NamingFunction = (kind: ComposedKind, context: NamingContext) => string | undefined;

/** How names are composed: as this library does it, or by the Cloud Adoption Framework. */
export type NamingPreset = "default" | "caf";

/** What the option says. */
export type Naming = NamingPreset | NamingFunction;

/** The option as it was merged: the schema knows the presets. */
export function namingOf(value: unknown): Naming {
  if (typeof value === "function") return value as NamingFunction;
  return value === "caf" ? "caf" : "default";
}

/** The code of a region in names. */
export function regionCodeOf(location: string): string {
  return Object.hasOwn(regions, location) ? regions[location as RegionName].short : location;
}

/** What a naming function makes of a resource, or what is wrong with it. */
export type FunctionResult =
  { readonly name: string | undefined } | { readonly fault: string; readonly fix: string };

/** Asks twice: a name of the clock or of chance would replace the resource with the next plan. */
export function askFunction(
  naming: NamingFunction,
  kind: ComposedKind,
  context: NamingContext,
): FunctionResult {
  const frozen = Object.freeze(context);
  let answers: readonly unknown[];
  try {
    answers = [naming(kind, frozen), naming(kind, frozen)];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { fault: `threw for ${redacted(kind)}: ${message}`, fix: "return undefined for the default name" };
  }
  const [first, second] = answers;
  if (first === undefined && second === undefined) return { name: undefined };
  if (typeof first !== "string" || typeof second !== "string" || first === "")
    return {
      fault: `returned ${redacted(first)} for ${redacted(kind)}`,
      fix: "return a string, or undefined for the default name",
    };
  if (first !== second)
    return {
      fault: `returned ${redacted(first)} for ${redacted(kind)}, and ${redacted(second)} when it was asked again: the next plan would replace the resource`,
      fix: "compose the name from the arguments of the function, without clock, chance or counters",
    };
  return { name: first };
}
