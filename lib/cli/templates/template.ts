import type { devDependencies } from "../../../package.json";

/** What a new project begins with. */
export const templateNames = ["minimal", "api", "events", "production"] as const;
export type TemplateName = (typeof templateNames)[number];

/** What is asked for. */
export interface ProjectRequest {
  /** Valid already, as it is in cdktf.json. */
  readonly project: string;
  readonly location: string;
  readonly template: TemplateName;
  /** What tells this project from every other in cdktf.json. */
  readonly projectId: string;
}

/** What one template has beside what every project has. */
export interface Template {
  /** What the project runs, one sentence for its README. */
  readonly summary: string;
  /** Further lines for the table of files in its README. */
  readonly parts: readonly (readonly [file: string, what: string])[];
  /** What its owner has to decide before the first deployment, as Markdown; empty where there is nothing. */
  readonly beforeDeploying: readonly string[];
  /** Packages that its code is packaged with, beside those of every project. */
  readonly packages: readonly (keyof typeof devDependencies)[];
  /** `backend.ts`, where it is not that of every project. */
  readonly backend?: string;
  /** Its own files, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Its own tests of the synthesised stacks, which go into `__tests__/backend.test.ts`. */
  readonly tests: string;
}
