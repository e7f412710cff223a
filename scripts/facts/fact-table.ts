import type { Clone } from "../arm-schemas/clone";
import type { Json } from "./differences";

/** Where a table is read. */
export interface FactSources {
  /**
   * A clone of a repository of GitHub, `nodejs/Release`.
   *
   * @throws Error where there is none
   */
  readonly clone: (repository: string) => Clone;
  /** The text of a page of the web, `learn.microsoft.com/azure/…`; undefined where it cannot be had. */
  readonly page: (address: string) => Promise<string | undefined>;
  /** Says what somebody has to look at. */
  readonly say: (line: string) => void;
  /** The day of reading, `2026-11-30`. */
  readonly today: string;
}

/** Facts that this repository keeps as data, and that a script reads again. */
export interface FactTable {
  readonly name: string;
  /** The committed file, from the folder of the repository. */
  readonly file: string;
  /** What has to be cloned. */
  readonly repositories: readonly string[];
  /** True where pages of the web are read. */
  readonly online?: true;
  /** The table as its sources have it today. What they do not have is taken from what is committed. */
  read(sources: FactSources, before: Json): Json | Promise<Json>;
}
