import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { version as libraryVersion } from "../../../package.json";
import { type Packaged, packagedAt, probesOf } from "../../terraform/acceptance/handed-over";
import { type ReleaseOutcome, Releaser } from "../../terraform/acceptance/release";
import { RUNNER_IMAGE } from "../../terraform/acceptance/releaser-stack";
import { acceptanceReport } from "../../terraform/acceptance/report";
import { type FoundProvider, providerOf, requiredVersion } from "../../terraform/provider";
import { Rehearsal } from "../../terraform/rehearsal";
import { type TerraformProgram, checkTerraform, productName } from "../../terraform/terraform-version";
import { keepStateBeside } from "../../terraform/without-backend";
import { Workspace } from "../../terraform/workspace";
import { type Result, UsageError } from "../command";
import { failureOf } from "../failure";
import { type Surroundings, shownPath } from "../surroundings";
import { type StandInGiven, standInOptions } from "./stand-in-options";

const FOLDER = "acceptance";

interface Given extends Omit<StandInGiven, "verbose"> {
  readonly subscription: string | undefined;
  readonly package: string | undefined;
  readonly probe: readonly string[];
  readonly image: string | undefined;
  readonly keep: boolean;
}

/** Deploys, plans again, releases and destroys one environment on a subscription of the user's, and writes a report. */
export async function acceptance(given: Given, surroundings: Surroundings): Promise<Result> {
  const subscription = checkedSubscription(given, surroundings);
  const folder = checkedFolder(surroundings);
  probesOf(given.probe);
  const options = standInOptions({ ...given, verbose: true }, surroundings);
  const { project, selection, variables, terraform, ...listeners } = options;
  const program = await checkTerraform(terraform, surroundings.signal);
  mkdirSync(folder, { recursive: true });
  const workspace = new Workspace({
    folder,
    terraform,
    environment: { ARM_SUBSCRIPTION_ID: subscription },
    onOutput: surroundings.pass,
  });
  const rehearsal = new Rehearsal(workspace, project, selection, variables, listeners);
  const checks: Checks = { ...given, image: given.image ?? RUNNER_IMAGE, cwd: surroundings.cwd };
  const acceptance = new Acceptance(rehearsal, checks);
  const failure = await acceptance.run().then(
    () => undefined,
    (error: unknown) => failureOf(error, surroundings.signal),
  );
  acceptance.provider?.remove();
  const kept = given.keep || existsSync(join(folder, "state"));
  const report = join(folder, "report.md");
  writeFileSync(
    report,
    acceptanceReport({
      environment: acceptance.environment ?? given.environment ?? "",
      versions: versionsOf(workspace, program),
      steps: rehearsal.steps,
      kept,
      ...(acceptance.release === undefined ? {} : { release: acceptance.release }),
      ...(acceptance.noRelease === undefined ? {} : { noRelease: acceptance.noRelease }),
      ...(failure === undefined ? {} : { failure: failure.message }),
    }),
  );
  const shown = shownPath(surroundings, report);
  return {
    ended: failure?.ended ?? "done",
    text: [
      `${failure === undefined ? "accepted" : "not accepted"}: ${shown}`,
      'read the section "What to send back" in it: the project needs your results',
      ...(kept ? [`the created resources still exist, their state is in ${join(FOLDER, "state")}`] : []),
    ].join("\n"),
    json: { accepted: failure === undefined, report: shown, kept },
  };
}

interface Checks {
  readonly package: string | undefined;
  readonly probe: readonly string[];
  readonly image: string;
  readonly keep: boolean;
  readonly cwd: string;
}

/** One acceptance run, and what it has found out so far. */
class Acceptance {
  release: ReleaseOutcome | undefined;
  noRelease: string | undefined;
  provider: FoundProvider | undefined;
  environment: string | undefined;

  constructor(
    private readonly rehearsal: Rehearsal,
    private readonly checks: Checks,
  ) {}

  /** @throws Error that says what does not hold */
  async run(): Promise<void> {
    const { rehearsal, checks } = this;
    const { workspace } = rehearsal;
    await rehearsal.synth();
    this.environment = rehearsal.environment;
    const packaged = this.packaged();
    keepStateBeside(workspace.outdir);
    this.provider = await providerOf(workspace, rehearsal.signal);
    await rehearsal.deploy();
    await rehearsal.validate();
    await this.planAgain("planned again");
    const releaser = packaged === undefined ? undefined : this.releaser(packaged);
    if (releaser !== undefined) await this.releaseCode(releaser);
    if (checks.keep) {
      if (releaser !== undefined) await rehearsal.withoutSafeguards(() => releaser.clear());
      return;
    }
    await rehearsal.takeSafeguardsOff();
    await releaser?.clear();
    await rehearsal.destroy();
    // Nothing is left that it would be needed for.
    rmSync(join(workspace.folder, "state"), { recursive: true });
  }

  private async releaseCode(releaser: Releaser): Promise<void> {
    this.release = await releaser.release();
    if (!this.release.released)
      throw new Error(`no code was released from ${this.release.from}: see Release above`);
    const odd = this.release.probes.filter((probe) => !/: 2\d\d$/.test(probe));
    if (odd.length > 0) throw new Error(`the released app returned unexpected answers:\n${odd.join("\n")}`);
    await this.planAgain("planned after the release");
  }

  private async planAgain(when: string): Promise<void> {
    const plans = await this.rehearsal.plan();
    const differences = Object.values(plans).flatMap(({ changes }) => changes);
    if (differences.length > 0)
      throw new Error(
        `${when}, it would change:\n${differences
          .map(({ action, address, attributes }) => `- ${action} ${address}: ${attributes.join(", ")}`)
          .join("\n")}`,
      );
  }

  /** Read before anything is deployed: a package of another environment is not found out after an hour. */
  private packaged(): Packaged | undefined {
    const { package: folder, cwd } = this.checks;
    if (folder !== undefined) return packagedAt(resolve(cwd, folder), this.rehearsal.environment);
    this.noRelease = "--package was not given";
    return undefined;
  }

  private releaser(packaged: Packaged): Releaser {
    const { probe, image } = this.checks;
    return new Releaser(this.rehearsal, { packaged, probes: probesOf(probe), image });
  }
}

/** Nothing is deployed to a subscription by accident. */
function checkedSubscription({ subscription }: Given, { variables }: Surroundings): string {
  if (variables["CI"])
    throw new UsageError("Acceptance runs must be started by hand, not in CI: unset CI to run one.");
  if (subscription !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subscription))
    return subscription;
  throw new UsageError(
    `--subscription must be the id of the subscription to deploy to, got "${subscription ?? ""}": ` +
      "az account show --query id prints that of the login.",
  );
}

function checkedFolder({ cwd }: Surroundings): string {
  const folder = resolve(cwd, FOLDER);
  const states = join(folder, "state");
  if (existsSync(states) && readdirSync(states).length > 0)
    throw new UsageError(
      `${states} contains the state of an earlier run: destroy its resources or move the folder, then run again.`,
    );
  return folder;
}

function versionsOf({ outdir }: Workspace, program: TerraformProgram): Readonly<Record<string, string>> {
  return {
    "cdktf-azure-backend": libraryVersion,
    azurerm: existsSync(join(outdir, "manifest.json")) ? requiredVersion(outdir) : "not synthesised",
    [productName(program)]: program.version,
    Node: `${process.versions.node}, ${process.platform}`,
  };
}
