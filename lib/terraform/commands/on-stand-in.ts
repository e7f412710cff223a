import { StandIn } from "../../stand-in/stand-in";
import { projectAt } from "../project";
import { type FoundProvider, providerOf } from "../provider";
import { Rehearsal, type Step } from "../rehearsal";
import { keepStateBeside } from "../without-backend";
import { Workspace } from "../workspace";
import { type ArgumentOption, type Given, textOf } from "./arguments";

/** The arguments of whatever runs on the stand-in. */
export const backendArguments: Readonly<Record<"environment" | "app", ArgumentOption>> = {
  environment: { type: "string", says: "which one; dev where it is left out" },
  app: {
    type: "string",
    says: "the file that defines the backend; this project's main.ts where it is left out",
  },
};

/** What a command works with: one environment, synthesised, its state in a folder of its own. */
export interface OnStandIn {
  readonly rehearsal: Rehearsal;
  readonly workspace: Workspace;
  readonly standIn: StandIn;
}

/** What a command is told on the way. */
export interface Listeners {
  readonly onOutput?: (text: string) => void;
  readonly onStep?: (step: Step) => void;
}

/** Synthesises a backend, lets `work` run it on a stand-in, and leaves nothing of either behind. */
export async function onStandIn<T>(
  given: Given,
  { onOutput, onStep }: Listeners,
  work: (on: OnStandIn) => Promise<T>,
): Promise<T> {
  const project = projectAt(textOf(given, "app", "main.ts"));
  const standIn = await StandIn.start();
  const workspace = new Workspace({
    environment: standIn.environment,
    ...(onOutput === undefined ? {} : { onOutput }),
  });
  let provider: FoundProvider | undefined;
  try {
    const rehearsal = new Rehearsal(workspace, project, textOf(given, "environment", "dev"), {}, onStep);
    await rehearsal.synth();
    keepStateBeside(workspace.outdir);
    provider = await providerOf(workspace);
    return await work({ rehearsal, workspace, standIn });
  } finally {
    await standIn.stop();
    workspace.remove();
    provider?.remove();
  }
}
