import { type LockFileOptions, LockFiles } from "../../terraform/lock-files";
import type { Deployment } from "../../terraform/deployment/deployment";
import { type Selection, SelectionError } from "../../terraform/select-stacks";
import { StackCommands } from "../../terraform/stack-commands";
import { States } from "../../terraform/states";
import { type TerraformProgram, checkTerraform } from "../../terraform/terraform-version";
import type { Stack } from "../../terraform/stacks";
import type { Synthesis } from "../../terraform/synthesis";
import { type StackFile, hasState } from "../../terraform/without-backend";
import { type Surroundings, step } from "../surroundings";
import { keptSynthesis, projectFor } from "./run-app";
import { forEngine, programFor } from "./stand-in-options";

/** What a command was told that runs Terraform on the project's own stacks. */
export interface ProjectGiven {
  readonly app: string | undefined;
  readonly terraform: string | undefined;
  readonly verbose: boolean;
}

/** What a command was told that plans, deploys or destroys them. */
export interface DeploymentGiven extends ProjectGiven {
  readonly stack: readonly string[];
}

/** The stacks of a project in its own folder, and Terraform for them. */
export interface ProjectStacks {
  readonly synthesis: Synthesis;
  readonly commands: StackCommands;
  readonly lockFiles: LockFiles;
  readonly terraform: TerraformProgram;
}

/**
 * Writes the stacks into the project's `cdktf.out`, once Terraform is there to run on them.
 *
 * @param variables - further variables of the environment, for the app
 */
export async function projectStacks(
  given: ProjectGiven,
  environments: readonly string[],
  surroundings: Surroundings,
  locking: Pick<LockFileOptions, "readOnly" | "onWritten">,
  variables: Readonly<Record<string, string>> = {},
): Promise<ProjectStacks> {
  const project = projectFor(given, surroundings);
  const program = programFor(given, surroundings);
  const terraform = await checkTerraform(program, surroundings.signal);
  const { isOpenTofu } = terraform;
  const lockFiles = new LockFiles({ folder: project.folder, isOpenTofu, ...locking });
  const synthesis = await keptSynthesis(project, environments, surroundings, {
    ...forEngine(program),
    ...variables,
  });
  const commands: StackCommands = new StackCommands({
    outdir: synthesis.outdir,
    program,
    environment: () => ({}),
    initialise: (stack) => lockFiles.initialisation(commands.stackFolder(stack)),
    ...(given.verbose ? { onOutput: surroundings.pass } : {}),
  });
  return { synthesis, commands, lockFiles, terraform };
}

/** What is deployed, and the whole app that it is of. */
export interface PreparedDeployment extends Omit<ProjectStacks, "commands"> {
  readonly deployment: Deployment;
}

/**
 * Writes the stacks, and selects what the command works on.
 *
 * @param select - the stacks, in the order of deployment
 * @param variables - further variables of the environment, for the app
 */
export async function prepareDeployment(
  given: DeploymentGiven,
  environments: readonly string[],
  surroundings: Surroundings,
  select: (synthesis: Synthesis, selection: Selection) => readonly Stack[],
  variables: Readonly<Record<string, string>> = {},
): Promise<PreparedDeployment> {
  const { say, signal } = surroundings;
  const locking = {
    readOnly: isInCi(surroundings),
    onWritten: (path: string) => {
      say(`wrote ${path}: commit it, so that everyone installs the same providers`);
    },
  };
  const { commands, ...project } = await projectStacks(given, environments, surroundings, locking, variables);
  const { synthesis } = project;
  const stacks = select(synthesis, { environments, stacks: given.stack });
  refuseWithoutState(stacks, commands);
  const deployment: Deployment = {
    commands,
    states: new States(commands, signal),
    stacks,
    all: synthesis.stacks.map(({ id }) => id),
    step: (name, work, result) => step(surroundings, name, work, result),
    say,
    signal,
  };
  return { deployment, ...project };
}

/** Without its state, each resource of a stack would be planned as a new one. */
function refuseWithoutState(stacks: readonly Stack[], commands: StackCommands): void {
  const without = stacks
    .map(({ id }) => id)
    .filter((id) => !hasState(JSON.parse(commands.synthesised(id)) as StackFile));
  if (without.length > 0)
    throw new SelectionError(
      `The state of ${without.join(", ")} is of type "none": the platform that runs Terraform keeps it, and this command cannot ` +
        "read it. Plan, deploy and destroy there; plan --stand-in, rehearse and review <plan.json> work here.",
    );
}

/** Services for continuous integration set `CI`; Azure Pipelines sets `TF_BUILD` in its place. */
function isInCi({ variables }: Surroundings): boolean {
  return ["CI", "TF_BUILD"].some(
    (name) => !["", "false", "0"].includes((variables[name] ?? "").toLowerCase()),
  );
}
