import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { acceptedLine } from "../../../lib/stand-in/arm-schemas/accepted";
import { StandIn } from "../../../lib/stand-in/stand-in";
import { type Project, findProject } from "../../../lib/terraform/project";
import { Rehearsal } from "../../../lib/terraform/rehearsal";
import type { Workspace } from "../../../lib/terraform/workspace";
import { program } from "../../support/terraform-program";
import { RecordedWorkspace } from "./recording";

const { TERRAFORM_STAGE_CLI_CONFIG: cliConfigFile, TERRAFORM_STAGE_FOLDER: folder } = process.env;

/** Terraform's CLI configurations of the provider that stacks require, of the earliest that they can, and of the next major. */
export const providers = {
  current: cliConfigFile ?? "",
  earliest: process.env["TERRAFORM_STAGE_EARLIER_CLI_CONFIG"] ?? "",
  next: process.env["TERRAFORM_STAGE_NEXT_CLI_CONFIG"] ?? "",
};

/** `describe` where there is a provider; skipped by name where there is none. */
export const stage: Pick<jest.Describe, "each"> & jest.Describe =
  cliConfigFile === undefined ? describe.skip : describe;

/** The same, where there is an earlier provider too. */
export const upgradeStage: Pick<jest.Describe, "each"> & jest.Describe =
  providers.earliest === "" ? describe.skip : stage;

/** The same, where there is the next major too. */
export const nextMajorStage: Pick<jest.Describe, "each"> & jest.Describe =
  providers.next === "" ? describe.skip : stage;

/** What one deployment needs: a stand-in and a folder of its own. */
export interface Deployment {
  readonly standIn: StandIn;
  readonly workspace: Workspace;
  readonly rehearsal: Rehearsal;
  /** Whose app it is. */
  readonly project: Project;
  /** Says what was done, in numbers. */
  report(name: string): void;
  end(): Promise<void>;
}

/** The app of these tests, which takes its options from a variable: see app.ts. */
const app = join(__dirname, "..", "app.ts");

/** The project of the tests' own app, or that of the file that is named. */
export function projectOf(file = app): Project {
  return findProject(process.cwd(), file);
}

/** A backend of the tests' app on a stand-in of its own. */
export async function deployment(options: DeploymentOptions): Promise<Deployment> {
  const { environment = "dev", everyStack = false, file, subscriptionId, variables = {} } = options;
  const begin = performance.now();
  const standIn = await StandIn.start();
  const workspace = new RecordedWorkspace(
    {
      terraform: program,
      ...(cliConfigFile === undefined ? {} : { cliConfigFile }),
      environment: {
        ...standIn.environment,
        ...(subscriptionId === undefined ? {} : { ARM_SUBSCRIPTION_ID: subscriptionId }),
      },
    },
    () => standIn.exchanges,
  );
  const project = projectOf(file);
  const rehearsal = new Rehearsal(
    workspace,
    project,
    everyStack ? {} : { environments: [environment] },
    variables,
  );
  return {
    standIn,
    workspace,
    rehearsal,
    project,
    report(name) {
      const made = standIn.exchanges.filter(({ method }) => method === "PUT").length;
      const seconds = (performance.now() - begin) / 1000;
      const line =
        `${name}: ${standIn.exchanges.length} requests answered, ${made} of them PUT, ` +
        `${standIn.faultsHappened} faults, ${Math.round(seconds)} s`;
      // Told at the very end: what a worker prints is not shown.
      if (folder === undefined) return;
      appendFileSync(join(folder, "report.txt"), `${line}\n`);
      const met = standIn.againstPublished.accepted.map((entry) => `${acceptedLine(entry)}\n`);
      appendFileSync(join(folder, "accepted.txt"), met.join(""));
    },
    async end() {
      workspace.write();
      await standIn.stop();
      workspace.remove();
    },
  };
}

export interface DeploymentOptions {
  /** @default "dev" */
  readonly environment?: string;
  /** Deploys whatever stacks the app has. */
  readonly everyStack?: boolean;
  /** @default - the tests' own app */
  readonly file?: string;
  /** Terraform's own subscription. @default - the stand-in's */
  readonly subscriptionId?: string;
  readonly variables?: Readonly<Record<string, string>>;
}
