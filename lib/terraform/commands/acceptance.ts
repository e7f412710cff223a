import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { version as libraryVersion } from "../../../package.json";
import { type Packaged, packagedAt, probesOf } from "../acceptance/handed-over";
import { type ReleaseOutcome, Releaser } from "../acceptance/release";
import { RUNNER_IMAGE } from "../acceptance/releaser-stack";
import { acceptanceReport } from "../acceptance/report";
import { run } from "../command";
import { type Project, projectAt } from "../project";
import { type FoundProvider, providerOf, requiredVersion } from "../provider";
import { Rehearsal, type Step } from "../rehearsal";
import { keepStateBeside } from "../without-backend";
import { Workspace } from "../workspace";
import { backendArguments } from "./on-stand-in";
import { type Given, messageOf, readArguments, runCommand, textOf } from "./arguments";

const FOLDER = "acceptance";
/** This project's own app, its package, and what its released code has to answer. */
const SAMPLE = {
  app: "main.ts",
  packageScript: "examples/feedback/package.ts",
  packageFolder: "examples/feedback/dist/functions",
  probes: ["GET /api/feedback"],
} as const;

/** Deploys, plans again, releases and destroys one environment on a subscription of the user's, and writes a report. */
async function main(): Promise<number> {
  const given = readArguments(
    "acceptance",
    "Deploys an environment to a real subscription, plans it again, releases code into it, destroys it and writes " +
      "acceptance/report.md.",
    {
      subscription: { type: "string", says: "its id: what is made there costs money until it is destroyed" },
      ...backendArguments,
      package: {
        type: "string",
        says: "the folder that packageRelease has written, for an --app of your own",
      },
      probe: {
        type: "string",
        says: 'what the released app has to answer, "GET /api/orders"; several with commas',
      },
      image: { type: "string", says: `the container that releases into a closed network; ${RUNNER_IMAGE}` },
      keep: { type: "boolean", says: "leaves it there; its state is then in acceptance/state" },
    },
  );
  const checks = checked(given);
  mkdirSync(checks.folder, { recursive: true });
  const workspace = new Workspace({
    folder: checks.folder,
    environment: { ARM_SUBSCRIPTION_ID: checks.subscription },
    onOutput: (text) => process.stderr.write(text),
  });
  const acceptance = new Acceptance(workspace, checks);
  const failure = await acceptance.run().then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  const versions = await versionsOf(workspace);
  acceptance.provider?.remove();
  return tell(acceptance, checks, versions, failure);
}

/** One acceptance run, and what it has found out so far. */
class Acceptance {
  readonly rehearsal: Rehearsal;
  release: ReleaseOutcome | undefined;
  noRelease: string | undefined;
  provider: FoundProvider | undefined;

  constructor(
    private readonly workspace: Workspace,
    private readonly checks: Checked,
  ) {
    this.rehearsal = new Rehearsal(workspace, checks.project, checks.environment, {}, say);
  }

