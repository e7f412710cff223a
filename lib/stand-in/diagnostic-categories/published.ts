import { key } from "../resource-path";
import file from "./published.json";

/** `published.json`: see README.md beside it. */
export interface PublishedCategories {
  readonly source: string;
  readonly licence: string;
  readonly changes: string;
  /** By Azure's name of a type. */
  readonly types: Readonly<Record<string, PublishedType>>;
  readonly azureDiagnostics: PublishedSource & { readonly types: readonly string[] };
  /** Types that may send to tables of their own or to the one for all, each with where that is said. */
  readonly destinationChosen: Readonly<Record<string, string>>;
}

export interface PublishedType {
  /** Of the repository that `source` names. */
  readonly page: string;
  readonly logs: readonly PublishedCategory[];
  readonly sources: readonly PublishedSource[];
}

export interface PublishedCategory {
  readonly category: string;
  /** As the portal shows it. */
  readonly name: string;
  /** Null where no page was found that names it. */
  readonly table: string | null;
}

export interface PublishedSource {
  readonly repository?: string;
  readonly page: string;
  readonly commit?: string;
  readonly date?: string;
  /** What was read there. */
  readonly says?: string;
}

export const published = file as unknown as PublishedCategories;

/** The table for all services that do not choose another. */
export const SHARED_TABLE = "AzureDiagnostics";

/** What Microsoft lists of a type; undefined where it lists no logs of it. */
export function publishedType(type: string): PublishedType | undefined {
  return Object.entries(published.types).find(([name]) => key(name) === key(type))?.[1];
}

/** Whether a type keeps the choice between its own tables and the one for all. */
export function choosesDestination(type: string): boolean {
  return Object.keys(published.destinationChosen).some((name) => key(name) === key(type));
}
