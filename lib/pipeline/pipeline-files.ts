import { parseAllDocuments } from "yaml";
import { type Problem, problemsText } from "../settings/problems";
import { azureDevOpsFiles } from "./azure-devops/files";
import { githubFiles } from "./github/files";
import type { PipelinePlan } from "./pipeline-plan";
import { otherSettingsFile } from "./words";
import { type Part, type RegionFault, fileText, mergedText } from "./regions";

/** One file of a pipeline. */
export interface PipelineFile {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly change: "new" | "updated" | "none";
}

/** Thrown for files that are there and cannot be written again, once, with every reason. Nothing is written then. */
export class PipelineFilesError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problemsText("files of the pipeline, which are not changed", problems));
    this.name = "PipelineFilesError";
  }
}

/** The parts of each file, by path. @param branch - the one that is deployed, for files that are new */
export function partsOf(plan: PipelinePlan, branch: string): Readonly<Record<string, readonly Part[]>> {
  switch (plan.system) {
    case "github":
      return githubFiles(plan, branch);
    case "azure-devops":
      return azureDevOpsFiles(plan, branch);
  }
}

/**
 * Every file as it should be.
 *
 * @param existing - the text of a file that is there
 * @param force - also replaces generated parts that were edited
 * @throws {@link PipelineFilesError} where a file cannot be written again without harm
 */
export function pipelineFiles(
  plan: PipelinePlan,
  branch: string,
  existing: (path: string) => string | undefined,
  force: boolean,
): readonly PipelineFile[] {
  const problems: Problem[] = [];
  const files: PipelineFile[] = [];
  for (const [path, parts] of Object.entries(partsOf(plan, branch))) {
    const before = existing(path);
    problems.push(...otherAppProblems(plan, path, before, existing));
    const merged = before === undefined ? { text: fileText(parts) } : mergedText(before, parts, force);
    if ("faults" in merged) problems.push(...merged.faults.map((fault) => problemOf(path, fault)));
    else {
      problems.push(...yamlProblems(path, merged.text));
      const change = before === undefined ? "new" : before === merged.text ? "none" : "updated";
      files.push({ path, text: merged.text, change });
    }
  }
  if (problems.length > 0) throw new PipelineFilesError(problems);
  return files;
}

/** The file of another app of the repository has the same name. An app that has moved is none. */
function otherAppProblems(
  plan: PipelinePlan,
  path: string,
  text: string | undefined,
  existing: (path: string) => string | undefined,
): readonly Problem[] {
  const other = text === undefined ? undefined : otherSettingsFile(plan, text);
  if (other === undefined || existing(other) === undefined) return [];
  return [
    {
      path,
      message: `was generated from ${other}, for another app`,
      from: [],
      fix: "give the files of this app another name with --name",
    },
  ];
}

function problemOf(path: string, { message, fix }: RegionFault): Problem {
  const [first = "", ...more] = message.split("\n");
  const [, line, says = first] = /^(\d+): (.*)$/.exec(first) ?? [];
  return {
    path: line === undefined ? path : `${path}:${line}`,
    message: [says, ...more].join("\n     "),
    from: [],
    fix,
  };
}

/** What of the user's does not fit to what is generated: a job of the same name, or text that is no YAML. */
function yamlProblems(path: string, text: string): readonly Problem[] {
  return parseAllDocuments(text.replaceAll("\r\n", "\n")).flatMap(({ errors }) =>
    errors.map(({ message, linePos }) => ({
      path: linePos === undefined ? path : `${path}:${linePos[0].line}`,
      message: `would not be valid YAML: ${(message.split("\n")[0] ?? "").replace(/ at line .*$/, "")}`,
      from: [],
      fix: "correct your own lines there, outside of the generated parts",
    })),
  );
}
