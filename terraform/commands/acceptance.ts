import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Project, projectAt } from "../project";
import { PROVIDER_VERSION, findProvider } from "../provider";
import { Rehearsal, type Step } from "../rehearsal";
import { keepStateBeside } from "../without-backend";
import { Workspace } from "../workspace";
import { backendArguments } from "./on-stand-in";
import { type Given, messageOf, readArguments, runCommand, textOf } from "./arguments";

const FOLDER = "acceptance";

/** Deploys, plans again and destroys one environment on a subscription of the user's, and writes a report. */
async function main(): Promise<number> {
  const given = readArguments(
    "acceptance",
    "Deploys an environment to a real subscription, plans it again, destroys it and writes acceptance/report.md.",
    {
      subscription: { type: "string", says: "its id: what is made there costs money until it is destroyed" },
      ...backendArguments,
      keep: { type: "boolean", says: "leaves it there; its state is then in acceptance/state" },
    },
  );
  const { subscription, project, folder } = checked(given);
  const provider = await findProvider();
  if ("reason" in provider) throw new Error(provider.reason);
  mkdirSync(folder, { recursive: true });
  const workspace = new Workspace({
    folder,
    cliConfigFile: provider.cliConfigFile,
    environment: { ARM_SUBSCRIPTION_ID: subscription },
    onOutput: (text) => process.stderr.write(text),
  });
  const environment = textOf(given, "environment", "dev");
  const rehearsal = new Rehearsal(workspace, project, environment, {}, say);
  const failure = await rehearse(rehearsal, given["keep"] === true).then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  provider.remove();
  const report = join(folder, "report.md");
  writeFileSync(report, written(environment, rehearsal.steps, failure));
  process.stdout.write(`${failure === undefined ? "accepted" : "not accepted"}: ${report}\n`);
  if (failure !== undefined && existsSync(join(folder, "state")))
    process.stdout.write(`what was made is still there, its state in ${join(folder, "state")}\n`);
  return failure === undefined ? 0 : 1;
}

async function rehearse(rehearsal: Rehearsal, keep: boolean): Promise<void> {
  await rehearsal.synth();
  keepStateBeside(rehearsal.workspace.outdir);
  await rehearsal.deploy("--skip-synth");
  await rehearsal.validate();
  const plans = await rehearsal.plan();
  const differences = Object.values(plans).flatMap(({ changes }) => changes);
  if (differences.length > 0)
    throw new Error(
      `planned again, it would change:\n${differences
        .map(({ action, address, attributes }) => `- ${action} ${address}: ${attributes.join(", ")}`)
        .join("\n")}`,
    );
  if (keep) return;
  await rehearsal.destroy("--skip-synth");
  // Nothing is left that it would be needed for.
  rmSync(join(rehearsal.workspace.folder, "state"), { recursive: true });
}

interface Checked {
  readonly subscription: string;
  readonly project: Project;
  readonly folder: string;
}

/** Nothing is started on somebody's bill by accident. */
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
  return { subscription, project: projectAt(textOf(given, "app", "main.ts")), folder };
}

function say({ name, result, seconds }: Step): void {
  process.stdout.write(`${name}: ${result} (${seconds.toFixed(1)} s)\n`);
}

function written(environment: string, steps: readonly Step[], failure: string | undefined): string {
  return [
    `# Acceptance of ${environment}`,
    "",
    `azurerm ${PROVIDER_VERSION}, Node ${process.versions.node}, ${process.platform}`,
    "",
    "| Step | Result | Seconds |",
    "| --- | --- | --- |",
    ...steps.map(({ name, result, seconds }) => `| ${name} | ${result} | ${seconds.toFixed(1)} |`),
    "",
    failure === undefined ? "Accepted." : `Not accepted:\n\n\`\`\`text\n${failure}\n\`\`\``,
    "",
  ].join("\n");
}

runCommand(main);