  /** @throws Error that says what does not hold */
  async run(): Promise<void> {
    const { rehearsal, checks } = this;
    await rehearsal.synth();
    keepStateBeside(this.workspace.outdir);
    this.provider = await providerOf(this.workspace);
    await rehearsal.deploy("--skip-synth");
    await rehearsal.validate();
    await this.planAgain("planned again");
    const releaser = await this.releaser();
    if (releaser !== undefined) {
      this.release = await releaser.release();
      if (!this.release.released)
        throw new Error(`no code was released from ${this.release.from}: see Release above`);
      const odd = this.release.probes.filter((probe) => !/: 2\d\d$/.test(probe));
      if (odd.length > 0)
        throw new Error(`the released app does not answer as it has to:\n${odd.join("\n")}`);
      await this.planAgain("planned after the release");
    }
    if (checks.keep) {
      if (releaser !== undefined) await rehearsal.withoutSafeguards(() => releaser.clear());
      return;
    }
    await rehearsal.takeSafeguardsOff();
    await releaser?.clear();
    await rehearsal.destroy("--skip-synth");
    // Nothing is left that it would be needed for.
    rmSync(join(this.workspace.folder, "state"), { recursive: true });
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

  private async releaser(): Promise<Releaser | undefined> {
    const { checks } = this;
    const packaged = await this.packaged();
    if (packaged === undefined) {
      this.noRelease = "--package was not given";
      return undefined;
    }
    return new Releaser(this.rehearsal, { packaged, probes: probesOf(checks.probes), image: checks.image });
  }

  /** This project's sample is packaged here; another app's package is named. */
  private async packaged(): Promise<Packaged | undefined> {
    const { packageFolder, environment, isSample } = this.checks;
    if (isSample)
      await this.rehearsal.step("package", async () => {
        const tsx = require.resolve("tsx/cli");
        const { status, stderr } = await run(process.execPath, [tsx, SAMPLE.packageScript], {
          cwd: process.cwd(),
        });
        if (status !== 0) throw new Error(`the sample could not be packaged: ${stderr}`);
        return "packaged";
      });
    return packageFolder === undefined ? undefined : packagedAt(packageFolder, environment);
  }
}

interface Checked {
  readonly subscription: string;
  readonly project: Project;
  readonly folder: string;
  readonly environment: string;
  readonly isSample: boolean;
  readonly packageFolder: string | undefined;
  readonly probes: readonly string[];
  readonly image: string;
  readonly keep: boolean;
}

/** Nothing is deployed to a subscription by accident, and no wrong argument is found after an hour. */
function checked(given: Given): Checked {
  if (process.env["CI"])
    throw new Error("acceptance runs are started by hand, never in CI: unset CI to run one");
  const subscription = textOf(given, "subscription", "");
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subscription))
    throw new Error(
      `--subscription takes the id of the subscription to deploy to, got "${subscription}": ` +
        "az account show --query id prints that of the login",
    );
  const folder = resolve(FOLDER);
  const states = join(folder, "state");
  if (existsSync(states) && readdirSync(states).length > 0)
    throw new Error(
      `${states} has the state of an earlier run: destroy what it made, or move the folder away, then run again`,
    );
  const app = textOf(given, "app", SAMPLE.app);
  const environment = textOf(given, "environment", "dev");
  const isSample = given["app"] === undefined && given["package"] === undefined;
  const packageFolder = isSample ? SAMPLE.packageFolder : given["package"];
  const named = typeof packageFolder === "string" ? resolve(packageFolder) : undefined;
  if (!isSample && named !== undefined) packagedAt(named, environment);
  const probes = textOf(given, "probe", isSample ? SAMPLE.probes.join(",") : "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  probesOf(probes);
  return {
    subscription,
    project: projectAt(app),
    folder,
    environment,
    isSample,
    packageFolder: named,
    probes,
    image: textOf(given, "image", RUNNER_IMAGE),
    keep: given["keep"] === true,
  };
}

async function versionsOf({ outdir }: Workspace): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await run("terraform", ["version", "-json"], { cwd: process.cwd() });
  const { terraform_version: terraform } = JSON.parse(stdout) as { readonly terraform_version: string };
  return {
    "cdktf-azure-backend": libraryVersion,
    azurerm: existsSync(join(outdir, "manifest.json")) ? requiredVersion(outdir) : "not synthesised",
    Terraform: terraform,
    Node: `${process.versions.node}, ${process.platform}`,
  };
}

function tell(
  { rehearsal, release, noRelease }: Acceptance,
  { folder, environment, keep }: Checked,
  versions: Readonly<Record<string, string>>,
  failure: string | undefined,
): number {
  const report = join(folder, "report.md");
  const kept = keep || existsSync(join(folder, "state"));
  const facts = { environment, versions, steps: rehearsal.steps, kept };
  writeFileSync(
    report,
    acceptanceReport({
      ...facts,
      ...(release === undefined ? {} : { release }),
      ...(noRelease === undefined ? {} : { noRelease }),
      ...(failure === undefined ? {} : { failure }),
    }),
  );
  process.stdout.write(`${failure === undefined ? "accepted" : "not accepted"}: ${report}\n`);
  process.stdout.write('read "What to send back" in it: it is what nobody else can find out\n');
  if (kept) process.stdout.write(`what was made is still there, its state in ${join(folder, "state")}\n`);
  return failure === undefined ? 0 : 1;
}

function say({ name, result, seconds }: Step): void {
  process.stdout.write(`${name}: ${result} (${seconds.toFixed(1)} s)\n`);
}

runCommand(main);
