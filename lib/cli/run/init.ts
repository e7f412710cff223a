import { randomUUID } from "node:crypto";
import { basename, isAbsolute, relative, resolve } from "node:path";
import { name as library } from "../../../package.json";
import { regionNamed } from "../../azure/regions";
import { LONGEST_PROJECT, checkLocation, checkProject } from "../../decide/check-identity";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";
import { beforeDeploying, projectFiles } from "../templates";
import type { TemplateName } from "../templates/template";
import { writeNewFiles } from "./new-files";

/** Where nothing else is said: what the examples of the documentation have. */
const LOCATION = "eastus2";

interface Given {
  readonly template: TemplateName | undefined;
  readonly project: string | undefined;
  readonly location: string | undefined;
}

/**
 * Writes a new project, or nothing.
 *
 * @param newId - the one value that differs from call to call: what tells the project from others in cdktf.json
 */
export function init(
  given: Given,
  { cwd }: Surroundings,
  argument = ".",
  newId: () => string = randomUUID,
): Promise<Result> {
  const folder = resolve(cwd, argument);
  const { template = "minimal" } = given;
  const { project, location } = checkedNames(given, folder);
  const texts = projectFiles({ project, location, template, projectId: newId() });
  const files = writeNewFiles(folder, texts);
  const named = relative(cwd, folder) || ".";
  const shown = isAbsolute(argument) ? folder : named;
  return Promise.resolve({
    ended: "done",
    text: [
      ...files.map((file) => (shown === "." ? file : `${shown}/${file}`)),
      "",
      "Next:",
      ...(shown === "." ? [] : [`  cd ${/[^\w./-]/.test(shown) ? `"${shown}"` : shown}`]),
      "  npm install",
      "  npm test",
      `  npx ${library} synth`,
      `  npx ${library} cost`,
      ...listed("Before the first deployment:", beforeDeploying(template)),
    ].join("\n"),
    json: { folder: named, project, location, template, files },
  });
}

function listed(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", head, ...lines.map((line) => `  - ${line}`)];
}

/** @throws UsageError with everything that is wrong with them */
function checkedNames(given: Given, folder: string): { readonly project: string; readonly location: string } {
  const project = given.project ?? projectFrom(basename(folder));
  const { location = LOCATION } = given;
  const problems: string[] = [];
  const report = (option: string, message: string, fix: string): void => {
    problems.push(`--${option}: ${message}; ${fix}`);
  };
  if (project === undefined)
    report(
      "project",
      `the folder's name, ${JSON.stringify(basename(folder))}, has no letter a-z`,
      "set the project",
    );
  else if (project === "") report("project", 'got ""', "set the project, or remove the option");
  else checkProject(project, report);
  if (location === "") report("location", 'got ""', "set a region, or remove the option");
  else checkLocation(location, report);
  const region = regionNamed(location);
  if (problems.length > 0 || project === undefined || region === undefined)
    throw new UsageError(problems.join("\n"));
  return { project, location: region };
}

/** `My Shop (2)` is `my-shop-2`; undefined where nothing is left. */
function projectFrom(folder: string): string | undefined {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, LONGEST_PROJECT)
    .replace(/-$/, "");
  return name === "" ? undefined : name;
}
