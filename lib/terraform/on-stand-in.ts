import { checkInstalled } from "../peers/installed";
import { STAND_IN_PACKAGES } from "../stand-in/certificate";
import { StandIn } from "../stand-in/stand-in";
import { ENCRYPTION_VARIABLE } from "./program";
import type { Project } from "./project";
import { type FoundProvider, providerOf } from "./provider";
import { Rehearsal, type StepListeners } from "./rehearsal";
import type { Selection } from "./select-stacks";
import { checkTerraform } from "./terraform-version";
import { keepStateBeside, takeEncryptionOff } from "./without-backend";
import { Workspace } from "./workspace";

/** What a command works with: an environment, synthesised, its state in a folder of its own. */
export interface OnStandIn {
  readonly rehearsal: Rehearsal;
  readonly workspace: Workspace;
  readonly standIn: StandIn;
}

/** What runs on a stand-in, and what receives its progress. */
export interface StandInOptions extends StepListeners {
  readonly project: Project;
  readonly selection: Selection;
  /** Variables of the environment, for the app. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Terraform's program. */
  readonly terraform: string;
  readonly onOutput?: (text: string) => void;
}

/** Synthesises a backend, lets `work` run it on a stand-in, and leaves nothing of either behind. */
export async function onStandIn<T>(
  { project, selection, variables, terraform, onOutput, ...listeners }: StandInOptions,
  work: (on: OnStandIn) => Promise<T>,
): Promise<T> {
  checkInstalled(project.folder, "The stand-in for Azure", STAND_IN_PACKAGES, [project.folder, __dirname]);
  await checkTerraform(terraform, listeners.signal);
  const standIn = await StandIn.start();
  const workspace = new Workspace({
    terraform,
    environment: { ...standIn.environment, [ENCRYPTION_VARIABLE]: "" },
    ...(onOutput === undefined ? {} : { onOutput }),
  });
  let provider: FoundProvider | undefined;
  try {
    const rehearsal = new Rehearsal(workspace, project, selection, variables, listeners);
    await rehearsal.synth();
    keepStateBeside(workspace.outdir);
    takeEncryptionOff(workspace.outdir);
    await rehearsal.step("find the provider", async () => {
      provider = await providerOf(workspace, listeners.signal);
      return provider.version;
    });
    return await work({ rehearsal, workspace, standIn });
  } finally {
    await standIn.stop();
    workspace.remove();
    provider?.remove();
  }
}
