import { join } from "node:path";

/** One row of the table: a script, and what it is given. */
export interface Case {
  readonly title: string;
  readonly script: string;
  readonly args: readonly string[];
  /** Where it runs; in an empty folder where it is left out. */
  readonly cwd?: string;
}

/** How many environments the growth is measured at, fewest first. */
export const growthSteps = [10, 25, 50] as const;

/**
 * The cases that the aims speak of, and those that every run has.
 *
 * @param resources - a file with what dev and prod consist of
 */
export function casesOf(library: string, resources: string) {
  const node = caseOf("node alone", "nothing");
  const bare = caseOf("bare cdktf app, one resource", "bare-app");
  const importLibrary = caseOf("import the library", "import-library", library);
  const both = environments("synth dev and prod", ["dev", "prod"]);
  const engineAlone = caseOf("resources of dev and prod by cdktf alone", "same-resources", resources);
  const growth = growthSteps.map((count) => ({
    count,
    row: environments(`synth ${count} environments`, numbered(count)),
  }));
  const few = caseOf("synth 2 components", "components", library, "2");
  const many = caseOf("synth 100 components", "components", library, "100");
  const all: readonly Case[] = [
    node,
    caseOf("import cdktf", "import-cdktf"),
    bare,
    importLibrary,
    environments("synth dev", ["dev"]),
    environments("synth prod", ["prod"]),
    both,
    engineAlone,
    ...growth.map(({ row }) => row),
    few,
    many,
  ];
  return { all, node, bare, importLibrary, both, engineAlone, growth, few, many };

  function environments(title: string, names: readonly string[]): Case {
    return caseOf(title, "environments", library, ...names);
  }
}

/** Code that runs on Azure, from the package to requests. */
export function codeCasesOf(library: string, whose: string): readonly Case[] {
  return [
    caseOf(`package the sample: ${whose}`, "package-sample", library),
    caseOf(`load the sample's package: ${whose}`, "load-package", library),
    caseOf(`requests to a CRUD API: ${whose}`, "serve-requests", library),
    caseOf(`10,000 items of one value, page by page: ${whose}`, "page-to-the-end", library, "one"),
    caseOf(`10,000 items of values of their own, page by page: ${whose}`, "page-to-the-end", library, "own"),
  ];
}

/** A review of given plans of a production environment with more than 300 resources. */
export function reviewCaseOf(library: string, given: string): Case {
  return caseOf("review of given plans, prod with 200 queues", "review", library, given);
}

/** The tool, and what it takes the place of, in the sample's project: dev and prod in an app of TypeScript. */
export function toolCasesOf(library: string) {
  const cwd = join(library, "sample");
  const tool = (...args: readonly string[]): Case => ({
    title: `cdktf-azure-backend ${args.join(" ")}`,
    script: join(library, "cli/main.js"),
    args,
    cwd,
  });
  return {
    help: tool("--help"),
    app: { title: "tsx main.ts", script: require.resolve("tsx/cli"), args: ["main.ts"], cwd },
    tool: [tool("synth"), tool("check")],
    engine: {
      title: "cdktf synth",
      script: join(__dirname, "../scripts/cdktf.mjs"),
      args: ["synth"],
      cwd,
    },
  } as const;
}

export type ToolCases = ReturnType<typeof toolCasesOf>;

export type Cases = ReturnType<typeof casesOf>;

function caseOf(title: string, script: string, ...args: readonly string[]): Case {
  return { title, script: join(__dirname, "cases", `${script}.cjs`), args };
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `e${index + 1}`);
}
