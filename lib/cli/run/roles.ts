import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { NearestRole } from "../../rights/nearest-roles";
import { type PipelineRole, pipelineRoles } from "../../rights/pipeline-roles";
import { type Result, UsageError } from "../command";
import { type Surroundings, shownPath } from "../surroundings";

interface Given {
  readonly subscription: string | undefined;
  readonly out: string | undefined;
  readonly "built-in": boolean;
}

/** The roles of a pipeline, to print or in files. */
export function roles(given: Given, surroundings: Surroundings): Promise<Result> {
  return Promise.resolve(given["built-in"] ? builtInRoles(given) : customRoles(given, surroundings));
}

function builtInRoles({ out }: Given): Result {
  if (out !== undefined) throw new UsageError("--out writes custom roles: leave out --built-in or --out.");
  const found = pipelineRoles({ builtIn: true });
  const lines = (who: string, all: readonly NearestRole[]): readonly string[] => [
    `The identity that ${who} needs, on the subscription:`,
    ...all.flatMap(({ name, id, conditional, tooMuch }) => [
      `  ${name} (${id})${conditional ? ", with the condition" : ""}`,
      ...tooMuch.map((line) => `    more than it needs: ${line}`),
    ]),
  ];
  return {
    ended: "done",
    text: [
      ...lines("plans", found.planner),
      "",
      ...lines("applies", found.applier),
      "",
      ...lines("deploys pull requests", found.pullRequestApplier),
      "",
      "The condition:",
      found.condition,
    ].join("\n"),
    json: { ...found },
  };
}

function customRoles({ subscription, out }: Given, surroundings: Surroundings): Result {
  const { variables, cwd } = surroundings;
  const id = [subscription, variables["ARM_SUBSCRIPTION_ID"], variables["AZURE_SUBSCRIPTION_ID"]].find(
    Boolean,
  );
  if (id === undefined)
    throw new UsageError(
      "A custom role names the subscription that it can be assigned in: set it with --subscription or ARM_SUBSCRIPTION_ID.",
    );
  const found = pipelineRoles();
  const files: Readonly<Record<string, string>> = {
    "planner.json": definition("planner", "Plans environments, and looks for drift", found.planner, id),
    "applier.json": definition("applier", "Deploys, releases and destroys environments", found.applier, id),
    "pull-request-applier.json": definition(
      "pull request applier",
      "Deploys, releases and destroys environments of pull requests, and purges deleted key vaults",
      found.pullRequestApplier,
      id,
    ),
    "condition.txt": `${found.condition}\n`,
  };
  const json = { ...found };
  if (out === undefined) return { ended: "done", text: Object.values(files).join("\n").trimEnd(), json };
  const folder = resolve(cwd, out);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const shown = shownPath(surroundings, folder);
  return {
    ended: "done",
    text: [`wrote ${Object.keys(files).join(", ")} to ${shown}`, ...steps(shown)].join("\n"),
    json,
  };
}

/** learn.microsoft.com/azure/role-based-access-control/custom-roles-cli */
function definition(who: string, description: string, role: PipelineRole, subscription: string): string {
  const content = {
    Name: `cdktf-azure-backend ${who}`,
    IsCustom: true,
    Description: `${description} of cdktf-azure-backend`,
    Actions: role.actions,
    NotActions: role.notActions,
    DataActions: role.dataActions,
    NotDataActions: [],
    AssignableScopes: [`/subscriptions/${subscription}`],
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function steps(folder: string): readonly string[] {
  return [
    "",
    "To create the roles, and later to update them with create replaced by update:",
    `  az role definition create --role-definition ${folder}/planner.json`,
    `  az role definition create --role-definition ${folder}/applier.json`,
    "The same for an identity that deploys pull requests, best in a subscription of their own:",
    `  az role definition create --role-definition ${folder}/pull-request-applier.json`,
    "To assign that of the applier, or of pull requests by its own name:",
    '  az role assignment create --role "cdktf-azure-backend applier" --assignee-object-id <object id> \\',
    "    --assignee-principal-type ServicePrincipal --scope /subscriptions/<subscription> \\",
    `    --condition "$(cat ${folder}/condition.txt)" --condition-version 2.0`,
  ];
}
