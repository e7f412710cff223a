import { name as library } from "../../package.json";
import type { PipelinePlan } from "./pipeline-plan";
import { PIPELINE_FILE } from "./settings";

/** How a job calls this package. */
export const TOOL = `npx ${library}`;

/** The command that writes these files again. */
export function writtenBy({ system, name }: Pick<PipelinePlan, "system" | "name">): string {
  return `${library} pipeline ${system}${name === DEFAULT_NAME ? "" : ` --name ${name}`}`;
}

/** The first part of names where nobody says another one. */
export const DEFAULT_NAME = "backend";

/** What a run by hand does if nobody chooses an environment. No environment has such a name. */
export const DEPLOY = "deploy this commit";

/** Where packages are written by default. */
export const PACKAGE_FOLDER = "dist/functions";

/** By which a later run finds its comment or its issue again. No reader sees it. */
export function markerOf(what: "plan" | "drift" | "environment", name: string): string {
  return `<!-- cdktf-azure-backend pipeline: ${what} ${name} -->`;
}

/** From the top of the repository. */
function settingsFile({ facts: { folder } }: PipelinePlan): string {
  return folder === "." ? PIPELINE_FILE : `${folder}/${PIPELINE_FILE}`;
}

/** The file that an earlier text was generated from, if it is another one. */
export function otherSettingsFile(plan: PipelinePlan, text: string): string | undefined {
  const [, file] = /^# Generated from (.+?): `/m.exec(text) ?? [];
  return file === settingsFile(plan) ? undefined : file;
}

/** Says what a file is, at its top. */
export function headOf(plan: PipelinePlan, does: string): string {
  return `# ${does}
# Generated from ${settingsFile(plan)}: \`npx ${writtenBy(plan)}\` writes the parts between # >>> and # <<< again, and keeps everything else.`;
}
