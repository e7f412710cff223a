import { createColors } from "picocolors";
import { type AzureCloud, CLOUDS, DEFAULT_CLOUD } from "../../release/clouds";
import { azureConnection } from "../../release/connection";
import { examineApp, examineProject, examineProvider } from "../doctor/app";
import type * as azure from "../doctor/azure";
import { type Examined, problem } from "../doctor/examined";
import { LOGIN_LIMIT, missingForLogin } from "../doctor/login";
import { examineEngineCommand, examineNode, examineTerraform } from "../doctor/machine";
import { examineOptional, examineRequired, installAll, installedIn } from "../doctor/packages";
import type { Deployment } from "../doctor/rights";
import type { Result } from "../command";
import type { Surroundings } from "../surroundings";
import { hanging } from "../wrapped";
import { programFor } from "./stand-in-options";

interface Given {
  readonly app: string | undefined;
  readonly terraform: string | undefined;
  readonly provider: boolean;
  readonly online: boolean;
  readonly subscription: string | undefined;
  readonly cloud: AzureCloud | undefined;
}

/** Looks at everything, whatever is wrong with some of it. */
export async function doctor(given: Given, surroundings: Surroundings): Promise<Result> {
  const { project, examined: ofProject } = examineProject(surroundings.cwd, given.app);
  const folder = project?.folder ?? surroundings.cwd;
  const terraform = programFor(given, surroundings);
  const [ofTerraform, app] = await Promise.all([
    examineTerraform(terraform),
    project === undefined ? undefined : examineApp(given.app, surroundings),
  ]);
  const deployments = app?.deployments ?? [];
  const ofProvider =
    given.provider && ofTerraform.state === "ok"
      ? await examineProvider(
          deployments.map(({ plan }) => plan),
          terraform,
        )
      : [];
  const ofAzure = given.online ? await examineOnline(given, surroundings, deployments) : [];
  const examined = [
    examineNode(surroundings.today),
    ofTerraform,
    ...ofProject,
    ...examineRequired(folder),
    ...examineEngineCommand(installedIn(folder, "cdktf-cli")?.version),
    ...(app === undefined ? [] : [app.examined]),
    ...ofProvider,
    ...examineOptional(folder),
    ...ofAzure,
  ];
  const install = installAll(folder);
  return {
    ended: examined.some(({ state }) => state === "problem") ? "failed" : "done",
    text: asText(examined, install, surroundings),
    json: { examined, install },
  };
}

/** Each subscription with the environments that are deployed to it. */
async function examineOnline(
  { subscription, cloud = DEFAULT_CLOUD }: Given,
  { variables }: Surroundings,
  deployments: readonly Deployment[],
): Promise<readonly Examined[]> {
  const otherwise = [subscription, variables["ARM_SUBSCRIPTION_ID"], variables["AZURE_SUBSCRIPTION_ID"]].find(
    Boolean,
  );
  const subscriptionOf = ({ plan }: Deployment): string | undefined => plan.subscriptionId ?? otherwise;
  const ids = [...new Set(deployments.map(subscriptionOf))];
  const { management, authority } = CLOUDS[cloud];
  const missing = missingForLogin();
  if (missing !== undefined) return [missing];
  const examined = ids.map(async (id) => {
    if (id === undefined)
      return [
        problem(
          "Subscription",
          "--online needs a subscription, but the app sets none",
          "set it with --subscription or ARM_SUBSCRIPTION_ID: az account show --query id prints the subscription of the login",
        ),
      ];
    const own = deployments.filter((each) => subscriptionOf(each) === id);
    // Loaded here alone: what a deployment takes is known by the services.
    const { examineAzure } = require("../doctor/azure") as typeof azure;
    return examineAzure(azureConnection(own[0]?.plan.tenantId, authority, LOGIN_LIMIT), management, id, own);
  });
  return (await Promise.all(examined)).flat();
}

const LONGEST = "warning".length;

function asText(
  examined: readonly Examined[],
  install: readonly string[],
  { columns, color }: Surroundings,
): string {
  const colors = createColors(color);
  const paint = { ok: colors.green, warning: colors.yellow, problem: colors.red };
  const blocks = examined.map(({ what, state, found, fix }) =>
    hanging(
      `${paint[state](state.padEnd(LONGEST))} `,
      LONGEST + 1,
      [`${what}: ${found}`, ...(fix === undefined ? [] : [`fix: ${fix}`])],
      columns,
    ).join("\n"),
  );
  // Lines to copy are not wrapped.
  return [...blocks, ...(install.length === 0 ? [] : ["", "To install what is missing:", ...install])].join(
    "\n",
  );
}
